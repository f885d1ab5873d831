import type { BlockId } from '#shared/kernel/ids.ts';
import { type Gender, withDe } from '../french.ts';
import type { BlockJson, DocumentJson, Fields } from '../model.ts';
import { computeNumbers, type Numbering } from '../numbering.ts';
import { outline } from '../tree.ts';
import { addressKey, composedKeys } from './key.ts';
import { isEmptyLine, type LineName, namedByRank, placeLines } from './lines.ts';
import { divisionPlaces, type Place } from './places.ts';

/** An address as printed, without article, and the gender of its first noun. */
export interface AddressPhrase {
  readonly text: string;
  readonly gender: Gender;
}

/** Addresses of one document, both ways. */
export interface AddressBook {
  readonly phrases: ReadonlyMap<BlockId, AddressPhrase>;
  /** @returns the block that `text` names, null when it names none or several */
  readonly resolve: (text: string) => BlockId | null;
}

type TextBlock = Exclude<BlockJson, { type: 'table' | 'sautPage' | 'image' }>;

/** Blocks with a name of their own in the whole act, wherever they stand (rule A8). */
const NAMED_IN_ACT: ReadonlySet<BlockJson['type']> = new Set<BlockJson['type']>([
  'titre',
  'partie',
  'liaison',
  'visa',
  'formule',
  'cloture',
  'signataire',
]);

const FRONT: Place = { phrase: 'texte liminaire', gender: 'm', others: [] };
const CLOSING: Place = { phrase: 'clôture', gender: 'f', others: [] };

interface Entry {
  readonly line: LineName;
  readonly place: Place | null;
}

function inAct(document: DocumentJson, numbering: Numbering): readonly LineName[] {
  const written = (...types: readonly BlockJson['type'][]) =>
    document.content.filter(
      (block): block is TextBlock => types.includes(block.type) && isTextBlock(block) && !isEmptyLine(block),
    );
  return [
    ...namedByRank(written('titre'), 'ligne du titre', 'f', { text: 'titre', gender: 'm' }),
    ...namedByRank(written('partie', 'liaison'), 'alinéa de la désignation des parties', 'm', {
      text: 'désignation des parties',
      gender: 'f',
    }),
    ...namedByRank(written('visa'), 'visa', 'm'),
    ...namedByRank(written('formule'), 'formule d’accord', 'f'),
    ...namedByRank(written('cloture'), 'formule de clôture', 'f'),
    ...namedByRank(written('signataire'), 'bloc de signature', 'm'),
    ...noteLines(
      written('note').filter((block) => block.type === 'note'),
      numbering,
    ),
  ];
}

const isTextBlock = (block: BlockJson): block is TextBlock =>
  block.type !== 'table' && block.type !== 'sautPage' && block.type !== 'image';

function noteLines(
  notes: readonly Extract<BlockJson, { type: 'note' }>[],
  numbering: Numbering,
): readonly LineName[] {
  const byNumber = new Map<number, (typeof notes)[number][]>();
  const uncalled: (typeof notes)[number][] = [];
  for (const note of notes) {
    const number = note.attrs.noteId === null ? undefined : numbering.notes.get(note.attrs.noteId);
    if (number === undefined) uncalled.push(note);
    else byNumber.set(number, [...(byNumber.get(number) ?? []), note]);
  }
  return [
    ...[...byNumber].flatMap(([number, blocks]) =>
      namedByRank(blocks, `alinéa de la note ${number}`, 'm', { text: `note ${number}`, gender: 'f' }),
    ),
    ...namedByRank(uncalled, 'note non appelée', 'f'),
  ];
}

/** Groups blocks by the place they stand directly in. */
function blocksByPlace(
  document: DocumentJson,
  places: ReadonlyMap<BlockId, Place>,
): ReadonlyMap<Place, readonly BlockJson[]> {
  const groups = new Map<Place, BlockJson[]>([[FRONT, []]]);
  let place: Place = FRONT;
  for (const block of document.content) {
    if (block.type === 'intitule') place = places.get(block.attrs.id) ?? FRONT;
    else {
      if (block.type === 'cloture' || block.type === 'signataire') place = CLOSING;
      const group = groups.get(place);
      if (group === undefined) groups.set(place, [block]);
      else group.push(block);
    }
  }
  return groups;
}

