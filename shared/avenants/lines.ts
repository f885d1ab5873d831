import { annexe, rubrique } from '#shared/document/builders.ts';
import { markerPattern } from '#shared/document/counters.ts';
import type { BlockAttrs, BlockJson, IntituleAttrs, TableJson } from '#shared/document/model.ts';
import type { DivisionKind } from '#shared/document/schema/vocabulary.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import type { QuotedLine } from './model.ts';
import { sameWords } from './text/fold.ts';
import { isTextBlock } from './text/line.ts';
import type { Reader } from './text/reading.ts';

/*
 * What a quoted line is (rule G13): heading, item or alinéa, told from its marker and from how the base writes its own.
 * The one reading of new text, whether the instruction comes from an edit or from prose.
 */

/** The headings that new text may have. */
export interface ExpectedHeadings {
  /** The heading whose style the first line takes when nothing else tells. */
  readonly style: IntituleAttrs | null;
  /** Level of the first one. */
  readonly niveau: number;
  /** Those without number, in order: their words, and what they are. */
  readonly unnumbered: readonly { readonly words: string; readonly genre: DivisionKind }[];
}

/** What reading quoted lines depends on. */
export interface LineContext {
  readonly base: Reader;
  /** The block that the lines take the place of, or stand beside. */
  readonly like: BlockJson | null;
  /** The headings expected, in order, as they print; null where a line can't be a heading. */
  readonly headings: ExpectedHeadings | null;
  readonly makeId: MakeBlockId;
}

const escapeSign = (sign: string): string =>
  /\s/.test(sign) ? '\\s*' : /[-–—]/.test(sign) ? '[-–—]' : sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const pattern = (text: string): string => [...text.replace(/\s+/g, ' ')].map(escapeSign).join('');

const SUFFIX = '(?:-\\d+|\\s(?:bis|ter|quater|[A-Z]))*';
const COUNTER_PATTERNS: Readonly<Record<string, string>> = {
  '1': '\\d{1,3}',
  '1er': '\\d{1,3}(?:er)?',
  I: '[IVXLCDM]+',
  i: '[ivxlcdm]+',
  A: '[A-Z]{1,2}',
  a: '[a-z]{1,2}',
};

interface HeadingStyle {
  readonly attrs: IntituleAttrs;
  readonly matcher: RegExp;
}

function headingMatcher(attrs: IntituleAttrs): RegExp | null {
  const counter = COUNTER_PATTERNS[attrs.compteur];
  if (counter === undefined) {
    if (attrs.prefixe.trim() === '') return null;
    return new RegExp(`^()${pattern(attrs.prefixe + attrs.separateur)}\\s*(.*)$`, 'su');
  }
  const chain = attrs.complet ? '(?:[\\dA-Za-z]+(?:-\\d+)?\\.)*' : '';
  const number = `(${chain}${counter}${SUFFIX})`;
  const end = attrs.separateur.trim() === '' ? '(?:\\s+|$)' : `(?:${pattern(attrs.separateur)}|$)`;
  return new RegExp(`^${pattern(attrs.prefixe)}\\s*${number}${end}\\s*(.*)$`, 'su');
}

const styleKey = ({ niveau, genre, prefixe, compteur, complet, separateur }: IntituleAttrs): string =>
  JSON.stringify([niveau, genre, prefixe, compteur, complet, separateur]);

const FIRST_ANNEXE = [' – ', '\u00a0: ', ''].flatMap((separateur) =>
  (['1', 'A', 'I'] as const).map((compteur) => {
    const [{ attrs }] = annexe('');
    return { ...attrs, compteur, separateur };
  }),
);

/** What the first annexe of an act that has none may look like. */
const firstAnnexe = (base: Reader): readonly IntituleAttrs[] =>
  base.content.document.content.some((block) => block.type === 'intitule' && block.attrs.genre === 'annexe')
    ? []
    : FIRST_ANNEXE;

/** The ways in which the base writes its headings, those with a word before the number first. */
function headingStyles(base: Reader): readonly HeadingStyle[] {
  const styles = new Map<string, HeadingStyle>();
  for (const block of base.content.document.content) {
    if (block.type !== 'intitule') continue;
    const matcher = headingMatcher(block.attrs);
    const key = styleKey(block.attrs);
    if (matcher !== null && !styles.has(key)) styles.set(key, { attrs: block.attrs, matcher });
  }
  for (const attrs of firstAnnexe(base)) {
    const matcher = headingMatcher(attrs);
    if (matcher !== null) styles.set(styleKey(attrs), { attrs, matcher });
  }
  const rank = ({ attrs }: HeadingStyle) => (/\p{L}/u.test(attrs.prefixe) ? 0 : 2) + (attrs.complet ? 0 : 1);
  return [...styles.values()].sort((a, b) => rank(a) - rank(b));
}

