import { SaxesParser } from 'saxes';

/** An element of a Word file: names without their prefix. */
export interface WordElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (WordElement | string)[];
}

/** A part of a Word file that is no XML, or more of it than anybody writes. */
export class WordProblem extends Error {
  override readonly name = 'WordProblem';
}

/** Elements that may stand in one another: tables in tables stand in about a hundred. */
const DEEPEST = 400;
/** Elements of one part: some 1 500 pages. */
const MOST = 1_500_000;
const NONE: Readonly<Record<string, string>> = {};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads one part of a Word file. No entity but XML's five, no document type, nothing from elsewhere.
 * @throws WordProblem for what is not well formed, too deep or too long
 */
export function readPart(source: string): WordElement {
  const parser = new SaxesParser();
  const root: WordElement = { name: '', attributes: NONE, children: [] };
  const open: WordElement[] = [root];
  let count = 0;
  parser.on('error', (error) => {
    throw new WordProblem(error.message);
  });
  parser.on('doctype', () => {
    throw new WordProblem('a document type is not taken');
  });
  parser.on('opentag', (tag) => {
    count += 1;
    if (open.length > DEEPEST || count > MOST) throw new WordProblem('too deep or too long');
    const entries = Object.entries(tag.attributes);
    const attributes =
      entries.length === 0 ? NONE : Object.fromEntries(entries.map(([name, value]) => [local(name), value]));
    const one: WordElement = { name: local(tag.name), attributes, children: [] };
    open.at(-1)?.children.push(one);
    open.push(one);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (words) => {
    open.at(-1)?.children.push(words);
  });
  parser.write(source).close();
  return root;
}

/** @returns the elements in an element, its words left out */
export const elementsOf = (parent: WordElement): readonly WordElement[] =>
  parent.children.filter((child) => typeof child !== 'string');

/** @returns the first element of that name in an element */
export const child = (parent: WordElement | undefined, name: string): WordElement | undefined =>
  parent === undefined ? undefined : elementsOf(parent).find((one) => one.name === name);

/** @returns what the `val` of an element in an element says */
export const valOf = (parent: WordElement | undefined, name: string): string | undefined =>
  child(parent, name)?.attributes.val;

/** @returns whether a property that is on or off is on: absent is off, without a value it is on */
export function isOn(parent: WordElement | undefined, name: string): boolean {
  const found = child(parent, name);
  return found !== undefined && !/^(?:0|false|off|none)$/.test(found.attributes.val ?? '1');
}

/** @returns every element of that name inside an element, however deep */
export function* within(parent: WordElement, name: string): Generator<WordElement> {
  for (const one of elementsOf(parent)) {
    if (one.name === name) yield one;
    yield* within(one, name);
  }
}
