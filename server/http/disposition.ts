import { asciiFileName, fileName } from '#shared/kernel/file-name.ts';

/** RFC 8187: what `encodeURIComponent` leaves and a header may not hold. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The header that names a file, in ASCII for old clients and in full for the others (RFC 6266).
 * @param name whatever people called it: what no file name can hold is left out
 * @param shown true when the browser may show it in a page rather than keep it
 */
export function contentDisposition(name: string, shown = false): string {
  const full = fileName(name);
  return `${shown ? 'inline' : 'attachment'}; filename="${asciiFileName(full)}"; filename*=UTF-8''${extended(full)}`;
}