interface ItemStyle {
  readonly marqueur: string;
  readonly niveau: number;
  readonly matcher: RegExp;
}

function itemMatcher(marqueur: string): RegExp {
  const counting = markerPattern(marqueur);
  if (counting === null) return new RegExp(`^(${escapeBullet(marqueur)})\\s+(.*)$`, 'su');
  const number = `(${COUNTER_PATTERNS[counting.counter] ?? ''}${SUFFIX})`;
  return new RegExp(`^${pattern(counting.before)}${number}${pattern(counting.after)}\\s+(.*)$`, 'su');
}
const escapeBullet = (marker: string): string => marker.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What an item looks like in an act that has none of that kind yet. */
const HOUSE_MARKERS = [
  '–',
  '-',
  '—',
  '•',
  '○',
  '1°',
  '1.',
  '1)',
  'a)',
  '(a)',
  '(i)',
  'i)',
  'I.',
  'A.',
] as const;

interface Styles {
  readonly headings: readonly HeadingStyle[];
  readonly items: readonly ItemStyle[];
}

const known = new WeakMap<Reader, Styles>();

function stylesOf(base: Reader): Styles {
  const found = known.get(base);
  if (found !== undefined) return found;
  const items = new Map<string, ItemStyle>();
  for (const block of base.content.document.content)
    if (block.type === 'item') {
      const { marqueur, niveau } = block.attrs;
      const key = `${marqueur}|${niveau}`;
      if (!items.has(key)) items.set(key, { marqueur, niveau, matcher: itemMatcher(marqueur) });
    }
  const styles = { headings: headingStyles(base), items: [...items.values()] };
  known.set(base, styles);
  return styles;
}

const house: readonly ItemStyle[] = HOUSE_MARKERS.map((marqueur) => ({
  marqueur,
  niveau: 0,
  matcher: itemMatcher(marqueur),
}));

const textOf = (text: string) => (text === '' ? {} : { content: [{ type: 'text' as const, text }] });

function heading(line: string, attrs: IntituleAttrs, number: string | null, id: BlockId): BlockJson {
  const own: IntituleAttrs = { ...attrs, id, famille: null, clause: null, numFixe: number };
  return { type: 'intitule', attrs: own, ...textOf(line) };
}

/** Depth of an item whose marker the base does not have, or has at several depths. */
function itemLevel(
  styles: readonly ItemStyle[],
  marqueur: string,
  built: readonly BlockJson[],
  like: BlockJson | null,
): number {
  const levels = [
    ...new Set(styles.filter((one) => one.marqueur === marqueur).map((one) => one.niveau)),
  ].sort();
  const items = built.filter((block) => block.type === 'item');
  const same = items.findLast((block) => block.attrs.marqueur === marqueur);
  if (same !== undefined) return same.attrs.niveau;
  if (like?.type === 'item' && like.attrs.marqueur === marqueur) return like.attrs.niveau;
  const above = items.at(-1) ?? (like?.type === 'item' ? like : undefined);
  if (above !== undefined && (levels.length === 0 || levels.includes(above.attrs.niveau + 1)))
    return levels.length === 0 && items.length === 0
      ? above.attrs.niveau
      : Math.min(6, above.attrs.niveau + 1);
  return levels[0] ?? 1;
}

function readItem(line: string, context: LineContext, built: readonly BlockJson[]): BlockJson | null {
  const { base, like, makeId } = context;
  // Where the base writes such lines without making a list of them, so do these.
  if (isTextBlock(like ?? undefined) && like?.type !== 'item' && like?.type !== 'intitule') {
    const written = base.textOf(like as BlockJson).text;
    const marker = house.find((one) => one.matcher.test(line));
    if (marker?.matcher.test(written) === true) return null;
  }
  const styles = stylesOf(base).items;
  const near = [built.at(-1), like].flatMap((block) =>
    block?.type === 'item' ? [block.attrs.marqueur] : [],
  );
  const ranked = [
    ...styles.filter((one) => near.includes(one.marqueur)),
    ...styles.filter((one) => !near.includes(one.marqueur)),
    ...house,
  ];
  for (const style of ranked) {
    const match = style.matcher.exec(line);
    if (match === null) continue;
    const counting = markerPattern(style.marqueur) !== null;
    const attrs: BlockAttrs['item'] = {
      id: makeId(),
      niveau: itemLevel(styles, style.marqueur, built, like),
      marqueur: style.marqueur,
      numFixe: counting ? (match[1] ?? null) : null,
    };
    return { type: 'item', attrs, ...textOf(match[2] ?? '') };
  }
  return null;
}

