import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { withoutCopiedNumbers } from '../core/clipboard.ts';
import { acceptedImage, cleanHtml } from './clean.ts';

/** Longest paste taken in one go, in characters of HTML or text. Beyond it, a browser freezes for seconds. */
export const MAX_PASTE_LENGTH = 5 * 1024 * 1024;

const TOO_LONG =
  'Ce contenu est trop volumineux pour être collé (plus de 5 Mo). Rien n’a été changé\u00a0: collez-le en plusieurs parties, ou importez le fichier.';

/** @returns the refusal of a paste, in French, or null when it may go on */
export function refusePaste(html: string, text: string): string | null {
  return html.length > MAX_PASTE_LENGTH || text.length > MAX_PASTE_LENGTH ? TOO_LONG : null;
}

const isOurs = (html: string) => html.includes('data-bloc=') || html.includes('data-inline=');

function insertImage(view: EditorView, file: File, onNotice: (message: string) => void): void {
  const reader = new FileReader();
  reader.onload = () => {
    const src = String(reader.result);
    const accepted = acceptedImage(src);
    const image = view.state.schema.nodes.image;
    if (accepted === 'too-large') onNotice('Cette image dépasse 2 Mo. Réduisez-la puis collez-la à nouveau.');
    else if (accepted === null || !image)
      onNotice('Cette image n’est pas d’un format accepté. Collez une image PNG, JPEG, GIF ou WebP.');
    else if (view.editable) view.dispatch(view.state.tr.replaceSelectionWith(image.create({ src, alt: '' })));
  };
  reader.onerror = () =>
    onNotice('Cette image n’a pas pu être lue. Enregistrez-la puis collez-la à nouveau.');
  reader.readAsDataURL(file);
}

/** Takes in what is pasted or dropped, as clean blocks; says what could not be kept. */
export function pastePlugin(makeId: MakeBlockId, onNotice: (message: string) => void): Plugin {
  const take = (view: EditorView, data: DataTransfer | null): boolean => {
    if (!data) return false;
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const refusal = refusePaste(html, text);
    if (refusal !== null) {
      onNotice(refusal);
      return true;
    }
    const image = [...data.files].find((file) => file.type.startsWith('image/'));
    if (image && html === '' && text === '') {
      insertImage(view, image, onNotice);
      return true;
    }
    return false;
  };

  return new Plugin({
    key: new PluginKey('paste'),
    props: {
      handlePaste: (view, event, slice) => take(view, event.clipboardData) || pushDown(view, slice),
      handleDOMEvents: {
        drop: (view, event) => {
          const taken = take(view, event.dataTransfer);
          if (taken) event.preventDefault();
          return taken;
        },
        // The browser reads a huge clipboard before the editor can: refuse it first.
        paste: (view, event) => {
          const data = event.clipboardData;
          if (!data) return false;
          const refusal = refusePaste(data.getData('text/html'), data.getData('text/plain'));
          if (refusal === null || !view.editable) return false;
          event.preventDefault();
          onNotice(refusal);
          return true;
        },
      },
      transformPastedHTML: (html) => {
        if (isOurs(html)) return withoutCopiedNumbers(html);
        const cleaned = cleanHtml(html, makeId);
        for (const notice of cleaned.notices) onNotice(notice);
        return cleaned.html;
      },
      transformPasted: (slice) => closeEnds(slice),
      clipboardTextParser: (text, _context, _plain, view) => textSlice(text, view),
    },
  });
}

/** Each line of a plain text is an alinéa; blank lines only separate. */
function textSlice(text: string, view: EditorView): Slice {
  const { schema } = view.state;
  const alinea = schema.nodes.alinea;
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\t/g, ' ').trimEnd())
    .filter((line) => line.trim() !== '');
  if (!alinea) return Slice.empty;
  const blocks = lines.map((line) => alinea.create(null, schema.text(line)));
  return new Slice(Fragment.from(blocks), blocks.length > 0 ? 1 : 0, blocks.length > 0 ? 1 : 0);
}

/** Before the first word of a paragraph, pasted blocks push it down rather than leave an empty one above them. */
function pushDown(view: EditorView, slice: Slice): boolean {
  const { $from, empty } = view.state.selection;
  const atStart = empty && $from.depth === 1 && $from.parentOffset === 0 && $from.parent.content.size > 0;
  if (!atStart || slice.openStart > 0 || slice.content.childCount < 2) return false;
  view.dispatch(view.state.tr.insert($from.before(), slice.content).setMeta('paste', true).scrollIntoView());
  return true;
}

/**
 * Pasted paragraphs flow into the sentence at both ends; a heading, an item or a table must not lose what it is
 * by flowing into a paragraph, nor give it to one. A single block always flows: it is a few words.
 */
function closeEnds(slice: Slice): Slice {
  const { firstChild: first, lastChild: last, childCount } = slice.content;
  if (childCount < 2 || !first || !last) return slice;
  const flows = (name: string) => name === 'alinea' || name === 'note';
  return new Slice(
    slice.content,
    flows(first.type.name) ? slice.openStart : 0,
    flows(last.type.name) ? slice.openEnd : 0,
  );
}
