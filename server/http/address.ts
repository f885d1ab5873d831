/**
 * @param forwarded the X-Forwarded-For header, read only behind a proxy that sets it
 * @param remote the peer's own address
 * @returns the caller's address, for counting
 */
export function callerAddress(
  trustProxy: boolean,
  forwarded: string | undefined,
  remote: string | undefined,
): string {
  const told = trustProxy ? forwarded?.split(',').at(-1)?.trim() : undefined;
  return told || remote || 'inconnue';
}
