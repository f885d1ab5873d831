import { isIPv6 } from 'node:net';

/**
 * @param proxies how many proxies stand in front and add to X-Forwarded-For; 0 leaves the header aside
 * @param forwarded the X-Forwarded-For header: each proxy adds at its end the address that it was called from
 * @param remote the peer's own address
 * @returns the caller's address, for counting: what is further left in the header, anybody may have written
 */
export function callerAddress(
  proxies: number,
  forwarded: string | undefined,
  remote: string | undefined,
): string {
  const told = proxies > 0 ? forwarded?.split(',').map((one) => one.trim()) : undefined;
  const address = told?.at(-Math.min(proxies, told.length)) || remote || 'inconnue';
  return grouped(address);
}

/** @returns true for this machine itself, as `callerAddress` gives it */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '0:0:0:0::/64';
}

/** One IPv6 subscriber holds a whole /64: its addresses count as one. IPv4 written as IPv6 counts as IPv4. */
function grouped(address: string): string {
  const bare = address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/%.*$/, '');
  // Node's own rules for an IPv6 address take V8 long to compile: most addresses plainly are none.
  if (!bare.includes(':') || !isIPv6(bare)) return bare;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group || '0', 16).toString(16)).join(':')}::/64`;
}
