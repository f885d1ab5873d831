/**
 * Whether a request that changes something, or opens a socket, comes from one of our own pages. Browsers always
 * name the origin of such requests; a program that is not a browser sends none, and carries no one's cookie
 * but its own.
 * @param origin the `Origin` header
 * @param host the `Host` header, as the browser wrote it
 * @param publicUrl the address that people use, when it is set: a proxy may have rewritten `Host`
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | null,
): boolean {
  if (origin === undefined) return true;
  if (publicUrl !== null && origin === new URL(publicUrl).origin) return true;
  const parsed = URL.canParse(origin) ? new URL(origin) : null;
  return parsed !== null && host !== undefined && parsed.host === host;
}
