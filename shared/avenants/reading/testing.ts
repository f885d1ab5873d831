import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions } from '../apply.ts';
import type { Instruction, QuotedLine, Scope } from '../model.ts';
import { parseInstructions } from '../parse/parse.ts';
import { BASES } from './cases/bases.ts';
import type { BaseName, ReadingCase } from './cases/case.ts';

const lineIn = (line: QuotedLine): string =>
  line.kind === 'text' ? line.text : line.rows.map((row) => row.join(' | ')).join(' // ');
const linesIn = (lines: readonly QuotedLine[]): string => lines.map(lineIn).join(' // ');

function scopeIn(scope: Scope): string {
  switch (scope.kind) {
    case 'act':
      return scope.divisions.length === 0 ? 'acte' : `acte (${scope.divisions.join(', ')})`;
    case 'heading':
      return `intitulé : ${scope.address}`;
    case 'place':
      return scope.phrase === null ? scope.address : `phrase ${scope.phrase} : ${scope.address}`;
  }
}

const placeIn = (place: {
  readonly at: string;
  readonly alinea?: string;
  readonly division?: string;
}): string => `${place.at} ${place.alinea ?? place.division ?? ''}`;

/** One instruction on one line: operation, target, object. */
function inOneLine(instruction: Instruction): string {
  const { kind } = instruction;
  const hit =
    'occurrence' in instruction && instruction.occurrence !== 'only' ? ` [${instruction.occurrence}]` : '';
  switch (kind) {
    case 'replace-words':
      return `${kind} @ ${scopeIn(instruction.scope)}${hit}: ${instruction.old} → ${instruction.new}`;
    case 'insert-words':
      return `${kind} @ ${scopeIn(instruction.scope)}${hit}: ${instruction.position} ${instruction.anchor} → ${instruction.words}`;
    case 'delete-words':
      return `${kind} @ ${scopeIn(instruction.scope)}${hit}: ${instruction.old}`;
    case 'replace-phrase':
      return `${kind} @ ${instruction.alinea} [${instruction.rank}]: ${instruction.text}`;
    case 'delete-phrase':
      return `${kind} @ ${instruction.alinea} [${instruction.rank}]`;
    case 'insert-phrase':
      return `${kind} @ ${instruction.alinea} [${instruction.after ?? 'end'}]: ${instruction.text}`;
    case 'replace-alineas':
      return `${kind} @ ${instruction.alineas.join(' + ')}: ${linesIn(instruction.lines)}`;
    case 'delete-alineas':
      return `${kind} @ ${instruction.alineas.join(' + ')}`;
    case 'insert-alineas':
      return `${kind} @ ${placeIn(instruction.place)}: ${linesIn(instruction.lines)}`;
    case 'move-alineas':
      return `${kind} @ ${instruction.alineas.join(' + ')}: ${placeIn(instruction.to)}`;
    case 'replace-division':
      return `${kind} @ ${instruction.division}: ${instruction.attached ? '(jointe) ' : ''}${linesIn(instruction.lines)}`;
    case 'delete-division':
      return `${kind} @ ${instruction.division}`;
    case 'insert-divisions':
      return `${kind} @ ${placeIn(instruction.place)}: ${instruction.names.join(', ')} = ${linesIn(instruction.lines)}`;
    case 'reinstate-division':
      return `${kind} @ ${instruction.name}: ${linesIn(instruction.lines)}`;
    case 'rename-division':
      return `${kind} @ ${instruction.division}: ${instruction.heading}`;
    case 'move-division':
      return `${kind} @ ${instruction.division}: ${instruction.to === null ? '' : placeIn(instruction.to)}${instruction.becomes === null ? '' : ` = ${instruction.becomes}`}`;
    case 'replace-row':
      return `${kind} @ ${instruction.table} [${instruction.rank}]: ${instruction.rows.map((row) => row.join(' | ')).join(' // ')}`;
    case 'delete-row':
      return `${kind} @ ${instruction.table} [${instruction.rank}]`;
    case 'insert-rows':
      return `${kind} @ ${instruction.table} [${instruction.after ?? 'end'}]: ${instruction.rows.map((row) => row.join(' | ')).join(' // ')}`;
  }
}

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const printed = (text: string): readonly string[] =>
  plain(text)
    .split(/\n+/)
    .map((line) => line.trim());

/** Lines of `after` that `before` has not, each as often as it is missing. */
function missing(after: readonly string[], before: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((line) => {
    const index = left.indexOf(line);
    if (index === -1) return true;
    left.splice(index, 1);
    return false;
  });
}

/** The lines between the first and the last that changed places, as they now stand: « = ». */
function reordered(before: readonly string[], after: readonly string[]): readonly string[] {
  const same = (rank: number) => before.at(rank) === after.at(rank);
  const first = after.findIndex((_, rank) => !same(rank));
  if (first === -1 || before.length !== after.length) return [];
  let last = -1;
  while (same(last)) last -= 1;
  return after.slice(first, after.length + last + 1).map((line) => `= ${line}`);
}

/**
 * What reading a text does to a base text.
 * @returns `says`: each instruction, a failure as « ! code », what is no instruction as « (kind) »; `gives`: the printed
 *   lines that go (« - ») and those that come (« + »); those that only changed places as they now stand (« = »)
 */
export function readCase(base: BaseName, text: string): Pick<ReadingCase, 'says' | 'gives'> {
  const content = BASES[base];
  const parsed = parseInstructions(text, content);
  const says = parsed.sentences.flatMap(({ kind, instructions, problem }) =>
    problem !== null
      ? [`! ${problem.code}`]
      : instructions.length > 0
        ? instructions.map(inOneLine)
        : [`(${kind})`],
  );
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const result = applyInstructions(
    content,
    parsed.instructions.map(({ instruction }) => instruction),
    blockIdsFrom(random),
  );
  if (!result.ok) return { says: says.map(plain), gives: result.error.map(({ code }) => `! ${code}`) };
  const [before, after] = [printed(printDocument(content)), printed(printDocument(result.value))];
  const changed = [
    ...missing(before, after).map((line) => `- ${line}`),
    ...missing(after, before).map((line) => `+ ${line}`),
  ];
  return { says: says.map(plain), gives: changed.length > 0 ? changed : reordered(before, after) };
}
