import type { ActContent } from '#shared/document/model.ts';
import { type DocumentProblem, parseContent } from '#shared/document/parse.ts';
import { fail, type Result } from '#shared/kernel/result.ts';
import { readInlines } from './inline.ts';
import { AKN, NO_CELL, OWN, type ReadElement, readValue, readXml, XmlProblem } from './xml.ts';

/** Why a file is not an act that Clausier wrote. */
export type AknProblem =
  | { readonly reason: 'xml'; readonly detail: string }
  | { readonly reason: 'akn' }
  | { readonly reason: 'document'; readonly problem: DocumentProblem };

const NUMBERS: ReadonlySet<string> = new Set(['niveau', 'retrait', 'colspan', 'rowspan']);
const FLAGS: ReadonlySet<string> = new Set(['complet', 'aVerifier']);
/** What stands in our namespace without being an attribute of a block. */
const MARKERS: ReadonlySet<string> = new Set(['bloc', 'texte', 'cellule']);

const elementsOf = (node: ReadElement): readonly ReadElement[] =>
  node.children.filter((child): child is ReadElement => typeof child !== 'string');

function attributeOf(name: string, value: string): unknown {
  if (NUMBERS.has(name)) return Number(value);
  if (FLAGS.has(name)) return value === 'true';
  return name === 'colwidth' ? value.split(' ').map(Number) : value;
}

function attributesOf(node: ReadElement): Readonly<Record<string, unknown>> {
  const own = [...node.own].filter(([name]) => !MARKERS.has(name));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, attributeOf(name, value)])),
    ...(node.plain.has('wId') ? { id: node.plain.get('wId') } : {}),
  };
}

/** @returns the element that holds the words of a block: itself, or the first below it */
function wordsOf(node: ReadElement): ReadElement | null {
  if (node.own.has('texte')) return node;
  for (const child of elementsOf(node)) {
    if (child.own.has('bloc')) continue;
    const found = wordsOf(child);
    if (found !== null) return found;
  }
  return null;
}

function tableOf(node: ReadElement): unknown {
  const rows = elementsOf(node).map((row) => ({
    type: 'tableRow',
    content: elementsOf(row)
      .filter((cell) => cell.own.get('cellule') !== NO_CELL)
      .map((cell) => {
        const { colspan, rowspan, colwidth = null } = attributesOf(cell);
        return {
          type: cell.own.get('cellule'),
          attrs: { colspan, rowspan, colwidth },
          content: blocksOf(cell),
        };
      }),
  }));
  return { type: 'table', attrs: attributesOf(node), content: rows };
}

function pictureOf(node: ReadElement): unknown {
  return { type: 'image', attrs: attributesOf(node) };
}

function blockOf(node: ReadElement, type: string): unknown {
  if (type === 'table') return tableOf(node);
  if (type === 'image') return pictureOf(node);
  if (type === 'sautPage') return { type, attrs: attributesOf(node) };
  const words = wordsOf(node);
  const content = words === null ? [] : readInlines(words);
  return { type, attrs: attributesOf(node), ...(content.length > 0 ? { content } : {}) };
}

/** @returns the blocks of an element, in their order; a division's own come after its heading */
function blocksOf(node: ReadElement): readonly unknown[] {
  return elementsOf(node).flatMap((child): readonly unknown[] => {
    const type = child.own.get('bloc');
    if (type === undefined) return blocksOf(child);
    const block = blockOf(child, type);
    return type === 'table' ? [block] : [block, ...blocksOf(child)];
  });
}

function* descendants(node: ReadElement): Generator<ReadElement> {
  for (const child of elementsOf(node)) {
    yield child;
    yield* descendants(child);
  }
}

function fieldsOf(root: ReadElement): Readonly<Record<string, unknown>> {
  const fields = [...descendants(root)].filter((node) => node.uri === OWN && node.name === 'champ');
  const value = (node: ReadElement, name: string) => readValue(node.plain.get(name) ?? '');
  return Object.fromEntries(
    fields.map((node) => [
      value(node, 'cle'),
      {
        type: node.plain.get('type'),
        libelle: value(node, 'libelle'),
        valeur: node.plain.has('valeur') ? value(node, 'valeur') : null,
      },
    ]),
  );
}

/**
 * Reads an act that {@link import('./encode.ts').encodeAkn} wrote.
 * @param source the XML
 * @returns the act, or why it is not one
 */
export function decodeAkn(source: string): Result<ActContent, AknProblem> {
  let root: ReadElement;
  try {
    root = readXml(source);
  } catch (error) {
    if (error instanceof XmlProblem) return fail({ reason: 'xml', detail: error.message });
    throw error;
  }
  const doc = elementsOf(root).find((node) => node.name === 'doc' && node.uri === AKN);
  if (root.uri !== AKN || doc === undefined) return fail({ reason: 'akn' });
  const content = blocksOf(doc);
  const read = parseContent({ document: { type: 'doc', content }, champs: fieldsOf(doc) });
  return read.ok ? read : fail({ reason: 'document', problem: read.error });
}
