import { type Conflict, conflictsOf, type PendingAvenant } from '#shared/avenants/conflicts.ts';
import { spoken, the } from '#shared/avenants/print/french.ts';
import { avenantText, printInstructions } from '#shared/avenants/print.ts';
import type { AvenantFinding } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import { blocksOf } from './blocks.ts';
import type { AvenantReader, AvenantReading } from './reading.ts';
import { keptInstructions } from './signed.ts';
import { type AvenantRow, isPending } from './store.ts';

const nameOf = ({ number, state }: AvenantRow): string =>
  `L’avenant n°\u00a0${number}${WRITABLE_STATES.has(state) ? ', en préparation,' : ''}`;

/** What to do next about a conflict, for the one who looks at the avenant `row` (rule F4). */
function told(conflict: Conflict, row: AvenantRow, other: AvenantRow): string {
  const name = nameOf(other);
  const place = conflict.address === null ? 'ce passage' : the(spoken(conflict.address));
  switch (conflict.code) {
    case 'same-passage':
      return `${name} modifie aussi ${place}. Gardez cette modification dans un seul des deux avenants, et annulez-la dans l’autre.`;
    case 'shifted':
      return `${name} déplace ${place}, que celui-ci modifie. S’il est signé avant, reprenez celui-ci sur le texte qui en résultera\u00a0: un bouton le proposera.`;
    case 'same-number':
      return `${name} crée aussi ${place}. Le premier signé garde ce numéro\u00a0; l’autre, repris sur le texte qui en résultera, recevra le suivant.`;
    case 'dates':
      return row.number < other.number
        ? `${name} prend effet avant celui-ci, qui porte un numéro antérieur. Accordez les dates d’effet, ou l’ordre des numéros.`
        : `Celui-ci prend effet avant l’avenant n°\u00a0${other.number}. Accordez les dates d’effet, ou l’ordre des numéros.`;
  }
}

/** What is in the way of signing whichever comes first; the rest is settled by signing one, then taking up the other. */
const BLOCKS: ReadonlySet<Conflict['code']> = new Set<Conflict['code']>(['same-passage', 'dates']);

/** What looking at the other avenants needs. */
interface ConflictDeps {
  readonly reader: AvenantReader;
}

/** One avenant among those of its act. */
interface Looked {
  readonly row: AvenantRow;
  readonly reading: AvenantReading;
  /** Day of effect that its text says. */
  readonly effect: string | null;
  readonly rows: readonly AvenantRow[];
  /** Day of effect that the text of another one says. */
  readonly effectOf: (other: AvenantRow) => Promise<string | null>;
  /** Whether whoever asks may read another one. */
  readonly mayRead: (other: AvenantRow) => Promise<boolean>;
}

function instructionText(
  pending: PendingAvenant,
  rank: number | null,
  base: ActContent,
  act: string,
): string | null {
  const instruction = rank === null ? undefined : pending.instructions[rank];
  if (instruction === undefined) return null;
  // The first line is the article's heading.
  return avenantText(printInstructions([instruction], base, { act }))
    .split('\n')
    .slice(1)
    .join(' ');
}

/**
 * @param act how the amended act is called
 * @returns how an avenant and the others that wait get in each other's way (rules F4 and C5); those written on an older
 *   text are told of once they are taken up on this one
 */
export async function conflictFindings(
  { reader }: ConflictDeps,
  { row, reading, effect, rows, effectOf, mayRead }: Looked,
  act: string,
): Promise<readonly AvenantFinding[]> {
  const blocks = blocksOf(reading.base, reading.instructions);
  const own: PendingAvenant = { id: row.id, number: row.number, effect, instructions: reading.instructions };
  const found: AvenantFinding[] = [];
  for (const other of rows) {
    if (other.id === row.id || !isPending(other) || other.baseHash !== row.baseHash) continue;
    const instructions = WRITABLE_STATES.has(other.state)
      ? (await reader.read(other)).instructions
      : keptInstructions(other);
    const pending: PendingAvenant = {
      id: other.id,
      number: other.number,
      effect: await effectOf(other),
      instructions,
    };
    const conflicts = conflictsOf(reading.base, pending, own);
    if (conflicts.length === 0) continue;
    const readable = await mayRead(other);
    for (const conflict of conflicts) {
      const says = instructionText(pending, conflict.first, reading.base, act);
      found.push({
        blocking: BLOCKS.has(conflict.code),
        message: told(conflict, row, other),
        block: conflict.second === null ? null : (blocks[conflict.second] ?? null),
        inAvenant: false,
        remedy: null,
        other: readable ? { id: other.id, number: other.number, workingId: other.workingId, says } : null,
      });
    }
  }
  return found;
}
