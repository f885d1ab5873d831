import type { FieldValue, InlineJson } from '#shared/document/model.ts';
import { articleFor, type Gender, type NameForm } from '#shared/document/names.ts';
import { parseFieldInput } from '#shared/document/variables.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';
import { compactNumber, printSiren } from '#shared/identity/organisation.ts';
import { capacityGender, determiner, partyGender } from './agreement.ts';
import type { FactNeed, PartyList, RepresentativeForm } from './model.ts';
import { typeset } from './typeset.ts';
import type { PartyInput } from './wire.ts';

/** A party of the act being drafted: `id` is `p1`…`pn`, in the order of the input. */
export interface DraftParty {
  readonly id: string;
  readonly input: PartyInput;
}

const text = (value: string): InlineJson => ({ type: 'text', text: value });
const filled = (value: string | undefined): string | null =>
  value === undefined || value.trim() === '' ? null : typeset(value.trim());

function printedField(party: DraftParty): 'sigle' | 'denomination' {
  return party.input.sigle.trim() === '' ? 'denomination' : 'sigle';
}

/** A party's name in a sentence, as a variable, with the article that its form asks for (rule D14). */
export function partyName(
  party: DraftParty,
  forme: NameForm,
  complet: boolean,
): { readonly article: string; readonly chemin: string } {
  const field = complet ? 'denomination' : printedField(party);
  const article = articleFor({ nom: party.input[field], denomination: party.input.denomination }, forme);
  return { article, chemin: `partie.${party.id}.${field}` };
}

/** @returns the gender in which a party's participles agree (rule D12) */
export function genderOfParty({ input }: DraftParty): Gender {
  return partyGender(input.denomination, input.forme);
}

/** The representative in a sentence (rule D13): « sa Présidente, Madame Hélène Marchetti », or civilité and name. */
export function representative(party: DraftParty, forme: RepresentativeForm): InlineJson[] {
  const { civilite, capacite } = party.input.representant;
  const variable = (name: string): InlineJson => ({
    type: 'variable',
    attrs: { chemin: `partie.${party.id}.representant.${name}`, format: 'texte' },
  });
  const person = civilite === '' ? [variable('nom')] : [variable('civilite'), text(' '), variable('nom')];
  if (forme === 'nom') return person;
  const gender = capacityGender(capacite, civilite);
  return gender === null
    ? [...person, text(', '), variable('capacite')]
    : [text(determiner(gender, capacite)), variable('capacite'), text(', '), ...person];
}

/** Elements of a party's list, as they are keyed: ranks of what it undertakes, keys of its facts. */
export function listKeys({ input }: DraftParty, liste: PartyList): readonly string[] {
  if (liste === 'fait') return (input.faits ?? []).map((each) => each.cle);
  // Nothing given yet: one slot, which prints as a visible variable.
  const count = Math.max(1, input.engagements?.length ?? 0);
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

/** Key of an element of a party's list in `champs`. */
export function listChemin(party: DraftParty, liste: PartyList, cle: string): string {
  return `partie.${party.id}.${liste === 'fait' ? 'faits' : 'engagements'}.${cle}`;
}

/** The value of a fact as `champs` keeps it; one that its type refuses is told by `partyProblems`. */
export function factValue(fact: OrganisationFact): string | null {
  const read = parseFieldInput(fact.type, fact.valeur);
  return read.ok ? read.value : null;
}

/** Words that end the label of a fact, to tell whose it is. */
export const factOwner = ({ denomination, sigle }: Pick<PartyInput, 'denomination' | 'sigle'>): string =>
  ` (${typeset(sigle.trim() || denomination.trim())})`;

function factFields(party: DraftParty, needs: readonly FactNeed[]): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  const add = (need: FactNeed, fact: OrganisationFact | undefined) => {
    const chemin = listChemin(party, 'fait', need.cle);
    const libelle = `${typeset(need.libelle)}${factOwner(party.input)}`;
    const valeur = fact === undefined ? null : factValue(fact);
    fields[chemin] = {
      type: fact?.type ?? need.type,
      libelle,
      valeur: valeur === null || fact?.type !== 'texte' ? valeur : typeset(valeur),
    };
    fields[`${chemin}.date`] = {
      type: 'date',
      libelle: `${libelle}, à quelle date`,
      valeur: fact?.date ?? null,
    };
    if (fact !== undefined && fact.source !== '')
      fields[`${chemin}.source`] = {
        type: 'texte',
        libelle: `${libelle}, source`,
        valeur: typeset(fact.source),
      };
  };
  const facts = party.input.faits ?? [];
  for (const need of needs)
    add(
      need,
      facts.find((each) => each.cle === need.cle),
    );
  for (const fact of facts) if (!needs.some((each) => each.cle === fact.cle)) add(fact, fact);
  return fields;
}

