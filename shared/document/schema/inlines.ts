import { Mark, mergeAttributes, Node } from '@tiptap/core';
import { REFERENCE_FORMATS, VARIABLE_FORMATS } from './vocabulary.ts';

const data = (name: string, fallback: string | null = null) => ({
  default: fallback,
  parseHTML: (element: HTMLElement) => element.getAttribute(`data-${name.toLowerCase()}`) ?? fallback,
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null || attributes[name] === undefined
      ? {}
      : { [`data-${name.toLowerCase()}`]: String(attributes[name]) },
});

const enumerated = <T extends string>(name: string, values: readonly T[]) => ({
  ...data(name, values[0] ?? null),
  parseHTML: (element: HTMLElement): T | null => {
    const raw = element.getAttribute(`data-${name.toLowerCase()}`);
    return values.find((value) => value === raw) ?? values[0] ?? null;
  },
});

function inlineAtom(name: string, attributes: Record<string, object>) {
  return Node.create({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag: `span[data-inline="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-inline': name })],
  });
}

/** A value of `champs`, printed in place: `chemin` is its key (`duree.mois`, `partie.p1.siege`). */
export const Variable = inlineAtom('variable', {
  chemin: data('chemin', ''),
  format: enumerated('format', VARIABLE_FORMATS),
});

/** Cross-reference to a block by id. `libelle`: what it printed when it was inserted, shown if the target goes. */
export const Renvoi = inlineAtom('renvoi', {
  cible: data('cible', ''),
  format: enumerated('format', REFERENCE_FORMATS),
  libelle: data('libelle', ''),
});

/** Footnote call; its number is the rank of the call in the text. */
export const AppelNote = inlineAtom('appelNote', { noteId: data('noteId', '') });

/** The place where a term or a sigle is defined (« ci-après « les Parties » », « ARML »). */
export const Terme = Mark.create({
  name: 'terme',
  inclusive: false,
  addAttributes: () => ({
    defId: data('defId', ''),
    genre: enumerated('genre', ['terme', 'sigle'] as const),
  }),
  parseHTML: () => [{ tag: 'dfn[data-defid]' }],
  renderHTML: ({ HTMLAttributes }) => ['dfn', mergeAttributes(HTMLAttributes), 0],
});

/** Reference to a text outside the act (« loi n° 78-17 du 6 janvier 1978 »). `ref` is a normalised key. */
export const ReferenceExterne = Mark.create({
  name: 'referenceExterne',
  inclusive: false,
  addAttributes: () => ({ ref: data('ref', '') }),
  parseHTML: () => [{ tag: 'cite[data-ref]' }],
  renderHTML: ({ HTMLAttributes }) => ['cite', mergeAttributes(HTMLAttributes), 0],
});
