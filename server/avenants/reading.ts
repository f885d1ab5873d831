import { diffToInstructions, type InstructionDiff } from '#shared/avenants/diff.ts';
import { type AvenantArticle, printInstructions } from '#shared/avenants/print.ts';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Versions } from '../versions/index.ts';
import { grainsOf } from './grains.ts';
import { abrogatedBefore } from './signed.ts';
import type { AvenantRow } from './store.ts';

/** What the edits of a consolidated text ask an avenant to say. */
export interface AvenantReading extends InstructionDiff {
  readonly base: ActContent;
  readonly articles: readonly AvenantArticle[];
}

/** What the base of an avenant is read from. */
type AvenantBase = Pick<AvenantRow, 'workingId' | 'base' | 'baseHash' | 'targetId' | 'number'>;

interface Kept {
  readonly base: ActContent;
  readonly baseHash: string;
  /** What avenants signed before took out of it: `abrogatedIn`. */
  readonly abrogated: readonly string[];
  /** What the reading was made of. */
  readonly made: string;
  readonly reading: AvenantReading | null;
}

/** @throws Error when what was kept is no text */
function keptText(json: string): ActContent {
  const content = parseContent(JSON.parse(json));
  if (!content.ok) throw new Error(`The base of an avenant can't be read: ${JSON.stringify(content.error)}`);
  return content.value;
}

/** Readings kept in memory: one per avenant that somebody edits. */
const MAX_KEPT = 50;

/** Reads the edits of avenants; a text that did not change is not read again. */
export class AvenantReader {
  readonly #history: Versions['history'];
  readonly #db: Db;
  /** By working text: its base, and the last reading with what it was made of. */
  readonly #kept = new Map<ActId, Kept>();

  constructor(deps: { readonly history: Versions['history']; readonly db: Db }) {
    this.#history = deps.history;
    this.#db = deps.db;
  }

  /** @returns the text that an avenant amends */
  async base(row: AvenantBase): Promise<ActContent> {
    return (await this.#baseOf(row)).base;
  }

  async #baseOf(row: AvenantBase): Promise<Kept> {
    const { workingId, base, baseHash } = row;
    const known = this.#kept.get(workingId);
    if (known?.baseHash === baseHash) return known;
    const content = base === null ? (await this.#history.at(workingId, 1)).content : keptText(base);
    const abrogated = await abrogatedBefore(this.#db, row);
    // Another request may have read it meanwhile: what is read of it is kept by its identity.
    const now = this.#kept.get(workingId);
    if (now?.baseHash === baseHash) return now;
    const first = { base: content, baseHash, abrogated, made: '', reading: null };
    this.#keep(workingId, first);
    return first;
  }

  #keep(workingId: ActId, kept: Kept): void {
    this.#kept.delete(workingId);
    this.#kept.set(workingId, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
  }

  /** @returns the instructions that the text says now, and their French */
  async read(row: AvenantBase & Pick<AvenantRow, 'grains'>): Promise<AvenantReading> {
    const { workingId, baseHash } = row;
    const { content, seq } = await this.#history.current(workingId);
    const kept = this.#kept.get(workingId);
    const made = `${seq} ${baseHash} ${row.grains ?? ''}`;
    if (kept?.reading && kept.made === made) return kept.reading;
    const { base, abrogated } = await this.#baseOf(row);
    const diff = diffToInstructions(base, content, { grains: grainsOf(row), abrogated });
    const act = readActFacts(base).qualification;
    const reading = { ...diff, base, articles: printInstructions(diff.instructions, base, { act }) };
    this.#keep(workingId, { base, baseHash, abrogated, made, reading });
    return reading;
  }
}
