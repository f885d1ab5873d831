import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  contentOf as actOf,
  alinea,
  type Blocks,
  idOf as id,
  intitule,
  table,
  texte,
  variable,
} from '#shared/document/builders.ts';
import { childElements, contentOf, findBlock } from '#shared/document/operations/elements.ts';
import { deleteDivision, moveBlock, moveDivision, setBlockKind } from '#shared/document/operations/index.ts';
import { deleteText, insertAtom, insertText, plainText } from '#shared/document/operations/inline.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { createRescue, type Passage } from './rescue.ts';
import { place, type Token } from './rescue-align.ts';

const RESCUE = 'rescue';
const MINUTE = 60_000;

/** One person with a rescue, and the time and connection that it is told. */
class Person {
  readonly doc = new Y.Doc();
  readonly passages: Passage[] = [];
  readonly rescue;
  now = 10 * MINUTE;
  lastOnline: number | null = null;

  constructor(client: number, earlierSessions: readonly number[] = []) {
    this.doc.clientID = client;
    this.rescue = createRescue({
      doc: this.doc,
      ownClientIds: () => new Set([this.doc.clientID, ...earlierSessions]),
      now: () => this.now,
      lastOnline: () => this.lastOnline ?? this.now,
      origin: RESCUE,
      onPassage: (passage) => this.passages.push(passage),
    });
  }

  type(name: string, offset: number, words: string): void {
    const block = findBlock(this.doc, id(name))?.block;
    if (block === undefined) throw new Error(`no block ${name}`);
    this.doc.transact(() => insertText(block, offset, words));
  }

  receive(from: Y.Doc): void {
    this.rescue.applyUpdate(Y.encodeStateAsUpdate(from, Y.encodeStateVector(this.doc)), 'network');
  }

  get text(): string {
    return childElements(contentOf(this.doc)).map(plainText).join('|');
  }
}

const ACT = [
  intitule('Durée', { id: id('h') }),
  alinea('La convention dure trois ans.', { id: id('x') }),
  alinea('Elle peut être prolongée.', { id: id('y') }),
];

/** Two people on the same act: `me`, and a colleague. */
function people(blocks: readonly Blocks[] = ACT): { me: Person; her: Person } {
  const seed = new Y.Doc();
  seed.clientID = 999;
  writeContent(seed, actOf(blocks));
  const me = new Person(1);
  const her = new Person(2);
  me.receive(seed);
  her.receive(seed);
  return { me, her };
}

