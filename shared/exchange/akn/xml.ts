import { SaxesParser } from 'saxes';

/** Akoma Ntoso 3.0. */
export const AKN = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
/** What Akoma Ntoso has no word for: attributes and values that make an act come back as it was. */
export const OWN = 'urn:clausier:acte:1';

/** What a row says that has no cell: the standard wants one in each. */
export const NO_CELL = 'aucune';

/** An element to write: `name` with its prefix, attributes in their order, then text and elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly (XmlElement | string)[];
}

/** @returns an element to write; attributes that are undefined are left out */
export const element = (
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: XmlElement['children']
): XmlElement => ({ name, attributes, children });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very signs to look for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** @returns whether XML 1.0 can hold this text */
export const isWritable = (text: string): boolean => text.search(UNWRITABLE) === -1;

/** A value of an attribute of our own: a sign that XML cannot hold is `\uXXXX`, and a backslash is doubled. */
export const escapeValue = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(UNWRITABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const SIGNS = "[A-Za-z0-9_.~!$&'()*+,;=%:@/?-]";
/** Addresses of the web, of mail, of a picture held in the file, or relative (RFC 3986); the query goes with the path. */
const ADDRESS = new RegExp(
  `^(?:https?://[A-Za-z0-9_.~%-]+(?::[0-9]{1,5})?(?=[/?#]|$)|mailto:|data:|(?!//)(?![^/?#]*:))${SIGNS}*(?:#${SIGNS}*)?$`,
);

/** @returns an address that `anyURI` takes: signs outside RFC 3986 are percent-encoded; `#` for what is still none */
export function address(text: string): string {
  const encoded = text.replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9_.~!$&'()*+,;=%:@/?#-]/gu, encodeURIComponent);
  return ADDRESS.test(encoded) ? encoded : '#';
}

/** Undoes {@link escapeValue}. */
export const readValue = (text: string): string =>
  text.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code: string | undefined) =>
    code === undefined ? '\\' : String.fromCharCode(Number.parseInt(code, 16)),
  );

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const escapeText = (text: string) => text.replace(/[&<>\r]/g, (sign) => REFERENCES[sign] ?? sign);
const escapeAttribute = (text: string) => text.replace(/[&<>"\t\n\r]/g, (sign) => REFERENCES[sign] ?? sign);

function writeElement({ name, attributes, children }: XmlElement): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeAttribute(value)}"`))
    .join('');
  if (children.length === 0) return `<${name}${written}/>`;
  const inside = children.map((child) =>
    typeof child === 'string' ? escapeText(child) : writeElement(child),
  );
  return `<${name}${written}>${inside.join('')}</${name}>`;
}

/** @returns the document, without a space that is not in its text */
export const writeXml = (root: XmlElement): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root)}\n`;

/** An element as read: names without prefix. */
export interface ReadElement {
  readonly name: string;
  readonly uri: string;
  /** Attributes of our own namespace, by name, as they were before {@link escapeValue}. */
  readonly own: ReadonlyMap<string, string>;
  /** The others. */
  readonly plain: ReadonlyMap<string, string>;
  readonly children: (ReadElement | string)[];
}

/** A file that is no XML. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
}

/** Elements that may stand in one another: ours stand in about twenty. */
const DEEPEST = 200;

/**
 * Reads XML. Entities other than the five of XML are refused, so that none can grow.
 * @throws XmlProblem for what is not well formed
 */
export function readXml(source: string): ReadElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: ReadElement[] = [];
  let root: ReadElement | null = null;
  parser.on('error', (error) => {
    throw new XmlProblem(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlProblem('a document type is not taken');
  });
  parser.on('opentag', (tag) => {
    const own = new Map<string, string>();
    const plain = new Map<string, string>();
    for (const attribute of Object.values(tag.attributes)) {
      if (attribute.uri === OWN) own.set(attribute.local, readValue(attribute.value));
      else plain.set(attribute.local, attribute.value);
    }
    const one: ReadElement = { name: tag.local, uri: tag.uri, own, plain, children: [] };
    open.at(-1)?.children.push(one);
    root ??= one;
    open.push(one);
    if (open.length > DEEPEST) throw new XmlProblem('elements too deep');
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const text = (words: string) => {
    open.at(-1)?.children.push(words);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(source).close();
  if (root === null) throw new XmlProblem('no element');
  return root;
}
