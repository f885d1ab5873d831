import { describe, expect, it } from 'vitest';
import { article, block, contentOf, note } from '#shared/document/builders.ts';
import { printDocument } from '#shared/document/text.ts';
import { composeAvenant, isGenerated } from './compose.ts';
import type { Instruction } from './model.ts';
import { parseInstructions } from './parse/parse.ts';
import { avenantBlocks, avenantText, printInstructions } from './print.ts';
import { CONVENTION, seededIds } from './testing/acts.ts';

const place = (address: string) => ({ kind: 'place', address, phrase: null }) as const;
const INSTRUCTIONS: readonly Instruction[] = [
  {
    kind: 'replace-words',
    scope: place('second alinéa de l’article 1'),
    noun: 'mots',
    old: 'région',
    new: 'métropole',
    occurrence: 'only',
  },
  { kind: 'insert-rows', table: 'tableau de l’article 4', after: null, rows: [['Évaluation', '2 000 €']] },
  {
    kind: 'replace-words',
    scope: place('article 4'),
    noun: 'montant',
    old: '15 500 €',
    new: '18 000 €',
    occurrence: 'only',
  },
  {
    kind: 'insert-divisions',
    place: { at: 'after', division: 'article 4' },
    names: ['article 4-1'],
    lines: [
      { kind: 'text', text: 'Article 4-1 – Dons' },
      { kind: 'text', text: 'Les dons sont « affectés ».' },
    ],
  },
];

const kinds = (text: string): readonly string[] =>
  parseInstructions(text, CONVENTION, { wrapped: false }).instructions.map((one) => one.instruction.kind);

describe('printing an avenant', () => {
  const articles = printInstructions(INSTRUCTIONS, CONVENTION);

  it('[G1] [G2] one article per amended one, several instructions numbered', () => {
    expect(articles.map((one) => one.title)).toEqual([
      'Modification de l’article\u00a01',
      'Modification de l’article\u00a04',
      'Insertion de l’article\u00a04-1',
    ]);
    expect(articles[1]?.lines.map((line) => line.kind)).toEqual(['sentence', 'item', 'table', 'item']);
  });

  it('[G4] [G7] quotes open every alinéa, close the last, and are “ ” inside', () => {
    expect(avenantText(articles)).toContain(
      '«\u00a0Article 4-1 – Dons\n«\u00a0Les dons sont “affectés”.\u00a0»',
    );
  });

  it('[G12] as blocks of an act it prints, and reads back, as it does as text', () => {
    const blocks = contentOf([...avenantBlocks(articles, seededIds(1)), article('Effet', 'Le lendemain.')]);
    const printed = printDocument(blocks);
    expect(printed).toContain('2° Le montant de 15\u00a0500\u00a0€ est remplacé');
    expect(printed).toContain('Article\u00a04 – Effet');
    expect(kinds(printed)).toEqual(kinds(avenantText(articles)));
  });

  it('[G16] [C2] an annexe joined to an avenant stands after its signatures, and reads back from there', () => {
    const joined: Instruction = {
      kind: 'replace-division',
      division: 'annexe 1',
      lines: [
        { kind: 'text', text: 'Annexe 1 – Fiche' },
        { kind: 'text', text: '1° Le bilan\u202f;' },
        { kind: 'table', rows: [['Poste', '12 €']] },
      ],
      attached: true,
    };
    const frame = contentOf([
      article('Objet', 'a'),
      block('cloture', 'Fait à Lyon.'),
      note('n1', 'Une note.'),
    ]);
    const written = { articles: printInstructions([joined], CONVENTION), base: CONVENTION };
    const avenant = composeAvenant(frame, written);
    const printed = printDocument(avenant).replace(/\n+/g, '\n');
    expect(printed).toContain('Fait à Lyon.\nAnnexe\u00a01 – Fiche\n1° Le bilan\u202f;\nPoste | 12 €\n');
    expect(printed.trimEnd()).toMatch(/Une note\.$/);
    expect(avenant.document.content.slice(-4, -1).every(({ attrs }) => isGenerated(attrs.id))).toBe(true);
    expect(kinds(avenantText(written.articles))).toEqual(['replace-division']);
    expect(composeAvenant(avenant, written)).toEqual(avenant);
    expect(composeAvenant(avenant, { articles: [], base: CONVENTION }).document.content).toHaveLength(5);
  });

  it('[G1] the act is called as it is', () => {
    const everywhere: Instruction = {
      kind: 'replace-words',
      scope: { kind: 'act', divisions: ['article 2', 'article 3', 'article 5'] },
      noun: 'mots',
      old: 'bilan',
      new: 'rapport',
      occurrence: 'all',
    };
    const [one] = printInstructions([everywhere], CONVENTION, { act: 'accord-cadre' });
    expect(one?.title).toBe('Modification de l’ensemble de l’accord-cadre');
  });
});