describe('a colleague moved the block I write in', () => {
  it('[S5] puts my letters back at their place in the copy', () => {
    const { me, her } = people();
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.type('x', 20, 'au moins ');
    me.receive(her.doc);
    her.receive(me.doc);
    expect(me.text).toBe('Durée|Elle peut être prolongée.|La convention dure tau moins rois ans.');
    expect(her.text).toBe(me.text);
    expect(me.passages).toEqual([]);
  });

  it('[S5] does the same in a division moved with all that it holds', () => {
    const { me, her } = people([...ACT, intitule('Objet', { id: id('o') })]);
    moveDivision(her.doc, id('h'), 'last', 'op', { busy: new Set([id('o')]) });
    me.type('y', 0, 'Toutefois, ');
    me.receive(her.doc);
    expect(me.text).toBe('Objet|Durée|La convention dure trois ans.|Toutefois, Elle peut être prolongée.');
  });

  it('[S6] inserts nothing when the colleague had seen my letters', () => {
    const { me, her } = people();
    me.type('x', 18, ' environ');
    her.receive(me.doc);
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.receive(her.doc);
    expect(me.text).toBe('Durée|Elle peut être prolongée.|La convention dure environ trois ans.');
    expect(me.passages).toEqual([]);
  });

  it('[S6] inserts only what she had not seen of a word', () => {
    const { me, her } = people();
    me.type('x', 19, 'envi');
    her.receive(me.doc);
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.type('x', 23, 'ron ');
    me.receive(her.doc);
    expect(me.text).toContain('La convention dure environ trois ans.');
  });

  it('[S5] finds the place though she reworded around it', () => {
    const { me, her } = people();
    moveBlock(her.doc, id('x'), 'last', 'op');
    const copy = findBlock(her.doc, id('x'))?.block;
    if (copy === undefined) throw new Error('no copy');
    her.doc.transact(() => {
      deleteText(copy, 0, 13);
      insertText(copy, 0, 'Le présent accord');
    });
    me.type('x', 28, ' fermes');
    me.receive(her.doc);
    expect(me.text).toContain('Le présent accord dure trois ans fermes.');
  });

  it('[S5] keeps my marks and my atoms', () => {
    const { me, her } = people([
      alinea([texte('Durée de trois ans.')], { id: id('x') }),
      alinea('fin', { id: id('y') }),
    ]);
    moveBlock(her.doc, id('x'), 'last', 'op');
    const block = findBlock(me.doc, id('x'))?.block;
    if (block === undefined) throw new Error('no block');
    me.doc.transact(() => {
      insertText(block, 9, 'exactement ', { bold: {} });
      const atom = new Y.XmlElement('variable');
      atom.setAttribute('chemin', 'duree.mois');
      insertAtom(block, 20, atom);
    });
    me.receive(her.doc);
    const moved = findBlock(me.doc, id('x'))?.block;
    expect(moved?.toString()).toBe(
      '<alinea aVerifier="false" id="x00000000000" retrait="0">Durée de <bold>exactement </bold>' +
        '<variable chemin="duree.mois"></variable>trois ans.</alinea>',
    );
  });

  it('[S5] follows a block into its new kind, and a text cut by an atom that went', () => {
    const { me, her } = people([alinea([texte('avant '), variable('v'), texte(' après')], { id: id('x') })]);
    setBlockKind(her.doc, id('x'), 'item', { niveau: 1, marqueur: '–', numFixe: null }, 'op');
    me.type('x', 13, ' tout');
    me.receive(her.doc);
    expect(me.text).toBe('avant ￼ après tout');
  });

  it('[S7] recognises two paragraphs that she joined', () => {
    const { me, her } = people();
    // As the editor's binding does: the second text is written at the end of the first.
    const [, first] = childElements(contentOf(her.doc));
    if (first === undefined) throw new Error('no block');
    her.doc.transact(() => {
      insertText(first, 99, 'Elle peut être prolongée.');
      contentOf(her.doc).delete(2, 1);
    });
    me.type('y', 10, 'toujours ');
    me.receive(her.doc);
    expect(me.text).toBe('Durée|La convention dure trois ans.Elle peut toujours être prolongée.');
  });

  it('[S8] a second move of the same block does not double my letters', () => {
    const { me, her } = people();
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.type('x', 0, 'Ainsi, ');
    me.receive(her.doc);
    her.receive(me.doc);
    moveBlock(her.doc, id('x'), 'first', 'op');
    me.receive(her.doc);
    expect(me.text.match(/Ainsi/g)).toHaveLength(1);
  });
});

describe('a colleague deleted the block I write in', () => {
  it('[S4] returns what I typed, and puts nothing back', () => {
    const { me, her } = people();
    me.type('x', 19, 'au moins ');
    deleteDivision(her.doc, id('h'), 'op');
    me.receive(her.doc);
    expect(me.passages).toEqual([
      {
        blockId: id('x'),
        heading: 'Durée',
        myText: 'au moins ',
        fullText: 'La convention dure au moins trois ans.',
        at: 10 * MINUTE,
      },
    ]);
    expect(me.text).toBe('');
  });

  it('[S4] does so for a cell of a table she deleted', () => {
    const { me, her } = people([table([['case']], id('t')), alinea('fin', { id: id('y') })]);
    const cell = findBlock(me.doc, id('t'))?.block.querySelector('alinea') as Y.XmlElement;
    me.doc.transact(() => insertText(cell, 4, ' remplie'));
    contentOf(her.doc).delete(0, 1);
    me.receive(her.doc);
    expect(me.passages.map(({ myText }) => myText)).toEqual([' remplie']);
  });

  it('[S1] returns nothing of a block where I typed nothing', () => {
    const { me, her } = people();
    contentOf(her.doc).delete(1, 1);
    me.receive(her.doc);
    expect(me.passages).toEqual([]);
  });

  it('[S1] leaves words that she deleted one by one in a text that stays', () => {
    const { me, her } = people();
    me.type('x', 0, 'Ici ');
    her.receive(me.doc);
    const block = findBlock(her.doc, id('x'))?.block;
    if (block === undefined) throw new Error('no block');
    her.doc.transact(() => deleteText(block, 0, 4));
    me.receive(her.doc);
    expect(me.text).not.toContain('Ici');
    expect(me.passages).toEqual([]);
  });
});

