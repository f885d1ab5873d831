import { DOMSerializer, Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { BlockJson } from '#shared/document/model.ts';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat, VariableFormat } from '#shared/document/schema/vocabulary.ts';
import { printBlock, printContext, printInline } from '#shared/document/text.ts';
import { printField } from '#shared/document/variables.ts';
import { noteBlocks } from './footnotes.ts';
import type { PrintContext } from './live-views.ts';

/** The words of an inline atom, so that another program receives the value and not a hole. */
function wordsOf(node: Node, { derived, fields }: PrintContext): string {
  switch (node.type.name) {
    case 'variable':
      return printField(
        fields[String(node.attrs.chemin)],
        node.attrs.format as VariableFormat,
        String(node.attrs.chemin),
      );
    case 'renvoi':
      return printReference(
        derived.document,
        derived.numbering,
        String(node.attrs.cible),
        node.attrs.format as ReferenceFormat,
        String(node.attrs.libelle),
      ).text;
    case 'appelNote':
      return String(derived.numbering.notes.get(String(node.attrs.noteId)) ?? '');
    default:
      return '';
  }
}

const ATOMS = ['variable', 'renvoi', 'appelNote'] as const;
const NUMBERED = ['intitule', 'item', 'note'] as const;

/** Marks the printed numbers of a copy: another program shows them, this one computes its own. */
const COPIED_NUMBER = 'data-numero-copie';

function numberOf(node: Node, { derived }: PrintContext): string {
  const { headings, items, notes } = derived.numbering;
  switch (node.type.name) {
    case 'intitule':
      return headings.get(node.attrs.id)?.printed ?? '';
    case 'item':
      return `${items.get(node.attrs.id) ?? String(node.attrs.marqueur)}\u00a0`;
    default:
      return `${notes.get(String(node.attrs.noteId)) ?? ''}\u00a0`;
  }
}

/** @returns HTML copied from an act, without the printed numbers that came with it */
export function withoutCopiedNumbers(html: string): string {
  if (!html.includes(COPIED_NUMBER)) return html;
  const source = new DOMParser().parseFromString(html, 'text/html');
  for (const number of source.querySelectorAll(`[${COPIED_NUMBER}]`)) number.remove();
  return source.body.innerHTML;
}

/** Adds to a copy the texts of the notes it calls, so that they follow it into another act. */
function withNotes(slice: Slice, document: Node): Slice {
  if (slice.openEnd > 1) return slice;
  const called = new Set<string>();
  const present = new Set<string>();
  slice.content.descendants((node) => {
    if (node.type.name === 'appelNote') called.add(String(node.attrs.noteId));
    if (node.type.name === 'note') present.add(String(node.attrs.noteId));
  });
  const notes = noteBlocks(document)
    .filter(({ noteId }) => noteId !== null && called.has(noteId) && !present.has(noteId))
    .map(({ node }) => node);
  return notes.length === 0
    ? slice
    : new Slice(slice.content.append(Fragment.from(notes)), slice.openStart, slice.openEnd);
}

/** What goes to the clipboard: words, printed numbers and notes, for any program; all attributes, for this one. */
export function clipboardPlugin(context: () => PrintContext): Plugin {
  let serializer: DOMSerializer | null = null;
  const make = (schema: Node['type']['schema']) => {
    const nodes = DOMSerializer.nodesFromSchema(schema);
    for (const name of ATOMS) {
      const plain = nodes[name];
      if (!plain) continue;
      nodes[name] = (node) => {
        const spec = plain(node);
        return Array.isArray(spec) ? [spec[0], spec[1], wordsOf(node, context())] : spec;
      };
    }
    for (const name of NUMBERED) {
      const plain = nodes[name];
      if (!plain) continue;
      nodes[name] = (node) => {
        const spec = plain(node);
        const number = numberOf(node, context());
        if (!Array.isArray(spec) || number === '') return spec;
        return [spec[0], spec[1], ['span', { [COPIED_NUMBER]: '' }, number], ['span', 0]];
      };
    }
    return new DOMSerializer(nodes, DOMSerializer.marksFromSchema(schema));
  };

  return new Plugin({
    key: new PluginKey('clipboard'),
    props: {
      transformCopied: (slice, view) => withNotes(slice, view.state.doc),
      clipboardSerializer: {
        serializeFragment: (fragment: Fragment, options?: object, target?: HTMLElement) => {
          const schema = fragment.firstChild?.type.schema;
          if (!schema) return target ?? document.createDocumentFragment();
          serializer ??= make(schema);
          return serializer.serializeFragment(fragment, options, target);
        },
      } as DOMSerializer,
      clipboardTextSerializer: (slice) => {
        const { derived, fields } = context();
        const print = {
          ...printContext({ document: derived.document, champs: fields }),
          numbering: derived.numbering,
        };
        const lines: string[] = [];
        // A few words of one block are only words; whole blocks come with their numbers.
        const inside = slice.content.childCount === 1 && slice.openStart > 0;
        slice.content.forEach((node) => {
          const json = node.toJSON() as BlockJson;
          lines.push(inside ? printInline(json, print) : printBlock(json, print));
        });
        return lines.join('\n');
      },
    },
  });
}
