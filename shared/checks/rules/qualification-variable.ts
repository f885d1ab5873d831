import type { ActFacts } from '../facts/act.ts';
import { type BlockFacts, once, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

type Nature = 'convention' | 'accord' | 'protocole' | 'contrat' | 'charte';

const SELF =
  /\b(?:(de la |du |a la |au |la |le |l'|cette |ce |cet )?(present|presente) |(cette |ce |cet ))(conventions?(?:[ -]cadre)?|protocoles? d'accord|protocoles?|accords?(?:[ -]cadre)?|contrats?|chartes?)\b(?! (?:collectif|individuel|de travail|d'engagement|d'apprentissage|national interprofessionnel|local|de ville))/g;

function natureOf(plain: string): Nature | null {
  if (/^(?:projet d')?avenant/.test(plain.trim())) return null;
  const found: [Nature, number][] = [];
  const patterns: readonly (readonly [Nature, RegExp])[] = [
    ['convention', /\bconvention\b/],
    ['protocole', /\bprotocole\b/],
    ['contrat', /\bcontrat\b/],
    ['charte', /\bcharte\b/],
    ['accord', /\baccord\b/],
  ];
  for (const [nature, pattern] of patterns) {
    const at = plain.search(pattern);
    if (at !== -1) found.push([nature, at]);
  }
  return found.sort((a, b) => a[1] - b[1])[0]?.[0] ?? null;
}

/** What the act calls itself in its title, else in its first words about itself. */
function qualificationOf(act: ActFacts): Nature | null {
  for (const { facts } of act.lines)
    if (facts.block.type === 'titre') {
      const nature = natureOf(facts.plain);
      if (nature !== null) return nature;
    }
  return null;
}

function scan(facts: BlockFacts) {
  return [...facts.plain.matchAll(SELF)].map((match) => {
    const noun = match[4] ?? '';
    const nature: Nature = noun.startsWith('convention')
      ? 'convention'
      : noun.startsWith('protocole')
        ? 'protocole'
        : noun.startsWith('accord')
          ? 'accord'
          : noun.startsWith('contrat')
            ? 'contrat'
            : 'charte';
    const from = match.index;
    return {
      nature,
      from,
      to: from + match[0].length,
      lead: match[1] ?? match[3] ?? '',
      present: match[2] !== undefined,
    };
  });
}

const MASCULINE: Readonly<Record<string, string>> = {
  'de la ': 'du ',
  'a la ': 'au ',
  'la ': 'le ',
  'cette ': 'ce ',
};
const FEMININE: Readonly<Record<string, string>> = {
  'du ': 'de la ',
  'au ': 'à la ',
  'le ': 'la ',
  'ce ': 'cette ',
  'cet ': 'cette ',
};

/** « du présent protocole d’accord » → « de la présente convention », with the capital of the original. */
function renamed(lead: string, present: boolean, nature: Nature, original: string): string {
  const feminine = nature === 'convention' || nature === 'charte';
  const bare = lead === 'a la ' && feminine ? 'à la ' : lead;
  const determiner = (feminine ? FEMININE[lead] : MASCULINE[lead]) ?? bare;
  const elided = determiner === 'ce ' && !present && nature === 'accord' ? 'cet ' : determiner;
  const noun = nature === 'protocole' ? 'protocole d’accord' : nature;
  const words = `${elided}${present ? (feminine ? 'présente ' : 'présent ') : ''}${noun}`;
  return /^\p{Lu}/u.test(original) ? words.slice(0, 1).toUpperCase() + words.slice(1) : words;
}

/** An adjective that follows would have to agree. */
const AGREES =
  /^(?:[,.;:)»]|$| (?:est|sera|prend|entre|fera|fait|a|ont|peut|pourra|ainsi|et|ou|en|dans|de|des|du|pour|ne|n'|par|conformement|definie?|pourront|peuvent|s'|se|avec|au|aux|entre) ?)/;

export const qualificationVariable: Rule = {
  id: 'qualification-variable',
  title: 'Acte appelé de deux façons',
  source: 'Domaine §2 Titre (one qualification throughout)',
  severity: 'recommande',
  check: (act) => {
    const own = act.kind === 'avenant' ? null : qualificationOf(act);
    if (own === null) return [];
    return act.lines.flatMap(({ facts }) =>
      facts.block.type === 'titre'
        ? []
        : once(facts, scan)
            .filter((one) => one.nature !== own && !(one.nature === 'accord' && own === 'protocole'))
            .map(({ from, to, lead, present }): Hit => {
              const words = facts.text.slice(from, to);
              const fits = AGREES.test(facts.plain.slice(to));
              return {
                place: placeIn(facts, from, to),
                message: `« ${words} » : le titre qualifie l’acte de ${own === 'protocole' ? 'protocole d’accord' : own}. Gardez un seul nom d’un bout à l’autre.`,
                ...(fits ? rewrite(facts, { from, to }, renamed(lead, present, own, words)) : {}),
              };
            }),
    );
  },
};
