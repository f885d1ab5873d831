import { signName, undrawnSigns } from '#shared/document/drawn.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { Delegation, SignatureMethod } from './model.ts';

/** A party of an act, with who signs for it by its variables; empty where they say nothing. */
export interface ActParty {
  readonly key: string;
  readonly denomination: string;
  readonly representative: {
    readonly civilite: 'Madame' | 'Monsieur' | '';
    readonly nom: string;
    readonly capacite: string;
    /** « le Président », when they sign for another. */
    readonly delegant: string;
    /** The act that allows it. */
    readonly acte: string;
  };
}

/** @returns the parties that an act's variables name, in their order */
export function partiesOf({ champs }: ActContent): readonly ActParty[] {
  const value = (key: string, field: string) => champs[`partie.${key}.${field}`]?.valeur?.trim() ?? '';
  return Object.keys(champs)
    .flatMap((path) => /^partie\.(\w+)\.denomination$/.exec(path)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
    .map((key) => {
      const told = value(key, 'representant.civilite');
      const civilite: ActParty['representative']['civilite'] =
        told === 'Madame' || told === 'Monsieur' ? told : '';
      return {
        key,
        denomination: value(key, 'denomination'),
        representative: {
          civilite,
          nom: value(key, 'representant.nom'),
          capacite: value(key, 'representant.capacite'),
          delegant: value(key, 'representant.delegant'),
          acte: value(key, 'representant.acte'),
        },
      };
    })
    .filter((party) => party.denomination !== '');
}

/** Somebody named to sign, before the ceremony is opened. */
export interface NamedSignatory {
  readonly party: { readonly key: string; readonly denomination: string };
  readonly civilite: 'Madame' | 'Monsieur' | '';
  readonly nom: string;
  readonly email: string | null;
  readonly capacite: string;
  readonly delegation: Delegation | null;
  readonly method: SignatureMethod;
}

/**
 * @param today `YYYY-MM-DD`
 * @returns what is wrong with one signatory (rules G2, G5 and G13), in sentences
 */
export function signatoryProblems(one: NamedSignatory, today: string): readonly string[] {
  const who = one.nom.trim() === '' ? one.party.denomination : one.nom.trim();
  const problems: string[] = [];
  if (one.nom.trim() === '') problems.push(`${who}\u00a0: indiquez le nom de la personne qui signe.`);
  if (one.capacite.trim() === '')
    problems.push(`${who}\u00a0: indiquez en quelle qualité cette personne signe.`);
  if (one.method === 'electronique' && one.email === null)
    problems.push(
      `${who}\u00a0: indiquez l’adresse électronique à laquelle envoyer le lien, ou choisissez le papier.`,
    );
  if (one.delegation !== null) problems.push(...delegationProblems(who, one.delegation, today));
  return [...problems, ...undrawnProblems(one)];
}

/** @returns why words can't be printed beside a signature, one sentence for the first sign that no font draws; or `null` */
export function undrawnSentence(words: string): string | null {
  const first = undrawnSigns(words)[0];
  if (first === undefined) return null;
  return `Le signe ${signName(first.sign)} ne peut pas être imprimé\u00a0: remplacez-le par des lettres latines.`;
}

/** What is printed of a signatory beside the text, on the page of signatures (rule G13). */
function undrawnProblems({ party, nom, capacite, delegation }: NamedSignatory): readonly string[] {
  const printed: readonly (readonly [string, string])[] = [
    ['nom de la partie', party.denomination],
    ['prénom et nom', nom],
    ['qualité', capacite],
    ['délégation', `${delegation?.delegant ?? ''} ${delegation?.reference ?? ''}`],
  ];
  return printed.flatMap(([field, words]) => {
    const sentence = undrawnSentence(words);
    return sentence === null ? [] : [`${party.denomination}, ${field}. ${sentence}`];
  });
}

function delegationProblems(who: string, delegation: Delegation, today: string): readonly string[] {
  const { date, du, au } = delegation;
  const problems: string[] = [];
  if (date > today) problems.push(`${who}\u00a0: l’acte de délégation porte une date à venir.`);
  if (du !== null && du < date)
    problems.push(`${who}\u00a0: la délégation commencerait avant l’acte qui la donne.`);
  if (au !== null && au < (du ?? date))
    problems.push(`${who}\u00a0: la délégation finirait avant de commencer.`);
  else if (au !== null && au < today) problems.push(`${who}\u00a0: la délégation a pris fin.`);
  return problems;
}

/**
 * Whether a list of signatories can open a ceremony (rules G2, G5 and G13): everybody named with their capacity, in signs
 * that print, every party of the act signed for.
 * @param today `YYYY-MM-DD`
 * @returns sentences in French, none when the list is whole
 */
export function signatoriesProblems(
  parties: readonly ActParty[],
  named: readonly NamedSignatory[],
  today: string,
): readonly string[] {
  const problems = named.flatMap((one) => signatoryProblems(one, today));
  for (const party of parties)
    if (!named.some((one) => one.party.key === party.key))
      problems.push(`${party.denomination}\u00a0: personne ne signe pour cette partie.`);
  const distinct = new Set(named.map((one) => one.party.key));
  if (distinct.size < 2) problems.push('Il faut au moins deux parties pour signer un accord.');
  return problems;
}
