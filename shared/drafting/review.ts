import { agreedCapacity } from './agreement.ts';
import { holds } from './condition.ts';
import { FAMILY_NAMES } from './families.ts';
import type { DraftInput } from './model.ts';
import { type DraftPlan, type PlannedModele, planDraft } from './plan.ts';
import { typeset } from './typeset.ts';
import type { ModeleSummary, PartyInput } from './wire.ts';

/** Something to look at in a draft, which prevents nothing. */
export interface DraftRemark {
  /** `manque`: something is not there; `question`: something to be sure of. */
  readonly genre: 'manque' | 'question';
  readonly code:
    | 'famille.absente'
    | 'valeur.vide'
    | 'partie.incomplete'
    | 'clause.question'
    | 'capacite.accord'
    | 'fait.absent'
    | 'fait.ancien'
    | 'engagements.absents';
  /** One sentence, in French. */
  readonly message: string;
  /** What it is about: a step (`cle`), a variable (`chemin`), or a field of a party (`partie.p1.siege`). */
  readonly champ: string;
  /** A value that would settle it (« Présidente »), to be offered, never put in by itself. */
  readonly proposition?: string;
}

/** Families without which a convention leaves an open question. */
const EXPECTED = ['objet', 'duree', 'modification', 'resiliation', 'rgpd', 'litige'] as const;
/** Age from which a fact is to be checked, in months. */
const OLD_FACT_MONTHS = 18;

function missingFamilies(modele: Pick<ModeleSummary, 'kind'>, plan: DraftPlan): DraftRemark[] {
  if (modele.kind !== 'convention') return [];
  return EXPECTED.filter((famille) => !plan.facts.familles.has(famille)).map((famille) => ({
    genre: 'manque',
    code: 'famille.absente',
    champ: famille,
    message: typeset(
      `Aucune clause « ${FAMILY_NAMES[famille]} ». Ajoutez-en une, ou soyez sûr de vous en passer.`,
    ),
  }));
}

function emptyValues(plan: DraftPlan): DraftRemark[] {
  return plan.asked
    .filter(({ chemin }) => (plan.facts.valeurs[chemin] ?? null) === null)
    .filter(({ aide }) => !(aide ?? '').startsWith('Facultatif'))
    .map(({ chemin, libelle }) => ({
      genre: 'manque',
      code: 'valeur.vide',
      champ: chemin,
      message: typeset(`${libelle} : à compléter avant la signature.`),
    }));
}

const PARTY_FIELDS: readonly (readonly [string, string, (party: PartyInput) => string])[] = [
  ['forme', 'la forme juridique', (party) => party.forme],
  ['siege', 'le siège', (party) => party.siege],
  ['representant.nom', 'le nom du représentant', (party) => party.representant.nom],
  ['representant.capacite', 'la qualité du représentant', (party) => party.representant.capacite],
];

function monthsBetween(from: string, to: string): number {
  const month = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return month(to) - month(from);
}

function aboutFacts(
  party: PartyInput,
  id: string,
  name: string,
  plan: DraftPlan,
  today: string,
): DraftRemark[] {
  const needs = plan.etapes.flatMap(({ variante }) => variante.faits);
  return needs.flatMap(({ cle, libelle }): DraftRemark[] => {
    const champ = `partie.${id}.faits.${cle}`;
    const fact = party.faits?.find((each) => each.cle === cle);
    if (fact === undefined)
      return [
        {
          genre: 'manque',
          code: 'fait.absent',
          champ,
          message: typeset(`${name} : « ${libelle} » manque sur la fiche de l’organisation.`),
        },
      ];
    if (monthsBetween(fact.date, today) < OLD_FACT_MONTHS) return [];
    const message = typeset(`${name} : « ${libelle} » date de plus de dix-huit mois. Est-ce encore exact ?`);
    return [{ genre: 'question', code: 'fait.ancien', champ, message }];
  });
}

function aboutParty(party: PartyInput, index: number, plan: DraftPlan, today: string): DraftRemark[] {
  const id = `p${index + 1}`;
  const name = party.sigle.trim() || party.denomination.trim() || `Partie ${index + 1}`;
  const remarks: DraftRemark[] = PARTY_FIELDS.filter(([, , read]) => read(party).trim() === '').map(
    ([field, words]) => ({
      genre: 'manque',
      code: 'partie.incomplete',
      champ: `partie.${id}.${field}`,
      message: typeset(`${name} : ${words} manque.`),
    }),
  );
  const { capacite, civilite } = party.representant;
  const proposition = agreedCapacity(capacite, civilite);
  if (proposition !== null)
    remarks.push({
      genre: 'question',
      code: 'capacite.accord',
      champ: `partie.${id}.representant.capacite`,
      message: typeset(
        `${name} : ${civilite} et « ${capacite.trim()} ». Faut-il écrire « ${proposition} » ?`,
      ),
      proposition,
    });
  return [...remarks, ...aboutFacts(party, id, name, plan, today)];
}

function missingEngagements(input: DraftInput, plan: DraftPlan): DraftRemark[] {
  const printed = plan.etapes.some(
    ({ etape, variante }) => etape.famille === 'engagements' && variante.engagements,
  );
  if (!printed) return [];
  return input.parties.flatMap((party, index): DraftRemark[] =>
    (party.engagements ?? []).length > 0
      ? []
      : [
          {
            genre: 'manque',
            code: 'engagements.absents',
            champ: `partie.p${index + 1}.engagements`,
            message: typeset(
              `${party.sigle.trim() || party.denomination.trim()} : aucun engagement propre n’est indiqué.`,
            ),
          },
        ],
  );
}

/**
 * What a page says of a draft beside what prevents it (rule D19): what is missing, and what to be sure of. Pure, and the
 * same here and on the server.
 * @param today ISO date, to tell the facts that have grown old
 */
export function reviewDraft(
  modele: PlannedModele & Pick<ModeleSummary, 'kind'>,
  input: DraftInput,
  today: string,
): DraftRemark[] {
  const plan = planDraft(modele, input);
  const questions = plan.etapes.flatMap(({ etape, variante }) =>
    variante.questions
      .filter((each) => !holds(each.si, plan.facts))
      .map(
        (each): DraftRemark => ({
          genre: 'question',
          code: 'clause.question',
          champ: etape.cle,
          message: each.sinon,
        }),
      ),
  );
  return [
    ...missingFamilies(modele, plan),
    ...input.parties.flatMap((party, index) => aboutParty(party, index, plan, today)),
    ...missingEngagements(input, plan),
    ...questions,
    ...emptyValues(plan),
  ];
}
