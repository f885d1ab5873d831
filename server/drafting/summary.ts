import * as Y from 'yjs';
import type { Fields, FieldValue } from '#shared/document/model.ts';
import { CONTENT_FRAGMENT, FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { clausesOfShared } from './clausier/usage.ts';

/** Blocks among which the title is looked for: a cover page at most. */
const COVER_BLOCKS = 40;

/** @returns the short names of the parties that the fields hold (sigle, or dénomination), in their order */
export function partiesFromFields(champs: Fields): string[] {
  const ids = new Set<string>();
  for (const key of Object.keys(champs)) {
    const id = /^partie\.(\w+)\.denomination$/.exec(key)?.[1];
    if (id !== undefined) ids.add(id);
  }
  const value = (id: string, field: string) => champs[`partie.${id}.${field}`]?.valeur?.trim() || null;
  return [...ids]
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
    .flatMap((id) => value(id, 'sigle') ?? value(id, 'denomination') ?? []);
}

/**
 * What the portfolio shows of an act, read straight from its shared text: cheap enough for every save of a long act.
 * @returns `null` where the text says nothing, for what is known to stay
 */
export function summaryOf(doc: Y.Doc): {
  title: string | null;
  parties: string[] | null;
  clauses: readonly string[];
} {
  const champs: Fields = Object.fromEntries(doc.getMap<FieldValue>(FIELDS_MAP).entries());
  const parties = partiesFromFields(champs);
  return {
    title: titleOf(doc, champs),
    parties: parties.length > 0 ? parties : null,
    clauses: clausesOfShared(doc),
  };
}

/** The first run of principal title lines, joined by spaces. */
function titleOf(doc: Y.Doc, champs: Fields): string | null {
  const lines: string[] = [];
  for (const block of doc.getXmlFragment(CONTENT_FRAGMENT).slice(0, COVER_BLOCKS)) {
    const isTitle =
      block instanceof Y.XmlElement &&
      block.nodeName === 'titre' &&
      (block.getAttribute('role') ?? 'principal') === 'principal';
    if (isTitle) lines.push(lineOf(block, champs));
    else if (lines.length > 0) break;
  }
  const title = lines.join(' ').replace(/\s+/g, ' ').trim();
  return title === '' ? null : title;
}

function lineOf(block: Y.XmlElement, champs: Fields): string {
  let line = '';
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) {
      for (const { insert } of child.toDelta() as { insert: unknown }[])
        if (typeof insert === 'string') line += insert;
    } else if (child instanceof Y.XmlElement && child.nodeName === 'variable')
      line += champs[child.getAttribute('chemin') ?? '']?.valeur ?? '';
    else line += ' ';
  }
  return line;
}
