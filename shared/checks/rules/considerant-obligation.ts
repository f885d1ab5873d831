import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const DUTY =
  /\bs'engage(?:nt)?\b|\bs'oblige(?:nt)?\b|\b(?:est|sont) tenue?s? de\b|\bdevr(?:a|ont)\b|\b(?:les parties|la partie|le partenaire) (?:doit|doivent)\b/g;

function scan(facts: BlockFacts): readonly Hit[] {
  if (facts.block.type !== 'considerant') return [];
  return [...facts.plain.matchAll(DUTY)].map((match) => ({
    place: placeIn(facts, match.index, match.index + match[0].length),
    message:
      'Un considérant donne un motif ; il ne crée pas d’obligation. Déplacez cet engagement dans un article.',
  }));
}

export const considerantObligation: Rule = {
  id: 'considerant-obligation',
  title: 'Obligation dans un considérant',
  source: 'Domaine §2 Considérants',
  severity: 'recommande',
  check: (act) => scanLines(act.lines, scan),
};
