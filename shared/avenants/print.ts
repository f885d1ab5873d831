import { article } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson, IntituleAttrs } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { joinedText, joiningOf } from './annexes.ts';
import { rowOf } from './lines.ts';
import type { Address, Instruction, QuotedLine } from './model.ts';
import { placesOf } from './places.ts';
import { groupsOf, modified } from './print/articles.ts';
import { capital, spoken, the } from './print/french.ts';
import { type Sentence, sentenceOf, type Voice } from './print/sentence.ts';
import { innerQuotes } from './text/quotes.ts';
import { unbroken } from './text/unbroken.ts';

const NBSP = '\u00a0';
const NNBSP = '\u202f';

/** One line of an avenant. `item`: its rank in the enumeration that announces it; `quote`: new text. */
type AvenantLine =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'item'; readonly rank: number; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  /** A quoted table; `opens` and `closes` are its marks, what ends the instruction included. */
  | {
      readonly kind: 'table';
      readonly rows: readonly (readonly string[])[];
      readonly opens: string;
      readonly closes: string;
    };

/** One article of an avenant, as it is to be signed; its number is given by where it stands. */
export interface AvenantArticle {
  readonly title: string;
  /** The division that it amends, null when it is about the whole act or about what is new. */
  readonly about: Address | null;
  /** The instructions it holds, in its order. */
  readonly instructions: readonly Instruction[];
  readonly lines: readonly AvenantLine[];
}

/** How the base act is called in the avenant. */
export interface PrintOptions {
  /** « convention » unless told otherwise; « accord-cadre », « protocole d’accord ». */
  readonly act?: string;
}

/** Rule G4: what ends an instruction after its quotation. */
function ending(quotedEnd: string, last: boolean): string {
  if (!last) return `${NNBSP};`;
  return /[.!?…]$/.test(quotedEnd) ? '' : '.';
}

function quoteLines(quotes: readonly QuotedLine[], last: boolean): readonly AvenantLine[] {
  return quotes.map((line, rank): AvenantLine => {
    const closes = rank === quotes.length - 1;
    if (line.kind === 'table') {
      const rows = line.rows.map((row) => row.map(innerQuotes));
      return { kind: 'table', rows, opens: '«', closes: closes ? `»${ending('', last)}` : '' };
    }
    const end = closes ? `${NBSP}»${ending(line.text, last)}` : '';
    return { kind: 'quote', text: `«${NBSP}${innerQuotes(line.text)}${end}` };
  });
}

/** A phrase quoted on the line of its instruction holds its own full stop. */
const leadEnd = (lead: string, last: boolean): string => {
  const quotedPhrase = /[.!?…]\u00a0»$/.test(lead) && /ainsi rédigées?\u00a0: «/.test(lead);
  return last && quotedPhrase ? '' : ending('', last);
};

function linesOf(sentence: Sentence, rank: number | null, last: boolean): readonly AvenantLine[] {
  const text =
    unbroken(capital(sentence.lead)) + (sentence.quotes.length === 0 ? leadEnd(sentence.lead, last) : '');
  const lead: AvenantLine = rank === null ? { kind: 'sentence', text } : { kind: 'item', rank, text };
  return [lead, ...quoteLines(sentence.quotes, last)];
}

/**
 * Writes instructions in French, as the articles of an avenant (GRAMMAR.md).
 * @param base the text that they amend
 * @throws when an instruction has no place in the base: check them first (`checkInstructions`)
 */
export function printInstructions(
  instructions: readonly Instruction[],
  base: ActContent,
  options: PrintOptions = {},
): readonly AvenantArticle[] {
  const places = placesOf(base);
  const act = options.act ?? 'convention';
  return groupsOf(instructions, places, act).map((group) => {
    const { about } = group;
    const title = unbroken(group.title);
    const full: Voice = { places, act, inside: null };
    if (group.instructions.length === 1 || about === null) {
      const lines = group.instructions.flatMap((one) => linesOf(sentenceOf(one, full), null, true));
      return { title, about, instructions: group.instructions, lines };
    }
    const announced: AvenantLine = {
      kind: 'sentence',
      text: unbroken(`${capital(the(spoken(about)))} est ainsi ${modified(about)}${NBSP}:`),
    };
    const count = group.instructions.length;
    const voice: Voice = { ...full, inside: about };
    const items = group.instructions.flatMap((one, rank) =>
      linesOf(sentenceOf(one, voice), rank + 1, rank === count - 1),
    );
    return { title, about, instructions: group.instructions, lines: [announced, ...items] };
  });
}

