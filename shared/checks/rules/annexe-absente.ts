import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const CITED =
  /\bannexes? (?:n° ?)?(\d{1,2}|[a-h]|[ivx]{1,4})\b(?! (?:de|du|des|a) (?:la |l'|le )?(?:convention (?:du|collective|de)|decret|code|loi|arrete|reglement|avenant|accord du|circulaire))|\b(?:en |ci-)annexee?s?\b(?! (?:de|du|des|a) (?:la |l'|le )?(?:convention (?:du|collective|de)|decret|code|loi|arrete|reglement))|\bci-jointe?s?\b|\bjointe?s? (?:a la presente|au present|en annexe)/g;

/** What a citation calls: the number of an annexe, or null when it says « en annexe ». */
function scan(facts: BlockFacts): readonly { from: number; to: number; number: string | null }[] {
  if (!/annexe|joint/.test(facts.plain)) return [];
  return [...facts.plain.matchAll(CITED)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    number: match[1] ?? null,
  }));
}

export const annexeAbsente: Rule = {
  id: 'annexe-absente',
  title: 'Annexe citée mais absente',
  source: 'Domaine §2 Annexes',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    const annexes = act.divisions.filter((one) => one.family === 'annexes' || one.genre === 'annexe');
    const numbers = new Set(annexes.map((one) => one.number.number.toLowerCase()));
    const numbered = annexes.some((one) => one.number.number !== '');
    const told = new Set<string>();
    const hits: Hit[] = [];
    for (const { facts } of act.body) {
      if (facts.block.type === 'intitule') continue;
      for (const { from, to, number } of once(facts, scan)) {
        const found = number === null || !numbered ? annexes.length > 0 : numbers.has(number);
        const name = number === null ? '' : number;
        if (found || told.has(name)) continue;
        told.add(name);
        hits.push({
          place: placeIn(facts, from, to),
          message: `« ${facts.text.slice(from, to)} » : ${number === null ? 'l’acte n’a pas d’annexe' : 'cette annexe n’est pas jointe'}. Joignez-la, ou retirez ce renvoi.`,
        });
      }
    }
    return hits;
  },
};
