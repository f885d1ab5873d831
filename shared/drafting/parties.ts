import type { BlockJson, FieldValue, InlineJson } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { articleFor, capacityGender, determiner, partyGender } from './agreement.ts';
import type { Modele, PartyForm } from './model.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import type { PartyInput } from './wire.ts';

/** A party of the act being drafted: `id` is `p1`…`pn`, in the order of the input. */
export interface DraftParty {
  readonly id: string;
  readonly input: PartyInput;
}

type Inline = InlineJson;
const text = (value: string): Inline => ({ type: 'text', text: value });

function printedField(party: DraftParty): 'sigle' | 'denomination' {
  return party.input.sigle.trim() === '' ? 'denomination' : 'sigle';
}

/** A party's name in a sentence, as a variable, with the article that its form asks for. */
export function partyName(party: DraftParty, forme: PartyForm): { article: string; chemin: string } {
  const field = printedField(party);
  const article = articleFor({ nom: party.input[field], denomination: party.input.denomination }, forme);
  return { article, chemin: `partie.${party.id}.${field}` };
}

/** `champs` of one party; an empty answer is `null`, and prints as a visible variable. */
export function partyFields(party: DraftParty): Record<string, FieldValue> {
  const { input, id } = party;
  const { article } = partyName(party, 'du');
  const whose = `${article}${input[printedField(party)].trim()}`;
  const field = (libelle: string, value: string, type: FieldValue['type'] = 'texte'): FieldValue => ({
    type,
    libelle: `${libelle} ${whose}`,
    valeur: value.trim() === '' ? null : typeset(value.trim()),
  });
  const { civilite, nom, capacite } = input.representant;
  return {
    [`partie.${id}.denomination`]: field('Dénomination', input.denomination),
    [`partie.${id}.sigle`]: field('Sigle', input.sigle),
    [`partie.${id}.forme`]: field('Forme juridique', input.forme),
    [`partie.${id}.siege`]: field('Siège', input.siege),
    [`partie.${id}.publique`]: field(
      'Personne publique :',
      input.personnePublique ? 'oui' : 'non',
      'booleen',
    ),
    [`partie.${id}.representant.civilite`]: field('Civilité du représentant', civilite, 'enum'),
    [`partie.${id}.representant.nom`]: field('Nom du représentant', nom),
    [`partie.${id}.representant.capacite`]: field('Capacité du représentant', capacite),
  };
}

/** Civilité and name; without a civilité, the name alone. */
function person(party: DraftParty): Inline[] {
  const base = `partie.${party.id}.representant`;
  const nom = variable(`${base}.nom`);
  return party.input.representant.civilite === '' ? [nom] : [variable(`${base}.civilite`), text(' '), nom];
}

function variable(chemin: string): Inline {
  return { type: 'variable', attrs: { chemin, format: 'texte' } };
}

/**
 * One party's paragraph (rules D12 to D15): dénomination, legal form, seat, representative with the agreement that
 * sex and number ask for, and the short name by which the act calls it.
 */
export function partyParagraph(party: DraftParty, makeId: MakeBlockId): BlockJson {
  const { id, input } = party;
  const e = partyGender(input.denomination, input.forme) === 'feminin' ? 'e' : '';
  const { capacite, civilite } = input.representant;
  const title = variable(`partie.${id}.representant.capacite`);
  const gender = capacityGender(capacite, civilite);
  const article = articleFor({ nom: input.denomination, denomination: input.denomination }, 'Le');
  const content: Inline[] = [
    text(article),
    variable(`partie.${id}.denomination`),
    text(', '),
    variable(`partie.${id}.forme`),
    text(', dont le siège est situé '),
    variable(`partie.${id}.siege`),
    ...(gender === null
      ? [text(`, représenté${e} par `), ...person(party), text(', '), title]
      : [text(`, représenté${e} par ${determiner(gender, capacite)}`), title, text(', '), ...person(party)]),
    ...(input.sigle.trim() === ''
      ? [text(',')]
      : [text(`, ci-après désigné${e} «\u00A0`), variable(`partie.${id}.sigle`), text('\u00A0»,')]),
  ];
  return { type: 'partie', attrs: { id: makeId(), partieId: id }, content };
}

/** One signatory's block: for whom, in what capacity, the name; one line each. */
export function signatureBlock(party: DraftParty, makeId: MakeBlockId): BlockJson {
  const { denomination } = party.input;
  const article = articleFor({ nom: denomination, denomination }, 'le');
  return {
    type: 'signataire',
    attrs: { id: makeId(), partieId: party.id },
    content: [
      text(`Pour ${article}`),
      variable(`partie.${party.id}.denomination`),
      text(','),
      { type: 'hardBreak' },
      variable(`partie.${party.id}.representant.capacite`),
      text(','),
      { type: 'hardBreak' },
      ...person(party),
    ],
  };
}

/** What is wrong with the parties as a whole (rule D11). */
export function partyProblems(parties: readonly PartyInput[], modele: Modele): DraftingProblem[] {
  const { min, max } = modele.parties;
  const problems: DraftingProblem[] = [];
  if (parties.length < min || parties.length > max)
    problems.push({
      code: 'parties.nombre',
      champ: 'parties',
      message: `Parties : ce modèle en demande ${min === max ? min : `entre ${min} et ${max}`} ; vous en avez donné ${parties.length}.`,
    });
  const seen = new Map<string, string>();
  parties.forEach((party, index) => {
    const champ = `partie.p${index + 1}`;
    if (party.denomination.trim() === '')
      problems.push({
        code: 'valeur.manquante',
        champ: `${champ}.denomination`,
        message: typeset(`Partie ${index + 1} : donnez sa dénomination.`),
      });
    for (const name of new Set([party.denomination, party.sigle].map((each) => each.trim()))) {
      const other = seen.get(name.toLowerCase());
      if (name !== '' && other !== undefined && other !== champ)
        problems.push({
          code: 'parties.doublon',
          champ,
          message: typeset(
            `Partie ${index + 1} : « ${name} » désigne déjà une autre partie. Donnez à chacune un nom et un sigle qui lui soient propres.`,
          ),
        });
      seen.set(name.toLowerCase(), other ?? champ);
    }
  });
  return problems;
}
