/** @returns the text without accents, in lower case, with straight apostrophes: what a search compares */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLocaleLowerCase('fr');
}

/** @returns whether every word of `search` lies in `text`, accents and case aside, so that « duree » finds « Durée » */
export function containsWords(text: string, search: string): boolean {
  const folded = plain(text);
  return plain(search)
    .split(/\s+/u)
    .every((word) => folded.includes(word));
}
