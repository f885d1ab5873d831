import type { ActState } from '#shared/identity/roles.ts';
import { printedDay, printedHour } from '#shared/kernel/paris.ts';
import type { Version } from '#shared/versions/wire.ts';
import type { PrintEdition } from './model.ts';

/** States whose text the parties have signed. */
const SIGNED: ReadonlySet<ActState> = new Set<ActState>([
  'signe',
  'en-vigueur',
  'echu',
  'resilie',
  'remplace',
]);

/**
 * What every page says of a text that nobody has signed (rule P7).
 * @param isFinal whether it is the act's last text, which is the one that was frozen and signed
 * @param isComputed whether it is consolidated from signed texts
 * @returns `null` for the signed text
 */
function editionMention(state: ActState, isFinal: boolean, isComputed: boolean): string | null {
  if (isFinal && SIGNED.has(state)) return null;
  if (isFinal && (state === 'arrete' || state === 'en-signature')) return 'Texte arrêté, non signé';
  if (isComputed && SIGNED.has(state)) return 'Version consolidée, à titre d’information';
  return state === 'abandonne' ? 'Projet abandonné' : 'Projet';
}

/**
 * Says which state is printed.
 * @param act the act as the portfolio shows it
 * @param printed the state: its version if it is one, its name if it is computed
 * @param finalHash the hash of the act's last text
 */
export function editionOf(
  act: { readonly title: string; readonly state: ActState; readonly parties: readonly string[] },
  printed: {
    readonly version: Version | null;
    readonly name?: string | null;
    readonly at: number;
    readonly hash: string;
  },
  finalHash: string,
): PrintEdition {
  const { version, at, hash } = printed;
  const name = version?.label ?? null;
  const rank = version === null ? null : `Version ${version.rank}`;
  return {
    title: act.title,
    version:
      rank === null
        ? (printed.name ?? `Texte du ${printedDay(at)} à ${printedHour(at)}`)
        : [rank, name].filter((part) => part !== null).join(' – '),
    at,
    // The name of a state that is no version says the day already.
    date: rank === null ? '' : printedDay(at),
    hash,
    mention: editionMention(act.state, hash === finalHash, printed.name != null),
    parties: act.parties,
  };
}
