import {
  type AvenantParty,
  beforeSigning,
  type SigningFinding,
  type TargetAct,
} from '#shared/avenants/before-signing.ts';
import { isGenerated } from '#shared/avenants/compose.ts';
import { predecessorIn } from '#shared/avenants/succession.ts';
import { statedEffect, statedEnd } from '#shared/avenants/term.ts';
import type { AvenantFinding } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { printField } from '#shared/document/variables.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import { readParties } from '#shared/exchange/reading/parties.ts';
import type { ActState } from '#shared/identity/roles.ts';
import type { ActId, BlockId, PersonId } from '#shared/kernel/ids.ts';
import { actAccess, frenchDay } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Versions } from '../versions/index.ts';
import { blocksOf } from './blocks.ts';
import { conflictFindings } from './conflicts.ts';
import { undecidedCards } from './historic.ts';
import type { AvenantReader, AvenantReading } from './reading.ts';
import { FOR_EVER, type SignedDeps, textOn } from './signed.ts';
import { AMENDABLE, type AvenantRow, isSigned } from './store.ts';

/** What looking at an avenant before it is signed needs. */
export interface FindingsDeps extends SignedDeps {
  readonly versions: Pick<Versions, 'archive' | 'history'>;
  readonly reader: AvenantReader;
  readonly clock: Clock;
}

/** Divisions of the modèle itself: what is neither theirs nor generated is a stipulation of its own. */
const OF_THE_MODELE: ReadonlySet<string> = new Set([
  'objet',
  'duree',
  'modification',
  'preambule',
  'signature',
]);

type NamedParty = AvenantParty & { readonly names: readonly string[] };

function partiesOf({ document, champs }: ActContent): readonly NamedParty[] {
  return readParties(document, champs).map(({ name, alias, representative }) => ({
    id: (alias[0] ?? name).toLocaleLowerCase('fr'),
    name,
    names: [name, ...alias],
    capacity: representative?.capacity ?? null,
    successorOf: null,
  }));
}

/** The parties of an avenant, each with the party of the act that its presentation says it took over from. */
function withSuccessions(content: ActContent, target: readonly NamedParty[]): readonly NamedParty[] {
  const presented = content.document.content
    .filter(({ type }) => type === 'partie')
    .map((block) => printDocument({ ...content, document: { type: 'doc', content: [block] } }));
  return partiesOf(content).map((party) => {
    const own = presented.find((text) => text.includes(party.name));
    const former = own === undefined ? null : predecessorIn(own, target);
    return { ...party, successorOf: former === party.id ? null : former };
  });
}

/** Of an act whose résiliation is announced, the day on which it was: the letter’s, else when it was told here. */
async function noticeSince({ db }: Pick<FindingsDeps, 'db'>, target: ActId): Promise<string | null> {
  const ending = await db
    .selectFrom('act_endings')
    .select(['received_day', 'at'])
    .where('act_id', '=', target)
    .executeTakeFirst();
  return ending === undefined ? null : (ending.received_day ?? frenchDay(ending.at));
}

const hasOwnStipulations = ({ document }: ActContent): boolean =>
  document.content.some(
    (block) =>
      block.type === 'intitule' &&
      block.attrs.genre === 'article' &&
      !isGenerated(block.attrs.id) &&
      !OF_THE_MODELE.has(block.attrs.famille ?? ''),
  );

const AVENANT_ALONE = { block: null, inAvenant: true, remedy: null, other: null } as const;

/** What keeps avenants from following one another (rule C7). */
function inTurnFindings(
  row: AvenantRow,
  effect: string | null,
  rows: readonly AvenantRow[],
  place: BlockId | null,
  today: string,
): readonly AvenantFinding[] {
  const found: AvenantFinding[] = [];
  const waiting = rows.find(
    ({ id, state }) => id !== row.id && (state === 'arrete' || state === 'en-signature'),
  );
  if (waiting !== undefined)
    found.push({
      ...AVENANT_ALONE,
      blocking: true,
      message: `L’avenant n°\u00a0${waiting.number} attend d’être signé\u00a0: arrêtez celui-ci ensuite, sur le texte qui en résultera.`,
    });
  const signed = rows.filter(isSigned);
  const last = signed.at(-1);
  // Without a day of its own it has effect when it is signed: not before today.
  if (last?.effect != null && (effect ?? today) < last.effect)
    found.push({
      ...AVENANT_ALONE,
      blocking: true,
      block: place,
      message: `L’avenant n°\u00a0${last.number} prend effet le ${printDay(last.effect)}\u00a0: donnez à celui-ci une date d’effet, ce jour-là ou plus tard.`,
    });
  const number = lastNumber(rows) + 1;
  if (row.number !== number)
    found.push({
      ...AVENANT_ALONE,
      blocking: true,
      remedy: 'numeroter',
      message: `Les avenants sont numérotés dans l’ordre de leur signature, et le prochain est le n°\u00a0${number}\u00a0: donnez-lui ce numéro, ou faites signer l’autre d’abord.`,
    });
  return found;
}

