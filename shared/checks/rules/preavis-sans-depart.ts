import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';
import { NUMBER_IN_WORDS } from '../text.ts';

const NOTICE = new RegExp(
  `\\bpreavis (?:est )?(?:de |d'au moins |fixe a |minimum de |minimal de |d')*(?:${NUMBER_IN_WORDS}|\\d+)(?: ?\\([^)]{1,12}\\))? (?:mois|jours|semaines|ans?)\\b`,
  'g',
);
const START =
  /a compter|a partir|suivant|courant|qui court|\bcourt\b|\bapres\b|\bdes (?:la |le |l'|son |sa )?(?:reception|envoi|notification|date|presentation)|avant (?:le|la|l'|son|chaque|cette|ce|toute|tout)\b|de la (?:reception|notification)|date (?:d'envoi|de reception|de notification)|precedant|prealable a/;

function scan(facts: BlockFacts): readonly Hit[] {
  if (!facts.plain.includes('preavis') || START.test(facts.plain)) return [];
  return [...facts.plain.matchAll(NOTICE)].map((match) => ({
    place: placeIn(facts, match.index, match.index + match[0].length),
    message:
      'Le préavis n’a pas de point de départ : précisez s’il court à compter de l’envoi ou de la réception de la lettre.',
  }));
}

export const preavisSansDepart: Rule = {
  id: 'preavis-sans-depart',
  title: 'Préavis sans point de départ',
  source: 'Domaine §2 Résiliation',
  severity: 'recommande',
  check: (act) => scanLines(act.body, scan),
};
