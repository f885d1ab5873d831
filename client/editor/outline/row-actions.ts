import type { BlockId } from '#shared/kernel/ids.ts';
import type { MountedEditor } from '../use-act-editor.ts';
import * as actions from './outline-actions.ts';

/** What can be done to a division from the sommaire. */
export type RowAction = 'add' | 'rename' | 'numbering' | 'up' | 'down' | 'indent' | 'outdent' | 'delete';

interface Callbacks {
  /** Says what was done, or why not. */
  readonly announce: (message: string) => void;
  /** Puts the focus on a line of the sommaire, once it is drawn. */
  readonly focus: (id: string | undefined) => void;
  readonly onRename: (id: BlockId) => void;
  readonly onNumbering: (id: BlockId) => void;
  /** Asks before a division that holds text is deleted. */
  readonly onConfirm: (row: actions.OutlineRow) => void;
  readonly onGone: () => void;
}

/** What each move says when it is done, and when it can't be. */
const SAID = {
  up: ['déplacé vers le haut.', 'déjà en tête de son niveau.'],
  down: ['déplacé vers le bas.', 'déjà à la fin de son niveau.'],
  indent: ['niveau abaissé.', 'ce niveau ne peut pas être abaissé.'],
  outdent: ['niveau relevé.', 'ce niveau ne peut pas être relevé.'],
} as const;

/** @returns what the sommaire does to its divisions, each answer being said aloud */
export function outlineActions(
  mounted: MountedEditor,
  rows: readonly actions.OutlineRow[],
  callbacks: Callbacks,
) {
  const { handle, store } = mounted;
  const { announce, focus } = callbacks;
  const nameOf = ({ node }: actions.OutlineRow) => {
    const name = store.get().derived.numbering.headings.get(node.id)?.name ?? 'division';
    return name.charAt(0).toUpperCase() + name.slice(1);
  };

  const remove = (row: actions.OutlineRow): void => {
    const at = rows.indexOf(row);
    const name = nameOf(row);
    const done = actions.remove(handle, row.node.id);
    announce(
      done
        ? `${name}\u00a0: supprimé. Ctrl+Z pour le rétablir.`
        : `${name}\u00a0: déjà supprimé par une autre personne.`,
    );
    focus((rows[at + 1] ?? rows[at - 1])?.node.id);
  };

  const run = (row: actions.OutlineRow, action: RowAction): void => {
    const { id } = row.node;
    switch (action) {
      case 'up':
      case 'down':
      case 'indent':
      case 'outdent': {
        const done =
          action === 'up' || action === 'down'
            ? actions.moveBy(handle, id, action)
            : actions.shiftLevel(handle, id, action === 'indent' ? 1 : -1);
        announce(`${nameOf(row)}\u00a0: ${SAID[action][done ? 0 : 1]}`);
        focus(id);
        return;
      }
      case 'rename':
        callbacks.onRename(id);
        return;
      case 'numbering':
        callbacks.onNumbering(id);
        return;
      case 'add': {
        const made = actions.addAfter(handle, row.node);
        announce(
          made === null
            ? 'La division n’a pas pu être ajoutée\u00a0: celle-ci a été supprimée.'
            : 'Division ajoutée.',
        );
        if (made !== null) actions.goToDivision(handle, made);
        callbacks.onGone();
        return;
      }
      case 'delete': {
        const { content } = store.get().derived.document;
        const held = content.slice(row.node.start + 1, row.node.end);
        const written = held.some((block) => 'content' in block && (block.content?.length ?? 0) > 0);
        if (written) callbacks.onConfirm(row);
        else remove(row);
      }
    }
  };

  return {
    run,
    remove,
    moveTo: (
      row: actions.OutlineRow,
      target: { readonly id: BlockId; readonly side: 'before' | 'after' },
    ): void => {
      const place = target.side === 'before' ? { before: target.id } : { after: target.id };
      const done = actions.moveTo(handle, row.node.id, place);
      announce(`${nameOf(row)}\u00a0: ${done ? 'déplacé.' : 'ne peut pas aller là.'}`);
    },
    rename: (row: actions.OutlineRow, text: string): void => {
      const done = actions.rename(handle, row.node.id, text);
      announce(
        done ? 'Intitulé changé.' : 'L’intitulé n’a pas pu être changé\u00a0: la division a été supprimée.',
      );
      focus(row.node.id);
    },
    goTo: (row: actions.OutlineRow): void => {
      actions.goToDivision(handle, row.node.id);
      callbacks.onGone();
    },
  };
}
