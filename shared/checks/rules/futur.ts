import { scanLines, within } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

/** Irregular verbs, with their present. */
const PRESENT: Readonly<Record<string, string>> = {
  sera: 'est',
  seront: 'sont',
  aura: 'a',
  auront: 'ont',
  fera: 'fait',
  feront: 'font',
  pourra: 'peut',
  pourront: 'peuvent',
  tiendra: 'tient',
  tiendront: 'tiennent',
  prendra: 'prend',
  prendront: 'prennent',
  rendra: 'rend',
  rendront: 'rendent',
  mettra: 'met',
  mettront: 'mettent',
  remettra: 'remet',
  remettront: 'remettent',
  permettra: 'permet',
  permettront: 'permettent',
  transmettra: 'transmet',
  transmettront: 'transmettent',
  reunira: 'réunit',
  reuniront: 'réunissent',
  fournira: 'fournit',
  fourniront: 'fournissent',
  definira: 'définit',
  definiront: 'définissent',
  etablira: 'établit',
  etabliront: 'établissent',
  comprendra: 'comprend',
  comprendront: 'comprennent',
};
const FUTURE = new RegExp(
  `\\b(?:${Object.keys(PRESENT).join('|')}|devra|devront|(?:[a-z]{3,}(?:[bcdfghjlmnpqstvxz]|[aeiou][bcdfgjlmnpqstvz]|i|u|y)er(?:a|ont)))\\b`,
  'g',
);
/** Nouns and others that end alike. */
const OTHER = /^(?:opera|camera|cholera|etcetera|caldera|dera|aura|libera|tempera|front|confront|affront)$/;

function scan(facts: BlockFacts): readonly Hit[] {
  const { type } = facts.block;
  if (type === 'intitule') return [];
  const [first] = [...facts.plain.matchAll(FUTURE)].filter(
    (match) => !OTHER.test(match[0]) || match[0] === 'aura',
  );
  if (first === undefined) return [];
  const word = first[0];
  const from = first.index;
  const present = Object.hasOwn(PRESENT, word) ? PRESENT[word] : undefined;
  return [
    {
      place: placeIn(facts, from, from + word.length),
      message: `« ${facts.text.slice(from, from + word.length)} » : une clause s’écrit au présent, qui oblige dès la signature.`,
      ...(present === undefined ? {} : rewrite(facts, { from, to: from + word.length }, present)),
    },
  ];
}

export const futur: Rule = {
  id: 'futur',
  title: 'Futur pour une obligation',
  source: 'Guide de légistique, fiche 3.3.1 ; domaine §5 Plain language',
  severity: 'style',
  check: (act) =>
    scanLines(
      act.body.filter((line) => !within(line, ['preambule', 'presentation'])),
      scan,
    ),
};
