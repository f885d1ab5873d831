import { compareContents } from '#shared/compare/contents.ts';
import { viewOf } from '#shared/compare/view.ts';
import type { ActContent } from '#shared/document/model.ts';
import type { ComparisonFormatName } from '#shared/exchange/comparison/formats.ts';
import { tellComparison, writeToldHtml, writeToldText } from '#shared/exchange/comparison/list.ts';
import { redline } from '#shared/exchange/print/pdf/redline.ts';
import { comparisonDocx } from '../docx/comparison.ts';
import { toldDocx } from '../docx/told.ts';
import type { Typeset } from '../press/typst.ts';

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

/**
 * Writes a comparison. Long: only the press calls it, away from the loop that serves people.
 * @returns the bytes of the file
 * @throws ClausierError `export.*`
 */
export async function writeComparison(
  source: ComparisonSource,
  format: ComparisonFormatName,
  typeset: Typeset,
): Promise<Uint8Array> {
  const comparison = compareContents(source.old, source.new);
  const edition = { ...source, date: new Date(source.at).toISOString() };
  const encode = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case 'suivi':
      return comparisonDocx(comparison, edition);
    case 'annote': {
      const document = redline(viewOf(comparison), tellComparison(comparison, edition), source);
      return typeset({ template: 'acte', document: JSON.stringify(document) });
    }
    case 'phrases-docx':
      return toldDocx(tellComparison(comparison, edition));
    case 'phrases-html':
      return encode(writeToldHtml(tellComparison(comparison, edition)));
    case 'phrases-txt':
      return encode(writeToldText(tellComparison(comparison, edition)));
  }
}
