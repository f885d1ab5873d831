import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alinea, article, contentOf, idOf, intitule, item } from '#shared/document/builders.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { EVERYTHING } from '#test/support/every-block.ts';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { compareContents } from './contents.ts';
import { sentences } from './sentences.ts';
import { arbitraryEdits, editAct } from './testing/edits.ts';
import { PAIRS } from './testing/pairs/index.ts';

const N = '\u00a0';
const P = '\u202f';

/** What the pairs judged by hand say, in sentences. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'une négation ajoutée': [
    `À l’article 1, le mot «${N}ne${N}» est ajouté après «${N}Les données nominatives${N}»${P}; le mot «${N}pas${N}» est ajouté après «${N}sont${N}».`,
  ],
  'une phrase supprimée': [
    `À l’article 1, les mots «${N}Elle est tacitement reconduite.${N}» sont supprimés.`,
  ],
  'une durée en lettres': [`À l’article 1, «${N}deux${N}» devient «${N}trois${N}».`],
  'un alinéa remplacé par un autre, sous un nouvel identifiant': [
    `Le premier alinéa de l’article 1 est supprimé${N}: «${N}Tout différend est soumis au tribunal judiciaire de Lyon.${N}»`,
    `Un alinéa est ajouté au début de l’article 1 (Litiges)${N}: «${N}Un médiateur choisi en commun rend son avis sous soixante jours.${N}»`,
  ],
  'un article déplacé de deux rangs': [
    'Les articles 3 et 4 deviennent les articles 2 et 3.',
    'L’article 2 (Durée) est déplacé après l’article 4 (Litiges) et devient l’article 4.',
  ],
  'un alinéa déplacé et reformulé': [
    `Le premier alinéa de l’article 1 est déplacé et devient le troisième alinéa de l’article 1. Au troisième alinéa de l’article 1, «${N}représentants${N}» devient «${N}délégués${N}».`,
  ],
  'un alinéa coupé en trois': ['Le premier alinéa du texte liminaire est coupé en trois alinéas.'],
  'deux alinéas réunis': [
    'Le premier alinéa et le second alinéa du texte liminaire sont réunis en un seul alinéa.',
  ],
  'un article coupé en deux': [
    `À l’intitulé de l’article 1, les mots «${N}et résiliation${N}» sont supprimés.`,
    'L’article 2 (Résiliation) est inséré.',
    'L’article 2 (Litiges) devient l’article 3.',
  ],
  'un 2° ajouté, la suite renumérotée': [
    `Un élément de liste est ajouté après le 1° du texte liminaire${N}: «${N}les associations${P};${N}».`,
    'Le 2° du texte liminaire devient le 3°.',
    'Le 3° du texte liminaire devient le 4°.',
  ],
  'un article inséré, les renvois suivent': [
    `L’article 2 (Suivi) est inséré, avec un alinéa${N}: «${N}Un comité de suivi se réunit chaque année à l’initiative de la plus diligente des parties.${N}»`,
    'Les articles 2 et 3 deviennent les articles 3 et 4.',
    `À l’article 4 (ancien article 3), le renvoi «${N}l’article 2${N}» devient «${N}l’article 3${N}».`,
  ],
  'une ligne ajoutée': [
    `Au tableau du texte liminaire, une ligne est ajoutée${N}: «${N}Ateliers tenus | 40 | 60${N}».`,
  ],
  'une colonne ajoutée': [`Au tableau du texte liminaire, une colonne est ajoutée${N}: «${N}Cible${N}».`],
  'une cellule changée': [
    `À la troisième cellule de la deuxième ligne du tableau du texte liminaire, «${N}1 500${N}» devient «${N}1 800${N}».`,
  ],
  'une note ajoutée avant une autre': [
    `Au premier alinéa du texte liminaire, l’appel de note «${N}¹${N}» est ajouté après «${N}accueille les jeunes${N}».`,
    `Au second alinéa du texte liminaire, l’appel de note «${N}¹${N}» devient «${N}²${N}».`,
    `Une note est ajoutée après le second alinéa du texte liminaire${N}: «${N}De 16 à 25 ans.${N}»`,
    'La note 1 devient la note 2.',
  ],
  'espaces insécables': ['Au texte liminaire, seule la typographie change.'],
  'typographie et un mot': [
    `Au texte liminaire, «${N}transmet${N}» devient «${N}publie${N}»${P}; la typographie change aussi.`,
  ],
  'gras retiré, italique ajouté': [
    `Au texte liminaire, «${N}charte${N}» est en italique, et non plus en gras.`,
  ],
  'un lien vers une autre adresse': [`Au texte liminaire, l’adresse du lien «${N}le site${N}» change.`],
  'un texte devenu variable': [`Au texte liminaire, «${N}trente-six (36)${N}» devient une variable.`],
  'une valeur changée': [
    `La valeur «${N}Durée${N}» passe de «${N}36${N}» à «${N}24${N}» (au texte liminaire).`,
  ],
  'une partie remplacée': [
    `À la désignation des parties, «${N}L’Union${N}» devient «${N}La Fédération${N}»${P}; «${N}Lyon${N}» devient «${N}Lille${N}».`,
  ],
  'le même texte sous d’autres identifiants': [],
};

describe('sentences', () => {
  const byName = new Map(PAIRS.map((pair) => [pair.name, pair]));

  it.each(Object.entries(TOLD))('[K14] %s', (name, expected) => {
    const pair = byName.get(name);
    if (pair === undefined) throw new Error(`No pair is named ${name}`);
    expect(sentences(compareContents(pair.old, pair.new)).map((one) => one.text)).toEqual(expected);
  });

  it('[K13] facts stand out, with what they were and what they become', () => {
    const pair = PAIRS.find((one) => one.name === 'un montant en lettres et en chiffres');
    const [told] = pair === undefined ? [] : sentences(compareContents(pair.old, pair.new));
    expect(told).toMatchObject({
      faits: true,
      facts: [
        { kind: 'montant', old: 'mille cinq cents euros', new: 'deux mille euros' },
        { kind: 'montant', old: `(1${P}500${N}€)`, new: `(2${P}000${N}€)` },
      ],
    });
  });

  it('[K14] tell once what follows from one insertion in a long act', () => {
    const act = sixtyPages();
    const { content } = act.document;
    const at = content.findIndex((block) => block.type === 'intitule' && block.attrs.genre === 'article');
    const added = intitule('Objet', {
      id: idOf('ajoute'),
      genre: 'article',
      niveau: 2,
      prefixe: 'Article\u00a0',
      compteur: '1',
      separateur: ' – ',
    });
    const document = {
      type: 'doc' as const,
      content: [...content.slice(0, at), added, ...content.slice(at)],
    };
    const told = sentences(compareContents(act, { ...act, document })).map((one) => one.text);
    expect(told.slice(0, 2)).toEqual([
      'L’article 1 (Objet) est inséré.',
      'Les articles 1 à 72 deviennent les articles 2 à 73, leurs subdivisions suivent.',
    ]);
    expect(told[2]).toMatch(
      /^Dans .* passages, les renvois et les notes suivent la nouvelle numérotation\.$/,
    );
    expect(told).toHaveLength(3);
  });

  it('[K14] say once what lines that go together share', () => {
    const items = ['un', 'deux', 'trois', 'quatre', 'cinq'].map((text) => item(text, { id: idOf(text) }));
    const kept = alinea('Les parties retiennent\u00a0:', { id: idOf('tete') });
    const told = (from: number, to: number) => {
      const [old, fresh] = [items, [...items.slice(0, from), ...items.slice(to)]].map((list) =>
        contentOf([article({ text: 'Buts', attrs: { id: idOf('buts') } }, kept, ...list)]),
      );
      if (old === undefined || fresh === undefined) throw new Error('No act');
      return sentences(compareContents(old, fresh)).map(({ text }) => text.replace(/\u00a0:.*/, ''));
    };
    expect(told(1, 2)).toEqual(['Le deuxième tiret de l’article 1 est supprimé']);
    expect(told(0, 2)).toEqual(['Les premier et deuxième tirets de l’article 1 sont supprimés']);
    expect(told(1, 4)).toEqual(['Les deuxième, troisième et quatrième tirets de l’article 1 sont supprimés']);
    expect(told(0, 4)).toEqual(['Les premier à quatrième tirets de l’article 1 sont supprimés']);
  });

  it('[K14] tell in one sentence the variables that another act does not have', () => {
    const champs = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((key) => [
        key,
        { type: 'entier', libelle: `Délai ${key}`, valeur: '5' } as const,
      ]),
    );
    const [old, fresh] = [
      contentOf([alinea('x', { id: idOf('x') })], champs),
      contentOf([alinea('x', { id: idOf('x') })]),
    ];
    expect(sentences(compareContents(old, fresh))).toMatchObject([
      {
        text: 'Quatre variables sont supprimées\u00a0: Délai a (5), Délai b (5), Délai c (5) et Délai d (5).',
        kinds: ['supprime'],
        facts: [],
      },
    ]);
  });

  it('[K14] tell a blank that is filled as such, not as words that are struck', () => {
    const [old, fresh] = ['Fait à Lyon, le [date à compléter].', 'Fait à Lyon, le 4\u00a0mars 2027.'].map(
      (text) => contentOf([alinea(text, { id: idOf('x') })]),
    );
    if (old === undefined || fresh === undefined) throw new Error('No act');
    expect(sentences(compareContents(old, fresh)).map(({ text }) => text.split(', ').at(-1))).toEqual([
      `ce qui était à compléter (date) est rempli${N}: «${N}4${N}mars 2027${N}».`,
    ]);
  });

  it('[K14] say after what a word is added, were it beside a full stop', () => {
    const told = sentences(compareContents(EVERYTHING.old, EVERYTHING.new)).map(({ text }) => text);
    expect(told.join('\n')).toContain(`l’appel de note «${N}¹${N}» est ajouté après «${N}l’article 2.${N}»`);
  });

  it('[K14] say where a comma went', () => {
    const [old, fresh] = [
      'Les jeunes, les élus et les parents sont reçus.',
      'Les jeunes les élus et les parents sont reçus.',
    ].map((text) => contentOf([alinea(text, { id: idOf('x') })]));
    if (old === undefined || fresh === undefined) throw new Error('No act');
    expect(sentences(compareContents(old, fresh)).map(({ text }) => text)).toEqual([
      `Au texte liminaire, le signe «${N},${N}» est supprimé après «${N}Les jeunes${N}».`,
    ]);
  });

  it('[K14] tell every change once, in correct typography, with a place to go to', () => {
    const wrong = /undefined|null|\[object|\p{L}'\p{L}|[^\s] [;:!?](?:\s|$)|« |[^\u00a0]»| {2}|,,|\.\.$/u;
    const acts = fc.tuple(arbitraryContent(), arbitraryEdits());
    fc.assert(
      fc.property(acts, ([a, edits]) => {
        const comparison = compareContents(a, editAct(a, edits));
        const told = sentences(comparison);
        const expected = comparison.blocks.changes.flatMap((change, rank) =>
          ['identite', 'valeur', 'scinde'].includes(change.kinds.join()) ? [] : [rank],
        );
        const all = told.flatMap((one) => one.changes);
        expect(new Set(all).size).toBe(all.length);
        expect(expected.filter((rank) => !all.includes(rank))).toEqual([]);
        for (const one of told) {
          // What is quoted is the text's own typography.
          const own = one.text.replace(/«\u00a0.*?\u00a0»/gs, '«\u00a0x\u00a0»').replace(/\(.*?\)/gs, '(x)');
          expect(own).not.toMatch(wrong);
          expect(own).toMatch(/^[\p{Lu}«]/u);
          expect(one.kinds.length).toBeGreaterThan(0);
        }
      }),
      { seed: 14, numRuns: 60 },
    );
  });
});
