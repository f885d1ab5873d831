import { describe, expect, it } from 'vitest';
import { compareContents } from '#shared/compare/contents.ts';
import { viewOf } from '#shared/compare/view.ts';
import { alinea, contentOf, idOf, table, texte, variable } from '#shared/document/builders.ts';
import { type Authors, authorsSchema } from '#shared/versions/wire.ts';
import { authoredOf, turnsOf } from './authored.ts';

const person = (name: string, organisation: string) => ({
  personId: null,
  name,
  organisationId: null,
  organisation,
});
const when = { since: 1, until: 1, sender: null };
const content = contentOf([
  alinea([texte('Les parties '), variable('duree'), texte(' conviennent.')], { id: idOf('a') }),
  table([['Cible']]),
]);
const view = viewOf(compareContents(content, content));
const authors = (spans: Authors['blocks'][number]['spans']): Authors =>
  authorsSchema.parse({
    seq: 1,
    people: [person('Camille Durand', 'UNML'), person('Chloé Denis', 'UNML'), person('Inès Moreau', 'AMF')],
    blocks: [{ id: idOf('a'), made: null, spans }],
  });
const written = (spans: Authors['blocks'][number]['spans']) => {
  const authored = authoredOf(view, authors(spans));
  return (authored.passages.get(idOf('a')) ?? []).map(({ writer, turn, pieces }) => [
    writer?.sigle ?? '',
    turn,
    pieces.map(({ inline, text }) => (inline.type === 'text' ? text : '¤')).join(''),
  ]);
};

describe('a text with who wrote it', () => {
  it('[A4] is cut where the writer changes, an atom being one character', () => {
    expect(
      written([
        { ...when, author: 0, from: 0, to: 4 },
        { ...when, author: 2, from: 4, to: 13 },
        { ...when, author: 0, from: 13, to: 26 },
      ]),
    ).toEqual([
      ['CD', true, 'Les '],
      ['IM', true, 'parties ¤'],
      ['CD', true, ' conviennent.'],
    ]);
  });

  it('[A4] says nothing of what the record does not know, and holds no more than the text', () => {
    expect(written([{ ...when, author: 0, from: 4, to: 99 }])).toEqual([
      ['', false, 'Les '],
      ['CD', true, 'parties ¤ conviennent.'],
    ]);
  });

  it('tells nobody by colour alone: letters are one’s own, and so is the line in an organisation', () => {
    const authored = authoredOf(
      view,
      authors([
        { ...when, author: 0, from: 0, to: 12 },
        { ...when, author: 1, from: 12, to: 20 },
        { ...when, author: 2, from: 20, to: 26 },
      ]),
    );
    expect(authored.writers.map(({ sigle, colour, line }) => [sigle, colour, line])).toEqual([
      ['CD', 0, 0],
      ['CD2', 0, 1],
      ['IM', 1, 0],
    ]);
    expect(turnsOf(authored, null)).toHaveLength(3);
    expect(turnsOf(authored, '2').map((turn) => turn.writer?.name)).toEqual(['Inès Moreau (AMF)']);
  });
});