const LIAISON = /^(?:entre|et|d[’']une part|d[’']autre part)[\s:,]*$/iu;

function readPlain(line: string, { like, makeId }: LineContext): BlockJson {
  const id = makeId();
  const content = textOf(line);
  switch (like?.type) {
    case 'partie':
    case 'liaison':
      return LIAISON.test(line)
        ? { type: 'liaison', attrs: { id }, ...content }
        : {
            type: 'partie',
            attrs: { id, partieId: like.type === 'partie' ? like.attrs.partieId : null },
            ...content,
          };
    case 'titre':
      return { type: 'titre', attrs: { ...like.attrs, id }, ...content };
    case 'note':
      return { type: 'note', attrs: { ...like.attrs, id }, ...content };
    case 'considerant':
      return { type: 'considerant', attrs: { id }, ...content };
    case 'formule':
      return { type: 'formule', attrs: { id }, ...content };
    default:
      return { type: 'alinea', attrs: { id, retrait: 0, aVerifier: false }, ...content };
  }
}

/** What parts the alinéas of a quoted cell (rule G12). */
export const CELL_BREAK = ' / ';

/** @returns a row of a table, from the text of its cells */
export function rowOf(
  cells: readonly string[],
  makeId: MakeBlockId,
  header = false,
): TableJson['content'][number] {
  return {
    type: 'tableRow',
    content: cells.map((cell) => ({
      type: header ? 'tableHeader' : 'tableCell',
      attrs: { colspan: 1, rowspan: 1, colwidth: null },
      content: cell.split(CELL_BREAK).map((text) => ({
        type: 'alinea' as const,
        attrs: { id: makeId(), retrait: 0, aVerifier: false },
        ...textOf(text),
      })),
    })),
  };
}

/** How the base writes an unnumbered heading of this kind at this level; as the house does when it has none. */
function unnumberedStyle(base: Reader, genre: DivisionKind, niveau: number): IntituleAttrs {
  const found = base.content.document.content.find(
    (one) =>
      one.type === 'intitule' &&
      one.attrs.genre === genre &&
      one.attrs.niveau === niveau &&
      !hasNumber(one.attrs) &&
      base.markOf(one) === '',
  );
  if (found?.type === 'intitule') return found.attrs;
  const [plain] = rubrique('', []);
  return { ...plain.attrs, genre, niveau };
}

type Unnumbered = ExpectedHeadings['unnumbered'][number];

function readHeading(
  line: string,
  context: LineContext,
  expected: Unnumbered[],
  built: readonly BlockJson[],
): BlockJson | null {
  const { headings, base, makeId } = context;
  if (headings === null) return null;
  const [due] = expected;
  if (due !== undefined && sameWords(line, due.words)) {
    expected.shift();
    const { style } = headings;
    const own = style !== null && style.genre === due.genre && !hasNumber(style) && style.prefixe === '';
    return heading(line, own ? style : unnumberedStyle(base, due.genre, headings.niveau), null, makeId());
  }
  const { headings: styles, items } = stylesOf(base);
  const own = headings.style === null ? null : styleKey(headings.style);
  const ranked =
    own === null
      ? styles
      : [...styles].sort((a, b) => Number(styleKey(b.attrs) === own) - Number(styleKey(a.attrs) === own));
  for (const { attrs, matcher } of ranked) {
    const match = matcher.exec(line);
    if (match === null) continue;
    const bare = !/\p{L}/u.test(attrs.prefixe) && !attrs.complet;
    // « 1. Bilan » is an item wherever the act writes such items, unless a heading is due.
    if (bare && built.length > 0 && items.some((one) => one.matcher.test(line))) continue;
    return heading(match[2] ?? '', attrs, match[1] === '' ? null : (match[1] ?? null), makeId());
  }
  return null;
}

const hasNumber = (attrs: IntituleAttrs): boolean =>
  COUNTER_PATTERNS[attrs.compteur] !== undefined || (attrs.numFixe ?? '') !== '';

/**
 * Makes blocks of quoted lines.
 * @param lines new text, number or marker included
 * @returns blocks with new ids, in the order of the lines
 */
export function blocksOf(lines: readonly QuotedLine[], context: LineContext): readonly BlockJson[] {
  const built: BlockJson[] = [];
  const expected = [...(context.headings?.unnumbered ?? [])];
  for (const line of lines) {
    if (line.kind === 'table') {
      const content = line.rows.map((row) => rowOf(row, context.makeId));
      built.push({ type: 'table', attrs: { id: context.makeId() }, content });
      continue;
    }
    const text = line.text.trim();
    built.push(
      readHeading(text, context, expected, built) ??
        readItem(text, context, built) ??
        readPlain(text, context),
    );
  }
  return built;
}
