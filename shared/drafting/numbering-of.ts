import type { DocumentJson, IntituleAttrs } from '#shared/document/model.ts';
import type { NumberingStyle } from './model.ts';

const PLAIN: NumberingStyle = {
  genre: 'rubrique',
  prefixe: '',
  compteur: 'aucun',
  complet: false,
  separateur: '',
};
const PREAMBLE: NumberingStyle = { ...PLAIN, genre: 'preambule' };
const ARTICLE: NumberingStyle = {
  genre: 'article',
  prefixe: 'Article ',
  compteur: '1er',
  complet: false,
  separateur: ' – ',
};
const SECTION: NumberingStyle = {
  genre: 'section',
  prefixe: '',
  compteur: '1',
  complet: true,
  separateur: ' – ',
};
const AXIS: NumberingStyle = {
  genre: 'axe',
  prefixe: 'Axe ',
  compteur: '1',
  complet: false,
  separateur: ' – ',
};
const ANNEX: NumberingStyle = {
  genre: 'annexe',
  prefixe: 'Annexe ',
  compteur: '1',
  complet: false,
  separateur: ' – ',
};

function styleOf({ genre, prefixe, compteur, complet, separateur }: IntituleAttrs): NumberingStyle {
  return { genre, prefixe, compteur, complet, separateur };
}

/** The style met most often; the first of those as frequent. */
function commonest(headings: readonly IntituleAttrs[]): NumberingStyle | null {
  const counts = new Map<string, { style: NumberingStyle; count: number }>();
  for (const heading of headings) {
    const style = styleOf(heading);
    const key = JSON.stringify(style);
    counts.set(key, { style, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const ranked = [...counts.values()].sort((a, b) => b.count - a.count);
  return ranked[0]?.style ?? null;
}

/**
 * How an act numbers its divisions, for a clause put into it (rule D21): its own commonest style at each level, those of
 * its préambule, axes and annexes for these families, and the usual ones where it has none.
 * @param niveau level at which the clause stands in the act; levels within the clause count from 1
 */
export function numberingOf(
  document: DocumentJson,
  niveau: number,
): (famille: string, level: number) => NumberingStyle {
  const headings = document.content.flatMap((block) => (block.type === 'intitule' ? [block.attrs] : []));
  const at = (level: number) => headings.filter((each) => each.niveau === niveau + level - 1);
  const of = (genre: string, level: number) => commonest(at(level).filter((each) => each.genre === genre));
  const special = new Set(['preambule', 'annexe', 'axe']);
  return (famille, level) => {
    const ordinary = commonest(at(level).filter((each) => !special.has(each.genre)));
    if (level === 1) {
      if (famille === 'preambule') return of('preambule', 1) ?? PREAMBLE;
      if (famille === 'annexes') return of('annexe', 1) ?? ANNEX;
      return ordinary ?? (headings.length === 0 ? ARTICLE : PLAIN);
    }
    if (famille === 'axes' && level === 2) return of('axe', 2) ?? AXIS;
    if (famille === 'annexes' || famille === 'preambule') return PLAIN;
    const parent = commonest(at(1).filter((each) => !special.has(each.genre)));
    const numbered = parent === null ? headings.length === 0 : parent.compteur !== 'aucun';
    return ordinary ?? (level === 2 && numbered && parent?.compteur !== 'puce' ? SECTION : PLAIN);
  };
}
