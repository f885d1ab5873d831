import { describe, expect, it } from 'vitest';
import { readHistoricAvenant } from '../reading/historic.ts';
import { CONVENTION } from '../testing/acts.ts';
import { parseInstructions } from './parse.ts';

const REPLACED = 'Article 1 – Annexe\nL’annexe 1 est remplacée par l’annexe jointe au présent avenant.';
const ADDED = 'Après l’annexe 1, sont insérées deux annexes 2 et 3, jointes au présent avenant.';
const SIGNED = 'Fait à Lyon, le 3 mai 2027.\nPour l’Union, la présidente';

/** What each instruction takes from the annexes, line by line; a table by its cells. */
function linesOf(text: string): readonly (readonly string[])[] {
  return parseInstructions(text, CONVENTION).instructions.map(({ instruction }) =>
    'lines' in instruction
      ? instruction.lines.map((line) => (line.kind === 'text' ? line.text : line.rows.flat().join(' ; ')))
      : [],
  );
}
const codes = (text: string) => parseInstructions(text, CONVENTION).problems.map(({ code }) => code);

describe('annexes joined to an avenant', () => {
  it.each<readonly [string, readonly string[], readonly (readonly string[])[]]>([
    [
      'after the signatures',
      [REPLACED, SIGNED, 'Annexe 1 – Fiche', 'Une ligne.'],
      [['Annexe 1 – Fiche', 'Une ligne.']],
    ],
    [
      'in capitals, with n°',
      [REPLACED, SIGNED, 'ANNEXE N° 1 : FICHE', 'Une ligne.'],
      [['ANNEXE N° 1 : FICHE', 'Une ligne.']],
    ],
    [
      'without a number, alone',
      [REPLACED, SIGNED, 'Annexe', 'Fiche', 'Une ligne.'],
      [['Annexe\u00a01 – Fiche de suivi', 'Fiche', 'Une ligne.']],
    ],
    [
      'without a number, with words',
      [REPLACED, SIGNED, 'Annexe : Fiche', 'Une ligne.'],
      [['Annexe\u00a01 – Fiche', 'Une ligne.']],
    ],
    [
      'not where a list tells it',
      [REPLACED, 'Sont joints :', 'Annexe 1 : la fiche ;', SIGNED, 'Annexe 1 – Fiche', 'Une ligne.'],
      [['Annexe 1 – Fiche', 'Une ligne.']],
    ],
    [
      'with a table, then another one',
      [REPLACED, SIGNED, 'Annexe 1 – Fiche', '| a | b |', '| c | d |', '', '| e | f |'],
      [['Annexe 1 – Fiche', 'a ; b ; c ; d', 'e ; f']],
    ],
    [
      'several, each its own',
      [ADDED, SIGNED, 'Annexe 2 – Carte', 'Une carte.', 'Annexe 3 – Budget', 'Un budget.'],
      [['Annexe 2 – Carte', 'Une carte.', 'Annexe 3 – Budget', 'Un budget.']],
    ],
    [
      'whose words would be instructions',
      [REPLACED, SIGNED, 'Annexe 1 – Fiche', 'L’article 2 est abrogé.'],
      [['Annexe 1 – Fiche', 'L’article 2 est abrogé.']],
    ],
    [
      'whose guillemets do not pair',
      [REPLACED, SIGNED, 'Annexe 1 – Fiche', 'Le « bilan est publié.'],
      [['Annexe 1 – Fiche', 'Le « bilan est publié.']],
    ],
  ])('[J1] [J2] [J3] %s', (_, lines, expected) => {
    expect(linesOf(lines.join('\n'))).toEqual(expected);
  });

  it('[J3] refuses an instruction whose annexe is not there', () => {
    expect(codes(`${REPLACED}\n${SIGNED}`)).toEqual(['no-attached-text']);
    expect(codes(`${REPLACED}\n${SIGNED}\nAnnexe 4 – Carte\nUne carte.`)).toEqual(['no-attached-text']);
  });

  it('[J2] [H5] in a historic avenant they are part of its frame', () => {
    const { cards } = readHistoricAvenant(
      [REPLACED, SIGNED, 'Annexe 1 – Fiche', 'Une ligne.'].join('\n'),
      CONVENTION,
    );
    expect(cards.map(({ kind }) => kind)).toEqual(['frame', 'instruction', 'frame', 'frame', 'frame']);
    expect(cards.at(-1)?.text).toBe('Annexe 1 – Fiche\nUne ligne.');
  });
});
