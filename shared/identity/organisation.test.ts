import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byDate,
  compactNumber,
  type Fiche,
  factHistories,
  factKey,
  ficheAdvice,
  ficheProblems,
  heldOn,
  inFunction,
  isRna,
  isSiren,
  mergeFiches,
  nameKey,
  printSiren,
  type RecordedFact,
  type Representative,
  representativeOn,
  tidyFiche,
} from './organisation.ts';

const fiche = (over: Partial<Fiche> = {}): Fiche => ({
  denomination: 'Association des Rives',
  sigle: '',
  forme: 'association',
  siege: '1 rue du Port, 33000 Bordeaux',
  siren: '732829320',
  rna: '',
  personnePublique: false,
  representants: [representative()],
  ...over,
});
const representative = (over: Partial<Representative> = {}): Representative => ({
  civilite: 'Madame',
  nom: 'Ève Essai',
  capacite: 'Présidente',
  du: null,
  au: null,
  ...over,
});
const fact = (date: string, valeur: string, recordedAt = 0, cle = 'jeunes'): RecordedFact => ({
  cle,
  libelle: 'Jeunes accompagnés',
  type: 'entier',
  valeur,
  date,
  source: '',
  recordedAt,
});
const fields = (over: Partial<Fiche>) => ficheProblems(fiche(over)).map(({ champ }) => champ);

describe('numbers', () => {
  test.each([
    ['732829320', true],
    ['356000000', true],
    ['732829321', false],
    ['000000000', false],
    ['73282932', false],
    ['7328293200', false],
    ['73282932A', false],
  ])('[O1] SIREN %s: %s', (siren, valid) => {
    expect(isSiren(siren)).toBe(valid);
  });

  test('[O1] one digit changed is always seen', () => {
    const digits = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(digits, ([place, shift]) => {
        const signs = [...'732829320'];
        signs[place] = String((Number(signs[place]) + shift) % 10);
        expect(isSiren(signs.join(''))).toBe(false);
      }),
      { seed: 7 },
    );
  });

  test.each([
    ['W751234567', true],
    ['W2A1234567', true],
    ['W75123456', false],
    ['751234567W', false],
    ['WA51234567', false],
    ['W75123456A', false],
  ])('[O1] RNA %s: %s', (rna, valid) => {
    expect(isRna(rna)).toBe(valid);
  });

  test('[O1] spaces are left out and letters raised before both', () => {
    expect(compactNumber(' 732\u202f829 320 ')).toBe('732829320');
    expect(compactNumber('w751-234-567')).toBe('W751234567');
    expect(fields({ siren: '732 829 320', rna: 'w751234567' })).toEqual([]);
    expect(printSiren('732829320')).toBe('732\u202f829\u202f320');
    expect(printSiren('')).toBe('');
  });
});

describe('what must be corrected', () => {
  test('[O2] only the dénomination is required', () => {
    const bare = { forme: '', siege: '', siren: '', representants: [] };
    expect(fields(bare)).toEqual([]);
    expect(fields({ ...bare, denomination: '  ' })).toEqual(['denomination']);
  });
  test('[O1] a false key and a wrong length are told apart', () => {
    const [key] = ficheProblems(fiche({ siren: '732829321' }));
    const [length] = ficheProblems(fiche({ siren: '7328' }));
    expect(key?.message).toContain('clé de contrôle');
    expect(length?.message).toContain('neuf chiffres');
  });
  test('[O3] a mandate does not end before it begins', () => {
    const representants = [representative({ du: '2024-03-01', au: '2024-02-29' })];
    expect(fields({ representants })).toEqual(['representants.0.au']);
    expect(fields({ representants: [representative({ du: '2024-03-01', au: '2024-03-01' })] })).toEqual([]);
  });
  test('[O3] a representative without a name is told', () => {
    expect(fields({ representants: [representative(), representative({ nom: ' ' })] })).toEqual([
      'representants.1.nom',
    ]);
  });
  test('texts are bounded', () => {
    expect(fields({ sigle: 'x'.repeat(41), siege: 'x'.repeat(301) })).toEqual(['sigle', 'siege']);
  });
});

