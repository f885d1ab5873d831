import { describe, expect, test } from 'vitest';
import { another, draftErrors, draftFrom, emptyDraft, requestOf } from './draft.ts';

const party = (key: string, over: object = {}) => ({
  key,
  denomination: `Partie ${key}`,
  representative: {
    civilite: 'Madame' as const,
    nom: 'Ève Essai',
    capacite: 'Présidente',
    delegant: '',
    acte: '',
    ...over,
  },
});

describe('the list of signatories to fill in', () => {
  test('begins with whoever represents each party', () => {
    const [first, second] = draftFrom([
      party('p1'),
      party('p2', { delegant: 'le Président', acte: 'n° 12' }),
    ]);
    expect(first).toMatchObject({ partyKey: 'p1', nom: 'Ève Essai', capacite: 'Présidente', acting: false });
    expect(second).toMatchObject({ acting: true, delegant: 'le Président', reference: 'n° 12' });
  });

  test('has two places even when the text names nobody', () => {
    expect(draftFrom([]).map(({ party: name }) => name)).toEqual(['', '']);
    expect(draftFrom([party('p1')]).map(({ party: name }) => name)).toEqual(['Partie p1', '']);
    expect(new Set(draftFrom([party('p1')]).map(({ key }) => key)).size).toBe(2);
  });

  test('[G13] says which sign does not print, in its field, and only where it would be printed', () => {
    const one = { ...emptyDraft('x'), nom: '李 Wei', capacite: 'Élu 漢', delegant: '🙂' };
    expect(draftErrors(one)).toMatchObject({
      nom: expect.stringContaining('«\u00a0李\u00a0» (U+674E)'),
      capacite: expect.stringContaining('U+6F22'),
    });
    expect(draftErrors(one).delegant).toBeUndefined();
    expect(draftErrors({ ...one, acting: true }).delegant).toContain('ne peut pas être imprimé');
  });

  test('says what lacks, field by field', () => {
    expect(Object.keys(draftErrors(emptyDraft('x')))).toEqual(['party', 'nom', 'capacite', 'email']);
    const one = { ...another(emptyDraft('x'), 'y'), method: 'papier' as const, acting: true };
    expect(Object.keys(draftErrors(one))).toEqual([
      'party',
      'nom',
      'capacite',
      'delegant',
      'reference',
      'date',
    ]);
  });

  test('is sent trimmed, without what was left empty', () => {
    const [one = emptyDraft('x')] = draftFrom([party('p1')]);
    expect(requestOf({ ...one, email: ' ' })).toMatchObject({ email: null, delegation: null });
    const acting = {
      ...one,
      acting: true,
      delegant: ' le Président ',
      reference: 'n° 12',
      date: '2026-01-10',
    };
    expect(requestOf(acting).delegation).toEqual({
      delegant: 'le Président',
      reference: 'n° 12',
      date: '2026-01-10',
      du: null,
      au: null,
    });
  });
});
