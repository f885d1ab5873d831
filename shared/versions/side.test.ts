import { describe, expect, it } from 'vitest';
import { readSide, writeSide } from './side.ts';

const OWN = `act_${'0'.repeat(25)}A`;
const OTHER = `act_${'0'.repeat(25)}B`;
const VERSION = `ver_${'0'.repeat(26)}`;

describe('a side of a comparison', () => {
  it.each([
    ['actuel', { actId: OWN, ref: 'actuel' }],
    ['seq-12', { actId: OWN, ref: 'seq-12' }],
    [VERSION, { actId: OWN, ref: VERSION }],
    [OTHER, { actId: OTHER, ref: 'actuel' }],
    [`${OTHER}.${VERSION}`, { actId: OTHER, ref: VERSION }],
  ])('reads %s, and writes it back', (text, side) => {
    expect(readSide(text, OWN)).toEqual(side);
    expect(writeSide(side, OWN)).toBe(text);
  });

  it.each(['', 'hier', 'seq-0', `${OTHER}.hier`, `actuel.${VERSION}`, 'act_x'])('refuses « %s »', (text) => {
    expect(readSide(text, OWN)).toBeNull();
  });
});
