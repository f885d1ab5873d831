import type { Instruction } from './model.ts';
import type { Places } from './places.ts';

/** Instructions remembered for one text: more than any avenant has, so that those of the last change stay. */
const MOST_KEPT = 4_000;

const written = new WeakMap<Instruction, string>();

/** An instruction as a key, made once for it. */
function keyOf(instruction: Instruction): string {
  const key = written.get(instruction) ?? JSON.stringify(instruction);
  written.set(instruction, key);
  return key;
}

/**
 * Remembers what each instruction gives on a base text: while somebody types, an avenant of a hundred instructions changes
 * by one or two of them, and a content never changes.
 * @returns a function that computes what it is asked for the first time (`make`), and gives the same object after; `how` is
 *   what the result depends on besides the text and the instruction. What throws is not remembered.
 */
export function remembered<T>(): (places: Places, instruction: Instruction, how: string, make: () => T) => T {
  const known = new WeakMap<Places, Map<string, T>>();
  return (places, instruction, how, make) => {
    const of = known.get(places) ?? new Map<string, T>();
    known.set(places, of);
    const key = `${how}\n${keyOf(instruction)}`;
    const before = of.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (of.size >= MOST_KEPT) of.clear();
    of.set(key, made);
    return made;
  };
}
