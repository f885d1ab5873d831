import { compareContents } from '#shared/compare/contents.ts';
import { viewOf } from '#shared/compare/view.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { ComparisonFormatName } from '#shared/exchange/comparison/formats.ts';
import { tellComparison, writeToldHtml, writeToldText } from '#shared/exchange/comparison/list.ts';
import { encodeSteps } from '#shared/exchange/print/pdf/encode.ts';
import { redlineSteps } from '#shared/exchange/print/pdf/redline.ts';
import { comparisonDocx } from '../docx/comparison.ts';
import { toldDocx } from '../docx/told.ts';
import type { Typesetter } from '../pdf/pool.ts';
import { inTurns } from '../turns.ts';

/** Two texts to compare, and how they are called. */
export interface ComparisonSource {
  readonly old: ActContent;
  readonly new: ActContent;
  readonly title: string;
  readonly names: { readonly old: string; readonly new: string };
  /** Who made the changes, as a word processor shows them. */
  readonly author: string;
  /** When the new text was last changed, milliseconds since 1970. */
  readonly at: number;
  /** SHA-256 of its canonical JSON. */
  readonly hash: string;
}

/** Gives others their turn: each step of a long text takes tens of milliseconds. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Writes a comparison.
 * @returns the bytes of the file
 */
export async function writeComparison(
  source: ComparisonSource,
  format: ComparisonFormatName,
  typesetter: Typesetter,
): Promise<Uint8Array<ArrayBuffer>> {
  await breath();
  const comparison = compareContents(source.old, source.new);
  await breath();
  const edition = { ...source, date: new Date(source.at).toISOString() };
  const encode = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case 'suivi':
      return new Uint8Array(await comparisonDocx(comparison, edition));
    case 'annote': {
      const told = tellComparison(comparison, edition);
      await breath();
      const document = await inTurns(redlineSteps(viewOf(comparison), told, source));
      const { bytes } = await typesetter.typeset(await inTurns(encodeSteps(document)), []);
      return new Uint8Array(bytes);
    }
    case 'phrases-docx':
      return new Uint8Array(await toldDocx(tellComparison(comparison, edition)));
    case 'phrases-html':
      return encode(writeToldHtml(tellComparison(comparison, edition)));
    case 'phrases-txt':
      return encode(writeToldText(tellComparison(comparison, edition)));
  }
}
