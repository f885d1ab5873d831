import { Document, Packer } from 'docx';
import type { Comparison } from '#shared/compare/model.ts';
import { reviseDocument } from '#shared/exchange/docx/revise.ts';
import { writable } from './characters.ts';
import { section } from './furniture.ts';
import { type Signed, writeRevised } from './revised.ts';
import { DOCX_STYLES } from './styles.ts';

/** What the file of a comparison says besides the text. */
export interface ComparisonEdition extends Signed {
  /** Name of the act. */
  readonly title: string;
  /** How each side is called. */
  readonly names: { readonly old: string; readonly new: string };
}

/**
 * Writes a comparison as a DOCX file with tracked changes (rules W1 to W6 of shared/exchange/docx/RULES.md): whoever
 * accepts all has the new text, whoever rejects all the old one.
 * @returns the bytes of the file
 */
export async function comparisonDocx(
  comparison: Comparison,
  edition: ComparisonEdition,
): Promise<Uint8Array> {
  const { title, names } = edition;
  const { children, footnotes } = writeRevised(reviseDocument(comparison), edition);
  const file = new Document({
    title: writable(`${title} – comparaison`),
    creator: writable(edition.author),
    lastModifiedBy: writable(edition.author),
    description: writable(`Avant\u00a0: ${names.old}. Après\u00a0: ${names.new}.`),
    styles: DOCX_STYLES,
    footnotes,
    sections: [
      {
        ...section({
          headLeft: title,
          headRight: 'Comparaison',
          foot: `Avant\u00a0: ${names.old}. Après\u00a0: ${names.new}.`,
        }),
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
