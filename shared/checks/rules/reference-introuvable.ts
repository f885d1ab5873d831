import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

const CITED =
  /\b(?:a|de|par|voir|aux?|des|dans|sous) ?(?:l'|les )?articles? (\d{1,2})(?:er)?(?![\d-]|[.,]\d)\b/g;
/** Another text is meant, before or after. */
const OUTSIDE =
  /\b(?:code|loi|decret|ordonnance|reglement|arrete|directive|traite|constitution|statuts?|charte|rgpd|circulaire|conventions? (?:collective|du|signee|de|entre|cadre|nationale)|accord|protocole|contrat|marche|cgct|avenant|cahier)\b/;
const OWN =
  /^ ?(?:,? ?(?:alinea [^,.;]{0,20})?)?(?:de (?:la|cette) (?:presente )?convention\b|du present|de la presente|ci-(?:dessus|dessous|apres|avant)|supra|infra|des presentes)/;

function scan(facts: BlockFacts): readonly { from: number; to: number; number: string }[] {
  if (!facts.plain.includes('article')) return [];
  return [...facts.plain.matchAll(CITED)].flatMap((match) => {
    const from = match.index;
    const to = from + match[0].length;
    if (facts.atoms.some((atom) => atom.kind === 'renvoi' && atom.from < to && atom.to > from)) return [];
    const after = facts.plain.slice(to, to + 80);
    const own = OWN.test(after);
    const around = facts.plain.slice(Math.max(0, from - 60), from) + after;
    if (!own && OUTSIDE.test(around)) return [];
    return [{ from, to, number: match[1] ?? '' }];
  });
}

export const referenceIntrouvable: Rule = {
  id: 'reference-introuvable',
  title: 'Article cité introuvable',
  source: 'Domaine §2 Document-wide checks, §7.10',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    const numbers = new Set<string>();
    for (const { number } of act.divisions)
      if (number.noun === 'article') numbers.add(number.number.replace(/er$/, ''));
    if (numbers.size < 2) return [];
    return act.body.flatMap(({ facts }) =>
      once(facts, scan)
        .filter(({ number }) => !numbers.has(number))
        .map(({ from, to, number }) => ({
          place: placeIn(facts, from, to),
          message: `L’acte n’a pas d’article ${number} : corrigez ce renvoi.`,
        })),
    );
  },
};
