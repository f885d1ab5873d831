import {
  ExternalHyperlink,
  FootnoteReferenceRun,
  InternalHyperlink,
  type ParagraphChild,
  ShadingType,
  SimpleField,
  TextRun,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import { formatOf } from '#shared/exchange/docx/model.ts';
import type { PrintRun } from '#shared/exchange/print/model.ts';
import { withOrdinals } from '#shared/exchange/print/ordinals.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { runChildren, runFormat, writable } from './characters.ts';

/** Colour behind what is still to be filled in. */
const HOLE = 'FDF0D0';

/** @returns the name of the bookmark at the head of a block */
export const bookmarkOf = (id: BlockId): string => `b_${id}`;

/** What writing runs needs to know of the whole file. */
export interface RunContext {
  /** Blocks that bear a bookmark: those that something refers to. */
  readonly targets: ReadonlySet<BlockId>;
  /** Decimal numbers that the word processor writes, by the heading that bears them: « 4 », « 2.1 ». */
  readonly numbers: ReadonlyMap<BlockId, string>;
  /** Whether the calls of notes are footnotes here: they are not inside a note. */
  readonly footnotes: boolean;
}

const raised = (text: string) => new TextRun({ text, superScript: true });

/** @returns words that Clausier wrote itself, « 1er » in the French manner */
export const ownWords = (text: string, format: object = {}): readonly TextRun[] =>
  withOrdinals(text).map(
    (part) =>
      new TextRun({
        children: runChildren(part.text),
        ...format,
        ...(part.raised ? { superScript: true } : {}),
      }),
  );

class Requires extends XmlAttributeComponent<{ readonly requires: string }> {
  protected override readonly xmlKeys = { requires: 'Requires' };
}

class Alternative extends XmlComponent {
  constructor(name: 'mc:AlternateContent' | 'mc:Choice' | 'mc:Fallback', content: readonly XmlComponent[]) {
    super(name);
    if (name === 'mc:Choice') this.root.push(new Requires({ requires: 'w15' }));
    this.root.push(...content);
  }
}

/**
 * The number of a heading, as a field that follows it in Word. `\\t` takes « Article 4 » down to « 4 »; LibreOffice does
 * not know that switch and would print the whole: it is given the words, linked to the heading.
 */
function numberField(bookmark: string, number: string): ParagraphChild {
  const field = new Alternative('mc:AlternateContent', [
    new Alternative('mc:Choice', [new SimpleField(`REF ${bookmark} \\n \\t \\h`, number)]),
    new Alternative('mc:Fallback', [
      new InternalHyperlink({ anchor: bookmark, children: [new TextRun(number)] }),
    ]),
  ]);
  // The library's union of what a paragraph holds is closed; it writes any component.
  return field as unknown as ParagraphChild;
}

/** A number that is no part of another: « 2.1 », not that of « 12.15 ». */
const numberPattern = (number: string): RegExp =>
  new RegExp(`(?<![\\d.])${number.replaceAll('.', '\\.')}(?!\\.?\\d)`);

/** A cross-reference: its number is a field that follows its target, its other words are what they are. */
function reference(
  run: Extract<PrintRun, { type: 'renvoi' }>,
  format: object,
  context: RunContext,
): readonly ParagraphChild[] {
  const { cible, text } = run;
  const words = (part: string) => ownWords(part, format);
  if (cible === null || !context.targets.has(cible)) return words(text);
  const number = context.numbers.get(cible);
  const at = number === undefined ? -1 : text.search(numberPattern(number));
  if (number === undefined || at === -1 || Object.keys(format).length > 0)
    return [new InternalHyperlink({ anchor: bookmarkOf(cible), children: words(text) })];
  return [
    ...words(text.slice(0, at)),
    numberField(bookmarkOf(cible), number),
    ...words(text.slice(at + number.length)),
  ];
}

function writeRun(run: PrintRun, context: RunContext): readonly ParagraphChild[] {
  switch (run.type) {
    case 'saut':
      return [new TextRun({ break: 1 })];
    case 'appel':
      return [
        context.footnotes && run.first ? new FootnoteReferenceRun(run.number) : raised(String(run.number)),
      ];
    case 'renvoi':
      return reference(run, runFormat(formatOf(run.marks)), context);
    case 'variable': {
      const hole = run.filled ? {} : { shading: { type: ShadingType.CLEAR, fill: HOLE, color: 'auto' } };
      return ownWords(run.text, { ...runFormat(formatOf(run.marks)), ...hole });
    }
    case 'texte': {
      const words = new TextRun({ children: runChildren(run.text), ...runFormat(formatOf(run.marks)) });
      const link = run.marks.find((mark) => mark.type === 'link')?.attrs.href;
      return link === undefined
        ? [words]
        : [new ExternalHyperlink({ link: writable(link), children: [words] })];
    }
  }
}

/** @returns the words of a line, in the terms of the format (rules X3 and X4) */
export function writeRuns(runs: readonly PrintRun[], context: RunContext): readonly ParagraphChild[] {
  return runs.flatMap((run) => writeRun(run, context));
}
