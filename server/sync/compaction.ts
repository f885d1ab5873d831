import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Snapshot } from './snapshots.ts';
import { joinRuns } from './typed.ts';
import type { LoggedUpdate } from './updateLog.ts';

/** Updates applied before others have their turn: a few milliseconds. */
const SLICE = 500;

/** What folding asks of a log. */
export interface FoldedLog {
  /** @returns what is on disk of an act after rank `after`, in order */
  since(actId: ActId, after: number): Promise<readonly LoggedUpdate[]>;
  /** @returns the last snapshot of an act; `null` when there is none */
  lastSnapshot(actId: ActId): Promise<LoggedUpdate | null>;
  /** Keeps the state of an act up to a rank, so that the next load is short. The updates stay. */
  snapshot(actId: ActId, state: Snapshot): Promise<void>;
  /** Packs the older updates of an act, which its snapshot up to `seq` holds; none is lost. */
  pack(actId: ActId, seq: number): Promise<void>;
}

/**
 * Folds the log of an act into a snapshot, behind which its history is packed.
 * @returns rank that the snapshot goes up to, or `null` when there was nothing to fold
 * @throws Error as `compactAct`, or when the database refuses
 */
export async function foldAct(log: FoldedLog, actId: ActId): Promise<number | null> {
  const seq = await compactAct(log, actId);
  if (seq !== null) await log.pack(actId, seq);
  return seq;
}

/**
 * Folds what is on disk of an act into a new snapshot, while people go on writing it: from the rows themselves, so that
 * the snapshot is what they say, and nothing of memory. It is opened again, and compared, before it replaces the one
 * before it; the rows stay.
 * @returns rank that the snapshot goes up to, or `null` when there was nothing to fold
 * @throws Error when the rows do not make a whole text, or the snapshot does not open as what it was made from
 */
export async function compactAct(log: FoldedLog, actId: ActId): Promise<number | null> {
  const before = await log.lastSnapshot(actId);
  const rows = await log.since(actId, before?.seq ?? 0);
  const last = rows.at(-1);
  if (last === undefined) return null;
  const doc = new Y.Doc();
  try {
    if (before !== null) Y.applyUpdate(doc, before.bytes);
    for (let i = 0; i < rows.length; i += SLICE) {
      // One transaction for many: Yjs tidies at the end of each.
      doc.transact(() => {
        for (const bytes of joinRuns(rows.slice(i, i + SLICE).map((row) => row.bytes)))
          Y.applyUpdate(doc, bytes);
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (doc.store.pendingStructs !== null)
      throw new Error(`The log of ${actId} has a hole: it is left as it is.`);
    const bytes = Y.encodeStateAsUpdate(doc);
    requireSame(doc, bytes, actId);
    await log.snapshot(actId, { seq: last.seq, bytes, vector: Y.encodeStateVector(doc) });
    return last.seq;
  } finally {
    doc.destroy();
  }
}

/** Opens the snapshot as the next start will. */
function requireSame(doc: Y.Doc, bytes: Uint8Array, actId: ActId): void {
  const opened = new Y.Doc();
  try {
    Y.applyUpdate(opened, bytes);
    if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(opened)))
      throw new Error(`The snapshot of ${actId} does not open as it was: it is not kept.`);
  } finally {
    opened.destroy();
  }
}
