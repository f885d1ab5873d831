/**
 * Has this thread make way for the others of the machine, the process's own loop first, when the processors are all
 * taken. Where a thread can't say which one it is (elsewhere than on Linux), everything stays as it was.
 * @param niceness by how much, up to 19 in all
 * @returns whether it could
 */
export function makeWay(niceness: number): boolean;
