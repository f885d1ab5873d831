import { describe, expect, it } from 'vitest';
import {
  alinea,
  annexe,
  article,
  block,
  contentOf,
  item,
  rubrique,
  table,
} from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions, checkInstructions } from './apply.ts';
import type { Instruction, QuotedLine, Scope } from './model.ts';

const place = (address: string, phrase: number | null = null): Scope => ({ kind: 'place', address, phrase });
const lines = (...texts: readonly string[]): readonly QuotedLine[] =>
  texts.map((text) => ({ kind: 'text', text }));
const words = (address: string, old: string, fresh: string): Instruction => ({
  kind: 'replace-words',
  scope: place(address),
  noun: 'mots',
  old,
  new: fresh,
  occurrence: 'only',
});

const BASE = contentOf([
  block('titre', 'Convention de partenariat'),
  article('Objet', 'La convention lie les parties. Elle vaut pour la France.', 'Elle porte sur l’emploi.'),
  article(
    'Engagements',
    'L’Association s’engage à :',
    item('informer le réseau\u202f;', { marqueur: '1°' }),
    item('réunir le comité\u202f:', { marqueur: '1°' }),
    item('chaque année\u202f;', { marqueur: 'a)', niveau: 2 }),
    item('sur demande.', { marqueur: 'a)', niveau: 2 }),
  ),
  article('Durée', 'La convention expire le 31 décembre 2008.'),
  rubrique(
    'Suivi',
    'Un bilan est dressé.',
    table([
      ['Indicateur', 'Cible'],
      ['Jeunes', '500'],
    ]),
  ),
  annexe('Fiche', 'Texte de la fiche.'),
  block('cloture', 'Fait à Paris.'),
]);

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

