import { diffToInstructions, type InstructionDiff } from '#shared/avenants/diff.ts';
import { type AvenantArticle, printInstructions } from '#shared/avenants/print.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Versions } from '../versions/index.ts';
import { grainsOf } from './grains.ts';
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
  /** By working text: its base, and the last reading with what it was made of. */
  readonly #kept = new Map<ActId, { base: ActContent; made: string; reading: AvenantReading | null }>();

  constructor(history: Versions['history']) {
    this.#history = history;
  }

  /** @returns the text that an avenant amends: the first update of its working text */
  async base({ workingId }: Pick<AvenantRow, 'workingId'>): Promise<ActContent> {
    const known = this.#kept.get(workingId)?.base;
    if (known !== undefined) return known;
    const { content } = await this.#history.at(workingId, 1);
    // Another request may have read it meanwhile: what is read of it is kept by its identity.
    const base = this.#kept.get(workingId)?.base ?? content;
    this.#keep(workingId, this.#kept.get(workingId) ?? { base, made: '', reading: null });
    return base;
  }

  #keep(workingId: ActId, kept: { base: ActContent; made: string; reading: AvenantReading | null }): void {
    this.#kept.delete(workingId);
    this.#kept.set(workingId, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) break;
      this.#kept.delete(oldest);
    }
  }

  /** @returns the instructions that the text says now, and their French */
  async read(row: Pick<AvenantRow, 'workingId' | 'grains'>): Promise<AvenantReading> {
    const { workingId } = row;
    const { content, seq } = await this.#history.current(workingId);
    const kept = this.#kept.get(workingId);
    const made = `${seq} ${row.grains ?? ''}`;
    if (kept?.reading && kept.made === made) return kept.reading;
    const base = await this.base(row);
    const diff = diffToInstructions(base, content, { grains: grainsOf(row) });
    const act = readActFacts(base).qualification;
    const reading = { ...diff, base, articles: printInstructions(diff.instructions, base, { act }) };
    this.#keep(workingId, { base, made, reading });
    return reading;
  }
}
