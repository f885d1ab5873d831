import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyInstructions } from '#shared/avenants/apply.ts';
import { diffToInstructions } from '#shared/avenants/diff.ts';
import { avenantText, printInstructions } from '#shared/avenants/print.ts';
import { CONVENTION, seededIds } from '#shared/avenants/testing/acts.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import { CASES } from './avenants/cases.ts';

const FILE = join(import.meta.dirname, 'avenants', 'avenants.txt');

const RULE = '────────';

/** Each case under its name; to write the file anew, delete it and run this test, then read it line by line. */
function written(): string {
  return CASES.map(([name, edit], rank) => {
    const { instructions, refusals } = diffToInstructions(CONVENTION, edit(CONVENTION));
    const text = avenantText(printInstructions(instructions, CONVENTION));
    const refused = refusals.map((refusal) => `[refusé] ${refusal.address ?? ''} ${refusal.reason}`);
    return [`${RULE} ${rank + 1}. ${name}`, text, ...refused].join('\n');
  }).join('\n\n');
}

describe('the French of avenants', () => {
  it('reads as the golden file, reviewed line by line', () => {
    const text = `${written()}\n`;
    if (!existsSync(FILE)) writeFileSync(FILE, text);
    expect(text).toBe(readFileSync(FILE, 'utf8'));
  });

  it.each(CASES)('[R2] %s: the instructions give the edited text', (_, edit) => {
    const { instructions, refusals, edited } = diffToInstructions(CONVENTION, edit(CONVENTION));
    expect(refusals).toEqual([]);
    const result = applyInstructions(CONVENTION, instructions, seededIds(9));
    expect(result.ok && readingHash(result.value)).toBe(readingHash(edited));
  });
});
