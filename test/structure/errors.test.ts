import { describe, expect, it } from 'vitest';
import { ERRORS } from '#shared/kernel/errors.ts';

const NARROW = '\u202f';
const NO_BREAK = '\u00a0';

const messages = Object.entries(ERRORS).map(([code, { message }]) => ({ code, message }));

function offenders(wrong: RegExp): string[] {
  return messages.filter(({ message }) => wrong.test(message)).map(({ code }) => code);
}

describe('every error code', () => {
  it('[S12] has whole sentences: a capital first, a period last', () => {
    expect(messages.length).toBeGreaterThan(0);
    expect(offenders(/^(?!\p{Lu})|[^.]$/u)).toEqual([]);
  });

  it('[S12] uses the typographic apostrophe and guillemets', () => {
    expect(offenders(/['"]/)).toEqual([]);
  });

  it('[S12] has a narrow no-break space before ; ! ? and a no-break space before : and inside « »', () => {
    expect(offenders(new RegExp(`(?<!${NARROW})[;!?]`))).toEqual([]);
    expect(offenders(new RegExp(`(?<!${NO_BREAK}):`))).toEqual([]);
    expect(offenders(new RegExp(`«(?!${NO_BREAK})|(?<!${NO_BREAK})»`))).toEqual([]);
  });

  it('[S12] closes its socket with a code that the client understands', () => {
    const understood = (ws: number) => (ws >= 4400 && ws <= 4499) || [1011, 1012, 1013].includes(ws);
    expect(Object.entries(ERRORS).filter(([, { ws }]) => !understood(ws))).toEqual([]);
  });
});
