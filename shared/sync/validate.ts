import * as Y from 'yjs';
import { CONTENT_FRAGMENT, documentSchema, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';

const ROOTS: ReadonlySet<string> = new Set([CONTENT_FRAGMENT, FIELDS_MAP]);

/** The binding names a mark `bold`, or `terme--1a2b3c4d` when several of a kind may overlap. */
const HASHED_MARK = /--[A-Za-z0-9+/=]{8}$/;

/**
 * Checks an update before it touches the act: it can be decoded whole, and names only the roots, nodes and marks of
 * the schema. A client would otherwise delete from the act whatever its editor can't build. The server checks what it
 * is sent; a page, what it is about to show.
 * @returns what is wrong, in English for the log
 */
export function validateUpdate(update: Uint8Array): Result<void, string> {
  try {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue;
      const problem = itemProblem(struct);
      if (problem !== null) return fail(problem);
    }
    return ok(undefined);
  } catch (error) {
    return fail(`undecodable: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function itemProblem(item: Y.Item): string | null {
  // Decoded but not integrated, an item of a root type carries the root's name where the type will be.
  const parent: unknown = item.parent;
  if (typeof parent === 'string' && !ROOTS.has(parent)) return `unknown root "${parent}"`;
  const { content } = item;
  if (content instanceof Y.ContentType) {
    if (parent === FIELDS_MAP) return 'a shared type among the fields';
    const { type } = content;
    if (type instanceof Y.XmlElement)
      return type.nodeName in documentSchema.nodes ? null : `unknown node "${type.nodeName}"`;
    return type instanceof Y.XmlText ? null : `unexpected shared type ${type.constructor.name}`;
  }
  if (content instanceof Y.ContentFormat) {
    const mark = String(content.key).replace(HASHED_MARK, '');
    if (!(mark in documentSchema.marks)) return `unknown mark "${mark}"`;
    return isMarkValue(content.value) ? null : `attributes of mark "${mark}" that no editor writes`;
  }
  if (
    content instanceof Y.ContentDoc ||
    content instanceof Y.ContentEmbed ||
    content instanceof Y.ContentBinary
  )
    return `unexpected content ${content.constructor.name}`;
  return null;
}

/** `null` ends a mark. An editor draws a mark from its attributes, and would stop on a link whose address is no text. */
function isMarkValue(value: unknown): boolean {
  if (value === null || value === true) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.values(value).every((attribute) => attribute === null || typeof attribute === 'string');
}

/** @returns true when `doc` already holds all that `update` (decodable) says: applying it would change nothing */
export function addsNothing(doc: Y.Doc, update: Uint8Array): boolean {
  return Y.snapshotContainsUpdate(Y.snapshot(doc), update);
}