function textAfter(...instructions: readonly Instruction[]): string {
  const result = applyInstructions(BASE, instructions, blockIdsFrom(seeded(1)));
  return result.ok
    ? printDocument(result.value)
    : result.error.map((one) => `${one.code}: ${one.message}`).join('\n');
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

const codes = (content: ActContent, ...instructions: readonly Instruction[]): readonly string[] =>
  checkInstructions(content, instructions).map((one) => one.code);

describe('carrying out instructions', () => {
  it.each<readonly [string, Instruction, string]>([
    ['a date', words('article 3', '31 décembre 2008', '31 décembre 2009'), 'expire le 31 décembre 2009.'],
    [
      'words inserted',
      {
        kind: 'insert-words',
        scope: place('second alinéa de l’article 1'),
        position: 'after',
        anchor: 'porte',
        words: 'notamment',
        occurrence: 'only',
      },
      'Elle porte notamment sur l’emploi.',
    ],
    [
      'words deleted',
      {
        kind: 'delete-words',
        scope: place('premier alinéa de l’article 1', 2),
        old: 'pour la France',
        occurrence: 'only',
      },
      'les parties. Elle vaut.',
    ],
    [
      'a phrase deleted',
      { kind: 'delete-phrase', alinea: 'premier alinéa de l’article 1', rank: 1 },
      '\n\nElle vaut pour la France.\n',
    ],
    [
      'a phrase added',
      {
        kind: 'insert-phrase',
        alinea: 'unique alinéa de l’article 3',
        after: null,
        text: 'Elle est reconduite.',
      },
      '2008. Elle est reconduite.',
    ],
    [
      'an alinéa replaced',
      { kind: 'replace-alineas', alineas: ['second alinéa de l’article 1'], lines: lines('A.', 'B.') },
      'France.\n\nA.\n\nB.\n\nArticle 2',
    ],
    [
      'a level deleted',
      { kind: 'delete-alineas', alineas: ['2° de l’article 2'] },
      '1° informer le réseau.\n\nArticle 3',
    ],
    [
      'a line of a level replaced',
      {
        kind: 'replace-alineas',
        alineas: ['troisième alinéa de l’article 2'],
        lines: lines('2° tenir le comité :'),
      },
      '2° tenir le comité :\n  a) chaque',
    ],
    [
      'an item inserted',
      {
        kind: 'insert-alineas',
        place: { at: 'after', alinea: '1° de l’article 2' },
        lines: lines('1-1° former les équipes ;'),
      },
      'réseau\u202f;\n1-1° former les équipes ;\n2° réunir',
    ],
    [
      'an item after a level',
      {
        kind: 'insert-alineas',
        place: { at: 'after', alinea: '2° de l’article 2' },
        lines: lines('3° évaluer.'),
      },
      '  b) sur demande\u202f;\n3° évaluer.\n',
    ],
    [
      'an alinéa at the start',
      { kind: 'insert-alineas', place: { at: 'start', division: 'article 3' }, lines: lines('Début.') },
      'Durée\n\nDébut.\n\nLa',
    ],
    [
      'an alinéa at the end',
      { kind: 'insert-alineas', place: { at: 'end', division: 'article 3' }, lines: lines('Fin.') },
      '2008.\n\nFin.\n\nSuivi',
    ],
    [
      'an article inserted',
      {
        kind: 'insert-divisions',
        place: { at: 'after', division: 'article 2' },
        names: ['article 2-1'],
        lines: lines('Article 2-1 – Moyens', 'Des moyens.'),
      },
      'demande.\n\nArticle 2-1 – Moyens\n\nDes moyens.\n\nArticle 3 – Durée',
    ],
    [
      'a rubrique inserted',
      {
        kind: 'insert-divisions',
        place: { at: 'after', division: 'rubrique « Suivi »' },
        names: ['rubrique « Bilan »'],
        lines: lines('Bilan', 'Il est annuel.'),
      },
      '500\n\nBilan\n\nIl est annuel.\n\nAnnexe 1',
    ],
    [
      'an article deleted',
      { kind: 'delete-division', division: 'article 2' },
      'emploi.\n\nArticle 3 – Durée',
    ],
    [
      'an article replaced',
      {
        kind: 'replace-division',
        division: 'article 3',
        lines: lines('Article 3 – Terme', 'Trois ans.'),
        attached: false,
      },
      'Article 3 – Terme\n\nTrois ans.\n\nSuivi',
    ],
    [
      'a heading renamed',
      { kind: 'rename-division', division: 'article 3', heading: 'Terme' },
      'Article 3 – Terme\n',
    ],
    [
      'an article moved',
      {
        kind: 'move-division',
        division: 'article 3',
        to: { at: 'after', division: 'article 1' },
        becomes: 'article 1-1',
      },
      'emploi.\n\nArticle 1-1 – Durée\n\nLa convention expire le 31 décembre 2008.\n\nArticle 2 – Eng',
    ],
    [
      'an alinéa moved',
      {
        kind: 'move-alineas',
        alineas: ['premier alinéa de l’article 1'],
        to: { at: 'after', alinea: 'second alinéa de l’article 1' },
      },
      'Objet\n\nElle porte sur l’emploi.\n\nLa convention lie',
    ],
    [
      'a row replaced',
      { kind: 'replace-row', table: 'tableau de la rubrique « Suivi »', rank: 2, rows: [['Jeunes', '600']] },
      'Cible\nJeunes | 600\n',
    ],
    [
      'a row added',
      {
        kind: 'insert-rows',
        table: 'tableau de la rubrique « Suivi »',
        after: null,
        rows: [['Entreprises', '40']],
      },
      '500\nEntreprises | 40\n',
    ],
    [
      'a row deleted',
      { kind: 'delete-row', table: 'tableau de la rubrique « Suivi »', rank: 1 },
      'dressé.\n\nJeunes | 500\n',
    ],
    [
      'words of a cell',
      words('seconde cellule de la seconde ligne du tableau de la rubrique « Suivi »', '500', '600'),
      'Jeunes | 600',
    ],
    [
      'words everywhere',
      {
        kind: 'replace-words',
        scope: { kind: 'act', divisions: ['article 1', 'article 3'] },
        noun: 'mots',
        old: 'La convention',
        new: 'L’accord',
        occurrence: 'all',
      },
      'L’accord expire',
    ],
  ])('[X1] %s', (_, instruction, found) => {
    expect(plain(textAfter(instruction))).toContain(plain(found));
  });

  it('[X2] an abrogated article takes its place again', () => {
    const abrogated = applyInstructions(
      BASE,
      [{ kind: 'delete-division', division: 'article 2' }],
      blockIdsFrom(seeded(1)),
    );
    if (!abrogated.ok) throw new Error('not abrogated');
    const again: Instruction = {
      kind: 'reinstate-division',
      name: 'article 2',
      lines: lines('Article 2 – Moyens', 'Des moyens.'),
    };
    const result = applyInstructions(abrogated.value, [again], blockIdsFrom(seeded(2)));
    expect(plain(result.ok ? printDocument(result.value) : '')).toContain(
      'emploi.\n\nArticle 2 – Moyens\n\nDes moyens.\n\nArticle 3',
    );
  });

  it.each<readonly [string, readonly Instruction[], readonly string[]]>([
    ['a place that is not there', [words('article 9', 'a', 'b')], ['no-place']],
    ['words that are not there', [words('article 3', '31 décembre 2010', 'b')], ['no-words']],
    ['words that are there twice', [words('article 1', 'Elle', 'Il')], ['several-hits']],
    [
      'a line taken for a division',
      [{ kind: 'delete-division', division: 'premier alinéa de l’article 1' }],
      ['not-this-place'],
    ],
    [
      'a phrase that is not there',
      [{ kind: 'delete-phrase', alinea: 'unique alinéa de l’article 3', rank: 2 }],
      ['no-rank'],
    ],
    [
      'lines apart',
      [{ kind: 'delete-alineas', alineas: ['premier alinéa de l’article 2', '2° de l’article 2'] }],
      ['apart'],
    ],
    [
      'an incomplete list',
      [
        {
          kind: 'replace-words',
          scope: { kind: 'act', divisions: ['article 1'] },
          noun: 'mots',
          old: 'La convention',
          new: 'L’accord',
          occurrence: 'all',
        },
      ],
      ['unlisted'],
    ],
  ])('[X2] refuses %s', (_, instructions, expected) => {
    expect(codes(BASE, ...instructions)).toEqual(expected);
  });

  it.each<readonly [string, readonly Instruction[], boolean]>([
    [
      'the same words',
      [words('article 3', '31 décembre 2008', 'x'), words('article 3', 'décembre', 'y')],
      true,
    ],
    ['words side by side', [words('article 3', 'expire', 'x'), words('article 3', 'le', 'y')], false],
    [
      'words in an article that goes',
      [words('article 3', 'expire', 'x'), { kind: 'delete-division', division: 'article 3' }],
      true,
    ],
    [
      'an alinéa added to what goes',
      [
        { kind: 'insert-alineas', place: { at: 'end', division: 'article 3' }, lines: lines('x') },
        { kind: 'delete-division', division: 'article 3' },
      ],
      true,
    ],
    [
      'two insertions at one point',
      [
        { kind: 'insert-alineas', place: { at: 'end', division: 'article 3' }, lines: lines('x') },
        {
          kind: 'insert-alineas',
          place: { at: 'after', alinea: 'premier alinéa de l’article 3' },
          lines: lines('x'),
        },
      ],
      true,
    ],
    [
      'an alinéa added to an article, and an article after it',
      [
        { kind: 'insert-alineas', place: { at: 'end', division: 'article 3' }, lines: lines('x') },
        {
          kind: 'insert-divisions',
          place: { at: 'after', division: 'article 3' },
          names: ['rubrique « Z »'],
          lines: lines('Z'),
        },
      ],
      false,
    ],
    [
      'words in an article that moves',
      [
        words('article 3', 'expire', 'x'),
        {
          kind: 'move-division',
          division: 'article 3',
          to: { at: 'before', division: 'article 1' },
          becomes: null,
        },
      ],
      false,
    ],
    [
      'an item and its level',
      [
        words('a du 2° de l’article 2', 'année', 'mois'),
        { kind: 'delete-alineas', alineas: ['2° de l’article 2'] },
      ],
      true,
    ],
  ])('[X3] overlap: %s', (_, instructions, overlaps) => {
    expect(codes(BASE, ...instructions).includes('overlap')).toBe(overlaps);
    expect(codes(BASE, ...instructions.toReversed()).includes('overlap')).toBe(overlaps);
  });

  it('[X5] numbers of what stays do not change, though an article goes and one comes', () => {
    const text = textAfter(
      { kind: 'delete-division', division: 'article 1' },
      {
        kind: 'insert-divisions',
        place: { at: 'before', division: 'article 1' },
        names: ['article 1 A'],
        lines: lines('Article 1 A – X', 'Y.'),
      },
    );
    expect(plain(text)).toContain('Article 1 A – X\n\nY.\n\nArticle 2 – Engagements');
  });

  it('[X4] keeps what is beside: marks, variables, ids', () => {
    const base = contentOf(
      [
        article(
          'Durée',
          alinea([
            { type: 'text', text: 'La durée est de ' },
            { type: 'variable', attrs: { chemin: 'mois', format: 'chiffres' } },
            { type: 'text', text: ' mois', marks: [{ type: 'bold' }] },
            { type: 'text', text: ' fermes.' },
          ]),
        ),
      ],
      { mois: { type: 'entier', libelle: 'Mois', valeur: '36' } },
    );
    const result = applyInstructions(
      base,
      [words('article 1', 'fermes', 'entiers')],
      blockIdsFrom(seeded(3)),
    );
    const changed = result.ok ? result.value.document.content[1] : undefined;
    expect(changed).toMatchObject({
      attrs: { id: base.document.content[1]?.attrs.id },
      content: [
        { type: 'text', text: 'La durée est de ' },
        { type: 'variable' },
        { type: 'text', text: ' mois', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' entiers.' },
      ],
    });
  });
});
