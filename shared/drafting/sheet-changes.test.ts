import { describe, expect, test } from 'vitest';
import type { Fields } from '#shared/document/model.ts';
import type { Fiche } from '#shared/identity/organisation.ts';
import { nameOfProposal, sheetProposals } from './sheet-changes.ts';

const TODAY = '2026-11-21';
const PRESIDENT = {
  civilite: 'Madame',
  nom: 'Léa Petit',
  capacite: 'Présidente',
  du: '2026-06-01',
  au: null,
} as const;
const FORMER = {
  civilite: 'Monsieur',
  nom: 'Jean Roy',
  capacite: 'Président',
  du: null,
  au: '2026-05-31',
} as const;

const sheet = (over: Partial<Fiche> = {}): Fiche => ({
  denomination: 'Fédération d’essai',
  sigle: '',
  forme: '',
  siege: '1 rue Neuve, Lyon',
  siren: '',
  rna: '',
  personnePublique: false,
  representants: [PRESIDENT],
  ...over,
});
const draft = (values: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(
    Object.entries({ denomination: 'Fédération d’essai', ...values }).map(([name, valeur]) => [
      `partie.p1.${name}`,
      { type: 'texte' as const, libelle: name, valeur },
    ]),
  );
const kinds = (champs: Fields, ...sheets: readonly Fiche[]) =>
  sheetProposals(champs, sheets, TODAY).map(({ kind }) => kind);

describe('a sheet that changed', () => {
  test('[D24] proposes its seat and its representative, with the values to give', () => {
    const champs = draft({
      siege: '2 place Vieille, Lyon',
      'representant.civilite': 'Monsieur',
      'representant.nom': 'Jean Roy',
      'representant.capacite': 'Président',
    });
    expect(sheetProposals(champs, [sheet({ representants: [FORMER, PRESIDENT] })], TODAY)).toEqual([
      {
        party: 'Fédération d’essai',
        kind: 'siege',
        from: '2 place Vieille, Lyon',
        to: '1 rue Neuve, Lyon',
        values: { 'partie.p1.siege': '1 rue Neuve, Lyon' },
      },
      {
        party: 'Fédération d’essai',
        kind: 'representant',
        from: 'Jean Roy',
        to: 'Léa Petit, Présidente',
        values: {
          'partie.p1.representant.civilite': 'Madame',
          'partie.p1.representant.nom': 'Léa Petit',
          'partie.p1.representant.capacite': 'Présidente',
        },
      },
    ]);
  });

  test.each([
    ['the same seat, written otherwise', draft({ siege: '1  Rue neuve, LYON' }), sheet()],
    ['a seat left empty', draft({ siege: '' }), sheet()],
    ['a sheet without a seat', draft({ siege: 'Ici' }), sheet({ siege: '' })],
    ['one who is still in function', draft({ 'representant.nom': 'léa petit' }), sheet()],
    ['nobody in function', draft({ 'representant.nom': 'Jean Roy' }), sheet({ representants: [FORMER] })],
    [
      'a delegation',
      draft({ 'representant.nom': 'Paul', 'representant.delegant': 'la Présidente' }),
      sheet(),
    ],
    ['another organisation', draft({ siege: 'Ailleurs' }), sheet({ denomination: 'Autre' })],
    [
      'the same name, another SIREN',
      draft({ siege: 'Ailleurs', siren: '784 180 150' }),
      sheet({ siren: '732829320' }),
    ],
  ])('[D24] proposes nothing for %s', (_what, champs, one) => {
    expect(kinds(champs, one)).toEqual([]);
  });

  test('[D24] is found by its SIREN, whatever the draft calls it', () => {
    const champs = draft({ denomination: 'Ancien nom', siren: '784\u202f180\u202f150', siege: 'Ailleurs' });
    expect(kinds(champs, sheet({ denomination: 'Tout autre' }), sheet({ siren: '784180150' }))).toEqual([
      'siege',
    ]);
  });

  test('[D24] of one of two parties changes that party only, whichever it is', () => {
    const other = sheet({
      denomination: 'Union d’essai',
      representants: [{ ...PRESIDENT, nom: 'Anne Perrin' }],
    });
    const of = (rank: number, values: Readonly<Record<string, string>>): Fields =>
      Object.fromEntries(
        Object.entries(draft(values)).map(([key, field]) => [key.replace('.p1.', `.p${rank}.`), field]),
      );
    const champs = {
      ...of(1, { denomination: 'Union d’essai', 'representant.nom': 'Anne Perrin' }),
      ...of(2, { 'representant.nom': 'Jean Roy', 'representant.capacite': 'Président' }),
    };
    const proposals = sheetProposals(champs, [other, sheet({ representants: [FORMER, PRESIDENT] })], TODAY);
    expect(proposals.map(({ party, kind, to }) => [party, kind, to])).toEqual([
      ['Fédération d’essai', 'representant', 'Léa Petit, Présidente'],
    ]);
    expect(Object.keys(proposals[0]?.values ?? {}).every((key) => key.startsWith('partie.p2.'))).toBe(true);
  });

  test('[D24] given its values, a draft is proposed nothing more', () => {
    const champs = draft({
      siege: 'Ailleurs',
      'representant.nom': 'Jean Roy',
      'representant.capacite': 'Président',
    });
    const given = Object.assign(
      {},
      ...sheetProposals(champs, [sheet()], TODAY).map(({ values }) => values),
    ) as Record<string, string>;
    const after = Object.fromEntries(
      Object.entries(champs).map(([key, field]) => [key, { ...field, valeur: given[key] ?? field.valeur }]),
    );
    expect(kinds(after, sheet())).toEqual([]);
  });
});

test('[D24] has one name as long as neither the draft nor the sheet says anything else', () => {
  const named = (siege: string, sheetSiege: string) =>
    sheetProposals(draft({ siege }), [sheet({ siege: sheetSiege })], TODAY).map(nameOfProposal);
  const names = [
    ...named('2 rue Vieille', '1 rue Neuve'),
    ...named('2 rue Vieille', '1 rue Neuve'),
    ...named('3 rue Vieille', '1 rue Neuve'),
    ...named('2 rue Vieille', '4 rue Neuve'),
  ];
  expect(new Set(names).size).toBe(3);
  expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
});