const printDay = (day: string) => printField({ type: 'date', libelle: '', valeur: day }, 'texte');

/** @returns the highest number of those that are signed, 0 for none */
export const lastNumber = (rows: readonly AvenantRow[]): number =>
  Math.max(0, ...rows.filter(isSigned).map(({ number }) => number));

/** Where the avenant itself says what a finding is about. */
function placeIn({ document }: ActContent, code: SigningFinding['code']): BlockId | null {
  const find = (is: (block: (typeof document.content)[number]) => boolean): BlockId | null =>
    document.content.find(is)?.attrs.id ?? null;
  switch (code) {
    case 'parties':
    case 'capacity':
      return find(({ type }) => type === 'partie');
    case 'target-expired':
    case 'target-not-in-force':
    case 'no-effect':
    case 'retroactive':
      return find((block) => block.type === 'intitule' && block.attrs.famille === 'duree');
    default:
      return null;
  }
}

/** Of acts that can't be amended any more, why. */
const ENDED: Readonly<Partial<Record<ActState, string>>> = {
  resilie: 'L’acte visé est résilié\u00a0: un avenant ne le fait pas revivre, concluez un nouvel acte.',
  echu: 'L’acte visé est échu\u00a0: un avenant ne le fait pas revivre, concluez un nouvel acte (C. civ., art. 1213).',
  remplace: 'L’acte visé est remplacé par un autre\u00a0: c’est celui-ci que l’avenant doit modifier.',
};

/**
 * @param personId for whom: another avenant that they may not read is told of without its words; `null` for nobody
 * @returns what to settle before an avenant is signed (rule F5 of avenants), what blocks first
 */
export async function findingsOf(
  deps: FindingsDeps,
  row: AvenantRow,
  reading: AvenantReading,
  personId: PersonId | null,
): Promise<readonly AvenantFinding[]> {
  const { act, rows, text } = await textOn(deps, row.targetId, FOR_EVER);
  const { state } = await deps.db
    .selectFrom('acts')
    .select('state')
    .where('id', '=', row.targetId)
    .executeTakeFirstOrThrow();
  const { content } = await deps.versions.history.current(row.id);
  const today = frenchDay(deps.clock());
  const effect = statedEffect(content);
  const targetParties = partiesOf(text.content);
  const target: TargetAct = {
    signed: AMENDABLE.has(state) || ENDED[state] !== undefined,
    content: text.content,
    effect: act.effect,
    end: statedEnd(text.content),
    // Once it has ended, that is what is told.
    noticeSince: AMENDABLE.has(state) ? await noticeSince(deps, row.targetId) : null,
    parties: targetParties,
    // Told as what keeps avenants from following one another.
    lastNumber: row.number - 1,
  };
  const findings = beforeSigning(
    target,
    {
      id: row.id,
      number: row.number,
      effect,
      instructions: reading.instructions,
      baseHash: row.baseHash,
      signedOn: today,
      parties: withSuccessions(content, targetParties),
      standAlone: hasOwnStipulations(content),
    },
    [],
  );
  const stale = findings.some(({ code }) => code === 'base-changed');
  const blocks = blocksOf(reading.base, reading.instructions);
  const placed = findings
    // On another text, what is not found is no news: the avenant is to be taken up again.
    .filter(({ code }) => !(stale && code === 'selector'))
    .map(({ code, blocking, message, instruction, block }): AvenantFinding => {
      const own = placeIn(content, code);
      return {
        blocking,
        message: code === 'base-changed' ? TAKE_UP : message,
        block: own ?? block ?? (instruction === null ? null : (blocks[instruction] ?? null)),
        inAvenant: own !== null,
        remedy: code === 'base-changed' ? 'reprendre' : null,
        other: null,
      };
    });
  const ended = ENDED[state];
  if (ended !== undefined) placed.push({ ...AVENANT_ALONE, blocking: true, message: ended });
  const undecided = undecidedCards(row, reading.base);
  if (undecided > 0)
    placed.push({
      ...AVENANT_ALONE,
      blocking: false,
      message: `De l’avenant lu, ${undecided > 1 ? `${undecided}\u00a0stipulations restent` : 'une stipulation reste'} à décider\u00a0: ouvrez «\u00a0Lire un avenant\u00a0».`,
    });
  const conflicts = await conflictFindings(
    deps,
    {
      row,
      reading,
      effect,
      rows,
      effectOf: async ({ id }) => statedEffect((await deps.versions.history.current(id)).content),
      mayRead: async ({ id }) =>
        personId !== null && (await actAccess(deps.db, id, personId, deps.clock()))?.role != null,
    },
    readActFacts(reading.base).qualification,
  );
  const inTurn = inTurnFindings(row, effect, rows, placeIn(content, 'no-effect'), today);
  return [...conflicts, ...placed, ...inTurn].sort((a, b) => Number(b.blocking) - Number(a.blocking));
}

const TAKE_UP =
  'Un avenant signé depuis a modifié le texte en vigueur\u00a0: reprenez celui-ci sur le texte actuel, vos modifications y seront portées.';
