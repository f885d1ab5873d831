import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { typographyCorrection } from '#shared/document/typography.ts';
import { cutUndoStep } from './footnotes.ts';
import { isUndoRedo } from './remote-changes.ts';

/** How far back the rules look in the paragraph, in UTF-16 units; quotation marks are balanced within it. */
const LOOK_BACK = 500;

/** A correction just made: where it ends, and what was typed, so that an undo of it is not corrected again. */
interface Made {
  readonly typed: string;
  readonly corrected: string;
}

interface TypographyState {
  readonly made: Made | null;
  /** The typed words that this person wanted back; the rules leave them alone where they stand. */
  readonly refused: ReadonlySet<string>;
}

const typographyKey = new PluginKey<TypographyState>('typography');

/** Text of the caret's paragraph before it; an atom (variable, call…) counts as an ordinary letter. */
function textBefore(view: EditorView): string {
  const { $from } = view.state.selection;
  return $from.parent.textBetween(
    Math.max(0, $from.parentOffset - LOOK_BACK),
    $from.parentOffset,
    '',
    (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : 'x'),
  );
}

/**
 * Corrects what was just typed, as an undo step of its own.
 * @param typed the characters just typed; they stand before the caret
 */
function correctTyped(view: EditorView, typed: string): void {
  const { state } = view;
  if (!state.selection.empty) return;
  const whole = textBefore(view);
  if (!whole.endsWith(typed)) return;
  const correction = typographyCorrection(whole.slice(0, -typed.length), typed);
  if (!correction || correction.remove > whole.length) return;
  const to = state.selection.from;
  const from = to - correction.remove;
  const taken = whole.slice(whole.length - correction.remove);
  if (taken === correction.insert || typographyKey.getState(state)?.refused.has(taken)) return;
  // A correction that would have to take an atom back is not made.
  if (state.doc.textBetween(from, to, '', '\ufffc').includes('\ufffc')) return;
  cutUndoStep(state);
  const transaction = state.tr;
  const marks = state.doc.resolve(to).marks();
  transaction.replaceWith(from, to, state.schema.text(correction.insert, marks));
  const { superscript } = correction;
  const mark = state.schema.marks.superscript;
  if (superscript && mark) {
    transaction.addMark(from + superscript.from, from + superscript.to, mark.create());
    transaction.removeStoredMark(mark);
  }
  transaction.setMeta(typographyKey, { typed: taken, corrected: correction.insert } satisfies Made);
  view.dispatch(transaction);
  cutUndoStep(view.state);
}

/** French typography as one types: rules of shared/document/typography.ts, each correction undone by Ctrl+Z. */
export function typographyPlugin(): Plugin<TypographyState> {
  return new Plugin<TypographyState>({
    key: typographyKey,
    state: {
      init: () => ({ made: null, refused: new Set() }),
      apply: (transaction, value) => {
        const made = transaction.getMeta(typographyKey) as Made | undefined;
        if (made) return { ...value, made };
        if (!transaction.docChanged) return value;
        if (isUndoRedo(transaction) && value.made)
          return { made: null, refused: new Set([value.made.typed]) };
        return value.made === null ? value : { ...value, made: null };
      },
    },
    props: {
      handleTextInput: (view, from, to, text, insertDefault) => {
        if (view.composing || text.length !== 1) return false;
        const { parent } = view.state.doc.resolve(from);
        if (!parent.isTextblock) return false;
        view.dispatch(insertDefault());
        if (from <= to) correctTyped(view, text);
        return true;
      },
    },
  });
}
