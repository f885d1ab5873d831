import { type Extensions, getSchema } from '@tiptap/core';
import Superscript from '@tiptap/extension-superscript';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import type { Schema } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import * as blocks from './blocks.ts';
import * as inlines from './inlines.ts';

const CELL_CONTENT = '(alinea | item)+';

const tableId = {
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute('data-id'),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes.id ? { 'data-id': String(attributes.id) } : {},
};

/** Every node and mark by name, so that the client can extend one with a node view and keep the rest. */
export const documentExtensions: Extensions = [
  StarterKit.configure({
    blockquote: false,
    bulletList: false,
    code: false,
    codeBlock: false,
    heading: false,
    horizontalRule: false,
    listItem: false,
    listKeymap: false,
    orderedList: false,
    paragraph: false,
    document: false,
    undoRedo: false,
    trailingNode: false,
    link: { openOnClick: false, autolink: false, protocols: ['http', 'https', 'mailto'] },
  }),
  blocks.Document,
  blocks.Alinea,
  blocks.Titre,
  blocks.Partie,
  blocks.Liaison,
  blocks.Visa,
  blocks.Considerant,
  blocks.Formule,
  blocks.Intitule,
  blocks.Item,
  blocks.Cloture,
  blocks.Signataire,
  blocks.Note,
  blocks.SautPage,
  blocks.Image,
  Table.extend({
    group: 'bloc',
    addAttributes() {
      return { ...this.parent?.(), id: tableId };
    },
  }).configure({ resizable: false }),
  TableRow,
  TableHeader.extend({ content: CELL_CONTENT }),
  TableCell.extend({ content: CELL_CONTENT }),
  Superscript,
  inlines.Variable,
  inlines.Renvoi,
  inlines.AppelNote,
  inlines.Terme,
  inlines.ReferenceExterne,
];

/** The ProseMirror schema of an act; builds without a DOM, so server and CLI use the same one. */
export const documentSchema: Schema = getSchema(documentExtensions);

export * from './vocabulary.ts';
