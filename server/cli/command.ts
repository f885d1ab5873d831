import type { Library } from '#shared/drafting/model.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../ids.ts';
import type { Storage } from '../storage/tables.ts';

/** What a command works with; `main.ts` makes it from the environment. */
export interface Workplace {
  readonly config: Config;
  readonly clock: Clock;
  /** Opens the data and brings it to this release's version; closed by `main.ts` when the command ends. */
  readonly storage: () => Promise<Storage>;
  readonly library: () => Promise<Library>;
}

/** What a command says: `json` with `--json`, else `text`. A command that found problems exits with `code`. */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  readonly code?: number;
}

/** A command that can't be done as asked; the message says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
