import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '#test/support/shipped.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
/** Words in a row beyond which two texts are one sentence, not one idea. */
const RUN = 11;
/** Names of laws and of what they define, and set phrases of every contract. */
const CITATIONS =
  /règlement|loi n|code|protection des données|informatique aux fichiers|recommandée avec|interprétation ou à l exécution/;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];

function runs(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' ')));
}

const absent = existsSync(CORPUS) ? '' : ' (skipped: ../shared/corpus is absent)';

describe(`the wordings are ours${absent}`, () => {
  it.skipIf(absent !== '')('share no sentence with the real conventions', () => {
    const theirs = readdirSync(CORPUS).map((name) => runs(readFileSync(join(CORPUS, name), 'utf8')));
    const shared = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md') && path !== 'README.md')
      .flatMap((path) =>
        [...runs(readFileSync(join(TEMPLATES, path), 'utf8').split(/^---$/m).at(-1) ?? '')]
          .filter((run) => theirs.some((each) => each.has(run)) && !CITATIONS.test(run))
          .map((run) => `${path}: ${run}`),
      );
    expect(shared).toEqual([]);
  });
});
