import { describe, expect, it } from 'vitest';
import { printAddress, resolveAddress } from './address.ts';
import {
  alinea,
  annexe,
  appelNote,
  article,
  axe,
  type Blocks,
  block,
  docOf,
  idOf,
  intitule,
  item,
  note,
  numero,
  rubrique,
  sousArticle,
  table,
  texte,
} from './builders.ts';

const N = '\u00a0';
const id = idOf('ici');
const here = alinea('ici', { id });
/** Prints the address of the block with id `ici`, having checked that it resolves to it. */
function at(...blocks: readonly Blocks[]): string | null {
  const document = docOf(...blocks);
  const address = printAddress(document, id);
  if (address !== null) expect(resolveAddress(document, address)).toBe(id);
  return address;
}
const tiret = (text = 'x', attrs = {}) => item(text, attrs);
const degre = (text = 'x', attrs = {}) => item(text, { marqueur: '1°', ...attrs });
const lettre = (text = 'x', attrs = {}) => item(text, { marqueur: 'a)', niveau: 2, ...attrs });

describe('printing an address', () => {
  it.each<[string, readonly Blocks[]]>([
    ['premier alinéa de l’article 1', [article('a', here)]],
    ['second alinéa de l’article 1', [article('a', 'x', here)]],
    ['deuxième alinéa de l’article 3', [article('a'), article('b'), article('c', 'x', here, 'y')]],
    ['troisième alinéa de l’article 1', [article('a', 'x', tiret(), here)]],
    ['troisième alinéa de l’article 1', [article('a', 'x', table([['a', 'b']]), here, 'z')]],
  ])('[A2] %s', (expected, blocks) => {
    expect(at(...blocks)).toBe(expected);
  });

  it('[A3] empty lines, page breaks and notes are not counted', () => {
    const page: Blocks = { type: 'sautPage', attrs: { id: idOf('page') } };
    expect(at(article('a', 'x', '', alinea('  '), page, note('n', 'y'), here))).toBe(
      'second alinéa de l’article 1',
    );
    expect(at(article('a', alinea('', { id })))).toBeNull();
    expect(at(article('a', { type: 'sautPage', attrs: { id } }))).toBeNull();
  });

  it.each<[string, readonly Blocks[]]>([
    ['2° de l’article 1', [article('a', 'x', degre(), degre('y', { id }))]],
    ['a du 2° de l’article 1', [article('a', degre(), degre(), lettre('y', { id }))]],
    ['troisième tiret de l’axe 1', [rubrique('r'), axe('a', tiret(), tiret(), tiret('y', { id }))]],
    [
      'second tiret du second tiret de l’article 1',
      [article('a', tiret(), tiret(), tiret('x', { niveau: 2 }), tiret('y', { niveau: 2, id }))],
    ],
    ['première puce de l’article 1', [article('a', tiret(), item('x', { marqueur: '•', id }))]],
    ['premier tiret de l’article 1', [article('a', tiret('x', { id }))]],
  ])('[A4] %s', (expected, blocks) => {
    expect(at(...blocks)).toBe(expected);
  });

  it('[A4] two lists with the same numbers are told apart by the rank of the line', () => {
    expect(at(article('a', degre(), alinea('x'), degre('y', { id })))).toBe(
      'troisième alinéa de l’article 1',
    );
  });

  it.each<[string, readonly Blocks[]]>([
    [
      'intitulé de l’article 1',
      [intitule('x', { id, genre: 'article', prefixe: 'Article ', compteur: '1' })],
    ],
    ['premier alinéa du 2.1', [article('a'), article('b'), sousArticle('c', here)]],
    [
      `premier alinéa de la rubrique «${N}Durée de la convention${N}»`,
      [rubrique('Durée de la convention', here)],
    ],
    ['premier alinéa de l’annexe 1', [article('a', 'x'), annexe('b', here)]],
    ['premier alinéa du préambule', [intitule('Préambule', { genre: 'preambule' }), here]],
    [
      'premier alinéa de l’article 1 de l’annexe 1',
      [article('a', 'x'), annexe('b'), article({ text: 'c', attrs: { niveau: 2 } }, here)],
    ],
  ])('[A5] %s', (expected, blocks) => {
    expect(at(...blocks)).toBe(expected);
  });

  it('[A6] a bare number goes with its parent', () => {
    expect(at(article('a'), numero('b', 'x'), article('c'), numero('d', here))).toBe(
      'premier alinéa du 1 de l’article 2',
    );
  });

  it('[A2] direct text of a division stops at its first subdivision', () => {
    expect(at(article('a', here, 'x'), numero('b', 'y', 'z'))).toBe('premier alinéa de l’article 1');
  });

  it('[A7] rubriques of the same heading are told apart by their parent, else by their rank', () => {
    const suivi = (...body: readonly (string | Blocks)[]) =>
      rubrique({ text: 'Suivi', attrs: { niveau: 2 } }, ...body);
    expect(at(article('a'), suivi('x'), article('b'), suivi(here))).toBe(
      `premier alinéa de la rubrique «${N}Suivi${N}» de l’article 2`,
    );
    expect(at(rubrique('Suivi', 'x'), rubrique('Suivi', here))).toBe(
      `premier alinéa de la seconde rubrique «${N}Suivi${N}»`,
    );
  });

  it.each<[string, readonly Blocks[]]>([
    ['titre', [block('titre', 'Convention', { id })]],
    ['seconde ligne du titre', [block('titre', 'Convention'), block('titre', 'cadre', { id })]],
    ['premier visa', [block('visa', 'Vu la loi', { id }), block('visa', 'Vu le code')]],
    [
      'deuxième considérant du texte liminaire',
      [block('considerant', 'x'), block('considerant', 'y', { id }), block('considerant', 'z')],
    ],
    [
      'troisième alinéa de la désignation des parties',
      [block('liaison', 'Entre'), block('partie', 'A'), block('liaison', 'Et', { id }), block('partie', 'B')],
    ],
    ['formule d’accord', [block('formule', 'Il est convenu', { id })]],
    ['premier alinéa du texte liminaire', [here]],
    ['formule de clôture', [article('a', 'x'), block('cloture', 'Fait à Paris', { id })]],
    ['second bloc de signature', [block('signataire', 'A'), block('signataire', 'B', { id })]],
    ['premier alinéa de la clôture', [article('a', 'x'), block('cloture', 'Fait à Paris'), here]],
  ])('[A8] %s', (expected, blocks) => {
    expect(at(...blocks)).toBe(expected);
  });

  it('[A8] notes are named by their number', () => {
    const call = alinea([texte('x'), appelNote('n')]);
    expect(at(article('a', call), block('note', 'y', { noteId: 'n', id }))).toBe('note 1');
    expect(at(article('a', call), note('n', 'y'), block('note', 'z', { noteId: 'n', id }))).toBe(
      'second alinéa de la note 1',
    );
    expect(at(block('note', 'z', { noteId: 'm', id }))).toBe('note non appelée');
  });

  it('[A8] cells are named by line and column', () => {
    const document = docOf(
      article(
        'a',
        table([
          ['a', 'b'],
          ['c', 'd'],
          ['e', 'f'],
        ]),
      ),
    );
    const grid = document.content[1];
    if (grid?.type !== 'table') throw new Error('no table');
    const cell = grid.content[2]?.content[1]?.content[0];
    expect(printAddress(document, grid.attrs.id)).toBe('tableau de l’article 1');
    expect(printAddress(document, cell?.attrs.id ?? id)).toBe(
      'seconde cellule de la troisième ligne du tableau de l’article 1',
    );
  });
});

