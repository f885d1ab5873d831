import { alinea, appelNote, block, idOf, note, table, texte, variable } from '#shared/document/builders.ts';
import type { BlockJson, Fields, TableJson } from '#shared/document/model.ts';
import { family, is, type Pair, p, says } from './pair.ts';

const tables = family('tableaux');
const notes = family('notes');
const typography = family('typographie');
const format = family('mise en forme');
const values = family('variables');
const parties = family('parties et signatures');

/** A table whose cells are named by row and column: `t00`, `t01`… or by the names given. */
const grid = (rows: readonly (readonly string[])[], names?: readonly string[]): TableJson => {
  const plain = table(rows, idOf('t'));
  return {
    ...plain,
    content: plain.content.map((row, r) => ({
      ...row,
      content: row.content.map((cell, c) => ({
        ...cell,
        content: cell.content.map(
          (one) => ({ ...one, attrs: { ...one.attrs, id: idOf(`t${names?.[r] ?? r}${c}`) } }) as typeof one,
        ),
      })),
    })),
  };
};
const HEAD = ['Indicateur', 'Valeur', 'Cible'];
const ROWS = [HEAD, ['Jeunes accueillis', '1 200', '1 500'], ['Entrées en emploi', '300', '420']];

const signed = (type: 'partie' | 'signataire' | 'cloture', id: string, text: string): BlockJson =>
  block(type, text, { id: idOf(id) });
const withNote = (id: string, before: string, noteId: string, after: string) =>
  alinea([texte(before), appelNote(noteId), texte(after)], { id: idOf(id) });
const noted = (id: string, noteId: string, text: string) => ({
  ...note(noteId, text),
  attrs: { id: idOf(id), noteId },
});

const FIELDS: Fields = {
  'duree.mois': { type: 'entier', libelle: 'Durée', valeur: '36' },
  'date.effet': { type: 'date', libelle: 'Date d’effet', valeur: '2026-01-01' },
  montant: { type: 'montant', libelle: 'Montant', valeur: '1500.00' },
  siege: { type: 'texte', libelle: 'Siège', valeur: null },
};
const set = (key: string, valeur: string): Fields => {
  const field = FIELDS[key];
  return field === undefined ? FIELDS : { ...FIELDS, [key]: { ...field, valeur } };
};
const LASTS = [
  alinea([texte('Elle dure '), variable('duree.mois', 'lettres-chiffres'), texte(' mois.')], {
    id: idOf('v'),
  }),
];
const SEAT = [alinea([texte('Son siège est situé '), variable('siege'), texte('.')], { id: idOf('v') })];
const PAID = [
  alinea([texte('Une aide de '), variable('montant', 'montant'), texte(' est versée.')], { id: idOf('v') }),
];

