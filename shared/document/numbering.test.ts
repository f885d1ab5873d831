import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startCost } from '#test/support/cost.ts';
import {
  alinea,
  annexe,
  appelNote,
  article,
  axe,
  type Blocks,
  block,
  docOf,
  intitule,
  item,
  note,
  numero,
  rubrique,
  sousArticle,
  table,
  texte,
  variable,
} from './builders.ts';
import { canonicalContent } from './canonical.ts';
import type { DocumentJson, IntituleAttrs } from './model.ts';
import { computeNumbers } from './numbering.ts';
import { arbitraryContent } from './testing/arbitraries.ts';

const N = '\u00a0';
const numbers = (...blocks: readonly Blocks[]) => [...computeNumbers(docOf(...blocks)).headings.values()];
const printed = (...blocks: readonly Blocks[]) => numbers(...blocks).map((one) => one.printed);
const counters = (...blocks: readonly Blocks[]) => numbers(...blocks).map((one) => one.number);
const names = (...blocks: readonly Blocks[]) => numbers(...blocks).map((one) => one.name);
const markers = (...blocks: readonly Blocks[]) => [...computeNumbers(docOf(...blocks)).items.values()];
const held = (text: string, numFixe: string) => ({ text, attrs: { numFixe } });
const heading = (attrs: Partial<IntituleAttrs>) => intitule('x', attrs);

