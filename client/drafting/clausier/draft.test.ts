import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readProposedClause } from '#shared/drafting/clausier.ts';
import { comparedParts } from './compared.ts';
import {
  BLANK_VARIABLE,
  blankDraft,
  completed,
  draftOf,
  insertSnippet,
  missingHead,
  slugOf,
  sourceOf,
} from './draft.ts';
import { placeProblems } from './problems.ts';
import { unwrap } from './unwrap.ts';

const STAMP = { date: '2026-11-21', auteur: 'Zoé : « Z »' };
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'templates', 'clauses');
const shipped = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => [path, readFileSync(join(FOLDER, path), 'utf8')] as const);

describe('a clause and its form', () => {
  test.each(shipped)('%s comes back from the form as it was', (_path, source) => {
    const before = readProposedClause(source);
    const after = readProposedClause(sourceOf(draftOf(source), STAMP));
    if (!before.ok || !after.ok) throw new Error(JSON.stringify([before, after]));
    const told = ({ value }: typeof before) => {
      const { source: _s, version: _v, date: _d, auteur: _a, file: _f, ...clause } = value;
      return JSON.stringify(clause, (key, each: unknown) => (key === 'line' ? 0 : each));
    };
    expect(told(after)).toBe(told(before));
  });

  test('what was typed is kept even when it is wrong, and told', () => {
    const draft = { ...blankDraft(), id: 'x', variables: [{ ...BLANK_VARIABLE, min: 'beaucoup' }] };
    const source = sourceOf(draft, STAMP);
    expect(draftOf(source).variables[0]?.min).toBe('beaucoup');
    expect(readProposedClause(source).ok).toBe(false);
  });

  test('a source without head becomes a text', () => {
    expect(draftOf('Bonjour').corps).toBe('Bonjour');
    expect(draftOf('---\n: [\n---\nBonjour').corps).toBe('Bonjour');
  });
});

describe('problems', () => {
  const draft = {
    ...blankDraft(),
    id: 'duree-x',
    famille: 'duree',
    variante: 'x',
    titre: 'Durée',
    emploi: 'Toujours.',
  };
  const problems = (over: Partial<typeof draft>) => {
    const source = sourceOf({ ...draft, ...over }, STAMP);
    const read = readProposedClause(source);
    return read.ok
      ? []
      : placeProblems(
          source,
          read.error.map(({ message }) => message),
        );
  };
  test('of the text are placed by its own lines', () => {
    expect(problems({ corps: 'Un.\n\nVoir {{inconnue.variable}}.' })).toMatchObject([
      { place: 'Texte, ligne 3', line: 3 },
    ]);
  });
  test('of the head are placed by its rubrics, without file nor line', () => {
    const [problem] = problems({ corps: 'Un.', emploi: '' });
    expect(problem?.place).toMatch(/^En-tête/);
    expect(problem?.message).not.toMatch(/clauses\/|ligne/);
  });
  test('a sound clause has none', () => {
    expect(problems({ corps: 'Un.' })).toEqual([]);
  });
});

test.each([
  ['Nombre de mois', 'nombre-de-mois'],
  ['Préavis (en mois)', 'preavis-en-mois'],
  ['3 mois', 'mois'],
])('« %s » is named %s', (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test.each([
  ['ab', 1, 1, 'X', 'aXb', 2],
  ['abc', 1, 2, '**\u0000**', 'a**b**c', 4],
  ['abc', 3, 3, '@si \u0000\n@fin', 'abc\n@si \n@fin', 8],
  ['', 0, 0, '@si \u0000\n@fin', '@si \n@fin', 4],
])('in « %s » at %d–%d, inserting « %s » gives « %s »', (text, start, end, snippet, result, caret) => {
  expect(insertSnippet(text, { start, end }, snippet)).toEqual({ text: result, caret });
});

describe('what the form sees missing', () => {
  test('is told in its own words, and the text is read all the same', () => {
    const draft = { ...blankDraft(), corps: 'Voir {{inconnue.variable}}.' };
    expect(missingHead(draft).map(({ place }) => place)).toEqual(['La clause', 'La clause', 'La clause']);
    const source = sourceOf(completed(draft), STAMP);
    const read = readProposedClause(source);
    expect(read.ok ? [] : read.error.map(({ code }) => code)).toEqual(['variable.inconnue']);
  });
});

test('a wrapped text is unwrapped, its blocks and hard breaks kept', () => {
  const wrapped = 'Un\ndeux.\n\n- trois\n  quatre\n- cinq\n\n@si parties = 2\nSix\nsept\\\nhuit.\n@fin';
  expect(unwrap(wrapped)).toBe(
    'Un deux.\n\n- trois quatre\n- cinq\n\n@si parties = 2\nSix sept\\\nhuit.\n@fin',
  );
});

test('versions are compared without their stamp nor their wrapping', () => {
  const source = (version: number, body: string) =>
    `---\nversion: ${version}\ndate: 2026-01-0${version}\nemploi: X.\n---\n${body}\n`;
  const [text, head] = comparedParts(source(1, 'Un\ndeux.'), source(2, 'Un deux.'));
  expect([text?.old === text?.fresh, head?.old === head?.fresh]).toEqual([true, true]);
});
