import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import {
  type ActId,
  actIdSchema,
  type OrganisationId,
  organisationIdSchema,
  type PersonId,
  personIdSchema,
} from '#shared/kernel/ids.ts';

/**
 * Everything that an act's journal may hold. Closed: an event that is not here can't be written, and a reader knows
 * all of them.
 */
const JOURNAL_KINDS = [
  'acte.cree',
  'acte.importe',
  'acte.renomme',
  'acte.copie',
  'personne.invitee',
  'lien.revoque',
  'droit.change',
  'droit.retire',
  'version.nommee',
  'version.annotee',
  'version.restauree',
  'etat.change',
  'resiliation.annoncee',
  'resiliation.retiree',
  'succession.declaree',
  'texte.arrete',
  'texte.rouvert',
  'signature.ouverte',
  'signature.lien',
  'signature.consultee',
  'signature.faite',
  'signature.papier',
  'signature.refusee',
  'signature.reattribuee',
  'signature.relancee',
  'signature.prolongee',
  'signature.expiree',
  'signature.moyen',
  'signature.piece',
  'signature.annulee',
  'sceau.appose',
  'sceau.echoue',
  'export.fait',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** What an event says beside who and when: ids, hashes, closed words, never a name or an e-mail (rule J5). */
export type JournalFacts = Readonly<Record<string, string | number | boolean | null>>;

/** One event before it takes its place in the chain. */
export interface JournalEvent {
  readonly act: ActId;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Who; `null`: the server itself, or its administrator. */
  readonly person: PersonId | null;
  /** On behalf of whom. */
  readonly organisation: OrganisationId | null;
  readonly kind: JournalKind;
  readonly facts: JournalFacts;
}

/** One event in its chain (rule J1). */
export interface JournalEntry extends JournalEvent {
  /** 1, 2, 3… in the act. */
  readonly seq: number;
  /** Hash of the event before it; {@link FIRST_PREVIOUS} for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** Where a chain ends: kept elsewhere, it tells whether the end was cut off. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

/** What the first event of an act follows. */
export const FIRST_PREVIOUS = '0'.repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One event as it is exported and read back. */
export const journalEntrySchema = z.object({
  seq: z.number().int().positive(),
  act: actIdSchema,
  at: z.number().int(),
  person: personIdSchema.nullable(),
  organisation: organisationIdSchema.nullable(),
  kind: z.enum(JOURNAL_KINDS),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  previous: hash,
  hash,
}) satisfies z.ZodType<JournalEntry>;

/** JSON whose keys are sorted at every level: one value, one writing. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, one]) => `${JSON.stringify(key)}:${sortedJson(one)}`);
  return `{${parts.join(',')}}`;
}

/** @returns SHA-256 in hexadecimal of everything in the event but its own hash (rule J1) */
function hashOfEntry(entry: Omit<JournalEntry, 'hash'>): string {
  const { previous, seq, act, at, person, organisation, kind, facts } = entry;
  const json = sortedJson({ previous, seq, act, at, person, organisation, kind, facts });
  return bytesToHex(sha256(utf8ToBytes(json)));
}

/**
 * Gives an event its place at the end of a chain.
 * @param head the present end; `null` for an act without events
 */
export function chainEvent(head: JournalHead | null, event: JournalEvent): JournalEntry {
  const { act, at, person, organisation, kind, facts } = event;
  const seq = (head?.seq ?? 0) + 1;
  const previous = head?.hash ?? FIRST_PREVIOUS;
  const entry = { seq, act, at, person, organisation, kind, facts, previous };
  return { ...entry, hash: hashOfEntry(entry) };
}

/**
 * Why a chain is broken at an event: its rank does not follow, it belongs to another act, it does not follow the event
 * before it, its own content has changed, or events that once stood here are gone.
 */
export type JournalFault = 'rang' | 'acte' | 'chaine' | 'contenu' | 'tronque';

export type JournalVerdict =
  | { readonly intact: true; readonly head: JournalHead | null }
  | {
      readonly intact: false;
      /** Rank of the first broken event, or of the first missing one. */
      readonly seq: number;
      readonly fault: JournalFault;
    };

/**
 * Checks a whole chain (rules J2 and J3).
 * @param entries in the order in which they are kept
 * @param known an end that was written down elsewhere (a dossier de preuve, the table of heads); `null` for none
 * @returns the first event that is broken, whatever follows it
 */
export function verifyJournal(
  act: ActId,
  entries: readonly JournalEntry[],
  known: JournalHead | null = null,
): JournalVerdict {
  let previous = FIRST_PREVIOUS;
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1;
    const fault = faultOf(entry, { act, seq, previous });
    if (fault !== null) return { intact: false, seq, fault };
    if (known?.seq === seq && known.hash !== entry.hash) return { intact: false, seq, fault: 'contenu' };
    previous = entry.hash;
  }
  if (known !== null && known.seq > entries.length)
    return { intact: false, seq: entries.length + 1, fault: 'tronque' };
  const last = entries.at(-1);
  return { intact: true, head: last === undefined ? null : { seq: last.seq, hash: last.hash } };
}

function faultOf(
  entry: JournalEntry,
  expected: { act: ActId; seq: number; previous: string },
): JournalFault | null {
  if (entry.seq !== expected.seq) return 'rang';
  if (entry.act !== expected.act) return 'acte';
  if (entry.previous !== expected.previous) return 'chaine';
  return hashOfEntry(entry) === entry.hash ? null : 'contenu';
}
