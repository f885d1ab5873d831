import { says } from '../facts/act.ts';
import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';
import { readFigures } from '../text.ts';

const THRESHOLD = 23_000;
const AMOUNT = /(\d[\d .]*(?:,\d+)?) ?(?:€|euros\b|eur\b)/g;

/** The largest amount of a paragraph that speaks of a subvention. */
function grantIn(facts: BlockFacts): { from: number; to: number; amount: number } | null {
  if (!/\bsubvention/.test(facts.plain)) return null;
  let found: { from: number; to: number; amount: number } | null = null;
  for (const match of facts.plain.matchAll(AMOUNT)) {
    const amount = readFigures(match[1] ?? '') ?? 0;
    if (amount > (found?.amount ?? THRESHOLD))
      found = { from: match.index, to: match.index + match[0].length, amount };
  }
  return found;
}

const MENTIONS: readonly (readonly [string, RegExp])[] = [
  [
    'les modalités de versement',
    /\bvers(?:e|ee|ees|es|ement|ements|era)\b|\bechean|\bacompte|\bmandate|\bpaye/,
  ],
  [
    'l’utilisation de la somme et son contrôle',
    /compte rendu financier|compte-rendu financier|\bjustifi|\butilis|\bemploi de la|controle|bilan financier|rapport financier|reversement/,
  ],
];

export const subventionMentions: Rule = {
  id: 'subvention-mentions',
  title: 'Subvention de plus de 23 000 €',
  source: 'Loi n° 2000-321 du 12 avril 2000, art. 10 ; décret n° 2001-495',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    for (const { facts } of act.body) {
      const grant = once(facts, grantIn);
      if (grant === null) continue;
      const absent = MENTIONS.filter(([, pattern]) => !says(act.body, pattern)).map(([name]) => name);
      if (absent.length === 0) return [];
      return [
        {
          place: placeIn(facts, grant.from, grant.to),
          message: `Au-delà de 23 000 €, la convention de subvention fixe l’objet, le montant, le versement et l’utilisation : il manque ${absent.join(' et ')}.`,
        },
      ];
    }
    return [];
  },
};
