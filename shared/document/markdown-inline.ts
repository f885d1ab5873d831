import { InlineBuilder, type Piece, type Style } from './inline-builder.ts';
import type { InlineJson } from './model.ts';
import { REFERENCE_FORMATS, VARIABLE_FORMATS } from './schema/vocabulary.ts';

/** What `parseInline` recognises beyond plain inline Markdown; everything is off by default. */
export interface ParseInlineOptions {
  /** Reads `{{chemin}}` and `{{chemin|format}}` as variables. */
  readonly variables?: boolean;
  /**
   * Reads `[[renvoi:clef]]` and `[[renvoi:clef|format]]` as cross-references.
   * @returns the id of the target block, or `null` to leave the source as text
   */
  readonly renvoi?: (clef: string) => string | null;
  /**
   * Reads `[^label]` as a footnote call.
   * @returns the note's id, or `null` to leave the source as text
   */
  readonly note?: (label: string) => string | null;
}

/** A run of `*` or `_` that may still open emphasis. `slot` is the piece that prints what is left of it. */
interface Run {
  readonly char: string;
  readonly slot: number;
  left: number;
}

const HTML_STYLES: Readonly<Record<string, Style>> = {
  sup: 'superscript',
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  s: 'strike',
  del: 'strike',
};
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  deg: '°',
  euro: '€',
  oelig: 'œ',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
};

