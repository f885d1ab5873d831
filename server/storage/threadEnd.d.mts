/** What a thread shares with whoever started it: whether it may be stopped. */
type ThreadState = Int32Array<SharedArrayBuffer>;

export function watchThread(): { readonly state: ThreadState; readonly ended: () => void };
export function begin(state: ThreadState): boolean;
export function whileBusy(state: ThreadState, work: () => void): void;
export function rest(state: ThreadState): void;
