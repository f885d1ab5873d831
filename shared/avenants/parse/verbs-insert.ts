import { bringsText } from './groups.ts';
import type { NewText, ReadGroup } from './operation.ts';
import type { Part } from './parts.ts';
import { pathsOf, type Target } from './paths.ts';
import {
  asObject,
  newText,
  no,
  occurrenceOf,
  ok,
  pathAfter,
  pathOfWords,
  phrasesIn,
  quotesOf,
  type Setting,
  scopesOf,
  scopesOfWords,
  stretchesOf,
  stretchOfQuote,
  subjectTargets,
} from './setting.ts';
import type { Phrase } from './surface.ts';

/** « est inséré », « est ajouté ». */
export function readInsert(setting: Setting, before: readonly Part[], after: readonly Part[]): ReadGroup {
  const objects = [...phrasesIn(after, 'phrase'), ...phrasesIn(before, 'phrase')];
  const quotes = quotesOf(setting.parts);
  const bringing = objects.find((phrase) => bringsText(phrase));
  const named = objects.find((phrase) => phrase.heads.length > 0);
  const object = asObject(withQuotesOf(named, bringing) ?? bringing ?? named ?? null);
  const text = newText(object === null ? null : withOthers(object, objects), quotes);
  if (text === null) return no('no-object', setting.path);
  return insertAt(setting, object, text);
}

/** « la phrase suivante est ajoutée « … » », its colon lost: bare quotations are the text of what is named. */
function withQuotesOf(named: Phrase | undefined, bringing: Phrase | undefined): Phrase | null {
  if (named === undefined || bringing?.words?.noun !== '' || bringing.heads.length > 0) return null;
  if (bringsText(named) || !(named.follows || named.determiner === 'indefinite')) return null;
  const quotes = bringing.words.items.filter((item) => 'alineas' in item);
  return quotes.length === bringing.words.items.length ? { ...named, quotes } : null;
}

/** « un 6 et un 7 ainsi rédigés »: the last phrase brings the text of all. */
function withOthers(object: Phrase, objects: readonly Phrase[]): Phrase {
  const others = objects.filter(
    (one) =>
      one !== object &&
      one.determiner === 'indefinite' &&
      one.to <= object.from &&
      one.heads.length > 0 &&
      !bringsText(one),
  );
  return { ...object, heads: [...others.flatMap((one) => one.heads), ...object.heads] };
}

function insertAt(setting: Setting, object: Phrase | null, text: NewText): ReadGroup {
  const words = object !== null && object.words !== null && object.heads.length === 0;
  const beside = setting.parts.find((part) => part.kind === 'after' || part.kind === 'before');
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (beside?.kind === 'after' || beside?.kind === 'before') {
    const anchor = beside.phrase;
    if (anchor.words !== null) {
      const inserted = text.quotes[0] === undefined ? text.literal : stretchOfQuote(text.quotes[0]);
      const [place] = stretchesOf(anchor.words);
      if (inserted === null || place === undefined) return no('no-object', setting.path);
      const scopes = scopesOfWords(anchor, setting);
      return ok(
        [
          {
            op: 'insert-words',
            scopes,
            whole: setting.whole,
            position: beside.kind,
            anchor: place,
            words: inserted,
            occurrence: anchor.words.occurrence ?? occurrenceOf(anchor, setting),
          },
        ],
        pathOfWords(setting, scopes),
      );
    }
    const targets = pathsOf(anchor, setting.path);
    const target = beside.kind === 'after' ? targets.at(-1) : targets[0];
    if (target === undefined) return no('no-place', setting.path);
    const one: Target =
      beside.kind === 'after' && target.head.last !== null
        ? { head: { first: target.head.last, last: null }, within: target.within }
        : target;
    return ok(
      [{ op: 'insert', position: { at: beside.kind, target: one }, within: setting.path, text }],
      pathAfter(setting, [one]),
    );
  }
  if (edge?.kind === 'edge') {
    const targets = edge.phrase === null ? scopesOf(setting) : pathsOf(edge.phrase, setting.path);
    const [target] = targets;
    if (target === undefined) return no('no-place', setting.path);
    return insertInside(setting, edge.at, target, text, words);
  }
  const [target] = scopesOf(setting);
  if (target === undefined) {
    return object !== null && object.heads[0]?.first.kind === 'division'
      ? ok([{ op: 'insert', position: null, within: setting.path, text }], setting.path)
      : no('no-position', setting.path);
  }
  if (words) return insertInside(setting, 'end', target, text, true);
  return ok(
    [{ op: 'insert', position: null, within: [target.head.first, ...target.within], text }],
    setting.path,
  );
}

