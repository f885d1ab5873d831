import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isBlockId, type MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import type { BlockJson } from '../model.ts';
import { documentSchema } from '../schema/index.ts';
import { type AttributeValue, type Block, carriesId, idOf, writeAttribute } from './elements.ts';
import type { OperationProblem } from './problem.ts';

/**
 * Builds Y elements out of blocks, checked against the schema, attributes completed by their defaults.
 * @param taken ids already in the act: a block whose id is missing, malformed or taken is given a new one
 * @returns elements not yet in a document, or `contenu.invalide`
 */
export function elementsFromJson(
  blocks: readonly BlockJson[],
  makeId: MakeBlockId,
  taken: Set<string>,
): Result<Block[], OperationProblem> {
  try {
    const nodes = blocks.map((block) => documentSchema.nodeFromJSON(block));
    documentSchema.topNodeType.createChecked(null, nodes).check();
    return ok(nodes.map((node) => toElement(node, makeId, taken)));
  } catch (error) {
    if (error instanceof RangeError) return fail({ code: 'contenu.invalide', detail: error.message });
    throw error;
  }
}

function toElement(node: Node, makeId: MakeBlockId, taken: Set<string>): Block {
  const element: Block = new Y.XmlElement(node.type.name);
  const attrs: Record<string, unknown> = { ...node.attrs };
  if (carriesId(element)) {
    const kept = isBlockId(attrs.id) && !taken.has(attrs.id);
    const id = kept ? String(attrs.id) : makeId();
    taken.add(id);
    attrs.id = id;
  }
  for (const [name, value] of Object.entries(attrs))
    if (value !== null && value !== undefined) writeAttribute(element, name, value as AttributeValue);
  element.insert(0, contentFor(node, makeId, taken));
  return element;
}

function contentFor(node: Node, makeId: MakeBlockId, taken: Set<string>): (Block | Y.XmlText)[] {
  const children: (Block | Y.XmlText)[] = [];
  let run: { insert: string; attributes: Record<string, unknown> }[] = [];
  const closeRun = (): void => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run);
    children.push(text);
    run = [];
  };
  node.forEach((child) => {
    if (child.isText) {
      const attributes = Object.fromEntries(child.marks.map((mark) => [mark.type.name, mark.attrs]));
      run.push({ insert: child.text ?? '', attributes });
    } else {
      closeRun();
      children.push(toElement(child, makeId, taken));
    }
  });
  closeRun();
  return children;
}

/** @returns the id of an element built by `elementsFromJson`, readable before it joins a document */
export function preparedId(element: Block): string | null {
  const id = element._prelimAttrs?.get('id');
  return typeof id === 'string' ? id : idOf(element);
}
