/** @returns a port of the loopback address that nobody uses at this moment */
export function freePort(): Promise<number>;
