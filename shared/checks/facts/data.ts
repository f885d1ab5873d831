import type { ActFacts, Line } from './act.ts';
import { type BlockFacts, once } from './block.ts';

/** Words that show personal data of the public going from one party to another, in plain text. */
const SHARING =
  /\b(?:coordonnees|noms?|identites?) (?:des|de ces|du|de la|de l'|d'un|de chaque) ?(?:jeunes?\b|beneficiaires?|usagers?|publics?|personnes (?:accompagnees|accueillies|orientees|suivies|concernees)|candidats?|apprentis?|salaries|stagiaires|eleves|familles|demandeurs|employeurs)|\b(?:nom|noms) des employeurs\b|interconnexion|suivi (?:nominatif|individuel|individualise)|donnees (?:nominatives|individuelles)|fichiers? nominatifs?|listes? nominatives?|(?:partage|echange|transmission|croisement|transfert)s? (?:des |d'|de |de l'ensemble des )?(?:informations|donnees|dossiers|elements) (?:relative?s? au suivi|relatives? aux? (?:jeunes|beneficiaires|parcours|personnes|usagers|situations?)|sur les (?:jeunes|beneficiaires|parcours|personnes)|individuell|concernant les (?:jeunes|beneficiaires|personnes|usagers))|(?:transmet|transmettent|communiquent?|echangent|partagent|adressent?)\b[^.]{0,60}\b(?:donnees|informations|coordonnees) (?:relatives? aux|des|sur les|concernant les) (?:jeunes|beneficiaires|personnes (?:accompagnees|accueillies|suivies)|usagers|candidats)|suivi des candidatures/g;

const DENIED = /\b(?:aucune?s?|ne|n'[a-z]+|sans|ni|anonym\w*|agrege\w*|statisti\w*)\b/;

function scanSharing(facts: BlockFacts): readonly { readonly from: number; readonly to: number }[] {
  return [...facts.plain.matchAll(SHARING)].flatMap((match) => {
    const start = Math.max(0, facts.plain.lastIndexOf('.', match.index), match.index - 120);
    const before = facts.plain.slice(start, match.index);
    // « ne peut s’opérer qu’avec l’accord des jeunes » comes after, and does say that data go round.
    return DENIED.test(before) ? [] : [{ from: match.index, to: match.index + match[0].length }];
  });
}

/** @returns where the act says, outside any clause on data protection, that personal data of the public go round */
export function sharedData(
  act: ActFacts,
): readonly { readonly line: Line; readonly from: number; readonly to: number }[] {
  return act.body.flatMap((line) => {
    for (let at = line.division; at !== null; at = at.parent)
      if (at.family === 'rgpd' || at.family === 'preambule' || at.family === 'presentation') return [];
    return once(line.facts, scanSharing).map((one) => ({ line, ...one }));
  });
}
