import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActStateAnswer } from '#shared/signature/wire.ts';
import { useLife } from './queries.ts';
import classes from './signature.module.css';
import { dayOf } from './words.ts';

/** On an act's page: that its text is frozen, with its fingerprint, or why it was reopened. */
export function LifeBanner({ actId }: { readonly actId: string }) {
  const { data: life } = useLife(actId);
  if (life === undefined) return null;
  const told = sentence(life);
  if (told === null) return null;
  const writable = WRITABLE_STATES.has(life.state);
  return (
    <section className={classes.banner} aria-label="État du texte">
      {writable ? <IconLockOpen size={18} aria-hidden="true" /> : <IconLock size={18} aria-hidden="true" />}
      <p>{told}</p>
      <ButtonLink size="compact-sm" variant="default" href={`/actes/${actId}/signature`}>
        {life.state === 'arrete' || life.state === 'en-signature' ? 'Signature' : 'Voir l’état'}
      </ButtonLink>
    </section>
  );
}

function sentence({ state, frozen, motif }: ActStateAnswer): string | null {
  if (WRITABLE_STATES.has(state))
    return motif === null
      ? null
      : `Texte rouvert par ${motif.by.name} (${motif.by.organisation}) le ${dayOf(motif.at)}. Motif\u00a0: ${motif.motif}`;
  if (frozen === null) return motif === null ? null : `Motif\u00a0: ${motif.motif}`;
  const by = `${frozen.by.name} (${frozen.by.organisation})`;
  return `Texte arrêté par ${by} le ${dayOf(frozen.at)}. Empreinte ${frozen.hash.slice(0, 16)}…`;
}