describe('numbers of headings', () => {
  it('[N1] prints prefixe, counter and separateur', () => {
    expect(printed(article('Objet'), article('Durée'))).toEqual([`Article${N}1 – `, `Article${N}2 – `]);
  });

  it('[N1] prints a bullet, and nothing where there is nothing', () => {
    const puce = heading({ compteur: 'puce', prefixe: '○ ' });
    expect(printed(puce, rubrique('Suivi'))).toEqual(['○ ', '']);
  });

  it.each([
    ['1', ['1', '2', '3', '4']],
    ['1er', ['1er', '2', '3', '4']],
    ['I', ['I', 'II', 'III', 'IV']],
    ['i', ['i', 'ii', 'iii', 'iv']],
    ['A', ['A', 'B', 'C', 'D']],
    ['a', ['a', 'b', 'c', 'd']],
    ['aucun', ['', '', '', '']],
  ] as const)('[N1] counts in %s', (compteur, expected) => {
    expect(counters([1, 2, 3, 4].map(() => heading({ compteur })))).toEqual(expected);
  });

  it('[N1] goes on after Z with AA', () => {
    expect(counters(Array.from({ length: 28 }, () => heading({ compteur: 'A' }))).slice(25)).toEqual([
      'Z',
      'AA',
      'AB',
    ]);
  });

  it('[N2] articles count on through titres and chapitres', () => {
    const titre = heading({ genre: 'titre', compteur: 'I', prefixe: 'Titre ' });
    const inTitre = { text: 'x', attrs: { niveau: 2 } };
    expect(counters(titre, article(inTitre), article(inTitre), titre, article(inTitre))).toEqual([
      'I',
      '1',
      '2',
      'II',
      '3',
    ]);
  });

  it('[N2] articles restart in each annexe and go on after it', () => {
    const inAnnexe = { text: 'x', attrs: { niveau: 2 } };
    const blocks = [
      article('a'),
      annexe('b'),
      article(inAnnexe),
      article(inAnnexe),
      annexe('c'),
      article(inAnnexe),
    ];
    expect(counters(...blocks, article('d'))).toEqual(['1', '1', '1', '2', '2', '1', '2']);
  });

  it('[N2] axes restart under each rubrique, bare numbers under each article', () => {
    expect(counters(rubrique('a'), axe('b'), axe('c'), rubrique('d'), axe('e'))).toEqual([
      '',
      '1',
      '2',
      '',
      '1',
    ]);
    expect(counters(article('a'), numero('b'), numero('c'), article('d'), numero('e'))).toEqual([
      '1',
      '1',
      '2',
      '2',
      '1',
    ]);
  });

  it('[N3] headings of other genres stand outside the series', () => {
    const bare = heading({ genre: 'axe', compteur: '1', separateur: '. ' });
    expect(counters(bare, rubrique('Entre deux'), bare, article('a'), bare)).toEqual([
      '1',
      '',
      '2',
      '1',
      '3',
    ]);
  });

  it('[N4] complet prints the numbers above', () => {
    const deep = heading({ genre: 'section', niveau: 3, compteur: '1', complet: true });
    expect(counters(article('a'), article('b'), sousArticle('c'), deep, deep, sousArticle('d'))).toEqual([
      '1',
      '2',
      '2.1',
      '2.1.1',
      '2.1.2',
      '2.2',
    ]);
  });

  it('[N4] complet looks over an unnumbered parent, and writes 1er as 1', () => {
    const first = heading({ genre: 'article', compteur: '1er', prefixe: 'Article ' });
    const unnumbered = heading({ niveau: 2 });
    const deep = heading({ genre: 'section', niveau: 3, compteur: '1', complet: true });
    expect(counters(first, unnumbered, deep)).toEqual(['1er', '', '1.1']);
  });

  it.each([
    ['5 bis', '6'],
    ['4-1', '5'],
    ['12', '13'],
    ['A', '2'],
  ])('[N5] a number held at %s prints as is, and the next is %s', (numFixe, next) => {
    expect(counters(article('a'), article(held('b', numFixe)), article('c'))).toEqual(['1', numFixe, next]);
  });

  it('[N5] a held number that repeats its parent’s is read after it', () => {
    expect(counters(article(held('a', '3')), sousArticle(held('b', '3.2')), sousArticle('c'))).toEqual([
      '3',
      '3.2',
      '3.3',
    ]);
  });

  it('[N9] is cited by its noun and number', () => {
    expect(names(article('a'), numero('b'), article('a'), sousArticle('c'), axe('d'), annexe('e'))).toEqual([
      'article 1',
      '1',
      'article 2',
      '2.1',
      'axe 1',
      'annexe 1',
    ]);
    expect(names(heading({ genre: 'article', compteur: '1er', prefixe: 'ARTICLE ' }))).toEqual([
      'article 1er',
    ]);
    expect(names(heading({ genre: 'axe', compteur: '1', separateur: '. ' }))).toEqual(['axe 1']);
    expect(names(heading({ genre: 'annexe', compteur: '1', prefixe: 'Annexe n° ' }))).toEqual(['annexe 1']);
  });

  it('[N9] is cited by its heading in guillemets when unnumbered', () => {
    expect(names(rubrique('Durée de la convention'))).toEqual([`«${N}Durée de la convention${N}»`]);
    expect(names(rubrique(''))).toEqual(['division sans intitulé']);
  });

  it('[N9] a variable in a heading prints its value', () => {
    const document = docOf(rubrique([texte('Avec '), variable('nom')]));
    const nom = { type: 'texte', libelle: 'Nom', valeur: 'AMF' } as const;
    const [one] = computeNumbers(document, { nom }).headings.values();
    expect(one?.heading).toBe('Avec AMF');
    expect(computeNumbers(docOf(rubrique([variable('constructor')]))).headings.size).toBe(1);
  });
});

describe('markers of items', () => {
  const un = (niveau = 1) => item('x', { marqueur: '1.', niveau });
  const lettre = (niveau: number) => item('x', { marqueur: '(a)', niveau });

  it('[N6] prints literal bullets as they are', () => {
    expect(markers(item('x', { marqueur: '-' }), item('x', { marqueur: '•' }))).toEqual(['-', '•']);
  });

  it.each([
    ['1.', ['1.', '2.']],
    ['1°', ['1°', '2°']],
    ['(a)', ['(a)', '(b)']],
    ['I -', ['I -', 'II -']],
    ['i)', ['i)', 'ii)']],
  ])('[N6] counts the pattern %s', (marqueur, expected) => {
    expect(markers(item('x', { marqueur }), item('y', { marqueur }))).toEqual(expected);
  });

  it('[N6] counts each level, and restarts under each item', () => {
    expect(markers(un(), lettre(2), lettre(2), un(), lettre(2))).toEqual(['1.', '(a)', '(b)', '2.', '(a)']);
  });

  it('[N6] an alinéa breaks the run, an indented one, a page break and a note do not', () => {
    expect(markers(un(), alinea('y'), un())).toEqual(['1.', '1.']);
    expect(markers(un(), alinea('y', { retrait: 1 }), un())).toEqual(['1.', '2.']);
    expect(markers(un(), { type: 'sautPage', attrs: { id: '' as never } }, un())).toEqual(['1.', '2.']);
    expect(markers(un(), note('n', 'y'), un())).toEqual(['1.', '2.']);
    expect(markers(un(), article('y'), un())).toEqual(['1.', '1.']);
  });

  it('[N7] a held number prints in the pattern and the run goes on from it', () => {
    expect(markers(item('x', { marqueur: '1°', numFixe: '3 bis' }), item('x', { marqueur: '1°' }))).toEqual([
      '3 bis°',
      '4°',
    ]);
  });

  it('[N6] numbers the items of a cell on their own', () => {
    const [one] = [table([['a']])];
    const cell = {
      ...one,
      content: one?.content.map((row) => ({
        ...row,
        content: row.content.map((c) => ({ ...c, content: [un(), un()] })),
      })),
    };
    expect(markers(un(), cell as Blocks, un())).toEqual(['1.', '1.', '2.', '1.']);
  });
});

