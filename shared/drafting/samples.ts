import type { OrganisationFact } from '#shared/identity/facts.ts';
import { defaultOf } from './values.ts';
import type { PartyInput, VariableSummary } from './wire.ts';

/*
 * What previews are filled with. The persons are fictitious; the organisations stand for any.
 */

const sampleFacts = (structures: string, salaries: string, jeunes: string): OrganisationFact[] =>
  [
    { cle: 'structures', libelle: 'Nombre de structures du réseau', valeur: structures },
    { cle: 'salaries', libelle: 'Nombre de salariés du réseau', valeur: salaries },
    { cle: 'jeunes', libelle: 'Nombre de jeunes accueillis par an', valeur: jeunes },
  ].map((fact) => ({ ...fact, type: 'entier', date: '2026-01-01', source: 'Rapport d’activité' }));

/** Two parties, a private one and a public one. */
export const SAMPLE_PARTIES: readonly PartyInput[] = [
  {
    denomination: 'Union des organismes de l’exemple',
    sigle: 'UOE',
    forme: 'association régie par la loi du 1er juillet 1901',
    siege: '1 rue de l’Exemple, 75001 Paris',
    personnePublique: false,
    representant: { civilite: 'Madame', nom: 'Hélène Marchetti', capacite: 'Présidente' },
    presentation: 'L’UOE réunit des organismes de l’exemple et parle en leur nom.',
    faits: sampleFacts('120', '1500', '90000'),
    engagements: ['informer ses membres', 'désigner une personne référente'],
  },
  {
    denomination: 'Établissement public de l’exemple',
    sigle: '',
    forme: 'établissement public administratif',
    siege: '2 place de l’Exemple, 69001 Lyon',
    personnePublique: true,
    representant: { civilite: 'Monsieur', nom: 'Paul Estève', capacite: 'Directeur général' },
    presentation: 'L’établissement conduit une mission de service public.',
    faits: sampleFacts('40', '600', '30000'),
    engagements: ['mettre à disposition ses études'],
  },
];

/** @returns the sample parties, and others named apart when more are needed */
export function sampleParties(count: number): readonly PartyInput[] {
  const model = SAMPLE_PARTIES[0];
  if (model === undefined) return SAMPLE_PARTIES;
  const others = Array.from({ length: Math.max(0, count - SAMPLE_PARTIES.length) }, (_, index) => ({
    ...model,
    denomination: `Fédération de l’exemple n°\u00A0${index + 1}`,
    sigle: '',
  }));
  return [...SAMPLE_PARTIES, ...others];
}

const BY_TYPE: Readonly<Record<VariableSummary['type'], string>> = {
  texte: 'texte à préciser',
  reference: 'la convention du 1er janvier 2026',
  date: '2027-01-01',
  entier: '3',
  montant: '1000',
  enum: '',
  booleen: 'oui',
};

/** @returns a value that a variable accepts: its default, the example of its help, its first choice, its least, or a sample of its type */
export function sampleValue(variable: VariableSummary): string {
  const fallback = defaultOf(variable, SAMPLE_PARTIES.length);
  if (fallback !== '') return fallback;
  const given = /«\u00A0([^»]+)\u00A0»/.exec(variable.aide ?? '')?.[1];
  if (given !== undefined && variable.type !== 'entier') return given;
  if (variable.choix[0] !== undefined) return variable.choix[0];
  if (variable.type === 'entier' && variable.min !== null) return String(Math.max(variable.min, 3));
  if (variable.type === 'date' && variable.apres !== null) return '2029-12-31';
  return BY_TYPE[variable.type];
}
