import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '#shared/document/parse.ts';
import { printDocument } from '#shared/document/text.ts';
import type { DivisionReport } from '../wire.ts';
import { importText } from './import.ts';
import { normaliseImported, sourceText } from './source.ts';
import { seededIds } from './support.ts';

const imported = (source: string) => importText(source, { makeId: seededIds() });

/** Rule G3, from outside: the print of the import has the words of the source, and is a valid document. */
function expectFaithful(source: string): void {
  const result = imported(source);
  const expected = normaliseImported(sourceText(source));
  if (!result.ok) {
    expect(result.error.code).toBe('import.vide');
    expect(expected).toBe('');
    return;
  }
  expect(normaliseImported(printDocument(result.value.content))).toBe(expected);
  const parsed = parseDocument(JSON.parse(JSON.stringify(result.value.content.document)));
  expect(parsed.ok ? null : parsed.error).toBeNull();
}

const flat = (divisions: readonly DivisionReport[]): string[] =>
  divisions.flatMap((one) => [`${one.level}|${one.number}|${one.heading}`, ...flat(one.children)]);

const word = fc.constantFrom(
  'parties',
  'jeunes',
  'convention',
  'emploi',
  'bilan',
  'région',
  'élus',
  'suivi',
  'accueil',
);
const sentence = fc.array(word, { minLength: 12, maxLength: 40 }).map((words) => `Les ${words.join(' ')}.`);
const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `Objet ${words.join(' ')}`);
const list = fc.array(word, { minLength: 2, maxLength: 5 });

const article = fc.record({
  title,
  paragraphs: fc.array(sentence, { minLength: 1, maxLength: 3 }),
  items: fc.option(list),
});
const styles = {
  'Article n -': {
    head: (n: number, text: string) => `Article ${n} - ${text}`,
    number: (n: number) => String(n),
  },
  'Article n :': {
    head: (n: number, text: string) => `Article ${n} : ${text}`,
    number: (n: number) => String(n),
  },
  'ARTICLE NER –': {
    head: (n: number, text: string) => `ARTICLE ${n === 1 ? '1ER' : n} – ${text.toUpperCase()}`,
    number: (n: number) => (n === 1 ? '1ER' : String(n)),
  },
  '## Art. n.': {
    head: (n: number, text: string) => `## Art. ${n}. ${text}`,
    number: (n: number) => String(n),
  },
  'n.': { head: (n: number, text: string) => `${n}. ${text}`, number: (n: number) => String(n) },
  'Axe n :': { head: (n: number, text: string) => `Axe ${n} : ${text}`, number: (n: number) => String(n) },
} as const;

const wrapped = (text: string): string => text.replace(/(.{50,72}) /g, '$1\n');

describe('importText on generated conventions', () => {
  for (const [name, style] of Object.entries(styles))
    for (const layout of ['une ligne par alinéa', 'lignes coupées'] as const)
      it(`[G3] [H1] ${name}, ${layout}: keeps every word and finds every division`, () => {
        fc.assert(
          fc.property(fc.array(article, { minLength: 2, maxLength: 7 }), (articles) => {
            const lay = layout === 'lignes coupées' ? wrapped : (text: string) => text;
            const body = articles.flatMap((one, index) => [
              style.head(index + 1, one.title),
              ...one.paragraphs.map(lay),
              ...(one.items === null
                ? []
                : ['Elles visent :', one.items.map((item) => `- ${item} ;`).join('\n')]),
            ]);
            const source = [
              'CONVENTION DE PARTENARIAT',
              'ENTRE',
              'La Ville de Belval, représentée par son maire, M. Hugo BLANC,',
              'ET',
              'L’association Cap, représentée par sa présidente, Mme Léa FABRE,',
              'Il est convenu ce qui suit :',
              ...body,
              'Fait à Belval, le 3 mars 2024',
              'Pour la Ville\nHugo BLANC\nMaire',
              'Pour l’association\nLéa FABRE\nPrésidente',
            ].join('\n\n');
            expectFaithful(source);
            const result = imported(source);
            if (!result.ok) throw new Error(result.error.code);
            const { report } = result.value;
            expect(flat(report.divisions)).toEqual(
              articles.map((one, index) => {
                const shown = name === 'ARTICLE NER –' ? one.title.toUpperCase() : one.title;
                return `1|${style.number(index + 1)}|${shown}`;
              }),
            );
            expect(report.parties.map((party) => party.representative?.name)).toEqual([
              'Hugo BLANC',
              'Léa FABRE',
            ]);
            expect(report.signatures).toHaveLength(2);
            expect(report.unrecognised).toEqual([]);
          }),
          { seed: 712, numRuns: 25 },
        );
      });
});

