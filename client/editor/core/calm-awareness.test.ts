import { afterEach, expect, it, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { calmAwareness } from './calm-awareness.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** One's own awareness, calmed, and a colleague whose caret moves at each call. */
function twoPeople() {
  vi.useFakeTimers();
  const own = new Awareness(new Y.Doc());
  const other = new Awareness(new Y.Doc());
  let places = 0;
  const colleagueMoves = () => {
    places += 1;
    other.setLocalStateField('cursor', places);
    applyAwarenessUpdate(own, encodeAwarenessUpdate(other, [other.clientID]), 'network');
  };
  const heard = vi.fn();
  const calm = calmAwareness(own);
  calm.on('change', heard);
  return { own, calm, heard, colleagueMoves };
}

it('one’s own caret tells nobody who draws', () => {
  const { calm, own, heard } = twoPeople();
  calm.setLocalStateField('cursor', 1);
  vi.runOnlyPendingTimers();
  expect(heard).not.toHaveBeenCalled();
  expect(own.getLocalState()).toEqual({ cursor: 1 });
});

it('many moves of a colleague are told once, the last one included', () => {
  const { calm, heard, colleagueMoves } = twoPeople();
  for (let move = 0; move < 5; move += 1) colleagueMoves();
  expect(heard).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(heard).toHaveBeenCalledTimes(1);
  expect([...calm.getStates().values()]).toContainEqual({ cursor: 5 });
});

it('nothing is told after `off`, not even what was waiting', () => {
  const { calm, heard, colleagueMoves } = twoPeople();
  colleagueMoves();
  calm.off('change', heard);
  colleagueMoves();
  vi.advanceTimersByTime(1000);
  expect(heard).not.toHaveBeenCalled();
});
