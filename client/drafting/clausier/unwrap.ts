/** What opens a block, or stands alone on its line, in the format of `templates/`. */
const OPENS = /^\s*(?:$|#|@|\||\[\^[^\]]+\]:|- |\d+[.°)] |[a-z][.)] |\([a-z]\) )/;
const ALONE = /^\s*(?:$|#|@|\|)/;

/** @returns a text with each alinéa and each item on one line: how a file was wrapped says nothing */
export function unwrap(body: string): string {
  const lines: string[] = [];
  for (const line of body.split('\n')) {
    const before = lines.at(-1);
    if (before === undefined || OPENS.test(line) || ALONE.test(before) || before.endsWith('\\'))
      lines.push(line);
    else lines[lines.length - 1] = `${before.trimEnd()} ${line.trim()}`;
  }
  return lines.join('\n');
}
