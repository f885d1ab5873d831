import { describe, expect, it } from 'vitest';
import { alinea, article, contentOf } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import type { Instruction } from '../model.ts';
import { acceptInstructions, withProvision } from './accept.ts';
import { blockChanges, withdrawChanges } from './withdraw.ts';

const ids = () => {
  let state = 3;
  return blockIdsFrom(() => {
    state = (state * 48271 + 11) % 2147483647;
    return state / 2147483647;
  });
};
const BASE = contentOf([
  article('Suivi', 'Un comité se réunit deux fois par an.', 'Il dresse un bilan.'),
  article('Durée', 'La convention prend fin le 31 décembre 2028.'),
]);
const WORDS: Instruction = {
  kind: 'replace-words',
  scope: { kind: 'place', address: 'article 1', phrase: null },
  noun: 'mots',
  old: 'deux fois',
  new: 'trois fois',
  occurrence: 'only',
};
const SECOND: Instruction = { kind: 'delete-alineas', alineas: ['second alinéa de l’article 1'] };
const INSERT: Instruction = {
  kind: 'insert-divisions',
  place: { at: 'after', division: 'article 1' },
  names: ['article 1-1'],
  lines: [
    { kind: 'text', text: 'Article 1-1 – Bilan' },
    { kind: 'text', text: 'Le bilan est public.' },
  ],
};
const textOf = (content: ActContent): string => printDocument(content).replace(/[\u00a0\u202f]/g, ' ');
const accept = (edited: ActContent, ...instructions: readonly Instruction[]): ActContent => {
  const result = acceptInstructions({ base: BASE, edited }, instructions, ids());
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
/** An edit that somebody makes by hand. */
const edit = (content: ActContent, from: string, to: string): ActContent =>
  JSON.parse(JSON.stringify(content).replace(from, to)) as ActContent;

describe('accepting a card', () => {
  it.each([
    ['the places of the base', [WORDS, SECOND, INSERT]],
    ['any order', [INSERT, SECOND, WORDS]],
  ])('[H7] gives one text: %s', (_, cards) => {
    const text = textOf(cards.reduce((edited, card) => accept(edited, card), BASE));
    expect(text).toContain('trois fois par an');
    expect(text).not.toContain('Il dresse un bilan');
    expect(text).toMatch(/Article 1 – Suivi[\s\S]*Article 1-1 – Bilan[\s\S]*Article 2 – Durée/);
  });

  it('[H7] ranks count in the base, though a line was added above since', () => {
    const [heading, ...rest] = BASE.document.content;
    const added = alinea('Une réunion ouvre l’année.', { id: '00000000zzzz' as never });
    if (heading === undefined) throw new Error('no heading');
    const edited: ActContent = {
      ...BASE,
      document: { type: 'doc', content: [heading, added, ...rest] },
    };
    expect(textOf(accept(edited, SECOND))).toMatch(/ouvre l’année\.\s+Un comité[^\n]*\s+Article 2/);
  });

  it('[H7] keeps the rest of the edits, in the same alinéa too', () => {
    const text = textOf(accept(edit(BASE, 'Un comité', 'Un conseil'), WORDS));
    expect(text).toContain('Un conseil se réunit trois fois par an.');
  });

  it('[H7] is refused where the words have gone', () => {
    const result = acceptInstructions(
      { base: BASE, edited: edit(BASE, 'deux fois par an', 'chaque mois') },
      [WORDS],
      ids(),
    );
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('à la main') });
  });
});

describe('withdrawing a card', () => {
  it.each([
    ['words', WORDS],
    ['an alinéa', SECOND],
    ['an article', INSERT],
  ])('[H9] gives back the text before: %s', (_, card) => {
    const edited = edit(BASE, '31 décembre 2028', '31 décembre 2029');
    const after = accept(edited, card);
    const changes = blockChanges(edited, after);
    expect(changes).not.toBeNull();
    const back = withdrawChanges(after, changes ?? []);
    expect(back && textOf(back)).toBe(textOf(edited));
  });

  it('[H9] is refused once somebody edited what it wrote', () => {
    const after = accept(BASE, WORDS);
    const changes = blockChanges(BASE, after) ?? [];
    expect(withdrawChanges(edit(after, 'trois fois', 'quatre fois'), changes)).toBeNull();
  });
});

describe('a stipulation of the avenant’s own', () => {
  it('[H8] stands under one heading, before what says when it takes effect', () => {
    const avenant = contentOf([
      article('Objet', 'Le présent avenant modifie la convention.'),
      article({ text: 'Prise d’effet', attrs: { famille: 'duree' } }, 'À sa signature.'),
    ]);
    const once = withProvision(avenant, 'Une rencontre a lieu.\nElle est publique.', {}, ids());
    const twice = withProvision(once, '  Un compte rendu\u00a0suit. ', {}, ids());
    expect(textOf(twice).replace(/\n+/g, ' | ')).toContain(
      'Article 2 – Stipulations propres au présent avenant | Une rencontre a lieu. | Elle est publique. | Un compte rendu suit. | Article 3 – Prise d’effet',
    );
  });
});
