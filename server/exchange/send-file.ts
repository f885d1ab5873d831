import type { Context } from 'hono';

/** An exported page runs nothing and fetches nothing; only our own pages may show it in a frame. */
const FILE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** RFC 8187: what `encodeURIComponent` leaves and a header may not hold. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** @returns the header that names a file, in ASCII for old clients and in full for the others */
function contentDisposition(shown: boolean, name: { full: string; ascii: string }): string {
  const ascii = name.ascii.replace(/["\\]/g, '');
  return `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${extended(name.full)}`;
}

/** Sends a file: kept by the browser, or shown in a page. */
export function sendFile(
  c: Context,
  bytes: Uint8Array<ArrayBuffer>,
  file: { readonly mime: string; readonly shown: boolean; readonly name: { full: string; ascii: string } },
): Response {
  c.header('Content-Type', file.mime);
  c.header('Content-Disposition', contentDisposition(file.shown, file.name));
  c.header('Content-Security-Policy', FILE_POLICY);
  return c.body(bytes);
}
