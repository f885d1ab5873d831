import { describe, expect, test } from 'vitest';
import { readPerson } from './persons.ts';

describe('the person who represents a party', () => {
  test.each([
    ["Monsieur Jean-Baptiste d'Hérouville", "Jean-Baptiste d'Hérouville", null],
    ['Monsieur Jean-Baptiste d’Hérouville, son président', 'Jean-Baptiste d’Hérouville', 'président'],
    ['son président, Monsieur Louis de La Tour', 'Louis de La Tour', 'président'],
    ['Madame de La Tour, maire', 'de La Tour', 'maire'],
    ['M. d’Aubigné', 'd’Aubigné', null],
    ['Madame Anne du Bellay, maire', 'Anne du Bellay', 'maire'],
    ["Mme Claire L'Herbier", "Claire L'Herbier", null],
    ['Monsieur Guy Le Goff', 'Guy Le Goff', null],
    ['Madame Éléonore de l’Estoile', 'Éléonore de l’Estoile', null],
    ["Jean-Paul d'Aubigné, président", "Jean-Paul d'Aubigné", 'président'],
  ])('[P1] « %s » is named whole', (text, name, capacity) => {
    expect(readPerson(text)).toMatchObject({ name, capacity });
  });
});
