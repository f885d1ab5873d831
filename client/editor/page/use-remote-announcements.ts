import type { Transaction } from '@tiptap/pm/state';
import { useEffect } from 'react';
import type { Transaction as YTransaction } from 'yjs';
import type { BlockId } from '#shared/kernel/ids.ts';
import { diffBlocks } from '../core/block-diff.ts';
import { derivedOf } from '../core/derived.ts';
import { isFromYjs } from '../core/remote-changes.ts';
import type { MountedEditor } from '../use-act-editor.ts';

/** Least time between two sentences about what others write, in ms: a screen reader must stay usable. */
const PAUSE = 20_000;

/** Says, now and then, in which division somebody else has changed the text. */
export function useRemoteAnnouncements(
  mounted: MountedEditor | null,
  announce: (message: string) => void,
): void {
  useEffect(() => {
    if (!mounted) return;
    const { editor, doc } = mounted.handle;
    let quietUntil = performance.now() + PAUSE;
    // The binding marks my own moves like a peer's changes: only the Y.Doc knows who is who.
    let remote = false;
    const onChange = (change: YTransaction) => {
      remote = !change.local;
    };
    doc.on('beforeObserverCalls', onChange);
    const onTransaction = ({ transaction }: { transaction: Transaction }) => {
      if (!remote || !transaction.docChanged || !isFromYjs(transaction)) return;
      if (performance.now() < quietUntil) return;
      quietUntil = performance.now() + PAUSE;
      const diff = diffBlocks(transaction.before, transaction.doc);
      const { headings } = derivedOf(editor.state).numbering;
      for (let i = Math.min(diff?.start ?? 0, transaction.doc.childCount - 1); i >= 0; i -= 1) {
        const block = transaction.doc.child(i);
        if (block.type.name !== 'intitule') continue;
        const name = headings.get(block.attrs.id as BlockId)?.name;
        return announce(`Une autre personne a modifié le texte\u00a0: ${name ?? 'division sans intitulé'}.`);
      }
      announce('Une autre personne a modifié le début du texte.');
    };
    editor.on('transaction', onTransaction);
    return () => {
      doc.off('beforeObserverCalls', onChange);
      editor.off('transaction', onTransaction);
    };
  }, [mounted, announce]);
}
