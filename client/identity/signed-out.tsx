import { useLocation } from 'wouter';
import { Screen } from '#client/ui/screen.tsx';
import { EntryDesk, useEntry } from './entry-desk.tsx';
import classes from './identity.module.css';
import { useSetupState } from './queries.ts';

/** What somebody without a session sees: what this is, and how to get in. */
export function SignedOut() {
  const setup = useSetupState();
  const [, navigate] = useLocation();
  // Without an act of its own, coming in shows the page that was asked for.
  const entry = useEntry(({ actId }) => {
    if (actId !== null) navigate(`/actes/${actId}`);
  });
  const waitsForSetup = setup.data?.required === true;
  return (
    <Screen
      title="Écrire ensemble une convention"
      lead="Clausier réunit les parties autour d’un seul texte, tenu à jour pour toutes, du premier jet à la signature."
      width="narrow"
    >
      <div className={classes.card}>
        {waitsForSetup ? (
          <p>
            Ce Clausier n’est pas encore installé. Ouvrez le <strong>lien d’installation</strong> que le
            serveur affiche à son démarrage : il crée la première organisation.
          </p>
        ) : (
          <EntryDesk entry={entry} onStay={entry.startAgain} />
        )}
      </div>
    </Screen>
  );
}
