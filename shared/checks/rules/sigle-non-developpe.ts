import type { ActFacts } from '../facts/act.ts';
import { type BlockFacts, once, placeIn, rewrite } from '../facts/block.ts';
import { expansionOf } from '../facts/sigles.ts';
import { definitionsOf } from '../facts/terms.ts';
import type { Hit, Rule } from '../model.ts';

const SIGLE = /(?<![\p{L}\p{N}&@/._-])(\p{Lu}{2,9})s?(?![\p{L}\p{N}@/_])/gu;
/** Words that everyone reads, and Roman numerals. */
const KNOWN = new Set(
  'UE TVA CAP BAC SA SAS SASU SARL SCI EURL RCS SIREN SIRET PDF URL CEDEX BP CS TTC HT CNIL INSEE RIB IBAN BIC PV CV ETP SMS IP ID RNA APE NAF MM ISBN OK TEL FAX NB DVD USB LRAR CD VU ET LE LA DE DU DES EN AU ENTRE ARTICLE PARIS CDI CDD JO JORF ONU TER SNCF SI AR AM PM'.split(
    ' ',
  ),
);
const ROMAN = /^[IVXLC]+$/;
const FRAME: ReadonlySet<string> = new Set(['titre', 'signataire', 'cloture']);

/** Sigles of a block, and those that it explains. */
function scan(facts: BlockFacts) {
  const { text } = facts;
  const used: { sigle: string; from: number; to: number }[] = [];
  const defined: string[] = facts.terms
    .filter((one) => one.genre === 'sigle')
    .map((one) => text.slice(one.from, one.to));
  // In a line of capitals nothing tells a sigle from a word.
  const small = text.replace(/[^\p{Ll}]/gu, '').length;
  const capitals = text.replace(/[^\p{Lu}]/gu, '').length;
  if (capitals > small) return { used, defined };
  for (const match of text.matchAll(SIGLE)) {
    const sigle = match[1] ?? '';
    const from = match.index;
    const to = from + match[0].length;
    const before = text.slice(0, from);
    const after = text.slice(to);
    // « Association régionale (ARML) », « ARML (associations …) », « « X », ci-après ARML », « dit « RGPD » ».
    const inParentheses =
      /\p{L}[»"’']? ?\((?:ci-après |dite? |ou |sigle :? ?)?(?:l')?[«"“]? ?$/u.test(before) &&
      /^ ?[»"”]? ?[),;:/-]/.test(after);
    const expanded = /^ ?\((?:\p{L}[\p{L}'’-]* ){2,}/u.test(after) || explainedAfterColon(sigle, after);
    const named = /(?:ci-après|dite?s?|dénommée?s?|désignée?s?|sigle|appelée?s?)[^.]{0,40}$/u.test(before);
    if (inParentheses || expanded || named) defined.push(sigle);
    else if (!KNOWN.has(sigle) && !ROMAN.test(sigle) && !nameLike(before, after))
      used.push({ sigle, from, to });
  }
  return { used, defined };
}

/** « ARML : associations régionales … », and not « la ML : transmettre … ». */
function explainedAfterColon(sigle: string, after: string): boolean {
  const first = /^ ?[:=–-] ?(\p{L})\p{Ll}+ \p{L}/u.exec(after)?.[1];
  return first !== undefined && first.toUpperCase() === sigle[0];
}

/** « Stéphane VALLI », « Mme DELGA »: a surname in capitals. */
const nameLike = (before: string, after: string): boolean =>
  /(?:\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?|M\.|Mme|Monsieur|Madame|MM\.) $/u.test(before) &&
  /^[\s,;.)]|^$/.test(after) &&
  !/(?:^|(?<!\bM)[.:] )\p{Lu}\p{Ll}+ $/u.test(before);

/** A party is known by its name and its alias. */
const partyNames = (act: ActFacts): string =>
  act.parties.map((party) => `${party.name} ${party.aliases.join(' ')}`).join(' ') +
  Object.entries(act.champs)
    .filter(([key]) => /\.sigle$/.test(key))
    .map(([, field]) => ` ${field.valeur ?? ''}`)
    .join('');

export const sigleNonDeveloppe: Rule = {
  id: 'sigle-non-developpe',
  title: 'Sigle jamais développé',
  source: 'Domaine §2 Document-wide checks (undefined sigles)',
  severity: 'style',
  check: (act) => {
    const known = new Set<string>(partyNames(act).match(/\p{Lu}{2,}/gu) ?? []);
    for (const { facts } of act.lines) for (const sigle of once(facts, scan).defined) known.add(sigle);
    for (const { words } of definitionsOf(act))
      for (const word of words.match(/\p{Lu}{2,}/gu) ?? []) known.add(word.replace(/S$/, ''));
    const told = new Set<string>();
    return act.lines.flatMap(({ facts }): readonly Hit[] => {
      if (FRAME.has(facts.block.type) || facts.block.type === 'partie') return [];
      return once(facts, scan).used.flatMap(({ sigle, from, to }): readonly Hit[] => {
        if (known.has(sigle) || known.has(sigle.replace(/S$/, '')) || told.has(sigle)) return [];
        told.add(sigle);
        const expansion = expansionOf(sigle, facts.plain.slice(0, from));
        return [
          {
            place: placeIn(facts, from, to),
            message: `« ${sigle} » n’est développé nulle part : écrivez-le en entier à son premier emploi, le sigle entre parenthèses.`,
            ...(expansion === null || facts.block.type === 'intitule'
              ? {}
              : rewrite(facts, { from, to }, `${expansion} (${sigle})`)),
          },
        ];
      });
    });
  },
};
