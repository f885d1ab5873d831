import type { Context } from 'hono';
import { contentDisposition } from '../http/disposition.ts';

/** An exported page runs nothing and fetches nothing; only our own pages may show it in a frame. */
const FILE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Sends a file: kept by the browser, or shown in a page. */
export function sendFile(
  c: Context,
  bytes: Uint8Array<ArrayBuffer>,
  file: { readonly mime: string; readonly shown: boolean; readonly name: string },
): Response {
  c.header('Content-Type', file.mime);
  c.header('Content-Disposition', contentDisposition(file.name, file.shown));
  c.header('Content-Security-Policy', FILE_POLICY);
  return c.body(bytes);
}