export const FORM_PAIRS: readonly Pair[] = [
  tables(
    'une ligne ajoutée',
    [grid(ROWS)],
    [
      grid(
        [
          HEAD,
          ['Jeunes accueillis', '1 200', '1 500'],
          ['Ateliers tenus', '40', '60'],
          ['Entrées en emploi', '300', '420'],
        ],
        ['0', '1', 'n', '2'],
      ),
    ],
    [
      says(
        't',
        'Indicateur | Valeur | Cible\nJeunes accueillis | 1 200 | 1 500\n{+Ateliers tenus | 40 | 60+}\nEntrées en emploi | 300 | 420',
      ),
    ],
  ),
  tables(
    'une ligne supprimée',
    [grid(ROWS)],
    [grid([HEAD, ['Entrées en emploi', '300', '420']], ['0', '2'])],
    [
      says(
        't',
        'Indicateur | Valeur | Cible\n[-Jeunes accueillis | 1 200 | 1 500-]\nEntrées en emploi | 300 | 420',
      ),
    ],
  ),
  tables(
    'une cellule changée',
    [grid(ROWS)],
    [grid([HEAD, ['Jeunes accueillis', '1 200', '1 800'], ['Entrées en emploi', '300', '420']])],
    [
      says(
        't',
        'Indicateur | Valeur | Cible\nJeunes accueillis | 1 200 | [-1 500-]{+1 800+}\nEntrées en emploi | 300 | 420',
      ),
    ],
  ),
  tables(
    'deux lignes interverties',
    [grid(ROWS)],
    [
      grid(
        [HEAD, ['Entrées en emploi', '300', '420'], ['Jeunes accueillis', '1 200', '1 500']],
        ['0', '2', '1'],
      ),
    ],
    [is('t', 'structure')],
  ),
  tables(
    'une colonne ajoutée',
    [grid(ROWS.map((row) => row.slice(0, 2)))],
    [grid(ROWS)],
    [
      says(
        't',
        'Indicateur | Valeur | {+Cible+}\nJeunes accueillis | 1 200 | {+1 500+}\nEntrées en emploi | 300 | {+420+}',
      ),
    ],
  ),

  notes(
    'un mot changé dans une note',
    [
      withNote('x', 'Selon l’enquête annuelle', 'n1', ', la situation progresse.'),
      noted('f', 'n1', 'Enquête publiée en mars 2024.'),
    ],
    [
      withNote('x', 'Selon l’enquête annuelle', 'n1', ', la situation progresse.'),
      noted('f', 'n1', 'Enquête publiée en mars 2025.'),
    ],
    [says('f', 'Enquête publiée en [-mars 2024-]{+mars 2025+}.')],
  ),
  notes(
    'une note ajoutée avant une autre',
    [
      p('w', 'Le réseau accueille les jeunes.'),
      withNote('x', 'Selon l’enquête', 'n1', ', la situation progresse.'),
      noted('f', 'n1', 'Enquête annuelle.'),
    ],
    [
      withNote('w', 'Le réseau accueille les jeunes', 'n2', '.'),
      withNote('x', 'Selon l’enquête', 'n1', ', la situation progresse.'),
      noted('g', 'n2', 'De 16 à 25 ans.'),
      noted('f', 'n1', 'Enquête annuelle.'),
    ],
    [
      says('w', 'Le réseau accueille les jeunes{+¹+}.'),
      says('x', 'Selon l’enquête<renumerote: ¹ → ²>, la situation progresse.', 'renumerote'),
      is('g', 'insere'),
      is('f', 'renumerote'),
    ],
  ),
  notes(
    'une note supprimée',
    [
      withNote('x', 'Selon l’enquête', 'n1', ', la situation progresse.'),
      noted('f', 'n1', 'Enquête annuelle.'),
    ],
    [p('x', 'Selon l’enquête, la situation progresse.')],
    [says('x', 'Selon l’enquête[-¹-], la situation progresse.'), is('f', 'supprime')],
  ),
  notes(
    'un appel déplacé dans la phrase',
    [
      withNote('x', 'Selon l’enquête', 'n1', ', la situation des jeunes progresse.'),
      noted('f', 'n1', 'Enquête annuelle.'),
    ],
    [
      withNote('x', 'Selon l’enquête, la situation des jeunes progresse', 'n1', '.'),
      noted('f', 'n1', 'Enquête annuelle.'),
    ],
    [says('x', 'Selon l’enquête[-¹-], la situation des jeunes progresse{+¹+}.')],
  ),

  typography(
    'apostrophes et guillemets',
    [p('x', 'Ci-après "l\'Union", d\'une part.')],
    [p('x', 'Ci-après «\u00a0l’Union\u00a0», d’une part.')],
    [
      says(
        'x',
        'Ci-après <typographie: "l\'Union" → «\u00a0l’Union\u00a0»>, <typographie: d\'une → d’une> part.',
        'typographie',
      ),
    ],
  ),
  typography(
    'espaces insécables',
    [p('x', 'La durée est la suivante : trois ans ; elle court dès demain.')],
    [p('x', 'La durée est la suivante\u00a0: trois ans\u202f; elle court dès demain.')],
    [
      says(
        'x',
        'La durée est la suivante<typographie:   → \u00a0>: trois ans<typographie:   → \u202f>; elle court dès demain.',
        'typographie',
      ),
    ],
  ),
  typography(
    'milliers et euros',
    [p('x', 'Une aide de 1500€ est versée.')],
    [p('x', 'Une aide de 1\u202f500\u00a0€ est versée.')],
    [says('x', 'Une aide de <typographie: 1500€ → 1\u202f500\u00a0€> est versée.', 'typographie')],
  ),
  typography(
    'lettres supérieures',
    [p('x', 'À compter du 1er juillet 2026, puis au 2e semestre.')],
    [p('x', 'À compter du 1^{er} juillet 2026, puis au 2^{e} semestre.')],
    [
      says(
        'x',
        'À compter du <typographie: 1er juillet 2026>, puis au <typographie: 2e> semestre.',
        'typographie',
      ),
    ],
  ),
  typography(
    'un tiret d’incise',
    [p('x', 'Le comité - réuni chaque année - rend un avis...')],
    [p('x', 'Le comité – réuni chaque année – rend un avis…')],
    [
      says(
        'x',
        'Le comité <typographie: - → –> réuni chaque année <typographie: - → –> rend un avis<typographie: ... → …>',
        'typographie',
      ),
    ],
  ),
  typography(
    'typographie et un mot',
    [p('x', "L'Union transmet le bilan.")],
    [p('x', 'L’Union publie le bilan.')],
    [
      says(
        'x',
        "<typographie: L'Union → L’Union> [-transmet-]{+publie+} le bilan.",
        'reformule',
        'typographie',
      ),
    ],
  ),

  format(
    'deux mots en gras',
    [p('x', 'Le préavis est de trois mois, sans exception.')],
    [p('x', 'Le préavis est de **trois mois**, sans exception.')],
    [says('x', 'Le préavis est de <mise-en-forme: trois mois>, sans exception.', 'mise-en-forme')],
  ),
  format(
    'gras retiré, italique ajouté',
    [p('x', 'Voir la **charte** du réseau.')],
    [p('x', 'Voir la *charte* du réseau.')],
    [says('x', 'Voir la <mise-en-forme: charte> du réseau.', 'mise-en-forme')],
  ),
  format(
    'un retrait',
    [p('x', 'Les parties se concertent.')],
    [alinea('Les parties se concertent.', { id: idOf('x'), retrait: 1 })],
    [is('x', 'mise-en-forme')],
  ),
  format(
    'un lien vers une autre adresse',
    [p('x', 'La liste est tenue sur [le site](https://exemple.fr/a).')],
    [p('x', 'La liste est tenue sur [le site](https://exemple.fr/b).')],
    [says('x', 'La liste est tenue sur <propriete: le site>.', 'propriete')],
  ),
  format(
    'gras et un mot',
    [p('x', 'Le préavis est de trois mois.')],
    [p('x', 'Le **préavis** est de six mois.')],
    [says('x', 'Le <mise-en-forme: préavis> est de [-trois-]{+six+} mois.', 'reformule', 'mise-en-forme')],
  ),

  values(
    'une valeur changée',
    LASTS,
    LASTS,
    [says('v', 'Elle dure <valeur: trente-six (36) → vingt-quatre (24)> mois.', 'valeur')],
    { old: FIELDS, new: set('duree.mois', '24') },
  ),
  values(
    'une valeur remplie',
    SEAT,
    SEAT,
    [says('v', 'Son siège est situé <valeur: [Siège] → 12 rue des Lilas à Lyon>.', 'valeur')],
    { old: FIELDS, new: set('siege', '12 rue des Lilas à Lyon') },
  ),
  values(
    'un montant changé',
    PAID,
    PAID,
    [says('v', 'Une aide de <valeur: 1\u202f500,00\u00a0€ → 2\u202f000,00\u00a0€> est versée.', 'valeur')],
    { old: FIELDS, new: set('montant', '2000.00') },
  ),
  values(
    'un texte devenu variable',
    [p('v', 'Elle dure trente-six (36) mois.')],
    LASTS,
    [says('v', 'Elle dure <propriete: trente-six (36)> mois.', 'propriete')],
    { old: FIELDS },
  ),

  parties(
    'une partie remplacée',
    [
      signed(
        'partie',
        'p1',
        'L’Union des réseaux, association régie par la loi du 1er juillet 1901, dont le siège est à Lyon,',
      ),
    ],
    [
      signed(
        'partie',
        'p1',
        'La Fédération des réseaux, association régie par la loi du 1er juillet 1901, dont le siège est à Lille,',
      ),
    ],
    [
      says(
        'p1',
        '[-L’Union-]{+La Fédération+} des réseaux, association régie par la loi du 1er juillet 1901, dont le siège est à [-Lyon-]{+Lille+},',
      ),
    ],
  ),
  parties(
    'une troisième partie',
    [
      signed('partie', 'p1', 'L’Union des réseaux, d’une part,'),
      signed('partie', 'p2', 'Le Département, d’autre part,'),
    ],
    [
      signed('partie', 'p1', 'L’Union des réseaux, d’une part,'),
      signed('partie', 'p3', 'La Région, représentée par sa présidente,'),
      signed('partie', 'p2', 'Le Département, d’autre part,'),
    ],
    [is('p3', 'insere')],
  ),
  parties(
    'un signataire par délégation',
    [signed('signataire', 's1', 'Pour l’Union, le président, Jean Martin')],
    [signed('signataire', 's1', 'Pour l’Union, par délégation, la vice-présidente, Anne Petit')],
    [
      says(
        's1',
        'Pour l’Union, [-le président, Jean Martin-]{+par délégation, la vice-présidente, Anne Petit+}',
      ),
    ],
  ),
  parties(
    'la clôture',
    [signed('cloture', 'c', 'Fait à Paris, le 3 mai 2026, en deux exemplaires.')],
    [signed('cloture', 'c', 'Fait à Lyon, le 12 juin 2026, en trois exemplaires.')],
    [
      says(
        'c',
        'Fait à [-Paris-]{+Lyon+}, le [-3 mai 2026-]{+12 juin 2026+}, en [-deux-]{+trois+} exemplaires.',
      ),
    ],
  ),
];
