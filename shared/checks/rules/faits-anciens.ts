import type { ActFacts } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { CheckContext, Hit, Rule } from '../model.ts';

const MAX_AGE_MONTHS = 18;

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
  (Number(to.slice(5, 7)) - Number(from.slice(5, 7))) -
  (to.slice(8) < from.slice(8) ? 1 : 0);

/** Variables that say at what date facts were true: `partie.p1.faits.salaries.date`, `unml.asOf`. */
const AS_OF = /\.asof$|(?<=\.faits\.[^.]+)\.date$/i;

function dated(act: ActFacts, today: string): readonly Hit[] {
  return Object.entries(act.champs).flatMap(([key, field]): readonly Hit[] => {
    if (field.type !== 'date' || field.valeur === null || !AS_OF.test(key)) return [];
    if (monthsBetween(field.valeur, today) <= MAX_AGE_MONTHS) return [];
    const stem = key.replace(AS_OF, '');
    const line = act.lines.find(({ facts }) =>
      facts.atoms.some(
        (atom) => atom.kind === 'variable' && (atom.key === stem || atom.key.startsWith(`${stem}.`)),
      ),
    );
    if (line === undefined) return [];
    return [
      {
        place: placeIn(line.facts),
        message: `Les chiffres de cette présentation datent de plus de ${MAX_AGE_MONTHS} mois : mettez-les à jour.`,
        fix: { kind: 'variable', key },
      },
    ];
  });
}

const WRITTEN =
  /\b(?:chiffres?|donnees|effectifs?|bilan|rapport d'activite)(?: de| au)?(?: l'annee| 31 decembre)? (20\d\d)\b/;

function written(act: ActFacts, { today }: CheckContext): readonly Hit[] {
  return act.lines.flatMap(({ facts, division }): readonly Hit[] => {
    if (division?.family !== 'presentation') return [];
    const match = WRITTEN.exec(facts.plain);
    if (match === null || monthsBetween(`${match[1]}-12-31`, today) <= MAX_AGE_MONTHS) return [];
    return [
      {
        place: placeIn(facts, match.index, match.index + match[0].length),
        message: `Ces chiffres de ${match[1]} ont plus de ${MAX_AGE_MONTHS} mois : mettez-les à jour.`,
      },
    ];
  });
}

export const faitsAnciens: Rule = {
  id: 'faits-anciens',
  title: 'Faits anciens dans une présentation',
  source: 'Domaine §2 Présentation (stale asOf)',
  severity: 'recommande',
  check: (act, context) => [...dated(act, context.today), ...written(act, context)],
};
