import { type AnyExtension, mergeAttributes, Node } from '@tiptap/core';
import type { Node as PMNode } from '@tiptap/pm/model';
import type { NodeView, ViewMutationRecord } from '@tiptap/pm/view';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat, VariableFormat } from '#shared/document/schema/vocabulary.ts';
import { printField, printsBold } from '#shared/document/variables.ts';
import type { LiveView, LiveViews, PrintContext } from './live-views.ts';

/** Deepest heading that HTML knows; levels below keep it and tell the rest with aria-level. */
const headingTag = (niveau: number) => `h${Math.min(6, niveau + 1)}`;

/** Every attribute of a text block, as data attributes that the style sheet reads. */
function writeAttributes(dom: HTMLElement, node: PMNode): void {
  dom.dataset.bloc = node.type.name;
  for (const [name, value] of Object.entries(node.attrs)) {
    if (value === null || value === false || value === '') dom.removeAttribute(`data-${name.toLowerCase()}`);
    else dom.setAttribute(`data-${name.toLowerCase()}`, String(value));
  }
}

type NumberOf = (context: PrintContext, node: PMNode, dom: HTMLElement) => string;

/**
 * A text block that shows its printed number before its text. The number lives in a data attribute drawn by
 * `::before`: it is read aloud and printed, and can neither be typed in, selected, nor copied into the text.
 */
class NumberedBlockView implements NodeView, LiveView {
  readonly kind = 'number';
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #forget: () => void;
  readonly #numberOf: NumberOf;
  #node: PMNode;

  constructor(node: PMNode, views: LiveViews, numberOf: NumberOf) {
    this.#node = node;
    this.#numberOf = numberOf;
    const tag = node.type.name === 'intitule' ? headingTag(node.attrs.niveau) : 'p';
    this.dom = document.createElement(tag);
    this.contentDOM = this.dom;
    this.#forget = views.add(this);
    this.#write();
    this.refresh(views.context);
  }

