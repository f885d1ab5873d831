import { Popover, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconPlugConnected,
} from '@tabler/icons-react';
import { type ComponentType, useMemo, useSyncExternalStore } from 'react';
import { never } from '#shared/kernel/never.ts';
import { type SaveView, saveLabel } from '#shared/sync/save-state.ts';
import type { ActConnection } from './connection.ts';
import { restedSave } from './save-indicator-view.ts';
import classes from './sync.module.css';
import { useConnectionPart } from './use-connection.ts';

const ICONS: Readonly<Record<SaveView['kind'], ComponentType<{ size?: number; 'aria-hidden'?: 'true' }>>> = {
  connexion: IconPlugConnected,
  enregistrement: IconCloudUp,
  enregistre: IconCloudCheck,
  'hors-ligne': IconCloudOff,
  'disque-refuse': IconAlertTriangle,
  refuse: IconAlertTriangle,
};

/** What a label promises, in a sentence. */
function explanation(view: SaveView): string {
  switch (view.kind) {
    case 'connexion':
      return 'La page se relie au serveur.';
    case 'enregistrement':
      return 'Vos dernières frappes partent vers le serveur ; elles n’y sont pas encore enregistrées.';
    case 'enregistre':
      return 'Tout ce que vous avez écrit est sur le disque du serveur.';
    case 'hors-ligne':
      return 'Continuez d’écrire : vos modifications sont gardées ici et partiront au retour de la connexion, qui est réessayée sans cesse.';
    case 'disque-refuse':
      return view.reason;
    case 'refuse':
      return view.refusal.message;
    default:
      return never(view);
  }
}

/** The save state: its words always visible, its meaning at a click, its serious changes announced. */
export function SaveIndicator({ connection }: { readonly connection: ActConnection }) {
  const rested = useMemo(() => restedSave(connection), [connection]);
  const view = useSyncExternalStore(rested.subscribe, rested.get);
  const localCopy = useConnectionPart(connection, (snapshot) => snapshot.localCopy);
  const Icon = ICONS[view.kind];
  // « Enregistrement… » comes and goes with each burst of keys: announcing it would drown a screen reader.
  const announced =
    view.kind === 'hors-ligne'
      ? 'Hors ligne. Vos modifications sont gardées ici.'
      : view.kind === 'refuse' || view.kind === 'disque-refuse'
        ? `${saveLabel(view)}. ${explanation(view)}`
        : '';
  return (
    <>
      <Popover width={320} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton className={classes.save} data-kind={view.kind} data-testid="etat-enregistrement">
            <Icon size={18} aria-hidden="true" />
            <span>{saveLabel(view)}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={classes.explanation}>
          <p>{explanation(view)}</p>
          {localCopy === 'unavailable' ? (
            <p>Ce navigateur ne garde pas de copie locale : ne fermez pas cette page avant « Enregistré ».</p>
          ) : null}
        </Popover.Dropdown>
      </Popover>
      <span role="status" className={classes.hidden}>
        {announced}
      </span>
    </>
  );
}
