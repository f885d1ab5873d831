import {
  alinea,
  annexe,
  appelNote,
  article,
  type Blocks,
  block,
  contentOf,
  idOf,
  intitule,
  item,
  note,
  renvoi,
  rubrique,
  table,
  texte,
  variable,
} from '#shared/document/builders.ts';
import type { ActContent, BlockJson, Fields, InlineJson } from '#shared/document/model.ts';
import { Random } from '../fuzz/random.ts';
import { action, sentence, theme } from './french-phrases.ts';

const TITLES = 12;
const ARTICLES_PER_TITLE = 6;

const FIELDS: Fields = {
  'duree.mois': { type: 'entier', libelle: 'Durée, en mois', valeur: '36' },
  'date.effet': { type: 'date', libelle: 'Date d’effet', valeur: '2027-01-01' },
  'montant.annuel': { type: 'montant', libelle: 'Contribution annuelle', valeur: '45000.00' },
  'partie.p1.denomination': {
    type: 'texte',
    libelle: 'Dénomination',
    valeur: 'Union des structures d’accueil',
  },
  'partie.p2.denomination': { type: 'texte', libelle: 'Dénomination', valeur: null },
};

const CONSTANTS = Object.keys(FIELDS);

/** Builds the act part by part; notes wait for the end of the document. */
class Writer {
  readonly notes: Blocks[] = [];
  private readonly random: Random;
  private readonly articles: string[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  paragraph(sentences: number): Blocks {
    const content: InlineJson[] = [];
    for (let count = 0; count < sentences; count += 1) {
      content.push(texte(`${count > 0 ? ' ' : ''}${sentence(this.random)}`));
      content.push(...this.aside());
    }
    return alinea(content);
  }

  /** Now and then: a note, a variable, a cross-reference, a word in bold. */
  private aside(): InlineJson[] {
    const roll = this.random.next();
    const target = this.random.pick(this.articles);
    if (roll < 0.04) return [this.call()];
    if (roll < 0.09)
      return [
        texte(' La valeur retenue est '),
        variable(this.random.pick(CONSTANTS) ?? 'duree.mois'),
        texte('.'),
      ];
    if (roll < 0.15 && target !== undefined)
      return [texte(' Il est fait application de '), renvoi(target, 'defini'), texte('.')];
    if (roll < 0.2)
      return [texte(' '), { type: 'text', text: 'Ce point est substantiel.', marks: [{ type: 'bold' }] }];
    return [];
  }

  private call(): InlineJson {
    const noteId = `n${this.notes.length + 1}`;
    this.notes.push(note(noteId, sentence(this.random)));
    return appelNote(noteId);
  }

  list(): Blocks[] {
    const items: Blocks[] = [];
    const count = 3 + this.random.int(3);
    for (let rank = 0; rank < count; rank += 1) {
      items.push(item(`${action(this.random)}${rank === count - 1 ? '.' : '\u202f;'}`));
      if (this.random.chance(0.25)) items.push(item(`${action(this.random)}\u202f;`, { niveau: 2 }));
    }
    return items;
  }

  article(title: number, rank: number): Blocks {
    const number = title * ARTICLES_PER_TITLE + rank;
    const id = idOf(`article${String(number).padStart(2, '0')}`);
    this.articles.push(id);
    const heading = { text: theme(number), attrs: { id, niveau: 2 } };
    const body: Blocks[] = [
      this.paragraph(2),
      this.paragraph(1),
      alinea('À ce titre, les parties conviennent notamment de\u00a0:'),
      ...this.list(),
    ];
    if (rank % 3 === 1) body.push(...this.subdivisions());
    if (rank === 5) body.push(this.indicators());
    body.push(this.paragraph(1), this.paragraph(2));
    return article(heading, ...body);
  }

  private subdivisions(): Blocks[] {
    return [1, 2].flatMap(() => [
      intitule(action(this.random), {
        niveau: 3,
        genre: 'section',
        compteur: '1',
        complet: true,
        separateur: ' ',
      }),
      this.paragraph(2),
      this.paragraph(1),
    ]);
  }

  private indicators(): Blocks {
    const rows = Array.from({ length: 5 }, () => [
      action(this.random),
      String(100 + this.random.int(900)),
      `${10 + this.random.int(80)}\u00a0%`,
    ]);
    return table([['Indicateur', 'Valeur de départ', 'Cible'], ...rows]);
  }

  title(rank: number): Blocks {
    const heading = intitule(theme(rank), {
      genre: 'titre',
      prefixe: 'Titre ',
      compteur: 'I',
      separateur: ' – ',
    });
    const articles = Array.from({ length: ARTICLES_PER_TITLE }, (_, index) => this.article(rank, index));
    return [heading, this.paragraph(1), ...articles];
  }

  annex(rank: number): Blocks {
    return annexe(theme(rank), this.paragraph(3), this.indicators(), ...this.list(), this.paragraph(2));
  }
}

/** What people change in a text of sixty pages, where what each change costs is measured. */
export const KINDS_OF_EDIT = [
  'word',
  'words-in',
  'words-out',
  'figure',
  'phrase-in',
  'alinea-in',
  'alinea-out',
  'alinea-new',
  'heading',
] as const;

/**
 * A convention of about sixty pages, in generated wording: some 1 050 blocks and 27 700 words, with articles on
 * three levels, nested lists, tables, notes, variables and cross-references. The same seed gives the same act.
 */
export function sixtyPages(seed = 60): ActContent {
  const random = new Random(seed);
  const writer = new Writer(random);
  const front: Blocks[] = [
    block('titre', 'Convention nationale de coopération'),
    block('titre', 'en faveur de l’accès des jeunes à l’autonomie', { role: 'sous-titre' }),
    block('liaison', 'Entre\u00a0:'),
    block('partie', [variable('partie.p1.denomination'), texte(', d’une part,')], { partieId: 'p1' }),
    block('liaison', 'Et\u00a0:'),
    block('partie', [variable('partie.p2.denomination'), texte(', d’autre part,')], { partieId: 'p2' }),
    ...Array.from({ length: 8 }, (_, rank) =>
      block(
        'visa',
        `Vu la délibération n°\u00a0${2020 + rank}-${10 + random.int(80)} de son assemblée\u202f;`,
      ),
    ),
    ...Array.from({ length: 8 }, () =>
      block('considerant', `Considérant un but commun aux deux réseaux, ${action(random)}\u202f;`),
    ),
    block('formule', 'Il est convenu ce qui suit\u00a0:'),
    rubrique(
      { text: 'Préambule', attrs: { genre: 'preambule' } },
      ...Array.from({ length: 5 }, () => writer.paragraph(3)),
    ),
  ];
  const body = Array.from({ length: TITLES }, (_, rank) => writer.title(rank));
  const closing: Blocks[] = [
    block('cloture', 'Fait à Lyon, le 4\u00a0mars 2027, en deux exemplaires.'),
    block('signataire', 'Pour la première partie', { partieId: 'p1' }),
    block('signataire', 'Pour la seconde partie', { partieId: 'p2' }),
  ];
  const annexes = Array.from({ length: 6 }, (_, rank) => writer.annex(rank));
  return contentOf([front, body, closing, annexes, writer.notes], FIELDS);
}

/** @returns three acts of sixty pages one after the other, each under ids of its own: about 200 pages */
export function twoHundredPages(): ActContent {
  const content = [60, 61, 62].flatMap((seed, rank) => {
    const json = JSON.stringify(sixtyPages(seed).document.content);
    return JSON.parse(json.replace(/"(id|cible)":"(.{8})./g, `"$1":"$2${rank}`)) as BlockJson[];
  });
  return { champs: sixtyPages().champs, document: { type: 'doc', content } };
}
