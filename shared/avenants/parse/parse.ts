import type { ActContent } from '#shared/document/model.ts';
import { never } from '#shared/kernel/never.ts';
import type { Instruction } from '../model.ts';
import { placesOf } from '../places.ts';
import { type JoinedAnnexe, joinedAnnexes, linesOfJoined } from './annexes.ts';
import { BaseText } from './base-text.ts';
import { Lowering, lower } from './lower.ts';
import { type ParseProblem, Refused, readProblem } from './problems.ts';
import { readAvenant, type Sentence, type Span } from './read.ts';

export type { ParseProblem } from './problems.ts';
export type { Span } from './read.ts';

/** One sentence of an avenant, and what it does to the base text. */
export interface ParsedSentence {
  /** Where it stands in the source; the spans of all sentences, put end to end, are the whole source. */
  readonly span: Span;
  readonly kind: Sentence['kind'] | 'annexe';
  /** What it does, in the order in which it says it; empty unless all of it could be carried over. */
  readonly instructions: readonly Instruction[];
  readonly problem: ParseProblem | null;
}

/** One instruction and the sentence that says it. */
interface ParsedInstruction {
  readonly instruction: Instruction;
  readonly span: Span;
}

/** What an avenant says. */
export interface ParsedAvenant {
  readonly sentences: readonly ParsedSentence[];
  readonly instructions: readonly ParsedInstruction[];
  /** Stipulations that change no text of the base: kept as they are. */
  readonly standAlone: readonly Span[];
  readonly problems: readonly (ParseProblem & { readonly span: Span })[];
}

function parseSentence(sentence: Sentence, lowering: Lowering): ParsedSentence {
  const { span, kind } = sentence;
  switch (kind) {
    case 'heading':
    case 'announcement':
    case 'text':
      return { span, kind, instructions: [], problem: null };
    case 'problem':
      return {
        span,
        kind,
        instructions: [],
        problem: readProblem(sentence.problem ?? 'unclear', sentence.unknown),
      };
    case 'instruction':
      try {
        const instructions = sentence.operations.flatMap((operation) => lower(lowering, operation));
        return { span, kind, instructions, problem: null };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { span, kind: 'problem', instructions: [], problem: error.problem };
      }
    default:
      return never(kind);
  }
}

const annexeSentence = ({ span }: JoinedAnnexe): ParsedSentence => ({
  span,
  kind: 'annexe',
  instructions: [],
  problem: null,
});

/**
 * Reads an avenant in French and carries its instructions over to a base text (RULES.md of this folder).
 * Whatever the printer writes reads back to what it was written from; what is not understood is a problem, never a guess.
 * @param raw the text of the avenant, or any piece of it
 * @param base the text that it amends, as it stands before it
 * @param options `wrapped`: lines may be cut by the edge of a page (a text pasted from a PDF); false, each line is one
 *   alinéa
 */
export function parseInstructions(
  raw: string,
  base: ActContent,
  options: { readonly wrapped?: boolean } = {},
): ParsedAvenant {
  const wrapped = options.wrapped ?? true;
  const all = readAvenant(raw, wrapped);
  const joined = joinedAnnexes(all);
  const [first] = joined;
  // What stands in an annexe is no instruction, whatever it says.
  const reading = first === undefined ? all : readAvenant(raw.slice(0, first.span.from), wrapped);
  const lowering = new Lowering(reading.source, new BaseText(placesOf(base)), (name) =>
    linesOfJoined(raw, joined, name, wrapped),
  );
  const sentences = [
    ...reading.sentences.map((sentence) => parseSentence(sentence, lowering)),
    ...joined.map(annexeSentence),
  ];
  return {
    sentences,
    instructions: sentences.flatMap(({ span, instructions }) =>
      instructions.map((instruction) => ({ instruction, span })),
    ),
    standAlone: sentences.filter(({ kind }) => kind === 'text').map(({ span }) => span),
    problems: sentences.flatMap(({ problem, span }) => (problem === null ? [] : [{ ...problem, span }])),
  };
}
