/**
 * The heaviest increasing subsequence: what stays in place, all the rest having moved.
 * @param values distinct numbers, in the order of the other side
 * @param weightOf weight of the element of that rank, above zero
 * @returns ranks in `values` of the elements kept, increasing; O(n log n)
 */
export function heaviestIncreasing(
  values: readonly number[],
  weightOf: (rank: number) => number,
): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const rankOf = new Map(sorted.map((value, rank) => [value, rank + 1]));
  // A Fenwick tree of best totals over values; each node names the last element of the best chain.
  const best = new Float64Array(values.length + 1);
  const last = new Int32Array(values.length + 1).fill(-1);
  const previous = new Int32Array(values.length).fill(-1);
  let bestTotal = 0;
  let bestEnd = -1;
  for (let i = 0; i < values.length; i += 1) {
    const at = rankOf.get(values[i] ?? 0) ?? 1;
    let total = 0;
    let before = -1;
    for (let node = at - 1; node > 0; node -= node & -node)
      if ((best[node] ?? 0) > total) {
        total = best[node] ?? 0;
        before = last[node] ?? -1;
      }
    total += weightOf(i);
    previous[i] = before;
    for (let node = at; node <= values.length; node += node & -node)
      if (total > (best[node] ?? 0)) {
        best[node] = total;
        last[node] = i;
      }
    if (total > bestTotal) {
      bestTotal = total;
      bestEnd = i;
    }
  }
  const kept: number[] = [];
  for (let i = bestEnd; i !== -1; i = previous[i] ?? -1) kept.push(i);
  return kept.reverse();
}
