import { describe, expect, it, vi } from 'vitest';
import { laterWords } from './laterWords.ts';

const speaker = () => ({
  said: 0,
  say() {
    this.said += 1;
  },
});

describe('[S21] a word that may wait', () => {
  it('is said a little later, once, unless it was said with something else', async () => {
    const [waits, goesAlong] = [speaker(), speaker()];
    laterWords.add(waits);
    laterWords.add(goesAlong);
    laterWords.remove(goesAlong);
    expect(waits.said).toBe(0);
    await vi.waitFor(() => expect(waits.said).toBe(1), { timeout: 30_000, interval: 5 });
    // Whoever speaks after it has been said twice would have been heard before this one.
    const last = speaker();
    laterWords.add(last);
    await vi.waitFor(() => expect(last.said).toBe(1), { timeout: 30_000, interval: 5 });
    expect([waits.said, goesAlong.said]).toEqual([1, 0]);
  });
});
