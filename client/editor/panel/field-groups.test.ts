import { describe, expect, it } from 'vitest';
import { alinea, texte, variable } from '#shared/document/builders.ts';
import type { Fields } from '#shared/document/model.ts';
import { groupFields, printedFields } from './field-groups.ts';

const field = (libelle: string, valeur: string | null = null) => ({
  type: 'texte' as const,
  libelle,
  valeur,
});

const FIELDS: Fields = {
  'partie.p10.sigle': field('Sigle de la dixième'),
  'partie.p2.siege': field('Siège de l’AMF', 'Paris'),
  'partie.p2.sigle': field('Sigle de l’AMF', 'AMF'),
  'partie.p2.representant.nom': field('Nom du représentant de l’AMF'),
  lieu: field('Lieu'),
  date: field('Date', '2026-11-21'),
  'clausier.clauses': field('Registre', '{}'),
};

const shown = (printed: readonly string[]) =>
  groupFields(FIELDS, new Set(printed)).map(({ title, fields }) => [
    title,
    fields.map(({ key, missing }) => (missing ? `${key}*` : key)),
  ]);

describe('the variables of an act', () => {
  it('[E71] stand under the act, then under each party by its name, in the order of the parties', () => {
    expect(shown([])).toEqual([
      ['L’acte', ['date', 'lieu']],
      ['AMF', ['partie.p2.representant.nom', 'partie.p2.siege', 'partie.p2.sigle']],
      ['Partie 10', ['partie.p10.sigle']],
    ]);
  });

  it('[E71] come in the order of the text, then by name; what it prints without a value is missing', () => {
    expect(shown(['lieu', 'partie.p2.siege', 'partie.p2.representant.nom']).slice(0, 2)).toEqual([
      ['L’acte', ['lieu*', 'date']],
      ['AMF', ['partie.p2.siege', 'partie.p2.representant.nom*', 'partie.p2.sigle']],
    ]);
  });

  it('[E71] are found wherever the text holds them', () => {
    const document = {
      type: 'doc' as const,
      content: [alinea([texte('À '), variable('lieu'), texte(', le '), variable('date')])],
    };
    expect([...printedFields(document)]).toEqual(['lieu', 'date']);
  });
});
