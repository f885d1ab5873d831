import type { ActContent } from '#shared/document/model.ts';
import { checkInstructions } from '../apply.ts';
import type { Instruction } from '../model.ts';
import type { ParseProblem } from '../parse/parse.ts';
import { type ParsedSentence, parseInstructions, type Span } from '../parse/parse.ts';
import { type ChangedLine, changedLines } from './changes.ts';
import { type Proposal, questionOf } from './prose.ts';

/*
 * A signed avenant, pasted, as cards that a person accepts one by one (rules H1 to H6 of RULES.md).
 */

/** One card. Put end to end, the spans of all cards are the pasted text: nothing is dropped. */
export type Card = { readonly span: Span; readonly text: string } & (
  | {
      /** A textual instruction, placed: what it does, and the lines before and after. */
      readonly kind: 'instruction';
      readonly instructions: readonly Instruction[];
      readonly changes: readonly ChangedLine[];
    }
  /** It speaks like an instruction and could not be carried over. */
  | { readonly kind: 'failure'; readonly problem: ParseProblem }
  /** It changes what the act says without saying which words: which article does it touch? */
  | { readonly kind: 'question'; readonly question: string; readonly proposals: readonly Proposal[] }
  /** A stipulation of the avenant's own, kept beside the consolidated text. */
  | { readonly kind: 'stand-alone' }
  /** Title, parties, visas, headings, announcements, signatures: the frame of the avenant. */
  | { readonly kind: 'frame' }
);

/** What reading a pasted avenant gives. */
export interface HistoricAvenant {
  readonly cards: readonly Card[];
  /** Pairs of cards, by rank, whose instructions touch the same words: only one of them can be accepted as it is. */
  readonly overlaps: readonly (readonly [number, number])[];
}

const FRAME =
  /^\s*(?:avenant|convention|accord|entre\b|et\s*$|d['’]une part|d['’]autre part|ci-après|vu\b|considérant|fait à|fait en|le président|la présidente|signature|préambule|il (?:est|a été) (?:préalablement )?(?:rappelé|exposé|convenu|arrêté)|représentée? par|préalablement)/iu;

const CLOSING = /^\s*(?:fait (?:à|en|le)\s|à \p{L}+, le )/iu;

/** « Pour la Fédération, » over a signature; « Pour la région Sud, le comité siège à Nice. » is a stipulation. */
const SIGNS = /^\s*pour (?:le|la|l['’]|les)\b[^.;:]*$/iu;

const frames = (text: string): boolean => text.trim() === '' || FRAME.test(text) || SIGNS.test(text);

function cardOf(sentence: ParsedSentence, text: string, base: ActContent, body: boolean): Card {
  const { span } = sentence;
  const own = text.slice(span.from, span.to);
  const common = { span, text: own };
  switch (sentence.kind) {
    case 'annexe':
      return { ...common, kind: 'frame' };
    case 'heading':
    case 'announcement':
      return questionCard(common, base) ?? { ...common, kind: 'frame' };
    case 'problem':
      return sentence.problem === null
        ? { ...common, kind: 'stand-alone' }
        : { ...common, kind: 'failure', problem: sentence.problem };
    case 'text': {
      if (!body || frames(own)) return { ...common, kind: 'frame' };
      return questionCard(common, base) ?? { ...common, kind: 'stand-alone' };
    }
    case 'instruction':
      return instructionCard(common, sentence.instructions, base);
  }
}

function questionCard(common: { readonly span: Span; readonly text: string }, base: ActContent): Card | null {
  const asked = questionOf(common.text, base);
  return asked === null ? null : { ...common, kind: 'question', ...asked };
}

function instructionCard(
  common: { readonly span: Span; readonly text: string },
  instructions: readonly Instruction[],
  base: ActContent,
): Card {
  const [problem] = checkInstructions(base, instructions);
  if (problem !== undefined)
    return {
      ...common,
      kind: 'failure',
      problem: { code: 'not-expressible', message: problem.message, nearest: null },
    };
  return { ...common, kind: 'instruction', instructions, changes: changedLines(base, instructions) };
}

function overlapsOf(cards: readonly Card[], base: ActContent): readonly (readonly [number, number])[] {
  const owners: number[] = [];
  const all = cards.flatMap((card, rank) => {
    if (card.kind !== 'instruction') return [];
    owners.push(...card.instructions.map(() => rank));
    return card.instructions;
  });
  const pairs = new Map<string, readonly [number, number]>();
  for (const { code, instruction, other } of checkInstructions(base, all)) {
    const [a, b] = [owners[instruction], other === null ? undefined : owners[other]];
    if (code !== 'overlap' || a === undefined || b === undefined || a === b) continue;
    pairs.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
  }
  return [...pairs.values()];
}

/** Where the stipulations are: from the first article, or the first instruction, to « Fait à… ». */
function bodyOf(
  sentences: readonly ParsedSentence[],
  text: string,
): { readonly from: number; readonly to: number } {
  const heading = sentences.findIndex(({ kind }) => kind === 'heading');
  const first = heading === -1 ? sentences.findIndex(({ kind }) => kind !== 'text') : heading;
  const closing = sentences.findLastIndex(
    ({ kind, span }) => kind === 'text' && CLOSING.test(text.slice(span.from, span.to)),
  );
  const from = first === -1 ? 0 : first;
  return { from, to: closing > from ? closing : sentences.length };
}

/**
 * Reads a historic avenant against the text that it amended.
 * @param text as pasted, page edges and all
 * @param base the act as it stood before it
 */
export function readHistoricAvenant(text: string, base: ActContent): HistoricAvenant {
  const parsed = parseInstructions(text, base);
  const { from, to } = bodyOf(parsed.sentences, text);
  const cards = parsed.sentences.map((sentence, rank) =>
    cardOf(sentence, text, base, rank >= from && rank < to),
  );
  return { cards, overlaps: overlapsOf(cards, base) };
}
