import type { SignatureMethod } from '#shared/signature/model.ts';
import { undrawnSentence } from '#shared/signature/signatories.ts';
import type { CeremonyAnswer, NamedSignatoryRequest, SignatoryView } from '#shared/signature/wire.ts';

/** A signatory as typed; `acting`: they sign for another, by delegation. */
export interface SignatoryDraft {
  /** Keeps its fields to it while others come and go. */
  readonly key: string;
  readonly partyKey: string;
  readonly party: string;
  readonly civilite: 'Madame' | 'Monsieur' | '';
  readonly nom: string;
  readonly email: string;
  readonly capacite: string;
  readonly method: SignatureMethod;
  readonly acting: boolean;
  readonly delegant: string;
  readonly reference: string;
  readonly date: string;
  readonly du: string;
  readonly au: string;
}

const EMPTY = {
  civilite: '',
  nom: '',
  email: '',
  capacite: '',
  method: 'electronique',
  acting: false,
  delegant: '',
  reference: '',
  date: '',
  du: '',
  au: '',
} as const;

/** @returns one signatory per party that the text names, filled in with what its variables say */
export function draftFrom(parties: CeremonyAnswer['parties']): readonly SignatoryDraft[] {
  const named = parties.map(({ key, denomination, representative }): SignatoryDraft => {
    const { civilite, nom, capacite, delegant, acte } = representative;
    const acting = delegant !== '' || acte !== '';
    return {
      ...EMPTY,
      key,
      partyKey: key,
      party: denomination,
      civilite,
      nom,
      capacite,
      acting,
      delegant,
      reference: acte,
    };
  });
  return named.length >= 2
    ? named
    : [...named, ...[1, 2].slice(named.length).map((n) => emptyDraft(`x${n}`))];
}

/** @returns an empty place for one more party */
export const emptyDraft = (key: string): SignatoryDraft => ({ ...EMPTY, key, partyKey: key, party: '' });

/** @returns one more signatory for a party that has one already */
export const another = (one: SignatoryDraft, key: string): SignatoryDraft => ({
  ...EMPTY,
  key,
  partyKey: one.partyKey,
  party: one.party,
});

/** @returns a draft of whoever takes somebody's place, with what stays likely */
export const replacing = (one: SignatoryView): SignatoryDraft => ({
  ...EMPTY,
  key: one.id,
  partyKey: one.partyKey,
  party: one.party,
  method: one.method,
});

/** Fields that may be wrong. */
export type DraftField = 'party' | 'nom' | 'email' | 'capacite' | 'delegant' | 'reference' | 'date';

/** Fields that are printed beside the signature. */
const PRINTED = [
  'party',
  'nom',
  'capacite',
  'delegant',
  'reference',
] as const satisfies readonly DraftField[];

/** @returns what is to be corrected, by field; only the server's word counts */
export function draftErrors(one: SignatoryDraft): Partial<Record<DraftField, string>> {
  const errors: Partial<Record<DraftField, string>> = {};
  for (const field of PRINTED) {
    const sentence = undrawnSentence(one[field]);
    const asked = one.acting || (field !== 'delegant' && field !== 'reference');
    if (sentence !== null && asked) errors[field] = sentence;
  }
  if (one.party.trim() === '') errors.party = 'Indiquez la partie.';
  if (one.nom.trim() === '') errors.nom = 'Indiquez le prénom et le nom.';
  if (one.capacite.trim() === '') errors.capacite = 'Indiquez en quelle qualité cette personne signe.';
  if (one.method === 'electronique' && !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u.test(one.email.trim()))
    errors.email = 'Indiquez une adresse électronique complète.';
  if (!one.acting) return errors;
  if (one.delegant.trim() === '') errors.delegant = 'Indiquez pour qui cette personne signe.';
  if (one.reference.trim() === '') errors.reference = 'Indiquez l’acte de délégation.';
  if (one.date === '') errors.date = 'Indiquez la date de l’acte.';
  return errors;
}

/** @returns the draft as the server takes it */
export function requestOf(one: SignatoryDraft): NamedSignatoryRequest {
  return {
    party: { key: one.partyKey, denomination: one.party.trim() },
    civilite: one.civilite,
    nom: one.nom.trim(),
    email: one.email.trim() === '' ? null : one.email.trim(),
    capacite: one.capacite.trim(),
    method: one.method,
    delegation: one.acting
      ? {
          delegant: one.delegant.trim(),
          reference: one.reference.trim(),
          date: one.date,
          du: one.du === '' ? null : one.du,
          au: one.au === '' ? null : one.au,
        }
      : null,
  };
}