const ESCAPABLE = /[!-/:-@[-`{-~]/;
const SPECIAL = /[\\*_[\]<&^~{hHwW\n]/g;
const HTML_TAG = /<(\/?)(sup|strong|em|del|b|i|u|s)>/iy;
const LINE_BREAK_TAG = /<br ?\/?>/iy;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^<>\s]{1,2000})>/iy;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/iy;
const BRACED_SUPERSCRIPT = /\^\{([^{}\n]{1,80})\}/y;
const CARET_SUPERSCRIPT = /\^([^\s^{}[\]]{1,12})\^/y;
const VARIABLE = /\{\{ ?([a-zA-Z0-9_.-]{1,100}) ?(?:\| ?([a-z-]{1,30}) ?)?\}\}/y;
const REFERENCE = /\[\[renvoi: ?([^\]|\n]{1,100})(?:\| ?([a-z-]{1,30}) ?)?\]\]/y;
const NOTE_CALL = /\[\^([^\]\s[]{1,60})\]/y;
const LINK_TARGET =
  /\((?:<([^<>\n]{0,2000})>|([^()\s<>[\]]{0,2000}(?:\([^()\s<>[\]]{0,200}\))?))(?: "[^"\n]{0,200}")?\)/y;
const BARE_URL = /(?:https?:\/\/|www\.(?=[^\s.]))[^\s<>[\]"«»*]{1,2000}/iy;
const URL_TAIL = /[.,;:!?)'’…_]{1,20}$/;
const SAFE_HREF = /^(?:https?:\/\/|mailto:)/i;
const BLANK = /\s/;
const WORD = /[\p{L}\p{N}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}

function codePoint(value: number): string {
  const valid = value > 0 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
  return valid ? String.fromCodePoint(value) : '\uFFFD';
}

/** Reads the source once, left to right; brackets, tags and emphasis are matched through stacks. */
class InlineReader {
  private readonly pieces: Piece[] = [];
  private readonly brackets: number[] = [];
  private readonly tags = new Map<Style, { slot: number; close: string }[]>();
  private readonly runs: Run[] = [];
  private at = 0;
  /** Styles to open or close just after a run's slot, gathered while matching and spliced in once. */
  private readonly around = new Map<number, Piece[]>();

  private readonly source: string;
  private readonly options: ParseInlineOptions;

  constructor(source: string, options: ParseInlineOptions) {
    this.source = source;
    this.options = options;
  }

  read(): InlineJson[] {
    while (this.at < this.source.length) this.step();
    return this.assemble();
  }

  private text(text: string): number {
    this.pieces.push({ kind: 'text', text });
    return this.pieces.length - 1;
  }

  private step(): void {
    SPECIAL.lastIndex = this.at;
    const next = SPECIAL.exec(this.source)?.index ?? this.source.length;
    if (next > this.at) {
      this.text(this.source.slice(this.at, next));
      this.at = next;
      return;
    }
    const char = this.source[this.at] ?? '';
    if (this.special(char)) return;
    this.text(char);
    this.at += 1;
  }

  /** @returns true when the construct at the cursor was read */
  private special(char: string): boolean {
    switch (char) {
      case '\\':
        return this.escape();
      case '\n':
        return this.newline();
      case '*':
      case '_':
        return this.emphasis(char);
      case '[':
        return this.openBracket();
      case ']':
        return this.closeBracket();
      case '<':
        return this.html();
      case '&':
        return this.entity();
      case '^':
        return this.superscript();
      case '~':
        return this.strike();
      case '{':
        return this.variable();
      default:
        return this.bareUrl();
    }
  }

  private escape(): boolean {
    const next = this.source[this.at + 1];
    if (next === '\n') {
      this.hardBreak(2);
      return true;
    }
    if (next === undefined || !ESCAPABLE.test(next)) return false;
    this.text(next);
    this.at += 2;
    return true;
  }

  private hardBreak(length: number): void {
    this.trimLast();
    this.pieces.push({ kind: 'atom', inline: { type: 'hardBreak' } });
    this.at += length;
    this.skipSpaces();
  }

  /** Spaces around a line break belong to the layout of the source, not to the text. */
  private trimLast(): void {
    const last = this.pieces.at(-1);
    if (last?.kind === 'text') last.text = last.text.replace(/[ \t]{1,1000}$/, '');
  }

  private skipSpaces(): void {
    while (this.source[this.at] === ' ' || this.source[this.at] === '\t') this.at += 1;
  }

  private newline(): boolean {
    const hard = this.source[this.at - 1] === ' ' && this.source[this.at - 2] === ' ';
    if (hard) {
      this.hardBreak(1);
      return true;
    }
    this.trimLast();
    this.text(' ');
    this.at += 1;
    this.skipSpaces();
    return true;
  }

  private emphasis(char: string): boolean {
    let length = 1;
    while (this.source[this.at + length] === char) length += 1;
    const before = this.source[this.at - 1] ?? ' ';
    const after = this.source[this.at + length] ?? ' ';
    const leftFlanking =
      !BLANK.test(after) && (!PUNCTUATION.test(after) || BLANK.test(before) || PUNCTUATION.test(before));
    const rightFlanking =
      !BLANK.test(before) && (!PUNCTUATION.test(before) || BLANK.test(after) || PUNCTUATION.test(after));
    const intraword = char === '_' && WORD.test(before) && WORD.test(after);
    const slot = this.text(char.repeat(length));
    this.at += length;
    // Word processors export « **Article 1 **Objet »: strong within strong says nothing, so the run closes.
    const sloppyClose = length === 2 && char === '*' && this.pending(char) === 2;
    let left = length;
    if (!intraword && length <= 3 && (rightFlanking || sloppyClose))
      left = this.closeRuns(char, slot, length);
    if (left > 0 && !intraword && length <= 3 && leftFlanking) this.runs.push({ char, slot, left });
    this.shrink(slot, char, left);
    return true;
  }

  private pending(char: string): number {
    for (let i = this.runs.length - 1; i >= 0 && i >= this.runs.length - 8; i -= 1) {
      const run = this.runs[i];
      if (run?.char === char) return run.left;
    }
    return 0;
  }

  private closeRuns(char: string, slot: number, length: number): number {
    let left = length;
    let depth = this.runs.length - 1;
    // A closer looks through a bounded number of other openers, so that no input is quadratic.
    let patience = 8;
    while (left > 0 && depth >= 0 && patience > 0) {
      const run = this.runs[depth];
      if (run === undefined) break;
      if (run.char !== char) {
        depth -= 1;
        patience -= 1;
        continue;
      }
      this.runs.length = depth + 1;
      const strength = run.left >= 2 && left >= 2 ? 2 : 1;
      const style: Style = strength === 2 ? 'bold' : 'italic';
      run.left -= strength;
      left -= strength;
      this.shrink(run.slot, char, run.left);
      this.put(run.slot, { kind: 'open', style });
      this.put(slot, { kind: 'close', style });
      if (run.left === 0) {
        this.runs.pop();
        depth -= 1;
      }
    }
    return left;
  }

  private put(slot: number, piece: Piece): void {
    const list = this.around.get(slot);
    if (list === undefined) this.around.set(slot, [piece]);
    else list.push(piece);
  }

  private shrink(slot: number, char: string, left: number): void {
    const piece = this.pieces[slot];
    if (piece?.kind === 'text') piece.text = char.repeat(left);
  }

  private openBracket(): boolean {
    const { note, renvoi } = this.options;
    if (renvoi !== undefined) {
      const match = matchAt(REFERENCE, this.source, this.at);
      const cible = match?.[1] === undefined ? null : renvoi(match[1].trim());
      if (match !== null && cible !== null) {
        const format = REFERENCE_FORMATS.find((value) => value === match[2]) ?? 'nom';
        this.atom({ type: 'renvoi', attrs: { cible, format, libelle: '' } }, match[0].length);
        return true;
      }
    }
    if (note !== undefined) {
      const match = matchAt(NOTE_CALL, this.source, this.at);
      const noteId = match?.[1] === undefined ? null : note(match[1]);
      if (match !== null && noteId !== null) {
        this.trimCallSpace();
        this.atom({ type: 'appelNote', attrs: { noteId } }, match[0].length);
        return true;
      }
    }
    const image = this.source[this.at - 1] === '!';
    const slot = this.text('[');
    this.at += 1;
    this.brackets.push(image ? -1 : slot);
    return true;
  }

  /** A call that stands after a breaking space would be printed alone on the next line. */
  private trimCallSpace(): void {
    const last = this.pieces.at(-1);
    if (last?.kind === 'text' && last.text.endsWith(' ')) last.text = last.text.slice(0, -1);
  }

  private atom(inline: InlineJson, length: number): void {
    this.pieces.push({ kind: 'atom', inline });
    this.at += length;
  }

  private closeBracket(): boolean {
    const slot = this.brackets.pop();
    if (slot === undefined || slot < 0) return false;
    const target = matchAt(LINK_TARGET, this.source, this.at + 1);
    const href = target?.[1] ?? target?.[2] ?? '';
    // An unsafe or relative address is no link: it stays in the text, where somebody can read it.
    const anchor = href.startsWith('#');
    if (target === null || !(anchor || SAFE_HREF.test(href))) return false;
    this.shrink(slot, '[', 0);
    if (!anchor) {
      this.put(slot, { kind: 'openLink', href });
      this.pieces.push({ kind: 'closeLink' });
    }
    // No link holds another.
    this.brackets.length = 0;
    this.at += 1 + target[0].length;
    return true;
  }

  private html(): boolean {
    const lineBreak = matchAt(LINE_BREAK_TAG, this.source, this.at);
    if (lineBreak !== null) {
      this.hardBreak(lineBreak[0].length);
      if (this.source[this.at] === '\n') {
        this.at += 1;
        this.skipSpaces();
      }
      return true;
    }
    const autolink = matchAt(AUTOLINK, this.source, this.at);
    if (autolink?.[1] !== undefined) {
      this.link(autolink[1], autolink[1].replace(/^mailto:/i, ''));
      this.at += autolink[0].length;
      return true;
    }
    const tag = matchAt(HTML_TAG, this.source, this.at);
    const style = HTML_STYLES[tag?.[2]?.toLowerCase() ?? ''];
    if (tag === null || style === undefined) return false;
    const open = this.tags.get(style) ?? [];
    this.tags.set(style, open);
    if (tag[1] === '') {
      open.push({ slot: this.text(tag[0]), close: `</${tag[2]?.toLowerCase() ?? ''}>` });
    } else {
      const match = open.pop();
      if (match === undefined || match.close !== tag[0].toLowerCase()) return false;
      this.shrink(match.slot, '', 0);
      this.put(match.slot, { kind: 'open', style });
      this.pieces.push({ kind: 'close', style });
    }
    this.at += tag[0].length;
    return true;
  }

  private link(href: string, text: string): void {
    this.pieces.push({ kind: 'openLink', href }, { kind: 'text', text }, { kind: 'closeLink' });
  }

  private entity(): boolean {
    const match = matchAt(ENTITY, this.source, this.at);
    if (match === null) return false;
    const named = match[3] === undefined ? undefined : ENTITIES[match[3]];
    if (match[3] !== undefined && named === undefined) return false;
    const value =
      match[1] !== undefined ? Number.parseInt(match[1], 10) : Number.parseInt(match[2] ?? '0', 16);
    this.text(named ?? codePoint(value));
    this.at += match[0].length;
    return true;
  }

  private superscript(): boolean {
    const match =
      matchAt(BRACED_SUPERSCRIPT, this.source, this.at) ?? matchAt(CARET_SUPERSCRIPT, this.source, this.at);
    if (match?.[1] === undefined) return false;
    this.pieces.push(
      { kind: 'open', style: 'superscript' },
      { kind: 'text', text: match[1] },
      { kind: 'close', style: 'superscript' },
    );
    this.at += match[0].length;
    return true;
  }

  private strike(): boolean {
    if (!this.source.startsWith('~~', this.at)) return false;
    const open = this.tags.get('strike') ?? [];
    this.tags.set('strike', open);
    const pending = open.at(-1);
    if (pending?.close === '~~') {
      open.pop();
      this.shrink(pending.slot, '', 0);
      this.put(pending.slot, { kind: 'open', style: 'strike' });
      this.pieces.push({ kind: 'close', style: 'strike' });
    } else {
      open.push({ slot: this.text('~~'), close: '~~' });
    }
    this.at += 2;
    return true;
  }

  private variable(): boolean {
    if (this.options.variables !== true) return false;
    const match = matchAt(VARIABLE, this.source, this.at);
    if (match?.[1] === undefined) return false;
    const format = VARIABLE_FORMATS.find((value) => value === match[2]) ?? 'texte';
    this.atom({ type: 'variable', attrs: { chemin: match[1], format } }, match[0].length);
    return true;
  }

  private bareUrl(): boolean {
    if (WORD.test(this.source[this.at - 1] ?? ' ')) return false;
    const match = matchAt(BARE_URL, this.source, this.at);
    if (match === null) return false;
    let url = match[0].replace(URL_TAIL, '');
    if (url.includes('(') && match[0].startsWith(`${url})`)) url = `${url})`;
    if (url.length < 7) return false;
    if (this.brackets.length > 0) {
      // Inside « [ … ](…) » the address is the link's text, and the link is already there.
      this.text(url);
    } else {
      this.link(/^www\./i.test(url) ? `http://${url}` : url, url);
    }
    this.at += url.length;
    return true;
  }

  private assemble(): InlineJson[] {
    const builder = new InlineBuilder();
    for (const [index, piece] of this.pieces.entries()) {
      // What a run leaves unmatched stands outside what it opened, and after what it closed.
      const events = this.around.get(index) ?? [];
      for (const event of events) if (event.kind === 'close') builder.take(event);
      builder.take(piece);
      for (const event of events) if (event.kind !== 'close') builder.take(event);
    }
    builder.flush();
    return builder.result;
  }
}

/**
 * Reads one paragraph of inline Markdown: bold, italic, `<sup>`, `^{er}`, links, bare addresses, escapes,
 * entities and hard breaks (two trailing spaces, a backslash or `<br>`; any other line end is a space).
 * What is not well formed stays text. Time is linear in the source's length.
 * @param source one paragraph; its lines are separated by `\n`
 * @param options constructs beyond Markdown, each off unless asked for
 * @returns inlines ready for a text block, neighbours of the same marks joined
 */
export function parseInline(source: string, options: ParseInlineOptions = {}): InlineJson[] {
  return new InlineReader(source, options).read();
}
