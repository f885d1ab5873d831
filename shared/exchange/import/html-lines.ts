/*
 * HTML pasted as source: its block tags are the layout of the text (rule L10 of RULES.md).
 */

const BLOCK_TAG =
  /<(\/?)(p|div|h[1-6]|li|ul|ol|tr|td|th|table|thead|tbody|section|article|header|footer|main|body|html|blockquote|center|span|font|br|hr)(?:\s[^<>]{0,400})?\s?\/?>/giu;
/** Tags under which a `<` is rather a sign of the text. */
const MIN_TAGS = 4;

/** @returns true when the text is written in HTML tags */
export function looksLikeHtml(source: string): boolean {
  let tags = 0;
  for (const match of source.slice(0, 200_000).matchAll(BLOCK_TAG)) {
    if (/^(?:br|span|font)$/i.test(match[2] ?? '')) continue;
    tags += 1;
    if (tags >= MIN_TAGS) return true;
  }
  return false;
}

/** What a tag does to the text around it. */
function layoutOf(closing: boolean, name: string): string {
  if (/^h[1-6]$/.test(name)) return closing ? '\n\n' : `\n\n${'#'.repeat(Number(name[1]))} `;
  if (name === 'li') return closing ? '\n' : '\n- ';
  if (name === 'td' || name === 'th') return closing ? ' |' : ' ';
  if (name === 'tr') return closing ? '\n' : '\n|';
  if (name === 'br') return '  \n';
  return name === 'span' || name === 'font' ? '' : '\n\n';
}

/**
 * Lays one line of HTML out as Markdown; other tags are left to the reader of inline text.
 * @param raw one line of the source
 * @returns the lines that it makes
 */
export function layHtmlOut(raw: string): readonly string[] {
  if (!raw.includes('<')) return [raw];
  return raw
    .replace(BLOCK_TAG, (_tag, slash: string, name: string) => layoutOf(slash === '/', name.toLowerCase()))
    .split('\n');
}
