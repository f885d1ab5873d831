import type { OrganisationFact } from './facts.ts';

/*
 * The rules of an organisation's sheet; RULES.md says them in words. Days are `YYYY-MM-DD`.
 */

/** Somebody who can sign for an organisation, with the days of their mandate when they are known. */
export interface Representative {
  readonly civilite: 'Madame' | 'Monsieur' | '';
  readonly nom: string;
  /** As it prints: « Présidente », « maire ». */
  readonly capacite: string;
  readonly du: string | null;
  readonly au: string | null;
}

/** What is edited as one whole on a sheet. Empty strings stand for « not known ». */
export interface Fiche {
  readonly denomination: string;
  readonly sigle: string;
  readonly forme: string;
  readonly siege: string;
  readonly siren: string;
  readonly rna: string;
  readonly personnePublique: boolean;
  readonly representants: readonly Representative[];
}

/** One thing to correct on a sheet. `champ` is a key of `Fiche`, or `representants.<n>.<key>`. */
export interface FicheProblem {
  readonly champ: string;
  readonly message: string;
}

/** Longest value of each text field, in characters. */
const FICHE_LIMITS = {
  denomination: 300,
  sigle: 40,
  forme: 200,
  siege: 300,
  nom: 200,
  capacite: 200,
} as const;

/** Most representatives on one sheet. */
export const MAX_REPRESENTATIVES = 30;

/** @returns the number without spaces, dots or dashes, letters raised (rule O1) */
export function compactNumber(text: string): string {
  return text.replace(/[\s.\u2010-\u2013-]/gu, '').toUpperCase();
}

/**
 * Rule O1; the key is Luhn's, as for every SIREN (INSEE).
 * @param siren nine digits, already compact
 */
