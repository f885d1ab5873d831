import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ErrorCode } from '#shared/kernel/errors.ts';
import type { ActConnection } from './connection.ts';
import { textOf } from './local-copy.ts';
import classes from './sync.module.css';
import { useConnectionPart } from './use-connection.ts';

/** Refusals that loading the page again may lift. */
const RELOADABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'schema.incompatible',
  'sync.message_invalide',
  'acte.fige',
  'acces.refuse',
]);

/** Copies `text`, and says whether it went. */
export async function copyText(text: string | null): Promise<void> {
  try {
    if (text === null) throw new Error('nothing to copy');
    await navigator.clipboard.writeText(text);
    notifications.show({ message: 'Votre texte est copié.' });
  } catch {
    notifications.show({
      color: 'red',
      message: 'La copie n’a pas été possible. Sélectionnez le texte dans la page et copiez-le au clavier.',
    });
  }
}

/** What stops or endangers the writing, above the page, with what to do about it. */
export function SyncBanner({ connection }: { readonly connection: ActConnection }) {
  // What each key moves shows nothing here, and so must draw nothing.
  const save = useConnectionPart(connection, (snapshot) => {
    const { kind } = snapshot.save;
    return kind === 'refuse' || kind === 'disque-refuse' ? snapshot.save : null;
  });
  const localCopy = useConnectionPart(connection, (snapshot) => snapshot.localCopy);
  const [discarding, setDiscarding] = useState(false);
  if (save?.kind === 'refuse') {
    const { code, message } = save.refusal;
    const lost = save.pending > 0;
    return (
      <div className={classes.banner} role="alert">
        <p>
          <strong>Le serveur ne prend plus vos modifications.</strong> {message}
          {lost ? ' Ce que vous avez écrit reste affiché et gardé dans ce navigateur.' : ''}
        </p>
        <div className={classes.bannerButtons}>
          <Button size="xs" variant="default" onClick={() => void copyText(textOf(connection.doc))}>
            Copier mon texte
          </Button>
          {code === 'session.absente' || code === 'lien.invalide' ? (
            <Button size="xs" component="a" href="/entrer">
              Entrer de nouveau
            </Button>
          ) : null}
          {code === 'sync.trop_grand' || code === 'serveur.erreur' ? (
            <Button size="xs" onClick={connection.retry}>
              Réessayer
            </Button>
          ) : null}
          {RELOADABLE.has(code) ? (
            <Button size="xs" onClick={() => window.location.reload()}>
              Recharger la page
            </Button>
          ) : null}
          {lost && code !== 'session.absente' && code !== 'schema.incompatible' ? (
            <Button size="xs" variant="subtle" color="red" onClick={() => setDiscarding(true)}>
              Écarter mes modifications…
            </Button>
          ) : null}
        </div>
        <DiscardDialog
          opened={discarding}
          pending={save.pending}
          onClose={() => setDiscarding(false)}
          onCopy={() => void copyText(textOf(connection.doc))}
          onDiscard={() => void connection.discardLocal().then(() => window.location.reload())}
        />
      </div>
    );
  }
  if (save?.kind === 'disque-refuse')
    return (
      <div className={classes.banner} role="alert">
        <p>{save.reason}</p>
      </div>
    );
  if (localCopy === 'unavailable')
    return (
      <div className={classes.banner} role="status">
        <p>
          Ce navigateur ne garde pas de copie de votre texte (fenêtre privée, ou espace plein). Tant que la
          connexion tient, rien ne change ; sans elle, ne fermez pas cette page avant « Enregistré ».
        </p>
      </div>
    );
  return null;
}

interface DiscardDialogProps {
  readonly opened: boolean;
  readonly pending: number;
  readonly onClose: () => void;
  readonly onCopy: () => void;
  readonly onDiscard: () => void;
}

function DiscardDialog({ opened, pending, onClose, onCopy, onDiscard }: DiscardDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Écarter vos modifications ?">
      <p>
        {pending > 1
          ? `${pending} modifications n’ont pas été enregistrées par le serveur.`
          : 'Une modification n’a pas été enregistrée par le serveur.'}{' '}
        Si vous les écartez, elles seront effacées de ce navigateur et la page reprendra le texte du serveur.
        Copiez d’abord votre texte.
      </p>
      <div className={classes.bannerButtons}>
        <Button variant="default" onClick={onCopy}>
          Copier mon texte
        </Button>
        <Button color="red" onClick={onDiscard}>
          Écarter et recharger
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Annuler
        </Button>
      </div>
    </Modal>
  );
}
