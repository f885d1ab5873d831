import { diffToInstructions, type InstructionDiff } from '#shared/avenants/diff.ts';
import { type AvenantArticle, printInstructions } from '#shared/avenants/print.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Versions } from '../versions/index.ts';
import type { AvenantRow } from './store.ts';

/** What the edits of a consolidated text ask an avenant to say. */
export interface AvenantReading extends InstructionDiff {
  readonly base: ActContent;
  readonly articles: readonly AvenantArticle[];
}

/** Readings kept in memory: one per avenant that somebody edits. */
const MAX_KEPT = 50;

/** Reads the edits of avenants; a text that did not change is not read again. */
export class AvenantReader {
  readonly #history: Versions['history'];
  /** By working text: its base, and the last reading with the rank of the update that it was made at. */
  readonly #kept = new Map<ActId, { base: ActContent; seq: number; reading: AvenantReading | null }>();

  constructor(history: Versions['history']) {
    this.#history = history;
  }

  /** @returns the instructions that the text says now, and their French */
  async read({ workingId }: Pick<AvenantRow, 'workingId'>): Promise<AvenantReading> {
    const { content, seq } = await this.#history.current(workingId);
    const kept = this.#kept.get(workingId);
    if (kept?.reading && kept.seq === seq) return kept.reading;
    // The first update of a working text is the text that it amends.
    const base = kept?.base ?? (await this.#history.at(workingId, 1)).content;
    const diff = diffToInstructions(base, content);
    const act = readActFacts(base).qualification;
    const reading = { ...diff, base, articles: printInstructions(diff.instructions, base, { act }) };
    this.#kept.delete(workingId);
    this.#kept.set(workingId, { base, seq, reading });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
    return reading;
  }
}
