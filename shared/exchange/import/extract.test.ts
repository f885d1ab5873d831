import { describe, expect, it } from 'vitest';
import { importText } from './import.ts';
import { seededIds } from './support.ts';

function recognised(...paragraphs: readonly string[]) {
  const result = importText(paragraphs.join('\n\n'), { makeId: seededIds() });
  if (!result.ok) throw new Error(result.error.code);
  const { report } = result.value;
  return {
    title: report.title,
    divisions: report.divisions.map(({ label, heading }) => `${label} · ${heading}`),
    unrecognised: report.unrecognised.length,
  };
}
const SENTENCE = 'Les Parties organisent ensemble leur coopération.';

describe('import of a text without front matter', () => {
  it.each([
    ['Article 1 - Objet', 'Article 2 - Durée', 'Article 1 · Objet', 'Article 2 · Durée'],
    ['# Article 1 : Objet', '# Article 2 : Durée', 'Article 1 · Objet', 'Article 2 · Durée'],
    ['1. Objet', '2. Durée', '1 · Objet', '2 · Durée'],
    ['AXE 1 : ACCUEILLIR', 'AXE 2 : FORMER', 'Axe 1 · ACCUEILLIR', 'Axe 2 · FORMER'],
    ['TITRE I - Dispositions', 'TITRE II - Fin', 'Titre I · Dispositions', 'Titre II · Fin'],
  ])('[M7] that begins at « %s » has no title and all its divisions', (first, second, one, two) => {
    expect(recognised(first, SENTENCE, second, SENTENCE)).toEqual({
      title: null,
      divisions: [one, two],
      unrecognised: 0,
    });
  });

  it('[M7] an annexe that names an instrument is a title', () => {
    const { title } = recognised(
      'Annexe 2 – Convention type de partenariat',
      'Article 1 - Objet',
      SENTENCE,
      'Article 2 - Durée',
      SENTENCE,
    );
    expect(title).toBe('Annexe 2 – Convention type de partenariat');
  });
});
