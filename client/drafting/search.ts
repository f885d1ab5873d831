import type { ActSummary } from '#shared/drafting/wire.ts';

/** Lower case without accents, so that « departement » finds « Départements ». */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLocaleLowerCase('fr');
}

/** @returns whether every word of `search` begins or lies in the act's title or one of its parties */
export function matchesSearch(act: Pick<ActSummary, 'title' | 'parties'>, search: string): boolean {
  const text = plain([act.title, ...act.parties].join(' '));
  return plain(search)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
