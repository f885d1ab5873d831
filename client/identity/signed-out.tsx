import { useLocation } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { Screen } from '#client/ui/screen.tsx';
import classes from './identity.module.css';
import { PasteLink } from './paste-link.tsx';
import { useOpenSession, useSetupState } from './queries.ts';

/** What somebody without a session sees: what this is, and how to get in. */
export function SignedOut() {
  const setup = useSetupState();
  const session = useOpenSession();
  const [, navigate] = useLocation();
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
          <>
            <p>
              On entre par un <strong>lien personnel</strong>, sans compte ni mot de passe. Ouvrez celui que
              vous avez reçu, ou collez-le ici.
            </p>
            {session.isError ? (
              <Failure title="Votre session n’a pas pu être ouverte." error={session.error} />
            ) : null}
            <PasteLink
              onToken={(token) =>
                session.mutate(token, {
                  onSuccess: ({ actId }) => navigate(actId ? `/actes/${actId}` : '/'),
                })
              }
            />
            <p className={classes.soft}>
              Pas de lien ? Demandez-le à la personne qui pilote votre convention.
            </p>
          </>
        )}
      </div>
    </Screen>
  );
}
