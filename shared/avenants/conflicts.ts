import type { ActContent } from '#shared/document/model.ts';
import { type Claim, overlapsOf } from './apply/overlap.ts';
import { applyInstructions, claimsOn } from './apply.ts';
import { avenantBlockIds } from './consolidate.ts';
import { dayInWords } from './dates.ts';
import type { Address, DivisionPlace, Instruction } from './model.ts';
import { type Places, placesOf } from './places.ts';

/** An avenant that waits for signature or effect. */
export interface PendingAvenant {
  readonly id: string;
  readonly number: number | null;
  /** `YYYY-MM-DD`, null while nobody has said. */
  readonly effect: string | null;
  readonly instructions: readonly Instruction[];
}

/**
 * How two avenants on one text get in each other's way (rule F4 of RULES.md).
 * - `same-passage`: both amend the same words, alinéa, article or row;
 * - `shifted`: once the first has effect, a rank of the second means another passage, or nothing;
 * - `same-number`: both give one number to two divisions;
 * - `dates`: the later number has effect first.
 */
const CONFLICT_CODES = ['same-passage', 'shifted', 'same-number', 'dates'] as const;

export interface Conflict {
  readonly code: (typeof CONFLICT_CODES)[number];
  /** Rank of the instruction in each avenant; null where the conflict is of the avenants as wholes. */
  readonly first: number | null;
  readonly second: number | null;
  /** The passage, as the base calls it; null for the avenants as wholes. */
  readonly address: Address | null;
  /** A French sentence that says what to do. */
  readonly message: string;
}

const divisionIn = (place: DivisionPlace | null): readonly Address[] =>
  place === null || place.at === 'end' ? [] : [place.division];

/** @returns every place that an instruction names in the base */
export function addressesOf(instruction: Instruction): readonly Address[] {
  switch (instruction.kind) {
    case 'replace-words':
    case 'insert-words':
    case 'delete-words':
      return instruction.scope.kind === 'act' ? instruction.scope.divisions : [instruction.scope.address];
    case 'replace-phrase':
    case 'delete-phrase':
    case 'insert-phrase':
      return [instruction.alinea];
    case 'replace-alineas':
    case 'delete-alineas':
      return instruction.alineas;
    case 'insert-alineas':
      return ['alinea' in instruction.place ? instruction.place.alinea : instruction.place.division];
    case 'move-alineas':
      return [
        ...instruction.alineas,
        'alinea' in instruction.to ? instruction.to.alinea : instruction.to.division,
      ];
    case 'insert-divisions':
      return divisionIn(instruction.place);
    case 'move-division':
      return [instruction.division, ...divisionIn(instruction.to)];
    case 'reinstate-division':
      return [];
    case 'replace-row':
    case 'delete-row':
    case 'insert-rows':
      return [instruction.table];
    default:
      return [instruction.division];
  }
}

/** Numbers that an instruction gives. */
function numbersOf(instruction: Instruction): readonly string[] {
  if (instruction.kind === 'insert-divisions') return instruction.names;
  if (instruction.kind === 'reinstate-division') return [instruction.name];
  return instruction.kind === 'move-division' && instruction.becomes !== null ? [instruction.becomes] : [];
}

function samePassage(base: Places, first: PendingAvenant, second: PendingAvenant): readonly Conflict[] {
  const own = claimsOn(base.reader.content, first.instructions);
  const offset = first.instructions.length;
  const other = claimsOn(base.reader.content, second.instructions).map(
    (claim): Claim => ({ ...claim, instruction: claim.instruction + offset }),
  );
  return overlapsOf([...own, ...other], base)
    .filter(({ instruction, other: one }) => instruction >= offset && one < offset)
    .map(({ instruction, other: one }) => {
      const rank = instruction - offset;
      const about = second.instructions[rank];
      const address = about === undefined ? null : (addressesOf(about)[0] ?? null);
      return {
        code: 'same-passage',
        first: one,
        second: rank,
        address,
        message: `Les deux avenants modifient le même passage${address === null ? '' : `\u00a0: ${address}`}. Réunissez-les, ou écrivez l’un sur le texte issu de l’autre.`,
      };
    });
}

/** What the second avenant names, once the first one is carried out. */
function shifted(base: ActContent, first: PendingAvenant, second: PendingAvenant): readonly Conflict[] {
  const after = applyInstructions(base, first.instructions, avenantBlockIds(first.id));
  if (!after.ok) return [];
  const [before, then] = [placesOf(base), placesOf(after.value)];
  return second.instructions.flatMap((instruction, rank): readonly Conflict[] => {
    const moved = addressesOf(instruction).find(
      (address) => before.resolve(address) !== then.resolve(address),
    );
    if (moved === undefined) return [];
    const message = `Après l’avenant ${nameOf(first)}, «\u00a0${moved}\u00a0» ne désigne plus le même passage. Écrivez l’autre avenant sur le texte qui en est issu.`;
    return [{ code: 'shifted', first: null, second: rank, address: moved, message }];
  });
}

const nameOf = ({ number }: PendingAvenant): string =>
  number === null ? 'en préparation' : `n°\u00a0${number}`;

function sameNumber(first: PendingAvenant, second: PendingAvenant): readonly Conflict[] {
  return second.instructions.flatMap((instruction, rank) =>
    numbersOf(instruction).flatMap((number): readonly Conflict[] => {
      const at = first.instructions.findIndex((one) => numbersOf(one).includes(number));
      if (at === -1) return [];
      const message = `Les deux avenants créent ${number}. Donnez-lui un autre numéro dans l’un des deux.`;
      return [{ code: 'same-number', first: at, second: rank, address: number, message }];
    }),
  );
}

function dates(first: PendingAvenant, second: PendingAvenant): readonly Conflict[] {
  const [a, b] = [first, second].sort((one, other) => (one.number ?? 1e9) - (other.number ?? 1e9));
  if (a?.effect === null || b?.effect === null || a === undefined || b === undefined) return [];
  if (a.number === null || b.effect >= a.effect) return [];
  const message = `L’avenant ${nameOf(b)} prend effet le ${dayInWords(b.effect)}, avant l’avenant ${nameOf(a)} (${dayInWords(a.effect)}). Accordez les dates ou les numéros.`;
  return [{ code: 'dates', first: null, second: null, address: null, message }];
}

/**
 * How two avenants written on one text get in each other's way.
 * @param base the text that both amend
 * @returns what to settle before anyone signs; empty when either can have effect first
 */
export function conflictsOf(
  base: ActContent,
  first: PendingAvenant,
  second: PendingAvenant,
): readonly Conflict[] {
  const places = placesOf(base);
  const passages = samePassage(places, first, second);
  const told = new Set(passages.map((one) => one.second));
  return [
    ...passages,
    ...shifted(base, first, second).filter((one) => !told.has(one.second)),
    ...sameNumber(first, second),
    ...dates(first, second),
  ];
}
