import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const BRACKETED =
  /\[ ?(?:[^\][]{0,40}\b)?(?:a (?:completer|preciser|definir|determiner|renseigner|remplir|confirmer|valider)|xx+|nom|prenom|date|lieu|montant|adresse|denomination|qualite|duree|jj ?\/ ?mm|\.{2,}|…|_+)\b[^\][]{0,60}\]|\b(?:a completer|à compléter|a preciser)\b(?= ?[)\]>])|\bxx{1,6}\b(?! ?e siecle)/gi;
const DOTS = /…{2,}|\.{5,}|_{3,}|\.{3,} ?\/ ?\.{3,}/g;

function scan(facts: BlockFacts): readonly Hit[] {
  if (!/[[…_]|\.{5}|xx|complet|precis/.test(facts.plain)) return [];
  const { type } = facts.block;
  const hits: Hit[] = [];
  for (const match of facts.plain.matchAll(BRACKETED)) {
    const from = match.index;
    // A variable that is empty prints in brackets too: variable-vide tells it.
    if (facts.atoms.some((atom) => atom.from < from + match[0].length && atom.to > from)) continue;
    // « XX » in capitals is a blank; « xx » in words is not, nor is a Roman numeral.
    const words = facts.text.slice(from, from + match[0].length);
    if (/^x+$/i.test(words) && !/^X{2,}$/.test(words)) continue;
    if (
      /^X+$/.test(words) &&
      /(?:articles?|titre|chapitre|annexe|section|siecle|tome|louis) $/.test(facts.plain.slice(0, from))
    )
      continue;
    if (/^XX$/.test(words) && !/(?:^|[\s(])(?:le|du|à|de|n°) $/i.test(facts.text.slice(0, from))) continue;
    hits.push({
      place: placeIn(facts, from, from + match[0].length),
      message: `« ${words} » : ce passage reste à compléter.`,
      ...(type === 'cloture' || type === 'signataire'
        ? { severity: 'recommande' as const, atFreeze: true as const }
        : {}),
    });
  }
  // Lines to sign on, and leaders of a table of contents, are no blanks.
  if (type === 'signataire' || /[.…_ ]{5,}\d{1,3} ?$/.test(facts.plain)) return hits;
  // « ___ / ___ / 2026 » is one blank.
  const [blank] = facts.plain.matchAll(DOTS);
  if (blank !== undefined)
    hits.push({
      place: placeIn(facts, blank.index, blank.index + blank[0].length),
      severity: 'recommande',
      ...(type === 'cloture'
        ? {
            // Frozen, it would be signed as dots, and what a hand adds afterwards is under no hash.
            message:
              'La clôture garde des pointillés : écrivez le lieu et la date, ou « à la date de la dernière signature ».',
            atFreeze: true as const,
          }
        : { message: 'Ce passage en pointillés reste à compléter.' }),
    });
  return hits;
}

export const texteACompleter: Rule = {
  id: 'texte-a-completer',
  title: 'Passage à compléter',
  source: 'Domaine §2 Document-wide checks (empty variables)',
  severity: 'bloquant',
  check: (act) => scanLines(act.lines, scan),
};
