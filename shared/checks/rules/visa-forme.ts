import { scanLines } from '../facts/act.ts';
import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Hit, Rule } from '../model.ts';

const NUMBERED = /\b(loi|decret|ordonnance)\b(?! organique relative aux lois)/;
const NUMBER = /n(?:°|o|os) ?\d|\d{2,4}-\d+/;
const DATED = /\b(?:deliberation|arrete|circulaire|instruction|decision)\b/;
/** From the Fifth Republic on, laws and decrees bear a number. */
const FIRST_NUMBERED = 1958;

function scan(facts: BlockFacts): readonly Hit[] {
  const { plain } = facts;
  if (facts.block.type !== 'visa' || /\[/.test(plain) || !/^(?:- |– )?vu\b/.test(plain.trim())) return [];
  const dates = once(facts, datesOf);
  const old = dates.some((date) => date.year !== null && date.year < FIRST_NUMBERED);
  const noun = NUMBERED.exec(plain)?.[1];
  const absent: string[] = [];
  if (noun !== undefined && !/\bcode\b/.test(plain.slice(0, plain.indexOf(noun)))) {
    if (!NUMBER.test(plain) && !old) absent.push('son numéro');
    if (dates.length === 0 && !/\bdu \d/.test(plain)) absent.push('sa date');
  } else if (DATED.test(plain) && !/\bcode\b/.test(plain) && dates.length === 0 && !NUMBER.test(plain))
    absent.push('sa date');
  if (absent.length === 0) return [];
  return [
    {
      place: placeIn(facts),
      message: `Ce visa ne permet pas de retrouver le texte : ajoutez ${absent.join(' et ')}.`,
    },
  ];
}

export const visaForme: Rule = {
  id: 'visa-forme',
  title: 'Visa incomplet',
  source: 'Guide de légistique, fiche 3.1.2 ; domaine §2 Visas',
  severity: 'style',
  check: (act) => scanLines(act.lines, scan),
};
