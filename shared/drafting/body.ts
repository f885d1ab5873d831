import { parseCondition } from './condition.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type { TemplateBlock, TemplateBody, TemplateInline } from './model.ts';

const HEADING = /^(#{1,6})\s+(.+)$/;
const ITEM = /^( *)(-|\d+[.°)]|[a-z][.)]|\([a-z]\)) +(.+)$/;
const NOTE = /^\[\^([^\]]+)\]:\s*(.+)$/;
const ROW = /^\|(.+)\|$/;
const RULE = /^\|[\s:|-]+\|$/;
const DIRECTIVE = /^@(\S+)\s*(.*)$/;

/** A written marker as the schema holds it: a dash prints « – », a counter keeps its first form (« 1° », « a) »). */
function marker(written: string): string {
  if (written === '-') return '–';
  return written.replace(/\d+/, '1').replace(/[a-z]/, 'a');
}

/** A block being filled, for `@si` and `@pour`: where its blocks go, and how it closes. */
interface Frame {
  readonly line: number;
  readonly parent: TemplateBlock[];
  readonly close: (blocks: readonly TemplateBlock[]) => TemplateBlock;
  /** For `@si`: the blocks before `@sinon`, once it was met. */
  readonly split: ((alors: readonly TemplateBlock[]) => Frame['close']) | null;
}

/**
 * Reads the body of a clause: paragraphs separated by an empty line, `## ` headings of sub-divisions, lists nested
 * by two spaces, pipe tables, `[^1]: …` notes, and the directives `@si <condition>` … `@sinon` … `@fin` and
 * `@pour chaque partie` … `@fin` (rules D2 to D4).
 * @param firstLine line of the body's first line in its file
 */
export function parseBody(source: string, firstLine: number, report: Report): TemplateBody {
  const notes = new Map<string, { readonly line: number; readonly content: readonly TemplateInline[] }>();
  const frames: Frame[] = [];
  let target: TemplateBlock[] = [];
  let pending: { lines: string[]; line: number; item: { niveau: number; marqueur: string } | null } | null =
    null;
  let table: { rows: TemplateInline[][][]; line: number } | null = null;

  const endText = () => {
    if (pending !== null) {
      const content = parseTemplateInline(pending.lines.join('\n'), pending.line, report);
      const { line, item } = pending;
      target.push(
        item === null ? { type: 'alinea', line, content } : { type: 'item', line, content, ...item },
      );
    }
    if (table !== null) target.push({ type: 'table', line: table.line, rows: table.rows });
    pending = null;
    table = null;
  };
  const openFrame = (frame: Omit<Frame, 'parent'>) => {
    frames.push({ ...frame, parent: target });
    target = [];
  };
  const closeFrame = (line: number) => {
    const frame = frames.pop();
    if (frame === undefined) return report('bloc.illisible', line, '« @fin » sans rien à fermer');
    const block = frame.close(target);
    target = frame.parent;
    target.push(block);
  };
  const directive = (name: string, rest: string, line: number) => {
    if (name === 'fin') return closeFrame(line);
    if (name === 'pour' && rest === 'chaque partie')
      return openFrame({ line, split: null, close: (blocs) => ({ type: 'chaquePartie', line, blocs }) });
    const frame = frames.at(-1);
    if (name === 'sinon' && frame?.split) {
      frames.pop();
      frames.push({ ...frame, close: frame.split(target), split: null });
      target = [];
      return;
    }
    if (name !== 'si') return report('bloc.illisible', line, `« @${name} ${rest} »`);
    const condition = parseCondition(rest);
    if (condition === null) report('condition.illisible', line, `« ${rest} »`);
    const head = { type: 'si' as const, line, condition: condition ?? [] };
    openFrame({
      line,
      close: (alors) => ({ ...head, alors, sinon: [] }),
      split: (alors) => (sinon) => ({ ...head, alors, sinon }),
    });
  };

  source.split('\n').forEach((raw, index) => {
    const text = raw.trimEnd();
    const line = firstLine + index;
    const heading = HEADING.exec(text);
    const item = ITEM.exec(text);
    const note = NOTE.exec(text);
    const row = ROW.exec(text);
    const command = DIRECTIVE.exec(text);
    if (text === '') endText();
    else if (row?.[1] !== undefined) {
      if (table === null) endText();
      table ??= { rows: [], line };
      if (!RULE.test(text))
        table.rows.push(row[1].split('|').map((cell) => parseTemplateInline(cell.trim(), line, report)));
    } else if (command?.[1] !== undefined) {
      endText();
      directive(command[1], command[2] ?? '', line);
    } else if (heading?.[1] !== undefined && heading[2] !== undefined) {
      endText();
      const content = parseTemplateInline(heading[2], line, report);
      target.push({ type: 'intitule', line, niveau: heading[1].length, content });
    } else if (note?.[1] !== undefined && note[2] !== undefined) {
      endText();
      notes.set(note[1], { line, content: parseTemplateInline(note[2], line, report) });
    } else if (item?.[2] !== undefined && item[3] !== undefined) {
      endText();
      const niveau = Math.min(6, Math.floor((item[1] ?? '').length / 2) + 1);
      pending = { lines: [item[3]], line, item: { niveau, marqueur: marker(item[2]) } };
    } else if (pending !== null) pending.lines.push(text.trim());
    else {
      endText();
      pending = { lines: [text.trim()], line, item: null };
    }
  });
  endText();
  for (const frame of frames) report('bloc.illisible', frame.line, 'un « @fin » manque');
  while (frames.length > 0) closeFrame(firstLine);
  return { blocs: target, notes };
}
