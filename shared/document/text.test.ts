import { describe, expect, it } from 'vitest';
import {
  alinea,
  appelNote,
  article,
  type Blocks,
  block,
  contentOf,
  idOf,
  item,
  note,
  renvoi,
  rubrique,
  table,
  texte,
  variable,
} from './builders.ts';
import type { Fields } from './model.ts';
import { plainInline, printContext, printDocument } from './text.ts';

const N = '\u00a0';
const print = (blocks: readonly Blocks[], champs?: Fields) => printDocument(contentOf(blocks, champs));

describe('the whole text as printed', () => {
  it('[P1] puts numbers, markers and blank lines', () => {
    expect(
      print([
        block('titre', 'Convention'),
        article('Objet', 'Texte.', item('un'), item('deux', { niveau: 2 })),
        rubrique('Suivi'),
      ]),
    ).toBe(`Convention\n\nArticle${N}1 – Objet\n\nTexte.\n\n– un\n  – deux\n\nSuivi`);
  });

  it('[P2] prints calls and notes with one number, on the first alinéa of a note', () => {
    const blocks = [
      alinea([texte('Étude'), appelNote('n'), texte('.')]),
      note('n', 'Source.'),
      note('n', 'Suite.'),
    ];
    expect(print(blocks)).toBe('Étude¹.\n\n¹ Source.\n\nSuite.');
    expect(printDocument(contentOf(blocks), { notes: 'markdown' })).toBe(
      'Étude[^1].\n\n[^1] Source.\n\nSuite.',
    );
    expect(printDocument(contentOf(blocks), { notes: 'parentheses' })).toContain('Étude(1).');
    expect(printDocument(contentOf(blocks), { notes: 'crochets' })).toContain('[1] Source.');
  });

  it('[P2] a note nobody calls keeps its text, under a star', () => {
    expect(print([note('n', 'Perdue.')])).toBe('* Perdue.');
  });

  it('[P3] prints a row of a table on a line', () => {
    expect(
      print([
        table([
          ['a', 'b'],
          ['c', ''],
        ]),
      ]),
    ).toBe('a | b\nc | ');
  });

  it('[P4] prints variables and cross-references in words', () => {
    const id = idOf('duree');
    const champs = { mois: { type: 'entier', libelle: 'Durée', valeur: '3' } } as const;
    const line = alinea([
      texte('Pour '),
      variable('mois', 'lettres-chiffres'),
      texte(' mois, selon '),
      renvoi(id, 'defini'),
    ]);
    expect(print([line, article({ text: 'Durée', attrs: { id } })], champs)).toContain(
      'Pour trois (3) mois, selon l’article 1',
    );
  });

  it('[P4] prints a run of inline content on its own', () => {
    const ctx = printContext(contentOf([article('Durée')]));
    const broken = renvoi('disparu00000', 'nom', 'article 9');
    expect(plainInline([texte('Voir '), broken, { type: 'hardBreak' }, variable('zone')], ctx)).toBe(
      `Voir [renvoi rompu${N}: article 9]\n[zone]`,
    );
    expect(plainInline(undefined, ctx)).toBe('');
  });

  it('[P1] prints line ends within a block, nothing for an empty one', () => {
    expect(
      print([
        block('signataire', [texte('Le Président'), { type: 'hardBreak' }, texte('X')]),
        alinea(),
        alinea('y'),
      ]),
    ).toBe('Le Président\nX\n\ny');
  });

  it('[P1] an untitled article prints its number alone', () => {
    expect(print([article('')])).toBe(`Article${N}1 –`);
  });
});