describe('resolving an address', () => {
  const document = docOf(
    article({ text: 'Objet', attrs: { compteur: '1er' } }, 'a', 'b', 'c', alinea('ici', { id })),
    article('Durée', degre(), lettre(), lettre('y', { id: idOf('lettre') })),
    sousArticle('Fin', alinea('z', { id: idOf('fin') })),
    rubrique('Suivi', alinea('s', { id: idOf('suivi') })),
  );

  it.each([
    ['quatrième alinéa de l’article 1er', id],
    ["le quatrième alinéa de l'article 1er", id],
    ['Au dernier alinéa de l’article premier', id],
    ['4e alinéa de l’article 1er', id],
    ['4ème alinéa de l’article 1', id],
    ['b du 1° de l’article 2', idOf('lettre')],
    ['le b) du 1° de l’article 2', idOf('lettre')],
    ['dernier alinéa de l’article 2', idOf('lettre')],
    ['troisième alinéa de l’article 2', idOf('lettre')],
    ['premier alinéa du 2.1', idOf('fin')],
    ['alinéa unique du 2.1 de l’article 2', idOf('fin')],
    ['premier alinéa de la rubrique "Suivi"', idOf('suivi')],
    ['premier alinéa de « Suivi »', null],
    ['cinquième alinéa de l’article 1er', null],
    ['premier alinéa de l’article 9', null],
    ['', null],
  ])('[A9] %s', (text, expected) => {
    expect(resolveAddress(document, text)).toBe(expected);
  });

  it('[A9] a division is named by its own name', () => {
    const [heading] = document.content;
    expect(resolveAddress(document, 'l’article 1er')).toBe(heading?.attrs.id);
  });

  it('[A9] an address that could name several names none', () => {
    const twice = docOf(article('a'), numero('b', 'x'), article('c'), numero('d', 'y'));
    expect(resolveAddress(twice, 'premier alinéa du 1')).toBeNull();
  });
});