export function isSiren(siren: string): boolean {
  if (!/^\d{9}$/.test(siren)) return false;
  let sum = 0;
  for (const [index, sign] of [...siren].entries()) {
    const digit = Number(sign);
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum > 0 && sum % 10 === 0;
}

/**
 * Rule O1. The second sign of the département is a letter in Corsica (`2A`, `2B`) and overseas (`9C`).
 * @param rna already compact
 */
export function isRna(rna: string): boolean {
  return /^W\d[0-9A-Z]\d{7}$/.test(rna);
}

/** @returns the SIREN as it reads, « 784 180 150 », with narrow no-break spaces; anything else as given */
export function printSiren(siren: string): string {
  return /^\d{9}$/.test(siren) ? siren.replace(/(\d{3})(?=\d)/g, '$1\u202f') : siren;
}

/** What two dénominations are compared by (rule O2): case, accents, apostrophes and spaces aside. */
export function nameKey(denomination: string): string {
  return denomination
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

const squeezed = (text: string) => text.replace(/\s+/gu, ' ').trim().replaceAll("'", '’');

/** @returns the sheet as it is kept: spaces squeezed, typographic apostrophes, numbers compact */
export function tidyFiche(fiche: Fiche): Fiche {
  return {
    denomination: squeezed(fiche.denomination),
    sigle: squeezed(fiche.sigle),
    forme: squeezed(fiche.forme),
    siege: squeezed(fiche.siege),
    siren: compactNumber(fiche.siren),
    rna: compactNumber(fiche.rna),
    personnePublique: fiche.personnePublique,
    representants: fiche.representants.map((each) => ({
      ...each,
      nom: squeezed(each.nom),
      capacite: squeezed(each.capacite),
    })),
  };
}

/** @returns everything to correct before the sheet can be kept (rules O1 to O3), its uniqueness aside */
export function ficheProblems(fiche: Fiche): readonly FicheProblem[] {
  const problems: FicheProblem[] = [];
  const tell = (champ: string, message: string) => problems.push({ champ, message });
  const tidy = tidyFiche(fiche);
  if (tidy.denomination === '') tell('denomination', 'Indiquez la dénomination de l’organisation.');
  for (const key of ['denomination', 'sigle', 'forme', 'siege'] as const)
    if (tidy[key].length > FICHE_LIMITS[key]) tell(key, `${FICHE_LIMITS[key]} caractères au plus.`);
  if (tidy.siren !== '' && !isSiren(tidy.siren))
    tell(
      'siren',
      /^\d{9}$/.test(tidy.siren)
        ? 'Ce numéro n’est pas un SIREN : sa clé de contrôle est fausse. Vérifiez chaque chiffre.'
        : 'Un SIREN compte neuf chiffres.',
    );
  if (tidy.rna !== '' && !isRna(tidy.rna))
    tell('rna', 'Un numéro RNA commence par W, suivi de neuf chiffres : W751234567.');
  if (tidy.representants.length > MAX_REPRESENTATIVES)
    tell('representants', `${MAX_REPRESENTATIVES} représentants au plus.`);
  tidy.representants.forEach((each, index) => {
    const champ = (key: keyof Representative) => `representants.${index}.${key}`;
    if (each.nom === '') tell(champ('nom'), 'Indiquez le prénom et le nom, ou retirez ce représentant.');
    for (const key of ['nom', 'capacite'] as const)
      if (each[key].length > FICHE_LIMITS[key]) tell(champ(key), `${FICHE_LIMITS[key]} caractères au plus.`);
    if (each.du !== null && each.au !== null && each.au < each.du)
      tell(champ('au'), 'Le mandat prend fin avant d’avoir commencé. Corrigez l’une des deux dates.');
  });
  return problems;
}

/** Rule O3. @param day `YYYY-MM-DD` */
export function inFunction(representative: Representative, day: string): boolean {
  const { du, au } = representative;
  return (du === null || du <= day) && (au === null || au >= day);
}

/** @returns who represents an organisation on a day, first listed first (rule O3) */
export function representativeOn(
  representants: readonly Representative[],
  day: string,
): Representative | null {
  return representants.find((each) => inFunction(each, day)) ?? null;
}

/** An entry of a history: a day it holds from, and when it was recorded (milliseconds since 1970). */
interface Dated {
  readonly date: string;
  readonly recordedAt: number;
}

const newestFirst = (a: Dated, b: Dated) =>
  a.date === b.date ? b.recordedAt - a.recordedAt : a.date < b.date ? 1 : -1;

/**
 * @param entries in the order in which they were recorded, which decides between two of the same instant
 * @returns the entries, latest date first; of the same date, last recorded first (rule O5)
 */
export function byDate<Entry extends Dated>(entries: readonly Entry[]): readonly Entry[] {
  return entries.toReversed().sort(newestFirst);
}

/** @returns the entry that holds on a day, or `null` (rule O5) */
export function heldOn<Entry extends Dated>(entries: readonly Entry[], day: string): Entry | null {
  return byDate(entries).find((each) => each.date <= day) ?? null;
}

/** A recorded fact: one line of its history. */
export type RecordedFact = OrganisationFact & { readonly recordedAt: number };

/** @returns the histories of a sheet by fact, the facts in the order in which they first came, entries in theirs */
export function factHistories<Fact extends RecordedFact>(
  facts: readonly Fact[],
): ReadonlyMap<string, readonly Fact[]> {
  const histories = new Map<string, Fact[]>();
  for (const fact of facts) histories.set(fact.cle, [...(histories.get(fact.cle) ?? []), fact]);
  return histories;
}

/** @returns the key of a fact named by a person: « Nombre de jeunes » gives `nombre-de-jeunes` */
export function factKey(libelle: string): string {
  const key = nameKey(libelle)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return key.slice(0, 60).replace(/-+$/, '');
}

/** How long a fact stands before it is worth checking again, in months (rule O6). */
const FACT_LIFE_MONTHS = 18;

/** @returns the day `months` earlier, clamped to the last day of its month */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const rank = year * 12 + (month - 1) - months;
  const then = { year: Math.floor(rank / 12), month: (rank % 12) + 1 };
  const last = new Date(Date.UTC(then.year, then.month, 0)).getUTCDate();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(then.year).padStart(4, '0')}-${two(then.month)}-${two(Math.min(date, last))}`;
}

/**
 * Rule O6.
 * @param today `YYYY-MM-DD`
 * @returns sentences in French: what is missing first, then what has aged
 */
export function ficheAdvice(fiche: Fiche, facts: readonly RecordedFact[], today: string): readonly string[] {
  const advice: string[] = [];
  if (fiche.forme === '')
    advice.push('La forme juridique manque : le bloc des parties ne pourra pas la dire.');
  if (fiche.siege === '') advice.push('Le siège manque : il figure dans le bloc des parties.');
  if (fiche.siren === '' && fiche.rna === '')
    advice.push('Ni SIREN ni numéro RNA : l’organisation ne peut pas être identifiée sans doute possible.');
  if (fiche.personnePublique && fiche.rna !== '')
    advice.push('Une personne publique n’a pas de numéro RNA : vérifiez l’un ou l’autre.');
  if (fiche.representants.length === 0)
    advice.push('Aucun représentant : qui signe pour cette organisation ?');
  else if (representativeOn(fiche.representants, today) === null)
    advice.push('Aucun représentant n’est en fonction aujourd’hui : les mandats sont terminés ou à venir.');
  const limit = monthsBefore(today, FACT_LIFE_MONTHS);
  for (const history of factHistories(facts).values()) {
    const held = heldOn(history, today);
    if (held !== null && held.date < limit)
      advice.push(`« ${held.libelle} » date de plus de dix-huit mois : le chiffre a-t-il changé ?`);
  }
  return advice;
}

/** The fields of a sheet, in the order in which they read. */
const FICHE_FIELDS = [
  'denomination',
  'sigle',
  'forme',
  'siege',
  'siren',
  'rna',
  'personnePublique',
  'representants',
] as const satisfies readonly (keyof Fiche)[];
export type FicheField = (typeof FICHE_FIELDS)[number];

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Rule O7: what was typed over `base` joined with what is there now.
 * @param mine as typed, tidied
 * @returns the merged sheet, holding mine where both changed; `conflicts`: the fields to ask about
 */
export function mergeFiches(
  base: Fiche,
  mine: Fiche,
  theirs: Fiche,
): {
  readonly merged: Fiche;
  readonly conflicts: readonly FicheField[];
  readonly taken: readonly FicheField[];
} {
  const touched = (side: Fiche) => FICHE_FIELDS.filter((field) => !same(side[field], base[field]));
  const byMe = touched(mine);
  const byThem = touched(theirs);
  const taken = byThem.filter((field) => !byMe.includes(field));
  const conflicts = byThem.filter((field) => byMe.includes(field) && !same(mine[field], theirs[field]));
  const merged: Fiche = { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) };
  return { merged, conflicts, taken };
}
