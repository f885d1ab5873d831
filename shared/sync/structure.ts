import type { ContentMatch, NodeType } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { isAttributeValue, isField } from '#shared/document/parse.ts';
import { documentSchema } from '#shared/document/schema/index.ts';

/** What holds an item of an act's Y.Doc. `gone`: what held it was deleted, and so is the item. */
export type Holder =
  | { readonly kind: 'content' | 'fields' | 'text' | 'gone' }
  | { readonly kind: 'element'; readonly node: string };

/** The binding names a mark `bold`, or `terme--1a2b3c4d` when several of a kind may overlap. */
const HASHED_MARK = /--[A-Za-z0-9+/=]{8}$/;

/** What may stand in each node, at any place: order and number are for repairs, since merges decide of them. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(documentSchema.nodes).map((type) => [type.name, childrenOf(type)]),
);

function childrenOf(type: NodeType): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<ContentMatch>();
  const visit = (match: ContentMatch): void => {
    if (seen.has(match)) return;
    seen.add(match);
    for (let i = 0; i < match.edgeCount; i += 1) {
      const edge = match.edge(i);
      names.add(edge.type.name);
      visit(edge.next);
    }
  };
  visit(type.contentMatch);
  return names;
}

const mayHold = (node: string, child: string): boolean => CHILDREN.get(node)?.has(child) === true;

/**
 * What is wrong with an item where it stands, by the schema.
 * @param parentSub name of the attribute or field that the item is the value of; null in a list
 * @param depth `structure` leaves values aside: only what an editor can't build, and would delete, is told
 * @returns null when nothing is, else why, in English for the log
 */
export function itemProblem(
  content: Y.Item['content'],
  holder: Holder,
  parentSub: string | null,
  depth: 'structure' | 'whole',
): string | null {
  if (holder.kind === 'gone' || content instanceof Y.ContentDeleted) return null;
  if (parentSub !== null) return depth === 'structure' ? null : valueProblem(content, holder, parentSub);
  if (content instanceof Y.ContentType) return typeProblem(content.type, holder);
  if (content instanceof Y.ContentString) return holder.kind === 'text' ? null : misplaced('a text', holder);
  if (content instanceof Y.ContentFormat)
    return holder.kind === 'text' ? markProblem(content) : misplaced('a mark', holder);
  return `unexpected content ${content.constructor.name}`;
}

const misplaced = (what: string, holder: Holder): string =>
  `${what} in ${holder.kind === 'element' ? `"${holder.node}"` : `the ${holder.kind}`}`;

function typeProblem(type: unknown, holder: Holder): string | null {
  if (type instanceof Y.XmlElement) {
    const { nodeName } = type;
    if (!Object.hasOwn(documentSchema.nodes, nodeName)) return `unknown node "${nodeName}"`;
    const parent = holder.kind === 'content' ? 'doc' : holder.kind === 'element' ? holder.node : null;
    // Text is held by a Y.XmlText, never by an element of that name.
    const fits = parent !== null && nodeName !== 'text' && mayHold(parent, nodeName);
    return fits ? null : misplaced(`node "${nodeName}"`, holder);
  }
  if (type instanceof Y.XmlText)
    return holder.kind === 'element' && mayHold(holder.node, 'text')
      ? null
      : misplaced('a run of text', holder);
  return `unexpected shared type ${type instanceof Y.AbstractType ? type.constructor.name : typeof type}`;
}

function valueProblem(content: Y.Item['content'], holder: Holder, name: string): string | null {
  if (!(content instanceof Y.ContentAny) || content.arr.length !== 1)
    return `unexpected value ${content.constructor.name} of "${name}"`;
  const value: unknown = content.arr[0];
  switch (holder.kind) {
    case 'fields':
      return isField(name, value) ? null : `no value for the field "${name}"`;
    case 'element':
      return isAttributeValue(holder.node, name, value)
        ? null
        : `no value for attribute "${name}" of "${holder.node}"`;
    default:
      return misplaced(`attribute "${name}"`, holder);
  }
}

function markProblem({ key, value }: Y.ContentFormat): string | null {
  const name = String(key).replace(HASHED_MARK, '');
  const mark = Object.hasOwn(documentSchema.marks, name) ? documentSchema.marks[name] : undefined;
  if (mark === undefined) return `unknown mark "${name}"`;
  // `null` ends a mark. An editor draws a mark from its attributes, and would stop on a link whose address is no text.
  const given: unknown = value;
  if (given === null || given === true) return null;
  const known = mark.spec.attrs ?? {};
  const fits =
    typeof given === 'object' &&
    !Array.isArray(given) &&
    Object.entries(given).every(
      ([key, attribute]) =>
        Object.hasOwn(known, key) && (attribute === null || typeof attribute === 'string'),
    );
  return fits ? null : `attributes of mark "${name}" that no editor writes`;
}