  #write(): void {
    writeAttributes(this.dom, this.#node);
    if (this.#node.type.name === 'intitule' && this.#node.attrs.niveau > 5)
      this.dom.setAttribute('aria-level', String(this.#node.attrs.niveau + 1));
  }

  refresh(context: PrintContext): void {
    const printed = this.#numberOf(context, this.#node, this.dom);
    if (this.dom.dataset.numero !== printed) this.dom.dataset.numero = printed;
  }

  update(node: PMNode): boolean {
    if (node.type !== this.#node.type) return false;
    if (node.type.name === 'intitule' && headingTag(node.attrs.niveau) !== this.dom.localName) return false;
    const changed = !node.sameMarkup(this.#node);
    this.#node = node;
    if (changed) this.#write();
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type === 'attributes' && mutation.target === this.dom;
  }

  destroy(): void {
    this.#forget();
  }
}

/** An inline atom whose words are computed. */
class InlineAtomView implements NodeView, LiveView {
  readonly dom: HTMLElement;
  readonly kind: LiveView['kind'];
  readonly #forget: () => void;
  readonly #print: (dom: HTMLElement, node: PMNode, context: PrintContext) => void;
  readonly #views: LiveViews;
  #node: PMNode;

  constructor(
    node: PMNode,
    views: LiveViews,
    kind: LiveView['kind'],
    tag: string,
    print: (dom: HTMLElement, node: PMNode, context: PrintContext) => void,
  ) {
    this.kind = kind;
    this.#node = node;
    this.#views = views;
    this.#print = print;
    this.dom = document.createElement(tag);
    this.dom.contentEditable = 'false';
    this.dom.dataset.inline = node.type.name;
    this.#forget = views.add(this);
    this.refresh(views.context);
  }

  refresh(context: PrintContext): void {
    this.#print(this.dom, this.#node, context);
  }

  update(node: PMNode): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.refresh(this.#views.context);
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#forget();
  }
}

function say(dom: HTMLElement, text: string): void {
  if (dom.textContent !== text) dom.textContent = text;
}

function printVariable(dom: HTMLElement, node: PMNode, { fields }: PrintContext): void {
  const field = fields[node.attrs.chemin as string];
  const empty = !field || field.valeur === null || field.valeur === '';
  dom.dataset.chemin = String(node.attrs.chemin);
  dom.dataset.vide = String(empty);
  dom.dataset.gras = String(printsBold(node.attrs.format as VariableFormat));
  dom.title = empty
    ? `Variable à compléter\u00a0: ${field?.libelle ?? String(node.attrs.chemin)}`
    : `Variable\u00a0: ${field.libelle}`;
  say(dom, printField(field, node.attrs.format as VariableFormat, String(node.attrs.chemin)));
}

function printRenvoi(dom: HTMLElement, node: PMNode, { derived }: PrintContext): void {
  const { text, broken } = printReference(
    derived.document,
    derived.numbering,
    node.attrs.cible as string,
    node.attrs.format as ReferenceFormat,
    String(node.attrs.libelle),
  );
  dom.dataset.rompu = String(broken);
  dom.dataset.cible = String(node.attrs.cible);
  dom.title = broken
    ? 'Renvoi rompu\u00a0: ce à quoi il renvoyait a été supprimé'
    : 'Renvoi\u00a0: Ctrl + clic pour y aller';
  say(dom, text);
}

function printCall(dom: HTMLElement, node: PMNode, { derived }: PrintContext): void {
  const rank = derived.numbering.notes.get(node.attrs.noteId as string);
  dom.setAttribute('role', 'link');
  dom.setAttribute('aria-label', rank === undefined ? 'Note' : `Note ${rank}`);
  dom.dataset.noteid = String(node.attrs.noteId);
  dom.title = 'Aller au texte de la note';
  say(dom, rank === undefined ? '?' : String(rank));
}

const headingNumber: NumberOf = ({ derived }, node) =>
  derived.numbering.headings.get(node.attrs.id)?.printed ?? '';
const itemMarker: NumberOf = ({ derived }, node) =>
  derived.numbering.items.get(node.attrs.id) ?? String(node.attrs.numFixe ?? node.attrs.marqueur);
const noteNumber: NumberOf = ({ derived }, node, dom) => {
  const { previousElementSibling: before } = dom;
  // Only the first alinéa of a note bears its number.
  if (before instanceof HTMLElement && before.dataset.noteid === node.attrs.noteId) return '';
  const rank = derived.numbering.notes.get(String(node.attrs.noteId));
  return rank === undefined ? '' : String(rank);
};

const NUMBERED: Readonly<Record<string, NumberOf>> = {
  intitule: headingNumber,
  item: itemMarker,
  note: noteNumber,
};

/**
 * Gives the schema's nodes the views of the editor. Names, attributes and content stay those of the schema;
 * a heading is also copied out as a real `<h2>`…`<h6>`, and read back from it.
 */
export function withNodeViews(extension: AnyExtension, views: LiveViews): AnyExtension {
  if (!(extension instanceof Node)) return extension;
  const numberOf = NUMBERED[extension.name];
  if (numberOf)
    return extension.extend({
      addNodeView:
        () =>
        ({ node }) =>
          new NumberedBlockView(node, views, numberOf),
      ...(extension.name === 'intitule'
        ? {
            parseHTML: () =>
              ['div', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({
                tag: `${tag}[data-bloc="intitule"]`,
                priority: 60,
              })),
            renderHTML: ({ node, HTMLAttributes }) => [
              headingTag(node.attrs.niveau),
              mergeAttributes(HTMLAttributes, { 'data-bloc': 'intitule' }),
              0,
            ],
          }
        : {}),
    });
  switch (extension.name) {
    case 'variable':
      return extension.extend({
        addNodeView:
          () =>
          ({ node }) =>
            new InlineAtomView(node, views, 'variable', 'span', printVariable),
      });
    case 'renvoi':
      return extension.extend({
        addNodeView:
          () =>
          ({ node }) =>
            new InlineAtomView(node, views, 'reference', 'span', printRenvoi),
      });
    case 'appelNote':
      return extension.extend({
        addNodeView:
          () =>
          ({ node }) =>
            new InlineAtomView(node, views, 'number', 'sup', printCall),
      });
    case 'titre':
      return extension.extend({
        renderHTML: ({ node, HTMLAttributes }) => [
          'p',
          mergeAttributes(
            HTMLAttributes,
            { 'data-bloc': 'titre' },
            node.attrs.role === 'principal' ? { role: 'heading', 'aria-level': '1' } : {},
          ),
          0,
        ],
      });
    default:
      return extension;
  }
}