describe('what she had seen', () => {
  it('[S2] [S3] letters she had for long and deleted are left deleted', () => {
    const { me, her } = people();
    me.type('x', 0, 'Ancien. ');
    her.receive(me.doc);
    me.now += 5 * MINUTE;
    contentOf(her.doc).delete(1, 1);
    me.receive(her.doc);
    expect(me.passages).toEqual([]);
  });

  it('[S3] letters she never had are found, however old, when she was away', () => {
    const { me, her } = people();
    me.type('x', 0, 'Ancien. ');
    me.now += 10 * MINUTE;
    contentOf(her.doc).delete(1, 1);
    me.receive(her.doc);
    expect(me.passages.map(({ myText }) => myText)).toEqual(['Ancien. ']);
  });

  it('[S2] what I typed offline is unseen, even when another replica merged it before', () => {
    const { me, her } = people();
    const server = new Y.Doc();
    Y.applyUpdate(server, Y.encodeStateAsUpdate(me.doc));
    me.lastOnline = me.now;
    me.now += 10 * MINUTE;
    me.type('x', 0, 'Hors ligne. ');
    Y.applyUpdate(server, Y.encodeStateAsUpdate(me.doc));
    moveBlock(her.doc, id('x'), 'last', 'op');
    Y.applyUpdate(server, Y.encodeStateAsUpdate(her.doc));
    me.receive(server);
    expect(me.text).toBe('Durée|Elle peut être prolongée.|Hors ligne. La convention dure trois ans.');
  });

  it('[S9] letters of a session closed before are mine too', () => {
    const { me, her } = people();
    me.type('x', 0, 'Hier. ');
    const back = new Person(7, [1]);
    back.receive(me.doc);
    moveBlock(her.doc, id('x'), 'last', 'op');
    back.receive(her.doc);
    expect(back.text).toContain('Hier. La convention');
  });

  it('[S3] updates applied behind its back are watched for what was just typed', () => {
    const { me, her } = people();
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.type('x', 0, 'Vite. ');
    Y.applyUpdate(me.doc, Y.encodeStateAsUpdate(her.doc));
    expect(me.text).toContain('Vite. La convention');
  });

  it('[S4] waits for the copy when the deletion came before an update that it follows', () => {
    const { me, her } = people();
    const updates: Uint8Array[] = [];
    her.doc.on('update', (update: Uint8Array) => updates.push(update));
    her.type('y', 0, 'D’abord, ');
    moveBlock(her.doc, id('x'), 'last', 'op');
    me.type('x', 0, 'Ensuite, ');
    const [typing, move] = updates;
    if (typing === undefined || move === undefined) throw new Error('two updates expected');
    me.rescue.applyUpdate(move, 'network');
    expect(me.text).not.toContain('Ensuite');
    me.rescue.applyUpdate(typing, 'network');
    expect(me.passages).toEqual([]);
    expect(me.text).toBe('Durée|D’abord, Elle peut être prolongée.|Ensuite, La convention dure trois ans.');
  });
});

describe('place', () => {
  const tokensOf = (text: string, mine: ReadonlySet<number>): Token[] =>
    [...text].map((char, index) => ({ char, mine: mine.has(index), marks: {}, atom: null }));

  it('[S5] gives back the text I saw when the copy lacks all my letters (property)', () => {
    const letters = fc.array(fc.tuple(fc.constantFrom('a', 'b', ' '), fc.boolean()), { maxLength: 30 });
    fc.assert(
      fc.property(letters, (pairs) => {
        const text = pairs.map(([char]) => char).join('');
        const tokens = tokensOf(text, new Set(pairs.flatMap(([, mine], index) => (mine ? [index] : []))));
        const theirs = tokens
          .filter(({ mine }) => !mine)
          .map(({ char }) => char)
          .join('');
        let now = theirs;
        for (const { offset, tokens: run } of (place(tokens, theirs) ?? []).toReversed())
          now = now.slice(0, offset) + run.map(({ char }) => char).join('') + now.slice(offset);
        expect(now).toHaveLength(text.length);
        expect(now).toBe(text);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('[S6] inserts nothing when the copy holds everything, and gives up when it says something else', () => {
    const tokens = tokensOf('abcdef', new Set([2, 3]));
    expect(place(tokens, 'abcdef')).toEqual([]);
    expect(place(tokens, 'ab--cd--ef')).toEqual([]);
    expect(place(tokens, 'xyz uvw')).toBeNull();
  });
});