function insertInside(
  setting: Setting,
  at: 'start' | 'end',
  target: Target,
  text: NewText,
  words: boolean,
): ReadGroup {
  if (words) {
    const inserted = text.quotes[0] === undefined ? text.literal : stretchOfQuote(text.quotes[0]);
    if (inserted === null) return no('no-object', setting.path);
    return ok(
      [
        {
          op: 'insert-words',
          scopes: [target],
          whole: false,
          position: at,
          anchor: null,
          words: inserted,
          occurrence: null,
        },
      ],
      setting.path,
    );
  }
  return ok([{ op: 'insert', position: { at, target }, within: setting.path, text }], setting.path);
}

/** « est complété par »: what is added stays in what is completed. */
export function readAppend(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const by = asObject(phrasesIn(setting.parts, 'by')[0] ?? null);
  const text = newText(by, quotesOf(setting.parts));
  if (text === null) return no('no-object', setting.path);
  const places = subjects.filter((phrase) => phrase.heads.length > 0);
  const targets = subjectTargets(setting, places);
  const words = by !== null && by.words !== null;
  const anchored = subjects.find((phrase) => phrase.words !== null);
  if (anchored !== undefined && anchored.words !== null && words) {
    // « Les mots A sont complétés par les mots B ».
    const [place] = stretchesOf(anchored.words);
    const inserted = text.quotes[0] === undefined ? text.literal : stretchOfQuote(text.quotes[0]);
    const scopes = scopesOfWords(anchored, setting);
    if (place === undefined || inserted === null || scopes.length === 0) return no('no-place', setting.path);
    return ok(
      [
        {
          op: 'insert-words',
          scopes,
          whole: setting.whole,
          position: 'after',
          anchor: place,
          words: inserted,
          occurrence: occurrenceOf(anchored, setting),
        },
      ],
      setting.path,
    );
  }
  const [target] = targets;
  if (target === undefined) return no('no-place', setting.path);
  const edge = setting.parts.find((part) => part.kind === 'edge');
  const at = edge?.kind === 'edge' ? edge.at : 'end';
  const beside = setting.parts.find((part) => part.kind === 'after' || part.kind === 'before');
  if (beside !== undefined) return insertAt(setting, by, text);
  const last: Target =
    target.head.last === null
      ? target
      : { head: { first: target.head.last, last: null }, within: target.within };
  const read = insertInside(setting, at, last, text, words);
  return { ...read, path: pathAfter(setting, targets) };
}

/** « est déplacé après ». */
export function readMove(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const targets = subjectTargets(setting, subjects);
  const beside = setting.parts.find((part) => part.kind === 'after' || part.kind === 'before');
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (targets.length === 0) return no('no-place', setting.path);
  // « est déplacé après le premier alinéa »: of the same article.
  const [moved] = targets;
  const around = moved?.head.first.kind === 'division' ? moved.within : pathAfter(setting, targets);
  const names = phrasesIn(setting.parts.slice(setting.verb + 1), 'phrase').flatMap((phrase) =>
    phrase.heads.map((head) => head.first),
  );
  const becomes =
    setting.parts.filter((part) => part.kind === 'verb').length > 1 ? (names.at(-1) ?? null) : null;
  const said = beside?.kind === 'after' || beside?.kind === 'before' ? beside : null;
  const at = said?.kind ?? (edge?.kind === 'edge' ? edge.at : null);
  const phrase = said?.phrase ?? (edge?.kind === 'edge' ? edge.phrase : null);
  const target = phrase === null ? scopesOf(setting)[0] : pathsOf(phrase, around)[0];
  const [plain] = phrase === null ? [] : pathsOf(phrase, []);
  if (at === null || target === undefined) return no('no-position', setting.path);
  const elsewhere = plain === undefined ? null : { at, target: plain };
  return ok(
    [{ op: 'move', targets, position: { at, target }, elsewhere, becomes }],
    pathAfter(setting, targets),
  );
}