/**
 * `champs` that a party may fill (rule D15); an empty answer is `null`, and prints as a visible variable.
 * @param needs facts that the clauses of the act print, whether or not the sheet holds them
 */
export function partyFields(party: DraftParty, needs: readonly FactNeed[]): Record<string, FieldValue> {
  const { input, id } = party;
  const whose = `${partyName(party, 'du', false).article}${input[printedField(party)].trim()}`;
  const field = (libelle: string, value: string | undefined, type: FieldValue['type'] = 'texte') => ({
    type,
    libelle: `${libelle} ${whose}`,
    valeur: filled(value),
  });
  const { civilite, nom, capacite, delegation } = input.representant;
  const engagements = listKeys(party, 'engagement').map((cle, index): [string, FieldValue] => [
    listChemin(party, 'engagement', cle),
    field(`Engagement ${cle}`, input.engagements?.[index]),
  ]);
  return {
    [`partie.${id}.denomination`]: field('Dénomination', input.denomination),
    [`partie.${id}.sigle`]: field('Sigle', input.sigle),
    [`partie.${id}.forme`]: field('Forme juridique', input.forme),
    [`partie.${id}.siege`]: field('Siège', input.siege),
    [`partie.${id}.siren`]: field('Numéro SIREN', printSiren(compactNumber(input.siren ?? ''))),
    [`partie.${id}.rna`]: field('Numéro RNA', input.rna),
    [`partie.${id}.publique`]: field('Caractère public', input.personnePublique ? 'oui' : 'non', 'booleen'),
    [`partie.${id}.presentation`]: field('Présentation', input.presentation),
    [`partie.${id}.representant.civilite`]: field('Civilité du représentant', civilite, 'enum'),
    [`partie.${id}.representant.nom`]: field('Nom du représentant', nom),
    [`partie.${id}.representant.capacite`]: field('Qualité du représentant', capacite),
    [`partie.${id}.representant.delegant`]: field('Titulaire de la signature', delegation?.delegant),
    [`partie.${id}.representant.acte`]: field('Délégation de signature', delegation?.acte),
    ...factFields(party, needs),
    ...Object.fromEntries(engagements),
  };
}

/** Fields that every act keeps of its parties; the others are kept when they are filled in or printed. */
export function isEssential(chemin: string): boolean {
  return /^partie\.p\d+\.(?:denomination|sigle|forme|siege|publique|representant\.(?:civilite|nom|capacite))$/.test(
    chemin,
  );
}

/**
 * What a condition may ask of a party: the value of its field, or of the lists `faits` and `engagements`.
 * @param name without its party: `sigle`, `representant.delegant`, `faits.structures`
 */
export function partyValue(party: DraftParty, name: string): string | null {
  if (name === 'faits') return (party.input.faits ?? []).length > 0 ? 'oui' : null;
  if (name === 'engagements') return (party.input.engagements ?? []).length > 0 ? 'oui' : null;
  return partyFields(party, [])[`partie.${party.id}.${name}`]?.valeur ?? null;
}
