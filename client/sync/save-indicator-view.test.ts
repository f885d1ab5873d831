import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SaveView } from '#shared/sync/save-state.ts';
import { REST_MS, restedSave } from './save-indicator-view.ts';

const saving: SaveView = { kind: 'enregistrement' };
const saved: SaveView = { kind: 'enregistre' };
const offline: SaveView = { kind: 'hors-ligne', pending: 1 };

/** A source that says what it is told, and what the indicator drew, in order. */
function indicator(first: SaveView) {
  let save = first;
  let tell: () => void = () => undefined;
  const view = restedSave({
    getSnapshot: () => ({ save }),
    subscribe: (listener) => {
      tell = listener;
      return () => {
        tell = () => undefined;
      };
    },
  });
  const drawn: string[] = [];
  const stop = view.subscribe(() => drawn.push(view.get().kind));
  const says = (next: SaveView) => {
    // A connection makes a new object of each.
    save = { ...next };
    tell();
  };
  return { view, drawn, says, stop };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('[E14] a change is « Enregistrement… » at once', () => {
  const { drawn, says } = indicator(saved);
  says(saving);
  expect(drawn).toEqual(['enregistrement']);
});
test('[E14] letters saved one by one draw the indicator once, and once more at rest', () => {
  const { drawn, says } = indicator(saved);
  for (let key = 0; key < 20; key += 1) {
    says(saving);
    vi.advanceTimersByTime(20);
    says(saved);
    vi.advanceTimersByTime(90);
  }
  expect(drawn).toEqual(['enregistrement']);
  vi.advanceTimersByTime(REST_MS);
  expect(drawn).toEqual(['enregistrement', 'enregistre']);
});
test('[E14] « Enregistré » is never drawn while something is not on disk', () => {
  const { drawn, says } = indicator(saved);
  says(saving);
  says(saved);
  vi.advanceTimersByTime(REST_MS - 1);
  says(saving);
  vi.advanceTimersByTime(10 * REST_MS);
  expect(drawn).toEqual(['enregistrement']);
});
test('[E14] « Hors ligne » waits for nothing, even within the rest', () => {
  const { drawn, says } = indicator(saving);
  says(saved);
  says(offline);
  vi.advanceTimersByTime(REST_MS);
  expect(drawn).toEqual(['hors-ligne']);
});
test('[E14] « Enregistré » after anything but typing is told at once', () => {
  const { drawn, says } = indicator(offline);
  says(saved);
  expect(drawn).toEqual(['enregistre']);
});
test('[E14] what happened while nothing was drawn is seen at the next drawing', () => {
  const { view, says, stop } = indicator(saved);
  stop();
  says(offline);
  expect(view.get()).toEqual(offline);
});
