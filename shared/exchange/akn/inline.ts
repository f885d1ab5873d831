import type { InlineJson, MarkJson } from '#shared/document/model.ts';
import type { PrintRun } from '../print/model.ts';
import { address, element, escapeValue, isWritable, type ReadElement, type XmlElement } from './xml.ts';

/** How one act names its blocks and notes in `href`. */
export interface Names {
  readonly blockOf: (id: string) => string | null;
  readonly noteOf: (noteId: string) => string | null;
}

const SIMPLE = { bold: 'b', italic: 'i', underline: 'u', superscript: 'sup', strike: 'span' } as const;

function marked(mark: MarkJson, inside: XmlElement | string): XmlElement {
  switch (mark.type) {
    case 'link': {
      const { href } = mark.attrs;
      const shown = address(href);
      // What no address may hold is kept beside it.
      const own = shown === href ? {} : { 'c:href': escapeValue(href) };
      return element('a', { href: shown, 'c:marque': 'link', ...own }, inside);
    }
    case 'terme':
      return element(
        'def',
        { 'c:marque': 'terme', 'c:defId': escapeValue(mark.attrs.defId), 'c:genre': mark.attrs.genre },
        inside,
      );
    case 'referenceExterne':
      return element(
        'ref',
        {
          href: `/akn/fr/${encodeURIComponent(mark.attrs.ref)}`,
          'c:marque': 'referenceExterne',
          'c:ref': escapeValue(mark.attrs.ref),
        },
        inside,
      );
    default:
      return element(SIMPLE[mark.type], { 'c:marque': mark.type }, inside);
  }
}

/** Words, cut around the signs that XML cannot hold: those stand in an attribute. */
function wordsOf(text: string): readonly (XmlElement | string)[] {
  if (isWritable(text)) return [text];
  return [...text].map((sign) =>
    isWritable(sign) ? sign : element('span', { 'c:signe': escapeValue(sign) }),
  );
}

function writeInline(
  inline: InlineJson,
  run: PrintRun | undefined,
  names: Names,
): readonly (XmlElement | string)[] {
  const printed = run !== undefined && 'text' in run ? run.text : '';
  const shown = isWritable(printed) ? printed : '';
  switch (inline.type) {
    case 'text': {
      const marks = [...(inline.marks ?? [])].reverse();
      return wordsOf(inline.text).map((part) =>
        marks.reduce<XmlElement | string>((inside, mark) => marked(mark, inside), part),
      );
    }
    case 'hardBreak':
      return [element('br')];
    case 'variable':
      return [
        element(
          'placeholder',
          {
            originalText: escapeValue(inline.attrs.chemin),
            'c:chemin': escapeValue(inline.attrs.chemin),
            'c:format': inline.attrs.format,
          },
          shown,
        ),
      ];
    case 'renvoi': {
      const { cible, format, libelle } = inline.attrs;
      const name = names.blockOf(cible);
      return [
        element(
          'ref',
          {
            href: name === null ? '#' : `#${name}`,
            'c:cible': escapeValue(cible),
            'c:format': format,
            'c:libelle': escapeValue(libelle),
          },
          shown,
        ),
      ];
    }
    case 'appelNote': {
      const { noteId } = inline.attrs;
      const marker = run?.type === 'appel' ? String(run.number) : '*';
      const href = `#${names.noteOf(noteId) ?? ''}`;
      return [element('noteRef', { href, marker, 'c:noteId': escapeValue(noteId) })];
    }
  }
}

/** @returns the content of a block as Akoma Ntoso says it; printed words stand where computed ones go */
export function writeInlines(
  content: readonly InlineJson[],
  runs: readonly PrintRun[],
  names: Names,
): readonly (XmlElement | string)[] {
  return content.flatMap((inline, rank) => writeInline(inline, runs[rank], names));
}

function markOf(node: ReadElement): unknown {
  const type = node.own.get('marque');
  switch (type) {
    case undefined:
      return null;
    case 'link':
      return { type, attrs: { href: node.own.get('href') ?? node.plain.get('href') ?? '' } };
    case 'terme':
      return { type, attrs: { defId: node.own.get('defId'), genre: node.own.get('genre') } };
    case 'referenceExterne':
      return { type, attrs: { ref: node.own.get('ref') } };
    default:
      return { type };
  }
}

/** @returns the inline content of an element, as unknown JSON for `parseContent` */
export function readInlines(node: ReadElement, marks: readonly unknown[] = []): readonly unknown[] {
  const text = (words: string) =>
    words === '' ? [] : [{ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) }];
  return node.children.flatMap((child): readonly unknown[] => {
    if (typeof child === 'string') return text(child);
    const sign = child.own.get('signe');
    if (sign !== undefined) return text(sign);
    const mark = markOf(child);
    if (mark !== null) return readInlines(child, [...marks, mark]);
    const own = (name: string) => child.own.get(name) ?? '';
    switch (child.name) {
      case 'br':
        return [{ type: 'hardBreak' }];
      case 'placeholder':
        return [{ type: 'variable', attrs: { chemin: own('chemin'), format: own('format') } }];
      case 'ref': {
        const attrs = { cible: own('cible'), format: own('format'), libelle: own('libelle') };
        return [{ type: 'renvoi', attrs }];
      }
      case 'noteRef':
        return [{ type: 'appelNote', attrs: { noteId: own('noteId') } }];
      default:
        return readInlines(child, marks);
    }
  });
}
