import * as Y from 'yjs';
import type { BlockJson, Fields, InlineJson } from '#shared/document/model.ts';
import { type Gender, startsWithVowel } from '#shared/document/names.ts';
import { CONTENT_FRAGMENT } from '#shared/document/schema/vocabulary.ts';
import { readContent, writeBlock } from '#shared/document/yjs.ts';
import { capacityGender, determiner } from './agreement.ts';

/** Words before a capacity: a possessive or « un », which follow rule D13, or an article, contracted or not. */
const DETERMINER = /(?<![\p{L}])((?:de la|du|à la|au|sa|son|la|le|une|un)[ \u00a0]|(?:de |à )?l[’'])$/iu;
/** By what an article is contracted with. */
const ARTICLES: Readonly<Record<'' | 'de' | 'à', readonly [masculine: string, feminine: string]>> = {
  '': ['le ', 'la '],
  de: ['du ', 'de la '],
  à: ['au ', 'à la '],
};

function preposition(words: string): keyof typeof ARTICLES {
  if (/^d/iu.test(words)) return 'de';
  return /^(?:à|au)/iu.test(words) ? 'à' : '';
}

/**
 * Rule D25: a text that is followed by a capacity, its last words agreed with it.
 * @param before « représentée par sa »
 * @returns « représentée par son » before « Président »; `before` when nothing tells the gender, or no such word ends it
 */
export function agreedBefore(before: string, capacite: string, civilite: string): string {
  const found = DETERMINER.exec(before)?.[1];
  const own = capacityGender(capacite, civilite);
  const said: Gender | null =
    own ?? (civilite === 'Madame' ? 'feminin' : civilite === 'Monsieur' ? 'masculin' : null);
  if (found === undefined || capacite.trim() === '' || said === null) return before;
  const kept = before.slice(0, -found.length);
  const feminine = said === 'feminin';
  let agreed: string;
  if (/^(?:sa|son|une?)[ \u00a0]$/iu.test(found)) {
    agreed = own === null ? (feminine ? 'une ' : 'un ') : determiner(own, capacite);
    // « de le » and « à le » would be contracted.
    if (agreed === 'le ' && /(?:^|\s)(?:de|à)\s$/iu.test(kept)) agreed = 'son ';
  } else {
    const before = preposition(found);
    const elided = before === '' ? 'l’' : `${before} l’`;
    agreed = startsWithVowel(capacite) ? elided : ARTICLES[before][feminine ? 1 : 0];
  }
  return kept + (/^\p{Lu}/u.test(found) ? agreed.charAt(0).toUpperCase() + agreed.slice(1) : agreed);
}

const value = (champs: Fields, key: string) => champs[key]?.valeur ?? '';

/** @returns the block with what precedes a party's capacity agreed; the same block when nothing changes */
function agreedBlock(block: BlockJson, base: string, champs: Fields): BlockJson {
  if (block.type === 'table' || block.type === 'sautPage' || block.type === 'image') return block;
  const inlines = block.content ?? [];
  const capacite = `${base}.representant.capacite`;
  let changed = false;
  const content = inlines.map((inline, index): InlineJson => {
    const next = inlines[index + 1];
    if (inline.type !== 'text' || next?.type !== 'variable' || next.attrs.chemin !== capacite) return inline;
    const text = agreedBefore(
      inline.text,
      value(champs, capacite),
      value(champs, `${base}.representant.civilite`),
    );
    changed ||= text !== inline.text;
    return { ...inline, text };
  });
  return changed ? { ...block, content } : block;
}

/**
 * Agrees the words before the capacities of an act with what they have just become (rule D25), as a part of the caller's
 * transaction. A text that this page can't read is left alone.
 * @param keys of `champs` that have just changed
 */
export function agreeRepresentatives(doc: Y.Doc, keys: readonly string[]): void {
  const bases = new Set(
    keys.flatMap((key) => /^(partie\.\w+)\.representant\.(?:capacite|civilite)$/.exec(key)?.[1] ?? []),
  );
  const read = bases.size === 0 ? null : readContent(doc);
  if (read === null || !read.ok) return;
  const { document, champs } = read.value;
  const elements = new Map<unknown, Y.XmlElement>();
  for (const child of doc.getXmlFragment(CONTENT_FRAGMENT).toArray())
    if (child instanceof Y.XmlElement) elements.set(child.getAttribute('id'), child);
  for (const block of document.content) {
    const agreed = [...bases].reduce((each, base) => agreedBlock(each, base, champs), block);
    const element = agreed === block ? undefined : elements.get(block.attrs.id);
    if (element !== undefined) writeBlock(doc, element, agreed);
  }
}
