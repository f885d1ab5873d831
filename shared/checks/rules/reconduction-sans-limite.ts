import { matchesIn, says, sectionOf } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const TACIT =
  /(?:par )?tacite reconduction|reconduite? tacitement|tacitement (?:reconduit|renouvel)[a-z]*|renouvelable tacitement|renouvelee? par tacite/g;
const REFUSED = /\b(?:sans|exclu\w*|ne [^.]{0,40}pas|n'est pas|aucune)\b[^.]{0,30}$/;
const CAP =
  /\bexcede|\bdans la limite|\bmaximum|\bmaximale?|\bune (?:seule )?fois\b|\bdeux fois\b|\btrois fois\b|\b\d fois\b|duree totale|sans (?:pouvoir )?(?:depasser|exceder)|au plus\b|au-dela de/;
const PERIOD =
  /\bannuel|par periodes?|pour (?:une|la meme|des) (?:nouvelle )?(?:duree|periode)|d'annee en annee|\bpar an\b|(?:\d|un|une|deux|trois|douze|six)\)? (?:an|ans|annees?|mois)\b|chaque annee|meme duree/;

export const reconductionSansLimite: Rule = {
  id: 'reconduction-sans-limite',
  title: 'Tacite reconduction sans période ou sans limite',
  source: 'Code civil, art. 1214 et 1215 ; domaine §2 Reconduction',
  severity: 'recommande',
  check: (act) => {
    const clause = [...sectionOf(act, 'reconduction'), ...sectionOf(act, 'duree')];
    const found = matchesIn(act.body, TACIT).find(
      ({ facts, from }) => !REFUSED.test(facts.plain.slice(Math.max(0, from - 60), from)),
    );
    if (found === undefined) return [];
    const around = clause.length === 0 ? act.body : clause;
    const period = PERIOD.test(found.facts.plain);
    if (period && says(around, CAP)) return [];
    return [
      {
        place: found.place,
        message: period
          ? 'La tacite reconduction n’a pas de limite : dites combien de fois, ou la durée totale à ne pas dépasser.'
          : 'La tacite reconduction ne dit pas pour quelle durée : à défaut, le contrat reconduit devient à durée indéterminée. Donnez une période et une limite.',
      },
    ];
  },
};
