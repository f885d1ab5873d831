import { describe, expect, it } from 'vitest';
import { articleFor } from '#shared/document/names.ts';
import {
  actWords,
  addressedWord,
  agreedCapacity,
  agreedWord,
  capacityGender,
  determiner,
  partyGender,
} from './agreement.ts';

describe('agreement', () => {
  const GENDERS: readonly (readonly [string, string, string])[] = [
    ['Union nationale des Missions Locales', '', 'feminin'],
    ['Département du Finistère', '', 'masculin'],
    ['L’État', '', 'masculin'],
    ['CMA France', 'établissement public administratif', 'masculin'],
    ['Régions de France', 'association loi 1901', 'feminin'],
    ['Unis-Cité', '', 'feminin'],
  ];
  for (const [denomination, forme, gender] of GENDERS)
    it(`[D12] ${denomination} (${forme}) : ${gender}`, () =>
      expect(partyGender(denomination, forme)).toBe(gender));

  const CAPACITIES: readonly (readonly [string, string, string | null])[] = [
    ['Présidente', 'Madame', 'sa'],
    ['présidente', '', 'sa'],
    ['Président', 'Monsieur', 'son'],
    ['Président', 'Madame', 'son'],
    ['Directrice générale', 'Madame', 'sa'],
    ['Vice-président délégué', 'Monsieur', 'son'],
    ['Maire', 'Madame', 'sa'],
    ['Président du conseil départemental', 'Monsieur', 'le'],
    ['Maire de Rennes', 'Madame', 'la'],
    ['maire', 'Monsieur', 'son'],
    ['maire', '', null],
    ['membre du bureau', 'Monsieur', null],
    ['', 'Madame', null],
  ];
  for (const [capacite, civilite, expected] of CAPACITIES)
    it(`[D13] ${civilite} « ${capacite} » : ${expected ?? 'apposition'}`, () => {
      const gender = capacityGender(capacite, civilite);
      expect(gender === null ? null : determiner(gender, capacite).trim()).toBe(expected);
    });

  it('[D13] « son » before a vowel', () => expect(determiner('feminin', 'Administratrice')).toBe('son '));

  const NAMES: readonly (readonly [string, string, string])[] = [
    ['UNML', 'Union nationale des Missions Locales', 'l’UNML de l’UNML à l’UNML L’UNML'],
    ['FNH', 'Fondation pour l’habitat', 'la FNH de la FNH à la FNH La FNH'],
    [
      'Département du Nord',
      'Département du Nord',
      'le Département du Nord du Département du Nord au Département du Nord Le Département du Nord',
    ],
    ['CMA France', 'CMA France', 'CMA France de CMA France à CMA France CMA France'],
    [
      'Action Logement',
      'Action Logement',
      'Action Logement d’Action Logement à Action Logement Action Logement',
    ],
    ['La Fabrique', 'La Fabrique', 'La Fabrique de La Fabrique à La Fabrique La Fabrique'],
  ];
  for (const [nom, denomination, expected] of NAMES)
    it(`[D14] articles before ${nom}`, () =>
      expect(
        (['le', 'du', 'au', 'Le'] as const)
          .map((forme) => articleFor({ nom, denomination }, forme) + nom)
          .join(' '),
      ).toBe(expected));

  const CAPACITIES_ASKED: readonly (readonly [string, string, string | null])[] = [
    ['Madame', 'Président', 'Présidente'],
    ['Monsieur', 'Présidente', 'Président'],
    ['Madame', 'Vice-président délégué', 'Vice-présidente déléguée'],
    ['Madame', 'Directeur général adjoint', 'Directrice générale adjointe'],
    ['Madame', 'Président du conseil départemental', 'Présidente du conseil départemental'],
    ['Madame', 'Directeur général délégué au développement', 'Directrice générale déléguée au développement'],
    ['Monsieur', 'Secrétaire générale', 'Secrétaire général'],
    ['Madame', 'Présidente', null],
    ['Madame', 'Maire', null],
    ['Madame', 'membre du bureau', null],
    ['', 'Président', null],
  ];
  for (const [civilite, capacite, expected] of CAPACITIES_ASKED)
    it(`[D13] ${civilite} « ${capacite} » : ${expected ?? 'rien à demander'}`, () =>
      expect(agreedCapacity(capacite, civilite)).toBe(expected));

  const ACTS: readonly (readonly [string, string])[] = [
    ['convention', 'la présente convention, de la convention, Elle, elle'],
    ['accord-cadre', 'le présent accord-cadre, de l’accord-cadre, Il, lui'],
    ['avenant', 'le présent avenant, de l’avenant, Il, lui'],
    ['protocole', 'le présent protocole, du protocole, Il, lui'],
    ['charte', 'la présente charte, de la charte, Elle, elle'],
  ];
  for (const [nom, expected] of ACTS)
    it(`[D17] how a ${nom} names itself`, () =>
      expect(
        (['le présent', 'du', 'Il', 'lui'] as const).map((forme) => actWords(nom, forme)).join(', '),
      ).toBe(expected));

  it('[D12] a word written with its feminine ending', () =>
    expect([agreedWord('représenté·e', 'feminin'), agreedWord('représenté·e', 'masculin')]).toEqual([
      'représentée',
      'représenté',
    ]));

  const SAID: readonly (readonly [string, string])[] = [
    ['Madame', 'invitée'],
    ['Monsieur', 'invité'],
    ['', 'invité·e'],
  ];
  for (const [civilite, expected] of SAID)
    it(`[D13] said to « ${civilite} » : ${expected}`, () =>
      expect(addressedWord('invité·e', civilite)).toBe(expected));
});
