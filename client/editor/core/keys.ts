import { type Editor, Extension } from '@tiptap/core';
import type { ResolvedPos } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { indent, setBlock } from './commands.ts';

/** What Enter at the end of a block opens next; a kind not listed continues itself. */
const AFTER: Readonly<Record<string, 'alinea'>> = {
  titre: 'alinea',
  intitule: 'alinea',
  formule: 'alinea',
  liaison: 'alinea',
  cloture: 'alinea',
};

/** Kinds that Enter on an empty line, and Backspace at its start, turn back into an ordinary alinéa. */
const LEAVES = new Set(['item', 'intitule', 'visa', 'considerant', 'titre', 'formule', 'liaison', 'cloture']);

function caret(editor: Editor): ResolvedPos | null {
  const { selection } = editor.state;
  return selection instanceof TextSelection && selection.empty ? selection.$from : null;
}

/** Opens a new block after the caret's, of the kind that naturally follows. */
function split(editor: Editor): boolean {
  const { selection, schema } = editor.state;
  const { $from, $to } = selection;
  const block = $from.parent;
  if (!block.isTextblock || !$from.sameParent($to)) return false;
  const { alinea } = schema.nodes;
  if (!alinea) return false;
  const atEnd = $to.parentOffset === block.content.size;
  const follow = AFTER[block.type.name];
  if (block.content.size === 0 && block.type.name === 'item' && block.attrs.niveau > 1)
    return indent(editor, -1);
  if (block.content.size === 0 && LEAVES.has(block.type.name)) return setBlock(editor, 'alinea');
  // Enter before a heading's first word must push the heading down, not cut it in two.
  if ($from.parentOffset === 0 && selection.empty && follow && block.content.size > 0) {
    const transaction = editor.state.tr.insert($from.before(), alinea.create());
    editor.view.dispatch(transaction.scrollIntoView());
    return true;
  }
  const attrs = atEnd && follow ? {} : { ...block.attrs, id: null, aVerifier: false };
  const kept = block.type.name === 'intitule' || block.type.name === 'item' ? { numFixe: null } : {};
  const clause = block.type.name === 'intitule' ? { famille: null, clause: null } : {};
  const type = atEnd && follow ? alinea : block.type;
  const transaction = editor.state.tr.deleteSelection();
  const at = transaction.mapping.map($from.pos);
  const own = type === block.type ? { ...attrs, ...kept, ...clause } : attrs;
  transaction.split(at, 1, [{ type, attrs: Object.fromEntries(ownOnly(type.spec.attrs, own)) }]);
  editor.view.dispatch(transaction.scrollIntoView());
  return true;
}

function ownOnly(spec: object | null | undefined, attrs: object): [string, unknown][] {
  return Object.entries(attrs).filter(([name]) => spec !== null && spec !== undefined && name in spec);
}

/** Backspace at the start of an item, a heading…: outdents first, then becomes an alinéa, then joins. */
function backspace(editor: Editor): boolean {
  const at = caret(editor);
  if (at?.parentOffset !== 0) return false;
  const { name } = at.parent.type;
  if (name === 'alinea' && at.parent.attrs.retrait > 0) return indent(editor, -1);
  if (name === 'item' && at.parent.attrs.niveau > 1) return indent(editor, -1);
  if (LEAVES.has(name)) return setBlock(editor, 'alinea');
  // A note's text never flows into what precedes it: delete its call to delete it.
  if (name === 'note') return at.index(0) > 0 && at.doc.child(at.index(0) - 1).type.name !== 'note';
  return false;
}

/** Delete at the end of the last paragraph must not swallow the first note. */
function deleteForward(editor: Editor): boolean {
  const at = caret(editor);
  if (at?.depth !== 1 || at.parentOffset !== at.parent.content.size) return false;
  const index = at.index(0);
  const next = index + 1 < at.doc.childCount ? at.doc.child(index + 1) : null;
  return next?.type.name === 'note' && at.parent.type.name !== 'note';
}

function tab(editor: Editor, delta: 1 | -1): boolean {
  const at = editor.state.selection.$from;
  const insideTable = at.depth > 1;
  const canIndent = ['item', 'intitule'].includes(at.parent.type.name);
  if (insideTable && !canIndent)
    return delta === 1 ? editor.commands.goToNextCell() : editor.commands.goToPreviousCell();
  if (
    canIndent ||
    at.parent.attrs.retrait > 0 ||
    (at.parent.type.name === 'alinea' && at.parentOffset === 0)
  ) {
    indent(editor, delta);
    return true;
  }
  // Elsewhere Tab leaves the text, so that nobody is trapped in it.
  return false;
}

/** Makes a heading of the paragraph, numbered like the others of that level. */
function setHeading(editor: Editor, niveau: number): boolean {
  let like: Readonly<Record<string, unknown>> = niveau === 1 ? ARTICLE : SUBDIVISION;
  editor.state.doc.forEach((node) => {
    if (node.type.name !== 'intitule' || node.attrs.niveau !== niveau || node.attrs.compteur === 'aucun')
      return;
    const { genre, prefixe, compteur, complet, separateur } = node.attrs;
    like = { genre, prefixe, compteur, complet, separateur };
  });
  return setBlock(editor, 'intitule', { ...like, niveau });
}

const ARTICLE = { genre: 'article', prefixe: 'Article ', compteur: '1', separateur: ' – ', complet: false };
const SUBDIVISION = { genre: 'section', prefixe: '', compteur: '1', separateur: ' ', complet: true };

/** The keys that make blocks behave like the parts of an act. */
export const BlockKeys = Extension.create({
  name: 'blockKeys',
  priority: 1100,
  addKeyboardShortcuts() {
    return {
      Enter: () => split(this.editor),
      'Shift-Enter': () => this.editor.commands.setHardBreak(),
      Backspace: () => backspace(this.editor),
      Delete: () => deleteForward(this.editor),
      Tab: () => tab(this.editor, 1),
      'Shift-Tab': () => tab(this.editor, -1),
      'Mod-Alt-0': () => setBlock(this.editor, 'alinea'),
      'Mod-Alt-1': () => setHeading(this.editor, 1),
      'Mod-Alt-2': () => setHeading(this.editor, 2),
      'Mod-Alt-3': () => setHeading(this.editor, 3),
      'Mod-Alt-4': () => setHeading(this.editor, 4),
      'Mod-Alt-l': () => setBlock(this.editor, 'item'),
    };
  },
});
