/*
 * A process that ends stops its threads wherever they are. In the middle of a call to SQLite that aborts the whole
 * process: the call has nobody left to answer to (« terminate called after throwing an instance of 'Napi::Error' »).
 * So a thread says when it is in such calls, and the end of the process waits for it. Plain JavaScript: both sides read
 * it as it is.
 */

const IDLE = 0;
const BUSY = 1;
const ENDED = 2;
/** How long the end of the process waits for a thread, in milliseconds: a disk may never answer. */
const MAX_WAIT_MS = 5_000;

/** Threads of this process that have not ended. */
const threads = new Set();

function endAll() {
  const end = Date.now() + MAX_WAIT_MS;
  for (const state of threads)
    while (Atomics.compareExchange(state, 0, IDLE, ENDED) === BUSY && Date.now() < end)
      Atomics.wait(state, 0, BUSY, Math.max(0, end - Date.now()));
}

/**
 * Makes the end of the process wait for a thread that is about to be started.
 * @returns what the thread is to be given, and what to call when it has ended by itself
 */
export function watchThread() {
  const state = new Int32Array(new SharedArrayBuffer(4));
  // Until it says otherwise: it opens the database first.
  state[0] = BUSY;
  if (threads.size === 0) process.on('exit', endAll);
  threads.add(state);
  const ended = () => {
    threads.delete(state);
    if (threads.size === 0) process.off('exit', endAll);
  };
  return { state, ended };
}

/** In the thread: calls may follow, until it rests. @returns false when the process is ending: nothing more is begun */
export function begin(state) {
  return Atomics.compareExchange(state, 0, IDLE, BUSY) !== ENDED;
}

/** In the thread: does `work`, unless the process is ending. */
export function whileBusy(state, work) {
  if (!begin(state)) return;
  try {
    work();
  } finally {
    rest(state);
  }
}

/** In the thread: it is in no call any more. */
export function rest(state) {
  Atomics.store(state, 0, IDLE);
  Atomics.notify(state, 0);
}
