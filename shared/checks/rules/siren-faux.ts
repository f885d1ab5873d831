import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const SIREN = /\b(siren|siret)\b[^\d]{0,30}((?:\d[ .]?){8,13}\d)(?![\d ]*\d)/g;
/** The establishments of La Poste have a rule of their own. */
const LA_POSTE = '356000000';

/** Luhn's key, over 9 or 14 digits. */
function soundKey(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const double = i % 2 === 1 ? digit * 2 : digit;
    sum += double > 9 ? double - 9 : double;
  }
  return sum % 10 === 0;
}

function scan(facts: BlockFacts): readonly Hit[] {
  return [...facts.plain.matchAll(SIREN)].flatMap((match): readonly Hit[] => {
    const written = (match[2] ?? '').trim();
    const digits = written.replace(/\D/g, '');
    const wanted = match[1] === 'siren' ? 9 : 14;
    const sound = digits.length === wanted && soundKey(digits);
    if (sound || digits.startsWith(LA_POSTE)) return [];
    const from = match.index + match[0].lastIndexOf(written);
    const name = match[1] === 'siren' ? 'SIREN' : 'SIRET';
    return [
      {
        place: placeIn(facts, from, from + written.length),
        message:
          digits.length === wanted
            ? `« ${written} » n’est pas un numéro ${name} : sa clé est fausse. Vérifiez-le sur l’avis de situation.`
            : `« ${written} » n’est pas un numéro ${name} : il en faut ${wanted} chiffres.`,
      },
    ];
  });
}

export const sirenFaux: Rule = {
  id: 'siren-faux',
  title: 'SIREN ou SIRET faux',
  source: 'Code de commerce, art. R. 123-221 ; domaine §2 Parties',
  severity: 'recommande',
  check: (act) => scanLines(act.lines, scan),
};
