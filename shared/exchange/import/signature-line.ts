import { capacityThenName, isCapacity, personName } from '../reading/persons.ts';

/** How a line of the signatures begins. */
export type SignatureLine = 'pour' | 'delegation' | 'name' | 'capacity' | 'both' | 'filler' | 'other';

const FILLER =
  /^(?:\(?\s?(?:signatures?|signé|cachet|tampon|nom|prénom|qualité|fonction|date|lu et approuvé|bon pour accord|mention manuscrite|paraphe)\b.{0,60}|[._…\s/-]+|\[.{0,60}\])$/iu;

/** @returns what a line of a signature block is */
export function signatureLine(text: string): SignatureLine {
  const line = text.trim();
  if (
    /^(?:[Pp]\s?\/|P\s?\.\s?[Oo]\b)/u.test(line) ||
    /^(?:et\s)?par\s(?:délégation|ordre|procuration)/iu.test(line)
  )
    return 'delegation';
  if (
    /^(?:[Pp]our|POUR)\s(?:[Ll]['’]|L[aA]\s|l[ae]s?\s|L[eE][sS]?\s|\p{Lu})/u.test(line) &&
    line.length < 160
  )
    return 'pour';
  if (FILLER.test(line)) return 'filler';
  const first = line.split(',')[0] ?? line;
  if (capacityThenName(line) !== null) return 'both';
  if (personName(first) !== null) return 'name';
  return isCapacity(line) ? 'capacity' : 'other';
}
