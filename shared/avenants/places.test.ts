import { describe, expect, it } from 'vitest';
import { placesOf } from './places.ts';
import { CONVENTION } from './testing/acts.ts';

describe('places', () => {
  const places = placesOf(CONVENTION);

  it('[X2] every division and line is called by words that name it alone', () => {
    for (const block of places.blocks) {
      const { id } = block.attrs;
      const phrase = block.type === 'intitule' ? places.divisionPhrase(id) : places.linePhrase(id);
      expect(places.resolve(phrase?.text ?? ''), phrase?.text).toBe(id);
    }
  });

  it('[X7] a level by its marker, a line by its rank', () => {
    expect(places.lines('2° de l’article 2')).toEqual({ start: 15, end: 18 });
    const ranked = places.rankedPhrase(15);
    expect(ranked?.text).toBe('troisième alinéa de l’article 2');
    expect(places.lines(ranked?.text ?? '')).toEqual({ start: 15, end: 16 });
  });
});
