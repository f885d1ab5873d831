import { type AvenantParty, beforeSigning } from '#shared/avenants/before-signing.ts';
import { isGenerated } from '#shared/avenants/compose.ts';
import { addressesOf, type PendingAvenant } from '#shared/avenants/conflicts.ts';
import { placesOf } from '#shared/avenants/places.ts';
import type { AvenantFinding } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printField } from '#shared/document/variables.ts';
import { readParties } from '#shared/exchange/reading/parties.ts';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { Versions } from '../versions/index.ts';
import { undecidedCards } from './historic.ts';
import type { AvenantReader, AvenantReading } from './reading.ts';
import { FOR_EVER, keptInstructions, type SignedDeps, textOn } from './signed.ts';
import { AMENDABLE, type AvenantRow, isPending, isSigned } from './store.ts';

/** What looking at an avenant before it is signed needs. */
export interface FindingsDeps extends SignedDeps {
  readonly versions: Pick<Versions, 'archive' | 'history'>;
  readonly reader: AvenantReader;
}

/** Divisions of the modèle itself: what is neither theirs nor generated is a stipulation of its own. */
const OF_THE_MODELE: ReadonlySet<string> = new Set([
  'objet',
  'duree',
  'modification',
  'preambule',
  'signature',
]);

function partiesOf({ document, champs }: ActContent): readonly AvenantParty[] {
  return readParties(document, champs).map(({ name, alias, representative }) => ({
    id: (alias[0] ?? name).toLocaleLowerCase('fr'),
    name,
    capacity: representative?.capacity ?? null,
    successorOf: null,
  }));
}

const dayIn = (content: ActContent, key: string): string | null => content.champs[key]?.valeur || null;

const hasOwnStipulations = ({ document }: ActContent): boolean =>
  document.content.some(
    (block) =>
      block.type === 'intitule' &&
      block.attrs.genre === 'article' &&
      !isGenerated(block.attrs.id) &&
      !OF_THE_MODELE.has(block.attrs.famille ?? ''),
  );

/** What keeps avenants from following one another (rule C7). */
function inTurnFindings(
  row: AvenantRow,
  effect: string | null,
  rows: readonly AvenantRow[],
): readonly AvenantFinding[] {
  const found: AvenantFinding[] = [];
  const waiting = rows.find(
    ({ id, state }) => id !== row.id && (state === 'arrete' || state === 'en-signature'),
  );
  if (waiting !== undefined)
    found.push({
      blocking: true,
      block: null,
      message: `${waiting.title} attend d’être signé\u00a0: arrêtez celui-ci ensuite, sur le texte qui en résultera.`,
    });
  const last = rows.filter(isSigned).at(-1);
  if (last?.effect != null && (effect ?? '') < last.effect)
    found.push({
      blocking: true,
      block: null,
      message: `${last.title} prend effet le ${printDay(last.effect)}\u00a0: donnez à celui-ci une date d’effet, ce jour-là ou plus tard.`,
    });
  return found;
}

const printDay = (day: string) => printField({ type: 'date', libelle: '', valeur: day }, 'texte');

/** @returns what to settle before an avenant is signed (rule F5 of avenants), what blocks first */
export async function findingsOf(
  deps: FindingsDeps,
  row: AvenantRow,
  reading: AvenantReading,
): Promise<readonly AvenantFinding[]> {
  const { act, rows, text } = await textOn(deps, row.targetId, FOR_EVER);
  const target = await deps.db
    .selectFrom('acts')
    .select('state')
    .where('id', '=', row.targetId)
    .executeTakeFirstOrThrow();
  const { content } = await deps.versions.history.current(row.id);
  const others = rows.filter((other) => other.id !== row.id && isPending(other));
  const pending = await Promise.all(
    others.map(async (other): Promise<PendingAvenant> => {
      const instructions = WRITABLE_STATES.has(other.state)
        ? (await deps.reader.read(other)).instructions
        : keptInstructions(other);
      return { id: other.id, number: other.number, effect: other.effect, instructions };
    }),
  );
  const findings = beforeSigning(
    {
      signed: AMENDABLE.has(target.state),
      content: text.content,
      effect: act.effect,
      end: dayIn(text.content, 'duree.fin'),
      noticeSince: null,
      parties: partiesOf(text.content),
      lastNumber: Math.max(0, ...rows.filter(isSigned).map(({ number }) => number)),
    },
    {
      id: row.id,
      number: row.number,
      effect: dayIn(content, 'duree.effet'),
      instructions: reading.instructions,
      baseHash: row.baseHash,
      signedOn: null,
      parties: partiesOf(content),
      standAlone: hasOwnStipulations(content),
    },
    pending,
  );
  const places = placesOf(reading.base);
  const placed = findings.map(({ blocking, message, instruction }): AvenantFinding => {
    const about = instruction === null ? undefined : reading.instructions[instruction];
    const address = about === undefined ? null : (addressesOf(about)[0] ?? null);
    return { blocking, message, block: address === null ? null : places.resolve(address) };
  });
  const undecided = undecidedCards(row, reading.base);
  if (undecided > 0)
    placed.push({
      blocking: false,
      block: null,
      message: `De l’avenant lu, ${undecided > 1 ? `${undecided}\u00a0stipulations restent` : 'une stipulation reste'} à décider\u00a0: ouvrez «\u00a0Lire un avenant\u00a0».`,
    });
  return [...placed, ...inTurnFindings(row, dayIn(content, 'duree.effet'), rows)].sort(
    (a, b) => Number(b.blocking) - Number(a.blocking),
  );
}
