import { genderOf, rankInWords, withDe } from '#shared/document/french.ts';
import type { Target } from './paths.ts';
import type { Rank } from './quantities.ts';
import type { Step } from './surface.ts';

/**
 * How a step reads, for a message: « 2° », « deuxième alinéa », « article 4 ».
 */
export function stepInWords(step: Step): string {
  const ranked = (rank: Rank | null, noun: string, gender: 'm' | 'f'): string => {
    if (rank === null) return noun;
    if (rank.from === 'end' && rank.n > 2)
      return rank.n === 3 ? `antépénultième ${noun}` : `${noun} (${rank.n}e en partant de la fin)`;
    if (rank.from === 'end')
      return `${rank.n === 1 ? (gender === 'm' ? 'dernier' : 'dernière') : gender === 'm' ? 'avant-dernier' : 'avant-dernière'} ${noun}`;
    return `${rankInWords(rank.n, 0, gender)} ${noun}`;
  };
  switch (step.kind) {
    case 'act':
      return 'convention';
    case 'division':
      return step.number !== null
        ? ranked(
            step.rank,
            `${step.noun === '' ? 'division' : step.noun} ${step.number}`,
            genderOf(step.noun),
          )
        : step.heading !== null
          ? ranked(step.rank, `${nounInWords(step.noun)} «\u00a0${step.heading}\u00a0»`, genderOf(step.noun))
          : ranked(step.rank, nounInWords(step.noun), 'm');
    case 'label':
      return step.noun === 'note' ? `note ${step.label}` : step.label;
    case 'line':
      return ranked(
        step.rank,
        LINE_WORDS[step.noun],
        step.noun === 'puce' || step.noun === 'note' || step.noun === 'image' ? 'f' : 'm',
      );
    case 'phrase':
      return ranked(step.rank, 'phrase', 'f');
    case 'table':
      return ranked(step.rank, 'tableau', 'm');
    case 'row':
      return ranked(step.rank, 'ligne', 'f');
    case 'cell':
      return ranked(step.rank, 'cellule', 'f');
    case 'heading':
      return 'intitulé';
    case 'front':
      return FRONT_WORDS[step.name];
    case 'same':
      return step.noun ?? 'celui-ci';
  }
}

const nounInWords = (noun: string): string => (noun === 'preambule' ? 'préambule' : noun);

const LINE_WORDS = {
  alinea: 'alinéa',
  paragraphe: 'paragraphe',
  tiret: 'tiret',
  puce: 'puce',
  visa: 'visa',
  considerant: 'considérant',
  note: 'note',
  item: 'élément',
  image: 'image',
} as const;
const FRONT_WORDS = {
  parties: 'désignation des parties',
  titre: 'titre',
  formule: 'formule d’accord',
  cloture: 'formule de clôture',
  apres: 'clôture',
  liminaire: 'texte liminaire',
  signature: 'bloc de signature',
} as const;

const FEMININE =
  /^(?:(?:première|seconde|dernière|avant-dernière|\p{L}+ième) )?(?:phrase|annexe|ligne|section|sous-section|rubrique|puce|cellule|note|image|clôture|désignation|formule|clause|partie|action|orientation|fiche|mesure|priorité|étape|phase)(?!\p{L})/u;

/** @returns a path as an address: « deuxième alinéa de l’article 4 » */
export function pathInWords(steps: readonly Step[]): string {
  return steps
    .map(stepInWords)
    .reduceRight((wide, narrow) => `${narrow} ${withDe(wide, FEMININE.test(wide) ? 'f' : 'm')}`);
}

/** @returns how a target reads, for a message: « deuxième alinéa de l’article 4 » */
export function targetInWords({ head, within }: Target): string {
  const steps = [head.first, ...within].filter((step) => step.kind !== 'act' || within.length === 0);
  return steps.length === 0 ? stepInWords(head.first) : pathInWords(steps);
}
