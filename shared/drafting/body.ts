import { parseCondition } from './condition.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type { TemplateBlock, TemplateBody, TemplateInline } from './model.ts';

const HEADING = /^(#{1,6})\s+(.+)$/;
const ITEM = /^( *)(-|\d+[.°)]|[a-z][.)]|\([a-z]\)) +(.+)$/;
const NOTE = /^\[\^([^\]]+)\]:\s*(.+)$/;
const ROW = /^\|(.+)\|$/;
const RULE = /^\|[\s:|-]+\|$/;
const DIRECTIVE = /^@(\S+)\s*(.*)$/;

type Item = Omit<Extract<TemplateBlock, { type: 'item' }>, 'type' | 'line' | 'content'>;

/** A run of lines being gathered, and what they will be. */
type Pending = { readonly lines: string[]; readonly line: number } & (
  | { readonly kind: 'alinea' }
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'note'; readonly cle: string }
);

/** A directive being filled: where its blocks go, and how it closes. */
interface Frame {
  readonly line: number;
  readonly parent: TemplateBlock[];
  readonly close: (blocks: readonly TemplateBlock[]) => TemplateBlock;
  /** Word that cuts it in two (`@sinon`, `@entre`), and how it closes once that was met. */
  readonly split: {
    readonly word: string;
    readonly close: (before: readonly TemplateBlock[]) => Frame['close'];
  } | null;
}

/** What `@pour` may go through. */
const LOOPS = { 'chaque engagement': 'engagement', 'chaque fait': 'fait' } as const;

class BodyReader {
  private readonly notes = new Map<string, { line: number; content: readonly TemplateInline[] }>();
  private readonly frames: Frame[] = [];
  private target: TemplateBlock[] = [];
  private pending: Pending | null = null;
  private table: { readonly rows: TemplateInline[][][]; readonly line: number } | null = null;
  private readonly report: Report;

  constructor(report: Report) {
    this.report = report;
  }

  read(text: string, line: number): void {
    const row = ROW.exec(text)?.[1];
    if (row === undefined) this.endTable();
    const [, directive, rest = ''] = DIRECTIVE.exec(text) ?? [];
    const [, hashes, heading] = HEADING.exec(text) ?? [];
    const [, cle, note] = NOTE.exec(text) ?? [];
    const [, indent = '', mark, item] = ITEM.exec(text) ?? [];
    if (row !== undefined) this.row(text, row, line);
    else if (text === '') this.endText();
    else if (directive !== undefined) this.directive(directive, rest, line);
    else if (hashes !== undefined && heading !== undefined) this.heading(hashes.length, heading, line);
    else if (cle !== undefined && note !== undefined) this.begin({ kind: 'note', cle, lines: [note], line });
    else if (mark !== undefined && item !== undefined && !this.wraps(mark))
      this.begin({ kind: 'item', item: this.item(indent, mark), lines: [item], line });
    else if (this.pending === null) this.begin({ kind: 'alinea', lines: [text.trim()], line });
    else this.pending.lines.push(text.trim());
  }

  finish(firstLine: number): TemplateBody {
    this.endTable();
    this.endText();
    for (const frame of this.frames) this.report('bloc.illisible', frame.line, 'un « @fin » manque');
    while (this.frames.length > 0) this.closeFrame(firstLine);
    return { blocs: this.target, notes: this.notes };
  }

  /** A line of prose may begin with a number (« …du 6 janvier\n1978. »): only a dash opens a list without a blank line. */
  private wraps(mark: string): boolean {
    return this.pending?.kind === 'alinea' && mark !== '-';
  }

  private heading(niveau: number, text: string, line: number): void {
    this.endText();
    const content = parseTemplateInline(text, line, this.report);
    this.target.push({ type: 'intitule', line, niveau, content });
  }

  private begin(pending: Pending): void {
    this.endText();
    this.pending = pending;
  }