describe('numbers of notes', () => {
  it('[N8] follow the order of their first calls, not of their texts', () => {
    const call = (id: string) => alinea([texte('x'), appelNote(id)]);
    const document = docOf(call('b'), call('a'), call('b'), note('a', 'A'), note('b', 'B'));
    expect([...computeNumbers(document).notes]).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });
});

describe('properties of numbering', () => {
  const RUNS = { seed: 20250525, numRuns: 200 };

  it('[N10] without held numbers, every series increases without gap', () => {
    fc.assert(
      fc.property(arbitraryContent({ held: false }), ({ document }) => {
        const numbering = computeNumbers(document);
        const reached = new Map<string, number>();
        let path: { niveau: number; id: string; genre: string }[] = [];
        for (const one of document.content) {
          if (one.type !== 'intitule') continue;
          const { niveau, genre, compteur, id } = one.attrs;
          path = path.filter((open) => open.niveau < niveau);
          const scope =
            genre === 'article'
              ? path.findLast((open) => open.genre === 'annexe' || open.genre === 'article')
              : path.at(-1);
          path.push({ niveau, genre, id });
          const number = numbering.headings.get(id)?.number ?? '';
          if (compteur !== '1' && compteur !== '1er') continue;
          const key = `${scope?.id ?? ''}|${genre}|${genre === 'article' ? '' : niveau}`;
          const own = Number.parseInt(number.split('.').at(-1) ?? '', 10);
          expect(own).toBe((reached.get(key) ?? 0) + 1);
          reached.set(key, own);
        }
      }),
      RUNS,
    );
  });

  it('[N10] inserting a division changes no id and no earlier number', () => {
    fc.assert(
      fc.property(arbitraryContent(), fc.nat({ max: 30 }), (content, at) => {
        const { document } = canonicalContent(content);
        const index = Math.min(at, document.content.length);
        const added = block('intitule', 'Ajout', {
          id: 'ajout0000000' as never,
          genre: 'article',
          compteur: '1',
        });
        const longer: DocumentJson = {
          type: 'doc',
          content: [...document.content.slice(0, index), added, ...document.content.slice(index)],
        };
        const before = computeNumbers(document);
        const after = computeNumbers(longer);
        expect([...after.headings.keys()].filter((id) => id !== 'ajout0000000')).toEqual([
          ...before.headings.keys(),
        ]);
        for (const one of document.content.slice(0, index))
          if (one.type === 'intitule')
            expect(after.headings.get(one.attrs.id)).toEqual(before.headings.get(one.attrs.id));
      }),
      RUNS,
    );
  });

  it('[N10] numbers a 1,500-block act well under the time of a frame', () => {
    const blocks = Array.from({ length: 150 }, (_, i) => [
      article(`Titre ${i}`),
      ...Array.from({ length: 9 }, (_unused, j) => (j % 2 ? item('x', { marqueur: '1.' }) : alinea('texte'))),
    ]);
    const document = docOf(...blocks);
    expect(document.content.length).toBe(1500);
    computeNumbers(document);
    const spent = startCost();
    for (let time = 0; time < 15; time += 1) computeNumbers(document);
    // About 1 ms.
    expect(spent() / 15).toBeLessThan(5);
  });
});
