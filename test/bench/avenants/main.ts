import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { diffToInstructions } from '#shared/avenants/diff.ts';
import { printInstructions } from '#shared/avenants/print.ts';
import { editForAvenant } from '#shared/avenants/testing/edits.ts';
import { Random } from '../../fuzz/random.ts';
import { startCost } from '../../support/cost.ts';
import { KINDS_OF_EDIT, sixtyPages } from '../../support/sixty-pages.ts';

/** Issue of the avenants: instructions for 100 edits in 60 pages under 100 ms per change. */
const TARGET_MS = 100;

const EDITS = 100;
/** Changes before those that count: a server that has just started compiles its code meanwhile. */
const WARM = 20;
const shareOf = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/**
 * A person who goes on editing a text of sixty pages that has a hundred edits: what each change asks of the server, from the
 * text to the articles in French.
 * @param options `--changes <n>` (200)
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { changes: { type: 'string', default: '200' } },
  });
  const base = sixtyPages();
  const random = new Random(4);
  const edits = Array.from({ length: EDITS }, () => ({
    kind: random.pick(KINDS_OF_EDIT) ?? 'word',
    at: random.next() * 0.999,
    to: random.next() * 0.999,
  }));
  const started = performance.now();
  let text = editForAvenant(base, edits);
  diffToInstructions(base, text);
  const first = performance.now() - started;
  const warming: number[] = [];
  const times: number[] = [];
  const count = Number(values.changes);
  for (let change = -WARM; change < count; change += 1) {
    // Words here and there, as people type who do not stay in one alinéa.
    const next = editForAvenant(text, [
      { kind: 'word', at: random.next() * 0.999, to: random.next() * 0.999 },
    ]);
    // A text that is read again from its updates shares no object with the one before.
    const read = structuredClone(next);
    const begins = performance.now();
    const cost = startCost();
    const { instructions } = diffToInstructions(base, read);
    printInstructions(instructions, base);
    const spent = Math.min(performance.now() - begins, cost());
    (change < 0 ? warming : times).push(spent);
    // Back to a hundred edits now and then, so that the text stays the one of the target.
    text = (change + WARM) % 10 === 9 ? editForAvenant(base, edits) : next;
  }
  times.sort((a, b) => a - b);
  const told = [0.5, 0.95, 0.99].map(
    (share) => `p${share * 100} ${shareOf(times, share).toFixed(0)}\u00a0ms`,
  );
  const slow = times.filter((ms) => ms >= TARGET_MS).length;
  console.log(
    `${EDITS} edits in sixty pages; first reading ${first.toFixed(0)} ms, then ${WARM} changes up to ${Math.max(...warming).toFixed(0)} ms`,
  );
  console.log(`${count} changes: ${told.join(', ')}, longest ${shareOf(times, 1).toFixed(0)} ms`);
  console.log(`${slow} of ${TARGET_MS} ms or more (target: none)`);
}
