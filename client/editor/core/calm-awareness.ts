import type { Awareness } from 'y-protocols/awareness';

/** Least time between two drawings of the carets, in ms. A change of the text draws them at once anyway. */
const PAUSE = 100;

type Listener = Parameters<Awareness['on']>[1];

/**
 * The same awareness for whoever draws carets: their `change` listeners are not told of one's own caret, which each key
 * moves, and of those of others ten times a second at most. Each telling costs a round of the editor's plugins.
 * @param awareness stays the caller's; states are read and set in it
 */
export function calmAwareness(awareness: Awareness): Awareness {
  const calm: Awareness = Object.create(awareness);
  const calmed = new Map<Listener, { readonly onChange: Listener; readonly stop: () => void }>();
  calm.on = (name, listener) => {
    if (name !== 'change') return awareness.on(name, listener);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const onChange = (_change: unknown, origin: unknown) => {
      if (origin === 'local' || timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        listener();
      }, PAUSE);
    };
    const stop = () => {
      if (timer !== null) clearTimeout(timer);
    };
    calmed.set(listener, { onChange, stop });
    awareness.on(name, onChange);
  };
  calm.off = (name, listener) => {
    const held = name === 'change' ? calmed.get(listener) : undefined;
    awareness.off(name, held?.onChange ?? listener);
    held?.stop();
    calmed.delete(listener);
  };
  return calm;
}
