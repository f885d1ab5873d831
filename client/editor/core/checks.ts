import type { Node } from '@tiptap/pm/model';
import type { Fields } from '#shared/document/model.ts';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat } from '#shared/document/schema/vocabulary.ts';
import { eachTextBlock } from './block-diff.ts';
import type { Derived } from './derived.ts';
import { noteBlocks, noteCalls } from './footnotes.ts';

/** Something that a person must look at. */
export interface Finding {
  /** Stable while the cause stands, for lists. */
  readonly key: string;
  readonly kind: 'renvoi' | 'import' | 'variable' | 'note';
  /** What is wrong and, when it is not plain, what to do. */
  readonly message: string;
  /** The block to go to; null when there is none to show. */
  readonly blockId: string | null;
  /** Key of the variable to fill in. */
  readonly field?: string;
}

const NBSP = '\u00a0';

function excerpt(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length > 80 ? `${words.slice(0, 79)}…` : words;
}

/** @returns what there is to look at in the act: broken references, doubts of an import, empty variables, notes */
export function findings(document: Node, derived: Derived, fields: Fields): readonly Finding[] {
  const found: Finding[] = [];
  const used = new Map<string, string | null>();
  eachTextBlock(document, (block) => {
    const blockId = typeof block.attrs.id === 'string' ? block.attrs.id : null;
    if (block.attrs.aVerifier === true)
      found.push({
        key: `import:${blockId}`,
        kind: 'import',
        message: `Passage importé à relire${NBSP}: «${NBSP}${excerpt(block.textContent)}${NBSP}»`,
        blockId,
      });
    block.forEach((child, offset) => {
      if (child.type.name === 'variable') {
        const key = String(child.attrs.chemin);
        if (!used.has(key)) used.set(key, blockId);
      }
      if (child.type.name !== 'renvoi') return;
      const { broken, text } = printReference(
        derived.document,
        derived.numbering,
        String(child.attrs.cible),
        child.attrs.format as ReferenceFormat,
        String(child.attrs.libelle),
      );
      if (broken)
        found.push({
          key: `renvoi:${blockId}:${offset}`,
          kind: 'renvoi',
          message: `Renvoi rompu${NBSP}: ${text.replace(/^\[renvoi rompu\u00a0?:? ?|\]$/g, '') || 'la cible'} n’existe plus. Choisissez une autre cible ou supprimez le renvoi.`,
          blockId,
        });
    });
  });
  for (const [key, blockId] of used) {
    const field = fields[key];
    if (field?.valeur) continue;
    found.push({
      key: `variable:${key}`,
      kind: 'variable',
      message: `Variable à compléter${NBSP}: ${field?.libelle || key}`,
      blockId,
      field: key,
    });
  }
  const called = new Set(noteCalls(document).map((call) => call.noteId));
  const blocks = noteBlocks(document);
  for (const { noteId, node } of blocks)
    if (noteId === null || !called.has(noteId))
      found.push({
        key: `note:${String(node.attrs.id)}`,
        kind: 'note',
        message: `Note sans appel dans le texte${NBSP}: «${NBSP}${excerpt(node.textContent)}${NBSP}»`,
        blockId: typeof node.attrs.id === 'string' ? node.attrs.id : null,
      });
  const written = new Set(blocks.map((block) => block.noteId));
  for (const noteId of called)
    if (!written.has(noteId))
      found.push({
        key: `appel:${noteId}`,
        kind: 'note',
        message: `L’appel de note ${derived.numbering.notes.get(noteId) ?? ''} n’a pas de texte. Supprimez l’appel, ou annulez la suppression de la note.`,
        blockId: blockOfCall(document, noteId),
      });
  return found;
}

function blockOfCall(document: Node, noteId: string): string | null {
  let found: string | null = null;
  eachTextBlock(document, (block) => {
    block.forEach((child) => {
      if (child.type.name === 'appelNote' && child.attrs.noteId === noteId) found ??= String(block.attrs.id);
    });
  });
  return found;
}
