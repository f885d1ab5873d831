import type { Literal } from '../parse/quantities.ts';

/** Something that avenants change in prose. Patterns read small letters without accents. */
export interface Topic {
  /** The stipulation speaks of it, and changes it. */
  readonly asks: RegExp;
  /** What stands right before its new value. */
  readonly leads: RegExp;
  readonly values: readonly Literal['kind'][];
  /** Headings of the articles that treat of it. */
  readonly heading: RegExp;
  /** Words that lead to the value in the act. */
  readonly line: RegExp;
  /** Words right before a value that is another thing. */
  readonly not: RegExp;
  readonly question: string;
  /** « de la durée », after « traite ». */
  readonly about: string;
  /** Why a place is proposed, before the words found there. */
  readonly says: string;
}

const CHANGES =
  '(?:prolong|prorog|report|reconduit|reconduire|renouvel|etend|port(?:e|er)|fix|augment|ramen|relev|reduit|reduire|elev|passe|revalor|diminu|abaiss|modifi|repouss|recul)';
const either = (words: string): RegExp =>
  new RegExp(`(?:${words})[^.;]{0,120}${CHANGES}|${CHANGES}[^.;]{0,120}(?:${words})`);

/** In the order in which a stipulation is tried against them. */
export const TOPICS: readonly Topic[] = [
  {
    asks: either('preavis'),
    leads: /(?:\b(?:a|de|est|sera)|desormais|:)\s*$/,
    values: ['duration'],
    heading: /resiliation|denonciation|preavis|duree/,
    line: /preavis/,
    not: /$^/,
    question:
      'Cette stipulation change un préavis sans dire quels mots\u00a0: quel article touche-t-elle\u00a0?',
    about: 'la résiliation',
    says: 'Le préavis',
  },
  {
    asks: new RegExp(
      `${either('duree|\\bterme\\b|echeance|validite|date de fin|fin de (?:la )?convention').source}|(?:prolong|prorog|reconduit|reconduire)[^.;]{0,160}(?:jusqu|pour (?:une|un)|de (?:\\d|un|deux|trois|six|douze))|(?:convention|accord|accord-cadre|partenariat|protocole|charte)[^.;]{0,60}(?:prend(?:ra)? fin|expire(?:ra)?|arrive(?:ra)? a echeance|reste(?:ra)? en vigueur jusqu)`,
    ),
    leads: /(?:jusqu'au|jusqu'a|jusqu'en|\b(?:au|a|le|de|d'|du|pour|une duree de)|fin|desormais)\s*$/,
    values: ['date', 'duration'],
    heading:
      /duree|terme|echeance|validite|entree en vigueur|prise d'effet|reconduction|renouvellement|calendrier/,
    line: /expire|prend(?:ra)? fin|jusqu|terme|echeance|cesse|duree|conclue? pour|vaut|valable|s'acheve/,
    not: /(?:prend(?:ra)? effet|a compter|a partir|debut\w*|commence|signee?|entre en vigueur|en date)(?: \w+)? (?:du|le|au|a)\s*$/,
    question:
      'Cette stipulation change la durée ou le terme sans dire quels mots\u00a0: quel article touche-t-elle\u00a0?',
    about: 'la durée',
    says: 'Le terme ou la durée',
  },
  {
    asks: either(
      'subvention|montant|dotation|contribution|participation financiere|budget|enveloppe|financement|cotisation|credits?|forfait|cout|remuneration|tarif',
    ),
    leads: /(?:\b(?:a|de|est|au|s'eleve a|somme de|montant de)|desormais|:)\s*$/,
    values: ['amount', 'percentage'],
    heading: /financ|subvention|montant|budget|moyens|prix|cout|tarif|remuneration|dotation|contribution/,
    line: /subvention|montant|dotation|contribution|participation|somme|verse|budget|credit|cout|tarif|euro/,
    not: /$^/,
    question:
      'Cette stipulation change un montant sans dire quels mots\u00a0: quel article touche-t-elle\u00a0?',
    about: 'questions financières',
    says: 'Le montant',
  },
  {
    asks: /(?:siege|adresse|denomination|raison sociale)[^.;]{0,80}(?:transfere|fixe|desormais|devient|situe|modifi|change)|(?:succede|se substitue|vient aux droits|remplace)[^.;]{0,80}(?:partie|partenaire|signataire)/,
    leads: /$^/,
    values: [],
    heading: /parties|domicile|siege|presentation/,
    line: /siege|adresse|domicile/,
    not: /$^/,
    question:
      'Cette stipulation change la désignation d’une partie sans dire quels mots\u00a0: quel passage touche-t-elle\u00a0?',
    about: 'parties',
    says: 'La désignation',
  },
];
