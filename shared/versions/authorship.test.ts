import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { alinea, contentOf, idOf, table, texte, variable } from '#shared/document/builders.ts';
import { findBlock } from '#shared/document/operations/elements.ts';
import { deleteText, insertText, plainText } from '#shared/document/operations/inline.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import { AuthorshipIndex, authorsOf, type BlockRange, writtenIn } from './authorship.ts';

const ANNE = 'per_01HZZZZZZZZZZZZZZZZZZZZZZA' as PersonId;
const LOU = 'per_01HZZZZZZZZZZZZZZZZZZZZZZB' as PersonId;
const HOUR = 3_600_000;
const A = idOf('a');

/** An act whose log is kept: each person writes with a document, and so a Yjs client, of their own. */
class Act {
  readonly index = new AuthorshipIndex();
  readonly doc = new Y.Doc();
  #seq = 0;
  readonly #people = new Map<PersonId, Y.Doc>();

  constructor() {
    const content = contentOf(
      [alinea([texte('Durée : '), variable('duree.mois')], { id: A }), table([['cellule']], idOf('t'))],
      {},
    );
    this.receive(encodeNewDocument(content), null, 0);
  }

  receive(bytes: Uint8Array, personId: PersonId | null, at: number): void {
    this.#seq += 1;
    this.index.add({ seq: this.#seq, bytes, personId, at });
    Y.applyUpdate(this.doc, bytes);
  }

  /** What `person` writes, not sent yet. */
  edit(person: PersonId, write: (block: Y.XmlElement) => void): Uint8Array {
    const doc = this.#people.get(person) ?? new Y.Doc();
    this.#people.set(person, doc);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    const before = Y.encodeStateVector(doc);
    const place = findBlock(doc, A);
    if (place === null) throw new Error('no block');
    doc.transact(() => write(place.block));
    return Y.encodeStateAsUpdate(doc, before);
  }

  type(person: PersonId, offset: number, text: string, at: number): void {
    this.receive(
      this.edit(person, (block) => insertText(block, offset, text)),
      person,
      at,
    );
  }

  /** « text » by whom, in order. */
  told(): readonly (readonly [string, PersonId | null])[] {
    const [block] = told(this, { first: A, last: A }) ?? [];
    const text = plainText(findBlock(this.doc, A)?.block ?? new Y.XmlElement('x'));
    return (block?.spans ?? []).map((span) => [text.slice(span.from, span.to), span.author]);
  }
}

function told({ doc, index }: Act, range: BlockRange) {
  const written = writtenIn(doc, range);
  return written === null ? null : authorsOf(written, index);
}

describe('who wrote a passage', () => {
  test('[A1] is who sent it, in the midst of what others wrote', () => {
    const act = new Act();
    act.type(ANNE, 3, 'XX', HOUR);
    act.type(LOU, 4, 'y', 2 * HOUR);
    expect(act.told()).toEqual([
      ['Dur', null],
      ['X', ANNE],
      ['y', LOU],
      ['X', ANNE],
      ['ée : \uFFFC', null],
    ]);
  });

  test('[A1] stays who sent it first, when somebody sends it again', () => {
    const act = new Act();
    const bytes = act.edit(ANNE, (block) => insertText(block, 0, 'Anne '));
    act.receive(bytes, ANNE, HOUR);
    act.receive(
      Y.mergeUpdates([bytes, act.edit(LOU, (block) => insertText(block, 0, 'Lou '))]),
      LOU,
      2 * HOUR,
    );
    expect(act.told().slice(0, 2)).toEqual([
      ['Lou ', LOU],
      ['Anne ', ANNE],
    ]);
  });

  test('[A2] is whose client it is, and says who transmitted it', () => {
    const act = new Act();
    act.type(ANNE, 0, 'Un ', HOUR);
    const lost = act.edit(ANNE, (block) => insertText(block, 3, 'deux '));
    act.receive(lost, LOU, 2 * HOUR);
    const [block] = told(act, { first: A, last: A }) ?? [];
    expect(block?.spans.slice(0, 2)).toMatchObject([
      { author: ANNE, sender: undefined, since: HOUR },
      { author: ANNE, sender: LOU, since: 2 * HOUR },
    ]);
  });

  test('[A3] joins what one person wrote within ten minutes, and no more', () => {
    const act = new Act();
    act.type(ANNE, 0, 'a', HOUR);
    act.type(ANNE, 1, 'b', HOUR + 60_000);
    act.type(ANNE, 2, 'c', 2 * HOUR);
    expect(act.told().slice(0, 2)).toEqual([
      ['ab', ANNE],
      ['c', ANNE],
    ]);
  });

  test('[A4] covers the cells between the two ends, and nothing when an end is not there', () => {
    const act = new Act();
    const blocks = told(act, { first: A, last: idOf('t') });
    expect(blocks?.map((block) => block.id)).toEqual([A, idOf('t')]);
    expect(told(act, { first: A, last: idOf('absent') })).toBeNull();
    expect(told(act, { first: idOf('t'), last: A })).toBeNull();
  });

  test('[A1] gives every character to whoever typed it, in any order of arrival', () => {
    const step = fc.record({ anne: fc.boolean(), at: fc.nat(30), erase: fc.boolean(), late: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const act = new Act();
        const held: (readonly [Uint8Array, PersonId])[] = [];
        for (const { anne, at, erase, late } of steps) {
          const person = anne ? ANNE : LOU;
          const bytes = act.edit(person, (block) => {
            if (erase) deleteText(block, Math.min(at, plainText(block).length - 1), 1);
            else insertText(block, at, anne ? 'A' : 'L');
          });
          if (late) held.push([bytes, person]);
          else act.receive(bytes, person, HOUR);
        }
        for (const [bytes, person] of held) act.receive(bytes, person, HOUR);
        for (const [text, author] of act.told()) {
          if (author !== LOU) expect(text).not.toContain('L');
          if (author !== ANNE) expect(text).not.toContain('A');
        }
        const [block] = told(act, { first: A, last: A }) ?? [];
        const length = plainText(findBlock(act.doc, A)?.block ?? new Y.XmlElement('x')).length;
        expect(block?.spans.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(length);
      }),
      { seed: 61, numRuns: 60 },
    );
  });
});
