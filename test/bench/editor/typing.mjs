import { createInterface } from 'node:readline';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Client, cpuOf } from '../sync/client.mjs';

/*
 * People who type in one document at a person's pace, on raw sockets, in a process of its own: what a real page is
 * measured among. The first line of its input is its order (JSON); it prints a line once all are there, types until its
 * input ends, and prints what was typed (JSON).
 */

const WORDS = 'le présent article précise les engagements de chaque partie ';
const AWARENESS = 1;

function textsOf(parent, found = []) {
  for (const child of parent.toArray())
    if (child instanceof Y.XmlText) {
      if (child.length > 0) found.push(child);
    } else if (child instanceof Y.XmlElement) textsOf(child, found);
  return found;
}

/** Types in the middle of a paragraph of their own, and shows their cursor there, as a page does at each letter. */
class Typist extends Client {
  watch() {
    this.doc.on('update', (update, origin) => {
      if (origin !== 'server') this.sendUpdate(update);
    });
    const { fragment, typists } = this.target;
    const texts = textsOf(this.doc.getXmlFragment(fragment));
    this.text = texts[Math.floor(((this.rank + 0.5) / typists) * texts.length)];
    if (this.text === undefined) throw new Error(`Nothing to type in: "${fragment}" is empty.`);
    this.position = Math.floor(this.text.length / 2);
    this.typed = 0;
  }

  typeOn() {
    this.text.insert(this.position, WORDS[this.typed % WORDS.length]);
    this.position += 1;
    this.typed += 1;
    const caret = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(this.text, this.position));
    const state = {
      user: { name: `Personne ${this.rank + 1}`, color: '#3366cc' },
      cursor: { anchor: caret, head: caret },
    };
    const entry = encoding.createEncoder();
    encoding.writeVarUint(entry, 1);
    encoding.writeVarUint(entry, this.doc.clientID);
    encoding.writeVarUint(entry, this.typed);
    encoding.writeVarString(entry, JSON.stringify(state));
    this.send((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entry));
    });
  }
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { target, room, rate } = JSON.parse((await lines.next()).value);
const typists = [];
for (let rank = 0; rank < target.typists; rank += 1) {
  const typist = new Typist(target, room, rank);
  await typist.open({ writes: true });
  typists.push(typist);
}
process.stdout.write('ready\n');

const interval = 1000 / rate;
const begin = performance.now();
let edits = 0;
// Nobody types on the beat of the others.
const timer = setInterval(() => {
  const due = Math.floor(((performance.now() - begin) / interval) * typists.length);
  for (; edits < due; edits += 1) {
    const typist = typists[edits % typists.length];
    if (typist.closed !== null) throw new Error(`A typist was closed with ${typist.closed}`);
    typist.typeOn();
  }
}, 2);
const cpu = cpuOf('self');
await lines.next();
clearInterval(timer);
const seconds = (performance.now() - begin) / 1000;
process.stdout.write(
  `${JSON.stringify({ edits: Math.round(edits / seconds), cpu: (cpuOf('self') - cpu) / 1e6 / seconds })}\n`,
);
for (const typist of typists) typist.close();
process.exit(0);
