/** Families of browsers, most particular name first: each one claims to be those that follow. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

/** @returns a browser's family and whether it is a phone's, nothing that tells one from another */
function agentFamily(userAgent: string | undefined): string {
  if (userAgent === undefined) return 'inconnu';
  const family = FAMILIES.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'autre';
  return /\bMobi|Android|iPhone/.test(userAgent) ? `${family} (mobile)` : family;
}

/** @returns an address cut to its network: /24 of IPv4, /48 of IPv6 */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  if (four !== undefined) return `${four}.0/24`;
  if (!address.includes(':')) return 'inconnu';
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  return `${groups.slice(0, 3).join(':')}::/48`;
}

/** What is kept of where a signature came from, minimised. */
export function traceOf(
  address: string,
  userAgent: string | undefined,
): { readonly network: string; readonly agent: string } {
  return { network: networkOf(address), agent: agentFamily(userAgent) };
}