test.each([
  ['Régions de France', 'regions  de  FRANCE'],
  ["Association d'Aide", 'association d’aide'],
])('[O2] « %s » and « %s » are one dénomination', (a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

test('tidying twice changes nothing more', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  const sheet = fc.record({
    denomination: text,
    sigle: text,
    forme: text,
    siege: text,
    siren: text,
    rna: text,
  });
  fc.assert(
    fc.property(sheet, (over) => {
      const once = tidyFiche(fiche(over));
      expect(tidyFiche(once)).toEqual(once);
    }),
    { seed: 11 },
  );
});

describe('mandates', () => {
  test.each([
    [null, null, true],
    ['2024-06-01', null, false],
    [null, '2024-04-30', false],
    ['2024-05-01', '2024-05-01', true],
  ])('[O3] from %s to %s, in function on 1 May 2024: %s', (du, au, held) => {
    expect(inFunction(representative({ du, au }), '2024-05-01')).toBe(held);
  });
  test('[O3] the first in function comes first', () => {
    const past = representative({ nom: 'Avant', au: '2023-12-31' });
    const now = representative({ nom: 'Maintenant', du: '2024-01-01' });
    expect(representativeOn([past, now, representative()], '2024-05-01')?.nom).toBe('Maintenant');
    expect(representativeOn([past], '2024-05-01')).toBeNull();
  });
});

describe('history', () => {
  const facts = [fact('2023-12-31', 'a', 1), fact('2024-12-31', 'b', 2), fact('2024-12-31', 'c', 3)];
  test.each([
    ['2023-12-30', undefined],
    ['2023-12-31', 'a'],
    ['2024-12-30', 'a'],
    ['2030-01-01', 'c'],
  ])('[O5] the value on %s is %s', (day, valeur) => {
    expect(heldOn(facts, day)?.valeur).toBe(valeur);
  });
  test('[O4] no entry is lost by a correction', () => {
    expect(byDate(facts).map(({ valeur }) => valeur)).toEqual(['c', 'b', 'a']);
    expect(factHistories([...facts, fact('2020-01-01', 'z', 4, 'salaries')]).get('jeunes')).toHaveLength(3);
  });
  test('[O5] whatever the order in which entries come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 3 }), (shuffled) => {
        expect(heldOn(shuffled, '2025-01-01')?.valeur).toBe('c');
      }),
      { seed: 3 },
    );
  });
});

test.each([
  ['Nombre de jeunes', 'nombre-de-jeunes'],
  ['  Salariés (ETP) ', 'salaries-etp'],
  ['2024 : lieux d’accueil', 'lieux-d-accueil'],
  ['!!!', ''],
])('the key of « %s » is %s', (libelle, key) => {
  expect(factKey(libelle)).toBe(key);
});

describe('advice', () => {
  const advice = (over: Partial<Fiche>, facts: RecordedFact[] = [], today = '2026-11-21') =>
    ficheAdvice(fiche(over), facts, today).join('\n');
  test('[O6] a whole sheet has none', () => {
    expect(advice({}, [fact('2026-01-01', '1')])).toBe('');
  });
  test.each([
    [{ forme: '' }, 'forme juridique'],
    [{ siege: '' }, 'siège'],
    [{ siren: '' }, 'SIREN'],
    [{ personnePublique: true, rna: 'W751234567' }, 'personne publique'],
    [{ representants: [] }, 'qui signe'],
    [{ representants: [representative({ au: '2025-01-01' })] }, 'en fonction'],
  ])('[O6] %j is said', (over, told) => {
    expect(advice(over)).toContain(told);
  });
  test.each([
    ['2025-05-21', false],
    ['2025-05-20', true],
  ])('[O6] a fact of %s is old on 21 November 2026: %s', (date, old) => {
    expect(advice({}, [fact(date, '1')]).includes('dix-huit mois')).toBe(old);
  });
  test('[O6] eighteen months before the end of a long month is a real day', () => {
    expect(advice({}, [fact('2025-02-28', '1')], '2026-08-31')).toBe('');
  });
});

describe('two people at once', () => {
  const base = fiche();
  test('[O7] what each alone changed is kept', () => {
    const { merged, conflicts, taken } = mergeFiches(
      base,
      fiche({ sigle: 'AR' }),
      fiche({ siege: 'Ailleurs' }),
    );
    expect([merged.sigle, merged.siege, conflicts, taken]).toEqual(['AR', 'Ailleurs', [], ['siege']]);
  });
  test('[O7] what both changed differently is asked about, mine standing meanwhile', () => {
    const { merged, conflicts } = mergeFiches(base, fiche({ siege: 'Ici' }), fiche({ siege: 'Là' }));
    expect([merged.siege, conflicts]).toEqual(['Ici', ['siege']]);
  });
  test('[O7] the same change is no conflict', () => {
    const both = fiche({ representants: [] });
    expect(mergeFiches(base, both, both).conflicts).toEqual([]);
  });
});