function entriesOf(
  document: DocumentJson,
  numbering: Numbering,
  places: ReadonlyMap<BlockId, Place>,
): readonly Entry[] {
  const entries: Entry[] = inAct(document, numbering).map((line) => ({ line, place: null }));
  for (const [place, blocks] of blocksByPlace(document, places)) {
    // Outside the divisions, blocks with a name of their own are no alinéas of a common text.
    const outside = place === FRONT || place === CLOSING;
    const counted = outside ? blocks.filter((block) => !NAMED_IN_ACT.has(block.type)) : blocks;
    for (const line of placeLines(counted, numbering, (block) => NAMED_IN_ACT.has(block.type)))
      entries.push({ line, place });
  }
  for (const [id, place] of places) {
    const line: LineName = { id, names: [{ text: 'intitulé', gender: 'm' }], others: [] };
    entries.push({ line, place });
  }
  return entries;
}

const inPlace = (text: string, tail: string | null): string => (tail === null ? text : `${text} ${tail}`);
const tailOf = (place: Place | null, phrase = place?.phrase ?? ''): string | null =>
  place === null ? null : withDe(phrase, place.gender);

type KeyOf = (line: string, tail: string | null) => string;

/** Gives each block the first of its names that no other block has. */
function choosePhrases(
  entries: readonly Entry[],
  keyOf: KeyOf,
): { readonly phrases: ReadonlyMap<BlockId, AddressPhrase>; readonly printed: ReadonlyMap<string, BlockId> } {
  const owners = new Map<string, BlockId | null>();
  for (const { line, place } of entries)
    for (const name of line.names) {
      const key = keyOf(name.text, tailOf(place));
      owners.set(key, owners.has(key) && owners.get(key) !== line.id ? null : line.id);
    }
  const phrases = new Map<BlockId, AddressPhrase>();
  const printed = new Map<string, BlockId>();
  for (const { line, place } of entries)
    for (const name of line.names) {
      const tail = tailOf(place);
      const key = keyOf(name.text, tail);
      if (phrases.has(line.id) || owners.get(key) !== line.id) continue;
      phrases.set(line.id, { text: inPlace(name.text, tail), gender: name.gender });
      printed.set(key, line.id);
    }
  return { phrases, printed };
}

function buildIndex(
  entries: readonly Entry[],
  places: ReadonlyMap<BlockId, Place>,
  keyOf: KeyOf,
): ReadonlyMap<string, BlockId | null> {
  const index = new Map<string, BlockId | null>();
  const add = (key: string, id: BlockId) =>
    index.set(key, index.has(key) && index.get(key) !== id ? null : id);
  // What a place is called comes before what else it could be called: « article 1 » is not the « 1 » of article 2.
  for (const { line, place } of entries)
    for (const text of [...line.names.map((name) => name.text), ...line.others])
      add(keyOf(text, tailOf(place)), line.id);
  for (const [id, place] of places) add(keyOf(place.phrase, null), id);
  const firstNames = new Set(index.keys());
  const addOther = (key: string, id: BlockId) => {
    if (!firstNames.has(key)) add(key, id);
  };
  const placeNames = new Set([...places.values()].map((place) => keyOf(place.phrase, null)));
  for (const { line, place } of entries) {
    const texts = [...line.names.map((name) => name.text), ...line.others];
    for (const other of place?.others.filter((one) => !placeNames.has(keyOf(one, null))) ?? [])
      for (const text of texts) addOther(keyOf(text, tailOf(place, other)), line.id);
  }
  for (const [id, place] of places) for (const phrase of place.others) addOther(keyOf(phrase, null), id);
  return index;
}

/**
 * Names every block of a document (rules A1 to A9 of RULES.md).
 * @param champs values that headings print
 */
function makeAddressBook(document: DocumentJson, champs: Fields): AddressBook {
  const numbering = computeNumbers(document, champs);
  const places = divisionPlaces(outline(document), numbering);
  const entries = entriesOf(document, numbering, places);
  const keyOf = composedKeys();
  const { phrases, printed } = choosePhrases(entries, keyOf);
  let index: ReadonlyMap<string, BlockId | null> | null = null;
  return {
    phrases,
    resolve: (text) => {
      const key = addressKey(text);
      const exact = printed.get(key);
      if (exact !== undefined) return exact;
      index ??= buildIndex(entries, places, keyOf);
      return index.get(key) ?? null;
    },
  };
}

const NO_FIELDS: Fields = {};
const books = new WeakMap<DocumentJson, WeakMap<Fields, AddressBook>>();

/**
 * The addresses of a document, computed once for it: a DocumentJson never changes.
 * @param champs values that headings print; without them a variable is called by its placeholder
 */
export function addressBook(document: DocumentJson, champs: Fields = NO_FIELDS): AddressBook {
  const known = books.get(document) ?? new WeakMap<Fields, AddressBook>();
  const book = known.get(champs) ?? makeAddressBook(document, champs);
  known.set(champs, book);
  books.set(document, known);
  return book;
}
