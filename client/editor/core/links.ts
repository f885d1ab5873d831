import type { Editor } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { findBlock } from './block-diff.ts';
import { goToBlock } from './commands.ts';
import { jumpBetweenNotes } from './footnotes.ts';

/** Width of the margin in which a note shows its number, in CSS pixels: a click there goes back to the call. */
const NOTE_NUMBER_WIDTH = 22;

/** Follows what is clicked: a note's call or number goes to the other, Ctrl + click follows a cross-reference. */
export function linksPlugin(editor: () => Editor): Plugin {
  return new Plugin({
    key: new PluginKey('links'),
    props: {
      handleClick: (view, pos, event) => {
        const { target } = event;
        if (!(target instanceof HTMLElement)) return false;
        const call = target.closest<HTMLElement>('[data-inline="appelNote"]');
        if (call) return jumpBetweenNotes(editor(), call.dataset.noteid ?? '', 'note');
        const note = target.closest<HTMLElement>('[data-bloc="note"]');
        if (note && event.clientX - note.getBoundingClientRect().left < NOTE_NUMBER_WIDTH)
          return jumpBetweenNotes(editor(), note.dataset.noteid ?? '', 'call');
        const renvoi = target.closest<HTMLElement>('[data-inline="renvoi"]');
        if (renvoi && (event.ctrlKey || event.metaKey || !view.editable)) {
          const found = findBlock(view.state.doc, renvoi.dataset.cible ?? '');
          if (found) goToBlock(editor(), found.pos);
          return found !== null;
        }
        return pos < 0;
      },
    },
  });
}
