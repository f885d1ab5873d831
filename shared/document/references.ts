import type { BlockId } from '#shared/kernel/ids.ts';
import { addressPhrase } from './address.ts';
import { genderOf, withDefinite } from './french.ts';
import type { DocumentJson } from './model.ts';
import type { HeadingNumber, Numbering } from './numbering.ts';
import type { ReferenceFormat } from './schema/vocabulary.ts';

/** A cross-reference as printed; `broken` when its target is gone. */
export interface PrintedReference {
  readonly text: string;
  readonly broken: boolean;
}

function toHeading(heading: HeadingNumber, format: ReferenceFormat): string {
  const numbered = heading.number !== '';
  switch (format) {
    case 'nom':
      return heading.name;
    case 'defini':
      return numbered ? withDefinite(heading.name, genderOf(heading.noun)) : heading.name;
    case 'numero':
      return numbered ? heading.number : heading.name;
    case 'intitule':
      return numbered && heading.heading !== '' ? `${heading.name} (${heading.heading})` : heading.name;
  }
}

/**
 * Prints a cross-reference (rules R1 to R4 of RULES.md).
 * @param numbering of that same document
 * @param cible id of the block referred to: a heading, or any addressable block
 * @param libelle what it printed when it was inserted, shown when the target is gone
 * @returns its words; `[renvoi rompu : article 4]` and `broken` when nothing in the document has that id
 */
export function printReference(
  document: DocumentJson,
  numbering: Numbering,
  cible: string,
  format: ReferenceFormat,
  libelle = '',
): PrintedReference {
  const id = cible as BlockId;
  const heading = numbering.headings.get(id);
  if (heading !== undefined) return { text: toHeading(heading, format), broken: false };
  const address = addressPhrase(document, id);
  if (address !== null) {
    const text = format === 'defini' ? withDefinite(address.text, address.gender) : address.text;
    return { text, broken: false };
  }
  const label = libelle.trim();
  return { text: label === '' ? '[renvoi rompu]' : `[renvoi rompu\u00a0: ${label}]`, broken: true };
}
