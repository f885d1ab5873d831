import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActId } from '#shared/kernel/ids.ts';
import { chainEvent, type JournalEntry, type JournalFacts, verifyJournal } from './journal.ts';

const ACT = 'act_01HZZZZZZZZZZZZZZZZZZZZZZA' as ActId;
const OTHER = 'act_01HZZZZZZZZZZZZZZZZZZZZZZB' as ActId;

function journal(facts: readonly JournalFacts[], act = ACT): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const [at, one] of facts.entries()) {
    const last = entries.at(-1);
    const head = last === undefined ? null : { seq: last.seq, hash: last.hash };
    const who = { person: null, organisation: null };
    entries.push(chainEvent(head, { act, at, ...who, kind: 'etat.change', facts: one }));
  }
  return entries;
}
const FOUR = journal([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }]);
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
};
const replaced = (index: number, over: Partial<JournalEntry>) =>
  FOUR.map((entry, rank) => (rank === index ? { ...entry, ...over } : entry));

describe('a chain', () => {
  test('[J1] is the same whatever the order of keys, and starts from zeros', () => {
    const [one] = journal([{ a: 1, b: 'x' }]);
    const [same] = journal([{ b: 'x', a: 1 }]);
    expect(one).toMatchObject({ seq: 1, previous: '0'.repeat(64) });
    expect(one?.hash).toBe(same?.hash);
    // Worked out apart: printf of the sorted JSON through sha256sum.
    expect(at(FOUR, 0).hash).toBe('e967a025d139fdd69dd4a32c50f8dc2081e1360e52f0beff0b595731671d1e5a');
  });

  test('[J2] is whole as it was written, and ends at its head', () => {
    expect(verifyJournal(ACT, FOUR)).toEqual({ intact: true, head: { seq: 4, hash: at(FOUR, 3).hash } });
    expect(verifyJournal(ACT, [])).toEqual({ intact: true, head: null });
  });

  test.each([
    ['a changed fact', replaced(1, { facts: { a: 20 } }), 2, 'contenu'],
    ['a changed instant', replaced(1, { at: 99 }), 2, 'contenu'],
    ['a changed hash', replaced(1, { hash: 'f'.repeat(64) }), 2, 'contenu'],
    ['a missing event', [at(FOUR, 0), at(FOUR, 2), at(FOUR, 3)], 2, 'rang'],
    ['two events exchanged', [at(FOUR, 0), at(FOUR, 2), at(FOUR, 1), at(FOUR, 3)], 2, 'rang'],
    ['an event of another act', [at(FOUR, 0), at(journal([{}, {}], OTHER), 1)], 2, 'acte'],
    ['an event of another chain', [at(FOUR, 0), at(journal([{}, {}]), 1)], 2, 'chaine'],
  ] as const)('[J2] tells %s', (_, entries, seq, fault) => {
    expect(verifyJournal(ACT, entries)).toEqual({ intact: false, seq, fault });
  });

  test('[J3] that was cut, or wholly written again, is told against a known end', () => {
    const head = { seq: 4, hash: at(FOUR, 3).hash };
    expect(verifyJournal(ACT, FOUR.slice(0, 3), head)).toEqual({ intact: false, seq: 4, fault: 'tronque' });
    expect(verifyJournal(ACT, [], head)).toEqual({ intact: false, seq: 1, fault: 'tronque' });
    const again = journal([{ a: 1 }, { a: 2 }, { a: 3 }, { a: 5 }]);
    expect(verifyJournal(ACT, again)).toMatchObject({ intact: true });
    expect(verifyJournal(ACT, again, head)).toEqual({ intact: false, seq: 4, fault: 'contenu' });
  });

  test('[J2] any one changed character is told at its event', () => {
    const facts = fc.dictionary(
      fc.string({ minLength: 1 }),
      fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    );
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.nat(),
        (all, which, where) => {
          const entries = journal(all);
          const rank = which % entries.length;
          const json = JSON.stringify(at(entries, rank));
          const position = where % json.length;
          const flipped = String.fromCharCode(json.charCodeAt(position) ^ 1);
          let altered: JournalEntry;
          try {
            altered = JSON.parse(
              json.slice(0, position) + flipped + json.slice(position + 1),
            ) as JournalEntry;
          } catch {
            return;
          }
          const verdict = verifyJournal(
            ACT,
            entries.map((entry, index) => (index === rank ? altered : entry)),
          );
          const same = JSON.stringify(altered) === json;
          expect(verdict).toMatchObject(same ? { intact: true } : { intact: false, seq: rank + 1 });
        },
      ),
      { seed: 20261121, numRuns: 200 },
    );
  });
});