const fragment = fc.constantFrom(
  ...[
    'Article 1 – Objet',
    'Article 3',
    '1. Un',
    '2. deux ;',
    '2.1 Trois',
    'a) quatre',
    'i) cinq',
    'IV. Six',
    '○ Sept',
    '- huit',
    '  - neuf',
  ],
  ...[
    '# Dix',
    '## Article 2 : Onze',
    '**Douze**',
    '**treize',
    '*quatorze*',
    'Quinze\n===',
    'Seize\n---',
    '---',
    '***',
    '| a | b |\n|---|---|\n| c | d |',
  ],
  ...[
    'x\ty\nz\tt',
    'ENTRE',
    'Et',
    "D'une part,",
    'Vu la loi du 1er juillet 1901 ;',
    'Considérant que oui,',
    'Il est convenu ce qui suit :',
  ],
  ...[
    'Fait à Paris, le 3 mai 2024',
    'Pour la Ville        Pour Cap',
    'Jean DUPONT',
    'P / VALLI, par délégation',
    'Président de Cap',
    'ANNEXE 1',
    'Annexe',
  ],
  ...[
    'mot[^1] et[^b]',
    '[^1]: note',
    '    suite',
    '[^zz]: perdue',
    'mot¹',
    '¹ Note.',
    '(1) Note',
    'mot (1)',
    '2° deux',
    "l'article 1 et l'article 2.1",
    '\f',
    '\u00A0',
  ],
  ...[
    'La Ville, représentée par son maire, et l’État, représenté par le préfet, d’une part,',
    '1 000 €',
    '\\*',
    '> cité',
    '<br>',
    'sous-',
    'préfet',
    '```',
    'Page 1 sur 2',
  ],
);

describe('importText on any text', () => {
  it('[G3] keeps every word of any mixture of structures', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fragment, fc.constantFrom('\n', '\n\n', '\n\n\n', '  \n', ' ')), { maxLength: 30 }),
        (parts) => expectFaithful(parts.map(([text, gap]) => text + gap).join('')),
      ),
      { seed: 11, numRuns: 600 },
    );
  });

  it('[G3] keeps every word of random Unicode', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 12 }), (lines) =>
        expectFaithful(lines.join('\n')),
      ),
      { seed: 12, numRuns: 300 },
    );
  });

  it('[G3] keeps every word of random signs', () => {
    const sign = fc.constantFrom(...'*_[](){}|#-+.:;\\<>/&^~`"«»’ \t\n\f0123456789abAB°•○¹²éÉ ');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 200 }), (source) => expectFaithful(source)),
      { seed: 13, numRuns: 600 },
    );
  });

  it('[G3] sourceText itself drops no letter of a text without Markdown links or entities', () => {
    const sign = fc.constantFrom(
      ...'*_(){}|#-+.:;/"«»’ \t\n\f0123abAB°•○éÉ '.split(''),
      'Article 1 ',
      '\n\n',
      'Fait à ',
    );
    const letters = (text: string) => [...text.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 150 }), (signs) => {
        const source = signs.join('');
        // A bullet « o » or a superscript in braces would be syntax; neither can be drawn here.
        expect(letters(sourceText(source))).toBe(letters(source));
      }),
      { seed: 14, numRuns: 600 },
    );
  });
});
