import { compactNumber, isRna, isSiren } from '#shared/identity/organisation.ts';
import { factValue } from './parties.ts';
import type { DraftingProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import type { PartyInput } from './wire.ts';

function ownProblems(party: PartyInput, index: number): DraftingProblem[] {
  const champ = `partie.p${index + 1}`;
  const told = (code: DraftingProblem['code'], name: string, sentence: string): DraftingProblem => ({
    code,
    champ: `${champ}.${name}`,
    message: typeset(`Partie ${index + 1} : ${sentence}`),
  });
  const problems: DraftingProblem[] = [];
  if (party.denomination.trim() === '')
    problems.push(told('valeur.manquante', 'denomination', 'donnez sa dénomination.'));
  const siren = party.siren?.trim() ?? '';
  if (siren !== '' && !isSiren(compactNumber(siren)))
    problems.push(
      told(
        'valeur.invalide',
        'siren',
        `« ${siren} » n’est pas un numéro SIREN : neuf chiffres dont le dernier est une clé. Vérifiez-le.`,
      ),
    );
  const rna = party.rna?.trim() ?? '';
  if (rna !== '' && !isRna(compactNumber(rna)))
    problems.push(
      told('valeur.invalide', 'rna', `« ${rna} » n’est pas un numéro RNA : la lettre W puis neuf chiffres.`),
    );
  for (const fact of party.faits ?? [])
    if (factValue(fact) === null)
      problems.push(
        told(
          'valeur.invalide',
          `faits.${fact.cle}`,
          `« ${fact.valeur} » ne convient pas à « ${fact.libelle} ».`,
        ),
      );
  return problems;
}

/**
 * What is wrong with the parties as a whole (rule D11).
 * @param bounds how many the modèle wants
 */
export function partyProblems(
  parties: readonly PartyInput[],
  { partiesMin: min, partiesMax: max }: { readonly partiesMin: number; readonly partiesMax: number },
): DraftingProblem[] {
  const problems: DraftingProblem[] = [];
  if (parties.length < min || parties.length > max)
    problems.push({
      code: 'parties.nombre',
      champ: 'parties',
      message: typeset(
        `Parties : ce modèle en demande ${min === max ? min : `entre ${min} et ${max}`} ; vous en avez donné ${parties.length}.`,
      ),
    });
  const seen = new Map<string, string>();
  parties.forEach((party, index) => {
    problems.push(...ownProblems(party, index));
    const champ = `partie.p${index + 1}`;
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
