import { rankInWords, withDe } from '#shared/document/french.ts';
import type { Target } from './paths.ts';
import type { Rank } from './quantities.ts';
import type { Step } from './surface.ts';

/**
 * How a step reads, for a message: « 2° », « deuxième alinéa », « article 4 ».
 */
export function stepInWords(step: Step): string {
  const ranked = (rank: Rank | null, noun: string, gender: 'm' | 'f'): string => {
    if (rank === null) return noun;
    if (rank.from === 'end')
      return `${rank.n === 1 ? (gender === 'm' ? 'dernier' : 'dernière') : gender === 'm' ? 'avant-dernier' : 'avant-dernière'} ${noun}`;
    return `${rankInWords(rank.n, 0, gender)} ${noun}`;
  };
  switch (step.kind) {
    case 'act':
      return 'convention';
    case 'division':
      return step.number !== null
        ? `${step.noun === '' ? 'division' : step.noun} ${step.number}`
        : step.heading !== null
          ? `${step.noun} «\u00a0${step.heading}\u00a0»`
          : ranked(step.rank, step.noun === 'preambule' ? 'préambule' : step.noun, 'm');
    case 'label':
      return step.label;
    case 'line':
      return ranked(
        step.rank,
        LINE_WORDS[step.noun],
        step.noun === 'puce' || step.noun === 'note' ? 'f' : 'm',
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

const LINE_WORDS = {
  alinea: 'alinéa',
  paragraphe: 'paragraphe',
  tiret: 'tiret',
  puce: 'puce',
  visa: 'visa',
  considerant: 'considérant',
  note: 'note',
  item: 'élément',
} as const;
const FRONT_WORDS = {
  parties: 'désignation des parties',
  titre: 'titre',
  formule: 'formule d’accord',
  cloture: 'formule de clôture',
  signature: 'bloc de signature',
} as const;

/** @returns how a target reads, for a message: « deuxième alinéa de l’article 4 » */
export function targetInWords({ head, within }: Target): string {
  const steps = [head.first, ...within].filter((step) => step.kind !== 'act' || within.length === 0);
  return steps
    .map(stepInWords)
    .reduce(
      (text, step) =>
        `${text} ${withDe(step, /^(?:phrase|annexe|ligne|section|rubrique|puce|(?:première|deuxième|dernière|seconde) (?:phrase|ligne|puce))/.test(step) ? 'f' : 'm')}`,
    );
}
