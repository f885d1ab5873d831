import * as Y from 'yjs';
import { childElements, contentOf, isTextBlock } from '#shared/document/operations/elements.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { sentence } from '#test/support/french-phrases.ts';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { Random } from '../../fuzz/random.ts';

/** Pages that type in the act. */
const PAGES = 4;
/** Updates between two presses of Enter, more or less. */
const ENTER_EVERY = 400;

/**
 * The log of an act of sixty pages that people typed in, a letter at a time: sentences go in, as many words go out, some
 * become bold, and now and then an alinéa is added.
 * @param count updates in all, the first of which is the text before
 * @returns each update, with the rank of the page that sent it
 */
export function* longLog(count: number): Generator<{ readonly bytes: Uint8Array; readonly page: number }> {
  const random = new Random(50_000);
  const start = encodeNewDocument(sixtyPages());
  yield { bytes: start, page: 0 };
  let said: Uint8Array[] = [];
  const docs = Array.from({ length: PAGES }, (_, page) => {
    const doc = new Y.Doc();
    doc.clientID = 2_000_000_001 + 97_000_003 * page;
    Y.applyUpdate(doc, start);
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') said.push(bytes);
    });
    return doc;
  });
  let made = 1;
  for (let turn = 0; made < count; turn += 1) {
    const page = turn % PAGES;
    const doc = docs[page];
    if (doc === undefined) return;
    said = [];
    if (random.chance(100 / ENTER_EVERY)) addAlinea(doc, random);
    else typeIn(doc, random);
    const burst = said.slice(0, count - made);
    for (const bytes of burst) yield { bytes, page };
    made += burst.length;
    const all = Y.mergeUpdates(burst);
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, all, 'remote');
  }
}

function typeIn(doc: Y.Doc, random: Random): void {
  const block = random.pick(childElements(contentOf(doc)).filter(isTextBlock));
  const text = block?.toArray().find((child) => child instanceof Y.XmlText);
  if (text === undefined) return;
  const at = random.int(text.length + 1);
  const words = ` ${sentence(random)}`.slice(0, 60);
  for (const [rank, letter] of [...words].entries()) text.insert(at + rank, letter);
  if (random.chance(0.15)) text.format(at, Math.min(12, text.length - at), { bold: {} });
  const gone = Math.min(text.length, random.int(55));
  for (let left = gone; left > 0; left -= 1) text.delete(Math.min(at, text.length - 1), 1);
}

function addAlinea(doc: Y.Doc, random: Random): void {
  const content = contentOf(doc);
  const block = new Y.XmlElement('alinea');
  block.setAttribute('id', Array.from({ length: 12 }, () => random.int(36).toString(36)).join(''));
  const text = new Y.XmlText();
  block.insert(0, [text]);
  content.insert(random.int(content.length), [block]);
  for (const [rank, letter] of [...sentence(random)].entries()) text.insert(rank, letter);
}
