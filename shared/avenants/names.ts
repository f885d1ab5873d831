import type { DivisionKind } from '#shared/document/schema/vocabulary.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { ExpectedHeadings } from './lines.ts';
import type { Places } from './places.ts';

/** What an unnumbered division is called by its kind. */
export const DIVISION_NOUNS: Readonly<Record<DivisionKind, string>> = {
  rubrique: 'rubrique',
  article: 'article',
  axe: 'axe',
  titre: 'titre',
  chapitre: 'chapitre',
  section: 'section',
  preambule: 'préambule',
  annexe: 'annexe',
};

/** @returns Suivi for « rubrique « Suivi » » or « « Suivi » »; null for a numbered name */
export function unnumberedHeading(name: string): string | null {
  return /«[\s\u00a0\u202f]*(.*?)[\s\u00a0\u202f]*»\s*$/su.exec(name)?.[1] ?? null;
}

function genreOf(name: string): DivisionKind {
  const noun = /^\p{L}+/u.exec(name)?.[0]?.toLowerCase();
  const found = Object.entries(DIVISION_NOUNS).find(([, own]) => own === noun)?.[0];
  return (found ?? 'rubrique') as DivisionKind;
}

/**
 * The headings that the text of new divisions holds.
 * @param names of these divisions, as an instruction cites them
 * @param beside the division that they stand beside, or in
 */
export function headingsOfNew(
  names: readonly string[],
  beside: OutlineNode,
  inside: boolean,
): ExpectedHeadings {
  const unnumbered = names.flatMap((name) => {
    const words = unnumberedHeading(name);
    return words === null ? [] : [{ words, genre: genreOf(name) }];
  });
  const sister = inside ? beside.children.at(-1) : beside;
  const niveau = sister?.niveau ?? Math.min(6, beside.niveau + 1);
  return { style: sister?.heading.attrs ?? null, niveau, unnumbered };
}

/** The headings that the new text of a division holds: its own first. */
export function headingsOfReplacement(
  node: OutlineNode,
  places: Places,
  firstLine: string,
): ExpectedHeadings {
  const numbered = (places.reader.ctx.numbering.headings.get(node.id)?.number ?? '') !== '';
  const { genre } = node.heading.attrs;
  const unnumbered = numbered ? [] : [{ words: firstLine, genre }];
  return { style: node.heading.attrs, niveau: node.niveau, unnumbered };
}
