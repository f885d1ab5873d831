import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeTextFile } from './decode.ts';
import { mustImport, partiesOf, signaturesOf, treeOf } from './support.ts';

const FOLDER = resolve(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(FOLDER).flatMap((name) => {
  const decoded = decodeTextFile(readFileSync(resolve(FOLDER, name)));
  return decoded.ok ? [{ name, text: decoded.value.replace(/\r\n/g, '\n') }] : [];
});

/** A number, alone, and a page break after every twelfth blank line. */
function paged(text: string): string {
  let blanks = 0;
  return text.replace(/\n\n/g, (gap) => {
    blanks += 1;
    return blanks % 12 === 0 ? `\n\n${blanks / 12}\n\f\n` : gap;
  });
}

/** Layouts that say the same thing. */
const LAYOUTS: Readonly<Record<string, (text: string) => string>> = {
  'twice the blank lines': (text) => text.replace(/\n\n/g, '\n\n\n'),
  'typographic apostrophes': (text) => text.replace(/'/g, '’'),
  'round bullets': (text) => text.replace(/^(\s*)- /gm, '$1• '),
  'a space at every line end': (text) => text.replace(/$/gm, ' '),
  'a margin': (text) => text.replace(/^(?=.)/gm, '    '),
  'narrow no-break spaces': (text) => text.replace(/ (?=[:;!?»])/g, '\u202F'),
  'pages and their numbers': paged,
};
/** The break falls inside a Markdown footnote, where no page ends. */
const UNLIKELY = ['parties-tableau.md.txt pages and their numbers'];

/** What does not depend on the layout. */
function factsOf(text: string): string {
  const { report } = mustImport(text);
  const { title, visas, considerants, footnotes, place, date, originals } = report;
  const facts = {
    title,
    visas,
    considerants,
    originals,
    place,
    date,
    notes: footnotes,
    parties: partiesOf(report),
    tree: treeOf(report),
    signatures: signaturesOf(report),
  };
  return JSON.stringify(facts, null, 1)
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/’/g, "'")
    .replace(/ • /g, ' - ');
}

describe('importText whatever the layout', () => {
  for (const [layout, lay] of Object.entries(LAYOUTS))
    it.each(fixtures.filter(({ name }) => !UNLIKELY.includes(`${name} ${layout}`)))(
      `[L6] [L9] $name with ${layout}: recognised alike`,
      ({ text }) => {
        expect(factsOf(lay(text))).toBe(factsOf(text));
      },
    );
});
