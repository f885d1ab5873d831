import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { AvenantsLink } from '#client/avenants/avenants-link.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActStateAnswer } from '#shared/signature/wire.ts';
import { useLife } from './queries.ts';
import classes from './signature.module.css';
import { dayOf, dayWords } from './words.ts';

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
      <AvenantsLink actId={actId} />
      <ButtonLink size="compact-sm" variant="default" href={`/actes/${actId}/signature`}>
        {life.state === 'arrete' || life.state === 'en-signature' ? 'Signature' : 'Voir l’état'}
      </ButtonLink>
    </section>
  );
}

function sentence(life: ActStateAnswer): string | null {
  const { state, frozen, motif } = life;
  if (WRITABLE_STATES.has(state))
    return motif === null
      ? null
      : `Texte rouvert par ${motif.by.name} (${motif.by.organisation}) le ${dayOf(motif.at)}. Motif\u00a0: ${motif.motif}`;
  const signed = signedSentence(life);
  if (signed !== null) return signed;
  if (frozen === null) return motif === null ? null : `Motif\u00a0: ${motif.motif}`;
  const by = `${frozen.by.name} (${frozen.by.organisation})`;
  return `Texte arrêté par ${by} le ${dayOf(frozen.at)}. Empreinte ${frozen.hash.slice(0, 16)}…`;
}

/** Since when and until when a signed text holds; `null` for a text that is not signed. */
function signedSentence(life: ActStateAnswer): string | null {
  const { state, signedOn, effectDay, term, ending, motif, frozen, replacedBy } = life;
  if (signedOn === null) return null;
  const signed = `Texte signé le ${dayWords(signedOn)}`;
  const hash = frozen === null ? '' : ` Empreinte ${frozen.hash.slice(0, 16)}…`;
  const until =
    ending !== null
      ? `, résiliation annoncée pour le ${dayWords(ending.effect)}`
      : term === null
        ? ''
        : `, jusqu’au ${dayWords(term.last)}`;
  switch (state) {
    case 'signe':
      return `${signed}${effectDay === null ? '' : `, en vigueur à partir du ${dayWords(effectDay)}`}${until}.${hash}`;
    case 'en-vigueur':
      return `${signed}${effectDay === null ? ', en vigueur' : `, en vigueur depuis le ${dayWords(effectDay)}`}${until}.${hash}`;
    case 'echu':
      return `${signed}, échu${term === null ? '' : `\u00a0: son dernier jour était le ${dayWords(term.last)}`}.${hash}`;
    case 'resilie':
      return `${signed}, résilié${ending === null ? '' : ` à compter du ${dayWords(ending.effect)}`}.${motif === null ? '' : ` Motif\u00a0: ${motif.motif}`}`;
    case 'remplace':
      return `${signed}, remplacé${replacedBy?.title == null ? '' : ` par «\u00a0${replacedBy.title}\u00a0»`}.${hash}`;
    default:
      return `${signed}, ${ACT_STATE_NAMES[state].toLocaleLowerCase('fr')}.${hash}`;
  }
}
