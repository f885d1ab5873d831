import { describe, expect, it } from 'vitest';
import { phrasesOf } from './phrases.ts';

describe('phrases', () => {
  it.each([
    ['Une seule phrase', ['Une seule phrase']],
    ['Une. Deux.', ['Une.', 'Deux.']],
    ['M. Martin préside. Il signe.', ['M. Martin préside.', 'Il signe.']],
    ['L’art. 5 vaut. 3 ans suffisent.', ['L’art. 5 vaut.', '3 ans suffisent.']],
    ['Il dit : «\u00a0Oui. Non.\u00a0» Puis il part.', ['Il dit : «\u00a0Oui. Non.\u00a0» Puis il part.']],
    ['Le 3.2 vaut. Fin\u202f!', ['Le 3.2 vaut.', 'Fin\u202f!']],
    ['Est-ce clair\u202f? Oui… Non.', ['Est-ce clair\u202f?', 'Oui…', 'Non.']],
    ['', []],
  ])('[W3] %s', (text, phrases) => {
    expect(phrasesOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(phrases);
  });
});
