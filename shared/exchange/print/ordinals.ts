/** The letters of « 1er », captured so that splitting keeps them. */
const ORDINAL = /(?<=(?<!\d)1)(er|re)(?!\p{L})/u;

/**
 * Cuts words that Clausier wrote itself around the letters of « 1er » and « 1re », which are raised: in such words, no mark
 * of the text says so.
 * @returns the parts in their order; none for no words
 */
export const withOrdinals = (text: string): readonly { readonly text: string; readonly raised: boolean }[] =>
  text
    .split(ORDINAL)
    .map((part, rank) => ({ text: part, raised: rank % 2 === 1 }))
    .filter((part) => part.text !== '');
