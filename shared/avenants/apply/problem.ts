/** Why an instruction can't be carried out on a text. */
const APPLY_PROBLEM_CODES = [
  'no-place',
  'not-this-place',
  'no-words',
  'several-hits',
  'no-rank',
  'unlisted',
  'apart',
  'note-call',
  'no-number-place',
  'no-attached-text',
  'overlap',
] as const;
export type ApplyProblemCode = (typeof APPLY_PROBLEM_CODES)[number];

/** One instruction that fails; `instruction` is its rank from 0 in the list given. */
export interface ApplyProblem {
  readonly code: ApplyProblemCode;
  readonly instruction: number;
  /** The other instruction, where two claim one place. */
  readonly other: number | null;
  /** A French sentence that says what is wrong and what to do. */
  readonly message: string;
}

/** What resolving throws when an instruction has no place; caught where it is resolved. */
export class Unresolved extends Error {
  readonly code: ApplyProblemCode;

  constructor(code: ApplyProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
