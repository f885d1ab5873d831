/**
 * A list for `in (…)`, of which the last is repeated up to the next power of two: lists of any length then make a few
 * statements, which are kept compiled.
 * @param list of one or more
 */
export function fewLengths<Value>(list: readonly Value[]): readonly Value[] {
  const last = list.at(-1);
  if (last === undefined) return list;
  const length = 2 ** Math.ceil(Math.log2(list.length));
  return [...list, ...Array<Value>(length - list.length).fill(last)];
}
