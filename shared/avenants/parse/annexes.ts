import type { QuotedLine } from '../model.ts';
import { type Folded, fold, rawSpan } from './characters.ts';
import { type Line, linesOf, unwrap } from './lines.ts';
import { cellsOf, isRow, sourceLetters } from './new-text.ts';
import { numberKey } from './number-order.ts';
import type { Operation } from './operation.ts';
import type { Reading, Span } from './read.ts';
import type { Step } from './surface.ts';

/** An annexe that stands after the signatures of an avenant, and what the instruction calls it (rules J1 to J3). */
export interface JoinedAnnexe {
  readonly span: Span;
  readonly name: Step;
}

const HEADING = /^\s*annexes?(?![a-z])(?:\s*(?:n°|no|numero)\s*)?\s*([^\s:.)–—-]+(?:-\d+)?)?/;
const NUMBER = /^(?:\d{1,3}(?:-\d+)?|[ivxlc]{1,6}|[a-z])$/;
const CLOSING = /^\s*fait (?:a|en|le|au|aux)\s/;

/** What an operation says to be joined to the avenant: the divisions that it replaces or inserts. */
function joinedIn(operation: Operation): readonly Step[] {
  if (operation.op === 'replace' && operation.text.attached)
    return operation.targets.map(({ head }) => head.first);
  if (operation.op === 'insert' && operation.text.attached)
    return (operation.text.phrase?.heads ?? []).flatMap(({ first, last }) =>
      last === null ? [first] : [first, last],
    );
  return [];
}

interface HeadingLine extends Line {
  /** As {@link numberKey}; null for « Annexe » alone or with its words. */
  readonly number: string | null;
}

function headingLine(source: Folded, line: Line): HeadingLine | null {
  const match = HEADING.exec(source.key.slice(line.from, line.to));
  if (match === null) return null;
  const said = match[1] ?? '';
  return { ...line, number: NUMBER.test(said) ? numberKey(said) : null };
}

/** Whether a heading is that of what an instruction calls by its number, or by its words. */
function isOf(source: Folded, line: HeadingLine, name: Step): boolean {
  if (name.kind !== 'division') return false;
  if (name.number !== null) return line.number === numberKey(name.number);
  if (line.number !== null) return false;
  return name.heading === null || source.key.slice(line.from, line.to).includes(fold(name.heading).key);
}

/**
 * The annexes joined to an avenant (rules J1 and J2): each from the line that names it, after the last instruction
 * and the signatures, to the next annexe or to the end.
 * @param reading the whole avenant; nothing is looked for unless one of its instructions speaks of an annexe joined to it
 */
export function joinedAnnexes({ source, sentences }: Reading): readonly JoinedAnnexe[] {
  const joining = sentences.filter(({ operations }) => operations.some((one) => joinedIn(one).length > 0));
  const last = joining.at(-1);
  if (last === undefined) return [];
  const names = joining.flatMap(({ operations }) => operations.flatMap(joinedIn));
  const after = linesOf(source).filter(({ from }) => rawSpan(source, from, from).from >= last.span.to);
  const closing = after.find((line) => CLOSING.test(source.key.slice(line.from, line.to)));
  const headings = after.flatMap((line) => headingLine(source, line) ?? []);
  const signed = headings.filter(({ from }) => closing !== undefined && from > closing.from);
  const hasAll = names.some((name) => signed.some((line) => isOf(source, line, name)));
  const starts = startsOf(source, hasAll ? signed : headings, names);
  return starts.map(({ line, name }, rank) => {
    const from = rawSpan(source, line.from, line.from).from;
    const next = starts[rank + 1]?.line;
    return {
      name,
      span: { from, to: next === undefined ? source.raw.length : rawSpan(source, next.from, next.from).from },
    };
  });
}

/** The first line that names each; a single annexe need not be named otherwise than « Annexe ». */
function startsOf(
  source: Folded,
  headings: readonly HeadingLine[],
  names: readonly Step[],
): readonly { readonly line: HeadingLine; readonly name: Step }[] {
  const found = names.flatMap((name) => {
    const line =
      headings.find((one) => isOf(source, one, name)) ??
      (names.length === 1 ? headings.find(({ number }) => number === null) : undefined);
    return line === undefined ? [] : [{ line, name }];
  });
  return found.sort((a, b) => a.line.from - b.line.from);
}

/**
 * The text of a joined annexe, line by line, its heading first (rule J3); rows of cells are a table.
 * @returns nothing when it does not stand in the avenant
 */
export function linesOfJoined(
  raw: string,
  joined: readonly JoinedAnnexe[],
  name: Step,
  wrapped: boolean,
): readonly QuotedLine[] {
  const annexe = joined.find((one) => JSON.stringify(one.name) === JSON.stringify(name));
  if (annexe === undefined) return [];
  const source = unwrap(fold(raw.slice(annexe.span.from, annexe.span.to)), wrapped);
  const lines: QuotedLine[] = [];
  let rows: (readonly string[])[] = [];
  const close = (): void => {
    if (rows.length > 0) lines.push({ kind: 'table', rows });
    rows = [];
  };
  for (const line of linesOf(source)) {
    const text = sourceLetters(source, line);
    if (isRow(text)) rows.push(cellsOf(text));
    else close();
    if (text !== '' && !isRow(text)) lines.push({ kind: 'text', text });
  }
  close();
  return lines;
}
