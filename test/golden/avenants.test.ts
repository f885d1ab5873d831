import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyInstructions } from '#shared/avenants/apply.ts';
import { abrogatedIn } from '#shared/avenants/consolidate.ts';
import { diffToInstructions } from '#shared/avenants/diff.ts';
import { parseInstructions } from '#shared/avenants/parse/parse.ts';
import { avenantText, printInstructions } from '#shared/avenants/print.ts';
import { CONVENTION, seededIds } from '#shared/avenants/testing/acts.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import { CASES } from './avenants/cases.ts';

const FILE = join(import.meta.dirname, 'avenants', 'avenants.txt');

const RULE = '────────';

/** The text that a case amends, what an earlier avenant abrogated in it, and the instructions of its own. */
function amended([, edit, earlier]: (typeof CASES)[number]) {
  const before = earlier === undefined ? null : diffToInstructions(CONVENTION, earlier(CONVENTION));
  const applied = before === null ? null : applyInstructions(CONVENTION, before.instructions, seededIds(4));
  const base = applied?.ok === true ? applied.value : CONVENTION;
  const one = { id: 'av1', number: 1, effect: '2026-01-01', baseHash: readingHash(CONVENTION) };
  const abrogated = before === null ? [] : abrogatedIn([{ ...one, instructions: before.instructions }]);
  return { base, ...diffToInstructions(base, edit(base), { abrogated }) };
}

/** Each case under its name; to write the file anew, delete it and run this test, then read it line by line. */
function written(): string {
  return CASES.map((one, rank) => {
    const { base, instructions, refusals } = amended(one);
    const text = avenantText(printInstructions(instructions, base));
    const refused = refusals.map((refusal) => `[refusé] ${refusal.address ?? ''} ${refusal.reason}`);
    return [`${RULE} ${rank + 1}. ${one[0]}`, text, ...refused].join('\n');
  }).join('\n\n');
}

describe('the French of avenants', () => {
  it('reads as the golden file, reviewed line by line', () => {
    const text = `${written()}\n`;
    if (!existsSync(FILE)) writeFileSync(FILE, text);
    expect(text).toBe(readFileSync(FILE, 'utf8'));
  });

  it.each(CASES.map((one) => [one[0], one] as const))('[R2] %s: the instructions give the edited text', (_, one) => {
    const { base, instructions, refusals, edited } = amended(one);
    expect(refusals).toEqual([]);
    const result = applyInstructions(base, instructions, seededIds(9));
    expect(result.ok && readingHash(result.value)).toBe(readingHash(edited));
    const text = avenantText(printInstructions(instructions, base));
    const read = parseInstructions(text, base, { wrapped: false });
    expect(read.problems).toEqual([]);
    const again = applyInstructions(base, read.instructions.map(({ instruction }) => instruction), seededIds(9));
    expect(again.ok && readingHash(again.value)).toBe(readingHash(edited));
  });
});
