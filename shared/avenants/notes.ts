import type { ActContent } from '#shared/document/model.ts';
import { readerOf } from './text/reading.ts';

/**
 * Rule X8: a note whose calls all left the text leaves with them.
 * @param base the text before; `content` after
 */
export function withoutOrphanNotes(base: ActContent, content: ActContent): ActContent {
  const [before, after] = [readerOf(base).ctx.numbering.notes, readerOf(content).ctx.numbering.notes];
  const kept = content.document.content.filter((block) => {
    const noteId = block.type === 'note' ? block.attrs.noteId : null;
    return noteId === null || !before.has(noteId) || after.has(noteId);
  });
  if (kept.length === content.document.content.length) return content;
  return { ...content, document: { type: 'doc', content: kept } };
}
