import type { SaveView } from '#shared/sync/save-state.ts';

/** How long everything must have been on disk before « Enregistré » comes back after typing, in ms. */
export const REST_MS = 300;

/** What holds the save state: a connection, or its stand-in. */
interface SaveSource {
  readonly getSnapshot: () => { readonly save: SaveView };
  readonly subscribe: (listener: () => void) => () => void;
}

/** A store in the shape of `useSyncExternalStore`. */
export interface RestedSave {
  readonly get: () => SaveView;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * The save state without its to and fro at each letter, which would draw the indicator twice a key [E14]: « Enregistré »
 * comes back late, and everything else is told at once.
 * @param source what the server has said
 */
export function restedSave(source: SaveSource): RestedSave {
  const listeners = new Set<() => void>();
  let shown = source.getSnapshot().save;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stop: (() => void) | null = null;

  const forgetTimer = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const show = () => {
    forgetTimer();
    const { save } = source.getSnapshot();
    // Each change of state is a new object, even one that says the same again.
    if (JSON.stringify(save) === JSON.stringify(shown)) return;
    shown = save;
    for (const listener of listeners) listener();
  };
  const onChange = () => {
    const { save } = source.getSnapshot();
    if (save.kind !== 'enregistre' || shown.kind !== 'enregistrement') return show();
    // What changed may be something else than the save state: the rest goes on.
    timer ??= setTimeout(show, REST_MS);
  };

  return {
    get: () => {
      // Nobody is told of changes before the first subscription: it is read as it is.
      if (stop === null) shown = source.getSnapshot().save;
      return shown;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      stop ??= source.subscribe(onChange);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        forgetTimer();
        stop?.();
        stop = null;
      };
    },
  };
}