const words = (text: string): readonly InlineJson[] => (text === '' ? [] : [{ type: 'text', text }]);

const RETRAIT = 1;

/** A quoted table holds its marks in its first and last cells, so that no line of the page is but a mark. */
function quotedCells({
  rows,
  opens,
  closes,
}: Extract<AvenantLine, { kind: 'table' }>): readonly (readonly string[])[] {
  return rows.map((row, rank) =>
    row.map((cell, column) => {
      const first = rank === 0 && column === 0 ? `${opens}${NBSP}` : '';
      const last = rank === rows.length - 1 && column === row.length - 1 && closes !== '';
      return `${first}${cell}${last ? `${NBSP}${closes}` : ''}`;
    }),
  );
}

function blocksOfArticle(
  { title, lines }: AvenantArticle,
  style: Partial<IntituleAttrs>,
  makeId: MakeBlockId,
): readonly BlockJson[] {
  const [heading] = article({ text: title, attrs: { ...style, id: makeId() } });
  let tables = false;
  const alinea = (text: string, retrait: number): BlockJson => ({
    type: 'alinea',
    attrs: { id: makeId(), retrait, aVerifier: false },
    content: words(text),
  });
  const body = lines.flatMap((line): readonly BlockJson[] => {
    switch (line.kind) {
      case 'sentence':
        return [alinea(line.text, 0)];
      case 'quote':
        return [alinea(line.text, RETRAIT)];
      case 'item': {
        // A table would start the count again.
        const numFixe = tables ? String(line.rank) : null;
        const attrs = { id: makeId(), niveau: 1, marqueur: '1°', numFixe };
        return [{ type: 'item', attrs, content: words(line.text) }];
      }
      default: {
        tables = true;
        const content = quotedCells(line).map((row) => rowOf(row, makeId));
        return [{ type: 'table', attrs: { id: makeId() }, content }];
      }
    }
  });
  return [heading, ...body];
}

/**
 * The articles of an avenant as blocks, to stand in its document.
 * @param style of their headings, where it is not « Article 1 – »
 */
export function avenantBlocks(
  articles: readonly AvenantArticle[],
  makeId: MakeBlockId,
  style: Partial<IntituleAttrs> = {},
): readonly BlockJson[] {
  return articles.flatMap((one) => blocksOfArticle(one, style, makeId));
}

/**
 * The articles of an avenant as plain text, one line each, then the annexes that are joined to it.
 * @param first number of the first article
 */
export function avenantText(articles: readonly AvenantArticle[], first = 1): string {
  const lineText = (line: AvenantLine): readonly string[] => {
    switch (line.kind) {
      case 'item':
        return [`${line.rank}° ${line.text}`];
      case 'table':
        return line.rows.map((row, rank) => {
          const cells = `| ${row.join(' | ')} |`;
          const opens = rank === 0 ? `${line.opens}${NBSP}` : '';
          const closes = rank === line.rows.length - 1 && line.closes !== '' ? `${NBSP}${line.closes}` : '';
          return opens + cells + closes;
        });
      default:
        return [line.text];
    }
  };
  const joined = joiningOf(articles.flatMap((one) => one.instructions));
  return [
    ...articles.map((one, rank) =>
      [`Article ${first + rank} – ${one.title}`, ...one.lines.flatMap(lineText)].join('\n'),
    ),
    ...joined.map(({ lines }) => joinedText(lines).join('\n').trimEnd()),
  ].join('\n\n');
}