  private endText(): void {
    const { pending } = this;
    this.pending = null;
    if (pending === null) return;
    const { line } = pending;
    const content = parseTemplateInline(pending.lines.join('\n'), line, this.report);
    if (pending.kind === 'note') this.notes.set(pending.cle, { line, content });
    else if (pending.kind === 'item') this.target.push({ type: 'item', line, content, ...pending.item });
    else this.target.push({ type: 'alinea', line, content });
  }

  /** A dash prints « – »; a counter keeps its first form (« 1° », « a) »); a list that goes on holds its first number. */
  private item(indent: string, written: string): Item {
    const niveau = Math.min(6, Math.floor(indent.length / 2) + 1);
    const marqueur = written === '-' ? '–' : written.replace(/\d+/, '1').replace(/[a-z]/, 'a');
    const number = /\d+/.exec(written)?.[0] ?? null;
    const goesOn = this.pending?.kind === 'item' || this.target.at(-1)?.type === 'item';
    return { niveau, marqueur, numFixe: goesOn || number === '1' ? null : number };
  }

  private row(text: string, inner: string, line: number): void {
    this.endText();
    this.table ??= { rows: [], line };
    if (RULE.test(text)) return;
    this.table.rows.push(inner.split('|').map((cell) => parseTemplateInline(cell.trim(), line, this.report)));
  }

  private endTable(): void {
    if (this.table !== null) this.target.push({ type: 'table', ...this.table });
    this.table = null;
  }

  private openFrame(frame: Omit<Frame, 'parent'>): void {
    this.frames.push({ ...frame, parent: this.target });
    this.target = [];
  }

  private closeFrame(line: number): void {
    const frame = this.frames.pop();
    if (frame === undefined) {
      this.report('bloc.illisible', line, '« @fin » sans rien à fermer');
      return;
    }
    const block = frame.close(this.target);
    this.target = frame.parent;
    this.target.push(block);
  }

  private directive(name: string, rest: string, line: number): void {
    this.endText();
    const frame = this.frames.at(-1);
    const loop = Object.entries(LOOPS).find(([words]) => words === rest)?.[1];
    if (name === 'fin') this.closeFrame(line);
    else if (name === 'pour' && rest === 'chaque partie') this.openParties(line);
    else if (name === 'pour' && loop !== undefined)
      this.openFrame({
        line,
        split: null,
        close: (blocs) => ({ type: 'chaqueElement', line, liste: loop, blocs }),
      });
    else if (frame?.split?.word === name) {
      this.frames.pop();
      this.frames.push({ ...frame, close: frame.split.close(this.target), split: null });
      this.target = [];
    } else if (name === 'si') this.openCondition(rest, line);
    else this.report('bloc.illisible', line, `« @${name} ${rest} »`);
  }

  private openCondition(source: string, line: number): void {
    const condition = parseCondition(source);
    if (condition === null) this.report('condition.illisible', line, `« ${source} »`);
    const head = { type: 'si' as const, line, condition: condition ?? [] };
    this.openFrame({
      line,
      close: (alors) => ({ ...head, alors, sinon: [] }),
      split: { word: 'sinon', close: (alors) => (sinon) => ({ ...head, alors, sinon }) },
    });
  }

  private openParties(line: number): void {
    const head = { type: 'chaquePartie' as const, line };
    this.openFrame({
      line,
      close: (blocs) => ({ ...head, blocs, entre: [] }),
      split: { word: 'entre', close: (blocs) => (entre) => ({ ...head, blocs, entre }) },
    });
  }
}

/**
 * Reads the body of a clause: paragraphs separated by an empty line, `## ` headings of sub-divisions, lists nested
 * by two spaces, pipe tables, `[^1]: …` notes, and the directives `@si <condition>` … `@sinon` … `@fin` and
 * `@pour chaque partie` … `@entre` … `@fin`, `@pour chaque engagement` (or `fait`) … `@fin` (rules D2 to D4).
 * @param firstLine line of the body's first line in its file
 */
export function parseBody(source: string, firstLine: number, report: Report): TemplateBody {
  const reader = new BodyReader(report);
  source.split('\n').forEach((text, index) => {
    reader.read(text.trimEnd(), firstLine + index);
  });
  return reader.finish(firstLine);
}
