/** A stretch of the base's pieces (first rank, count), or a text of its own. */
type Op = readonly [number, number] | string;

/** The text that a delta gives is not one: it was not made for this base, or was altered. */
export class DeltaError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'DeltaError';
  }
}

/**
 * Rule V6: where canonical JSON is cut. Only where an object ends and another begins, which is finer than blocks; a
 * text cut there and joined by commas is the same text, whatever it holds.
 */
const cut = (text: string): string[] => text.split(/(?<=\}),(?=\{)/);

/**
 * Tells `next` from `base`: what is the same is named, what differs is written out. Linear in the two lengths.
 * @param base any text
 * @param next any text
 * @returns JSON, for {@link applyDelta} with the same base
 */
export function deltaOf(base: string, next: string): string {
  const from = cut(base);
  const places = new Map<string, number[]>();
  from.forEach((piece, rank) => {
    const known = places.get(piece);
    if (known) known.push(rank);
    else places.set(piece, [rank]);
  });
  const ops: Op[] = [];
  let start = 0;
  let count = 0;
  let fresh: string[] = [];
  const closeCopy = () => {
    if (count > 0) ops.push([start, count]);
    count = 0;
  };
  for (const piece of cut(next)) {
    const expected = start + count;
    if (count > 0 && from[expected] === piece) {
      count += 1;
      continue;
    }
    const found = places.get(piece);
    if (found === undefined) {
      closeCopy();
      start = expected;
      fresh.push(piece);
      continue;
    }
    closeCopy();
    if (fresh.length > 0) ops.push(fresh.join(','));
    fresh = [];
    start = nextPlace(found, expected);
    count = 1;
  }
  closeCopy();
  if (fresh.length > 0) ops.push(fresh.join(','));
  return JSON.stringify(ops);
}

/** The first place from `expected` on, or else the first of all. `places` is increasing and not empty. */
function nextPlace(places: readonly number[], expected: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < expected) low = middle + 1;
    else high = middle;
  }
  return places[low] ?? places[0] ?? 0;
}

/**
 * @param base the text that `delta` was made from
 * @param delta JSON given by {@link deltaOf}
 * @returns the other text
 * @throws DeltaError when `delta` is not a delta of `base`
 */
export function applyDelta(base: string, delta: string): string {
  const from = cut(base);
  return readOps(delta)
    .map((op) => {
      if (typeof op === 'string') return op;
      const [start, count] = op;
      if (start + count > from.length) throw new DeltaError('a copy beyond the base');
      return from.slice(start, start + count).join(',');
    })
    .join(',');
}

const isRank = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function readOps(delta: string): readonly Op[] {
  let json: unknown;
  try {
    json = JSON.parse(delta);
  } catch {
    throw new DeltaError('not JSON');
  }
  if (!Array.isArray(json)) throw new DeltaError('not a list');
  return json.map((op: unknown): Op => {
    if (typeof op === 'string') return op;
    if (Array.isArray(op) && op.length === 2 && isRank(op[0]) && isRank(op[1])) return [op[0], op[1]];
    throw new DeltaError('not an operation');
  });
}
