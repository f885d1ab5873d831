import { bringsText, type Group } from './groups.ts';
import type { Part } from './parts.ts';
import { compose, type Path, pathsOf, type Target } from './paths.ts';
import type { Literal } from './quantities.ts';
import type { Quote, Stretch } from './quotes.ts';
import type { Phrase, SaidOccurrence, SaidWords, Step } from './surface.ts';

/*
 * What one group of parts does, in terms of places and quotations (rules O1 to O12 of RULES.md). Nobody has looked at
 * the base text yet.
 */

/** New text: quoted alinéas, quoted words or a quantity; `head` is what the instruction calls it. */
export interface NewText {
  readonly quotes: readonly Quote[];
  readonly literal: Literal | null;
  /** « un alinéa », « une phrase », « un article 4-1 »; null for « les stipulations suivantes » and for bare words. */
  readonly phrase: Phrase | null;
  readonly attached: boolean;
}

/** Beside or inside what new text goes. */
export interface SaidPosition {
  readonly at: 'before' | 'after' | 'start' | 'end';
  readonly target: Target;
}

export type Operation =
  | {
      readonly op: 'replace-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly listed: readonly Target[];
      readonly noun: string;
      readonly pairs: readonly (readonly [Stretch, Stretch])[];
      readonly occurrence: SaidOccurrence;
    }
  | {
      readonly op: 'insert-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly position: 'before' | 'after' | 'start' | 'end';
      /** Null at the start and at the end of the place. */
      readonly anchor: Stretch | null;
      readonly words: Stretch;
      readonly occurrence: SaidOccurrence;
    }
  | {
      readonly op: 'delete-words';
      readonly scopes: readonly Target[];
      readonly whole: boolean;
      readonly listed: readonly Target[];
      readonly words: readonly Stretch[];
      readonly occurrence: SaidOccurrence;
    }
  | { readonly op: 'replace'; readonly targets: readonly Target[]; readonly text: NewText }
  | { readonly op: 'delete'; readonly targets: readonly Target[] }
  | {
      readonly op: 'insert';
      readonly position: SaidPosition | null;
      readonly within: Path;
      readonly text: NewText;
    }
  | { readonly op: 'reinstate'; readonly targets: readonly Target[]; readonly text: NewText }
  | { readonly op: 'renumber'; readonly targets: readonly Target[]; readonly names: readonly Step[] }
  | {
      readonly op: 'move';
      readonly targets: readonly Target[];
      readonly position: SaidPosition;
      readonly becomes: Step | null;
    }
  | { readonly op: 'announce'; readonly path: Path };

/** Why a group says no operation. */
export type Misread =
  | 'no-place'
  | 'no-object'
  | 'no-words'
  | 'no-position'
  | 'pairs'
  | 'table-column'
  | 'unclear';

export type ReadGroup =
  | { readonly ok: true; readonly operations: readonly Operation[]; readonly path: Path }
  | { readonly ok: false; readonly reason: Misread; readonly path: Path };

type Kind = Part['kind'];
const phrasesIn = (parts: readonly Part[], ...kinds: readonly Kind[]): readonly Phrase[] =>
  parts.flatMap((part) =>
    kinds.includes(part.kind) && 'phrase' in part && part.phrase !== null ? [part.phrase] : [],
  );

/** The words of a phrase: what stands between the guillemets, or the quantity. */
function stretchesOf(words: SaidWords): readonly Stretch[] {
  return words.items.map((item) => {
    if (!('alineas' in item)) return { from: item.from, to: item.to };
    const first = item.alineas[0];
    return { from: first?.from ?? item.from, to: item.alineas.at(-1)?.to ?? item.to };
  });
}

interface Setting {
  readonly parts: readonly Part[];
  readonly group: Group;
  readonly verb: number;
  /** Where the group says it takes place, inherited steps included. */
  readonly path: Path;
  readonly scopes: readonly Target[];
  readonly whole: boolean;
  readonly listed: readonly Target[];
  readonly occurrence: SaidOccurrence;
  readonly inherited: Path;
}

const isPlace = (phrase: Phrase): boolean =>
  phrase.heads.length > 0 && phrase.words === null && phrase.quotes.length === 0;

/**
 * Reads a group.
 * @param inherited the place that what stands before (an announcement, the last operation) speaks of
 */
export function readGroup(group: Group, inherited: Path): ReadGroup {
  const read = readPlaced(group, inherited);
  const becomes = group.parts.find((part) => part.kind === 'becomes');
  const [head] = becomes?.kind === 'becomes' ? becomes.phrase.heads : [];
  if (!read.ok || head?.first.kind !== 'division') return read;
  // « L’article 6, qui devient l’article 5, est ainsi modifié »: its number changes too.
  const [spoken, ...within] = read.path;
  if (spoken === undefined) return read;
  const renumber: Operation = {
    op: 'renumber',
    targets: [{ head: { first: spoken, last: null }, within }],
    names: [head.first],
  };
  return { ...read, operations: [...read.operations, renumber] };
}

/** Telegraphic places: « Article 1, premier alinéa : supprimer la deuxième phrase ». */
function withLocatives(group: Group): readonly Part[] {
  const verb = group.parts.findIndex((part) => part.kind === 'verb');
  return group.parts.map((part, index): Part => {
    if (part.kind !== 'phrase' || part.phrase.determiner !== 'none' || !isPlace(part.phrase) || index > verb)
      return part;
    const subject = group.parts
      .slice(index + 1, verb)
      .some(
        (one) =>
          (one.kind === 'phrase' && (one.phrase.determiner !== 'none' || one.phrase.words !== null)) ||
          one.kind === 'it' ||
          one.kind === 'after' ||
          one.kind === 'before',
      );
    return group.voice === 'active' || subject ? { kind: 'in', phrase: part.phrase } : part;
  });
}

function readPlaced(group: Group, inherited: Path): ReadGroup {
  const parts = withLocatives(group);
  const places = parts.filter((part) => part.kind === 'in' && isPlace(part.phrase));
  let path = inherited;
  let scopes: readonly Target[] = [];
  let whole = false;
  for (const part of places) {
    if (part.kind !== 'in') continue;
    const found = pathsOf(part.phrase, path);
    whole ||= part.phrase.whole || part.phrase.heads.every(({ first }) => first.kind === 'act');
    // « À l’article 4 et à l’article 5 »: two places; « À l’article 4, au premier alinéa »: one.
    const sideBySide =
      scopes.length > 0 && found.every((target) => target.within.length === 0) && sameKind(scopes, found);
    scopes = sideBySide ? [...scopes, ...found] : found;
    const [only] = found;
    if (scopes.length === 1 && only !== undefined && only.head.last === null)
      path = [only.head.first, ...only.within];
    else if (only !== undefined) path = only.within;
  }
  // « À l’article 4, deuxième alinéa, »: an apposition narrows what stands before it.
  const rest: Part[] = [];
  const verb = parts.findIndex((part) => part.kind === 'verb');
  parts.forEach((part, index) => {
    const bare =
      part.kind === 'phrase' &&
      part.phrase.determiner === 'none' &&
      isPlace(part.phrase) &&
      (verb === -1 || index < verb) &&
      !first(parts, index);
    if (!bare) {
      rest.push(part);
      return;
    }
    const subject = rest.at(-1);
    if (subject?.kind === 'phrase' && isPlace(subject.phrase)) {
      rest[rest.length - 1] = { kind: 'phrase', phrase: narrowed(subject.phrase, part.phrase) };
      return;
    }
    const found = pathsOf(part.phrase, path);
    scopes = found;
    const [only] = found;
    if (only !== undefined && only.head.last === null) path = [only.head.first, ...only.within];
  });
  const listed = rest.flatMap((part) => (part.kind === 'list' ? pathsOf(part.phrase, []) : []));
  const each = rest.find((part) => part.kind === 'each');
  const setting: Setting = {
    parts: rest,
    group,
    verb: rest.findIndex((part) => part.kind === 'verb'),
    path,
    scopes,
    whole,
    listed,
    occurrence: each?.kind === 'each' ? each.occurrence : null,
    inherited,
  };
  return readVerb(setting);
}

const first = (parts: readonly Part[], index: number): boolean =>
  !parts
    .slice(0, index)
    .some((part) => (part.kind === 'in' || part.kind === 'phrase') && isPlace(part.phrase));

function narrowed(wide: Phrase, narrow: Phrase): Phrase {
  const [head] = wide.heads;
  return {
    ...narrow,
    determiner: wide.determiner,
    within: [...narrow.within, ...(head === undefined ? [] : [head.first]), ...wide.within],
  };
}

const sameKind = (before: readonly Target[], found: readonly Target[]): boolean =>
  before[0]?.head.first.kind === found[0]?.head.first.kind && found[0]?.head.first.kind === 'division';

const ok = (operations: readonly Operation[], path: Path): ReadGroup => ({ ok: true, operations, path });
const no = (reason: Misread, path: Path): ReadGroup => ({ ok: false, reason, path });

/** What follows « : » or « comme suit ». */
function quotesOf(parts: readonly Part[]): readonly Quote[] {
  return parts.flatMap((part) => (part.kind === 'text' ? part.quotes : []));
}

const newText = (phrase: Phrase | null, quotes: readonly Quote[]): NewText | null => {
  const words = phrase?.words ?? null;
  const quoted =
    words === null ? (phrase?.quotes ?? []) : words.items.filter((item): item is Quote => 'alineas' in item);
  const literal = words?.items.find((item): item is Literal => !('alineas' in item)) ?? null;
  const all = [...quoted, ...quotes];
  if (all.length === 0 && literal === null && phrase?.attached !== true) return null;
  const named = phrase !== null && phrase.heads.length > 0 ? phrase : null;
  return { quotes: all, literal, phrase: named, attached: phrase?.attached === true };
};

/** « la phrase : « … » », where something new is expected: a sentence, not words. */
function asObject(phrase: Phrase | null): Phrase | null {
  const noun = phrase?.words?.noun ?? '';
  if (phrase?.words == null || !/^(?:phrase|alinea)s?$/.test(noun)) return phrase;
  const quotes = phrase.words.items.filter((item): item is Quote => 'alineas' in item);
  const first: Step = noun.startsWith('phrase')
    ? { kind: 'phrase', rank: null }
    : { kind: 'line', noun: 'alinea', rank: null };
  return { ...phrase, words: null, heads: [{ first, last: null }], quotes };
}

/** Where words are looked for when the group names no place: what is spoken of, or the whole act. */
function scopesOf({ scopes, path }: Setting): readonly Target[] {
  if (scopes.length > 0) return scopes;
  const [head, ...within] = path;
  return head === undefined ? [] : [{ head: { first: head, last: null }, within }];
}

/** Words may say themselves where they stand: « la date du 31 décembre 2008 figurant à l’article 11 ». */
function scopesOfWords(phrase: Phrase, setting: Setting): readonly Target[] {
  if (phrase.within.length === 0) return scopesOf(setting);
  const path = compose(phrase.within, setting.path);
  const [head, ...within] = path;
  return head === undefined ? scopesOf(setting) : [{ head: { first: head, last: null }, within }];
}

function subjectTargets(setting: Setting, phrases: readonly Phrase[]): readonly Target[] {
  const places = phrases.filter((phrase) => phrase.heads.length > 0);
  const targets = places.flatMap((phrase, i) => {
    const own = pathsOf(phrase, setting.path);
    // « Le deuxième alinéa et la dernière phrase du troisième alinéa de l’article 4 »: the wide place is said last.
    const later = places.slice(i + 1).find((one) => one.within.some((step) => step.kind === 'division'));
    const lacks =
      !own[0]?.within.some((step) => step.kind === 'division') && own[0]?.head.first.kind !== 'division';
    return lacks && later !== undefined
      ? pathsOf(
          phrase,
          compose(
            later.within.filter((step) => step.kind === 'division' || step.kind === 'label'),
            setting.path,
          ),
        )
      : own;
  });
  if (targets.length > 0) return targets;
  return setting.parts.some((part) => part.kind === 'it') ||
    setting.scopes.length > 0 ||
    setting.group.voice !== 'active'
    ? scopesOf(setting)
    : [];
}

/** The place that the next operation of the sentence inherits. */
function pathAfter(setting: Setting, targets: readonly Target[]): Path {
  const [target] = targets;
  if (setting.scopes.length > 0 || target === undefined) return setting.path;
  return target.within.length > 0 ? target.within : setting.path;
}

function readVerb(setting: Setting): ReadGroup {
  const { parts, verb, group } = setting;
  const before = verb === -1 ? parts : parts.slice(0, verb);
  const after = verb === -1 ? parts : parts.slice(verb + 1);
  const active = group.voice === 'active';
  const subjects = phrasesIn(active ? [...after, ...before] : before, 'phrase');
  switch (group.lemma) {
    case 'announce': {
      const text = newText(phrasesIn(after, 'phrase', 'by').find(bringsText) ?? null, quotesOf(parts));
      const targets = subjectTargets(
        setting,
        subjects.filter((phrase) => phrase.heads.length > 0),
      );
      if (text !== null && targets.length > 0) return replaceTargets(setting, targets, text);
      const [target] = targets;
      const path =
        target === undefined || target.head.last !== null || targets.length > 1
          ? setting.path
          : [target.head.first, ...target.within];
      return ok([{ op: 'announce', path }], path);
    }
    case 'replace':
      return readReplace(setting, subjects);
    case 'substitute':
      return readSubstitute(setting);
    case 'read':
      return readRead(setting);
    case 'delete':
      return readDelete(setting, subjects.length > 0 ? subjects : phrasesIn(after, 'phrase'));
    case 'insert':
      return readInsert(setting, before, after);
    case 'append':
      return readAppend(setting, subjects);
    case 'write': {
      const text = newText(phrasesIn(after, 'phrase', 'by').find(bringsText) ?? null, quotesOf(parts));
      const targets = subjectTargets(
        setting,
        subjects.filter((phrase) => phrase.heads.length > 0),
      );
      if (text === null) return no('no-object', setting.path);
      return targets.length === 0 ? no('no-place', setting.path) : replaceTargets(setting, targets, text);
    }
    case 'reinstate': {
      const text = newText(
        phrasesIn(parts, 'phrase', 'by', 'in').find((phrase) => bringsText(phrase)) ?? null,
        quotesOf(parts),
      );
      const targets = subjectTargets(
        setting,
        (subjects.length > 0 ? subjects : phrasesIn(after, 'phrase')).filter(
          (phrase) => phrase.heads.length > 0,
        ),
      );
      if (text === null) return no('no-object', setting.path);
      return targets.length === 0
        ? no('no-place', setting.path)
        : ok([{ op: 'reinstate', targets, text }], pathAfter(setting, targets));
    }
    case 'renumber': {
      const words = phrasesIn(before, 'phrase').filter((phrase) => phrase.words !== null);
      const fresh = phrasesIn(after, 'phrase').flatMap((phrase) =>
        phrase.words === null ? [] : stretchesOf(phrase.words),
      );
      if (words.length > 0) return replaceWords(setting, words, fresh);
      const targets = subjectTargets(setting, phrasesIn(before, 'phrase'));
      const names = phrasesIn(after, 'phrase').flatMap((phrase) => phrase.heads.flatMap(expandNames));
      const renamed = newText(phrasesIn(after, 'phrase').find(bringsText) ?? null, quotesOf(parts));
      if (names.length === 0 && renamed !== null && targets.length > 0)
        return replaceTargets(setting, targets, renamed);
      if (targets.length === 0 || names.length === 0) return no('unclear', setting.path);
      return ok([{ op: 'renumber', targets, names }], pathAfter(setting, targets));
    }
    case 'move':
      return readMove(setting, subjects.length > 0 ? subjects : phrasesIn(after, 'phrase'));
    case 'carry':
      return readCarry(setting, subjects.length > 0 ? subjects : phrasesIn(after, 'phrase'));
    case 'precede':
    case 'follow':
      return readBeside(setting, before, after);
  }
}

const expandNames = (head: Phrase['heads'][number]): readonly Step[] =>
  head.last === null ? [head.first] : [head.first, head.last];

function replaceTargets(setting: Setting, targets: readonly Target[], text: NewText): ReadGroup {
  return ok([{ op: 'replace', targets, text }], pathAfter(setting, targets));
}

function readReplace(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const by = phrasesIn(setting.parts, 'by');
  const words = subjects.filter((phrase) => phrase.words !== null);
  const quotes = quotesOf(setting.parts);
  if (words.length > 0) {
    const trailing = setting.parts.slice(setting.parts.findIndex((part) => part.kind === 'by') + 1);
    const added =
      by.length === 0 ? [] : phrasesIn(trailing, 'phrase').filter((phrase) => phrase.words !== null);
    const news = [...by, ...added].flatMap((phrase) =>
      phrase.words === null ? phrase.quotes.map(stretchOfQuote) : stretchesOf(phrase.words),
    );
    const fresh = news.length > 0 ? news : [...quotes.map(stretchOfQuote)];
    return replaceWords(setting, words, fresh);
  }
  const places = subjects.filter((phrase) => phrase.heads.length > 0);
  const targets = subjectTargets(setting, places);
  const text = newText(by[0] ?? null, quotes);
  if (text === null) return no('no-object', setting.path);
  if (targets.length === 0) return no('no-place', setting.path);
  return replaceTargets(setting, targets, text);
}

const stretchOfQuote = (quote: Quote): Stretch => ({
  from: quote.alineas[0]?.from ?? quote.from,
  to: quote.alineas.at(-1)?.to ?? quote.to,
});

function occurrenceOf(phrase: Phrase, setting: Setting): SaidOccurrence {
  if (phrase.words?.occurrence !== null && phrase.words !== null) return phrase.words.occurrence;
  if (setting.occurrence !== null) return setting.occurrence;
  if (setting.whole) return { kind: 'all' };
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (edge?.kind !== 'edge') return null;
  return { kind: 'rank', rank: { from: edge.at, n: 1 } };
}

function scopesWithEdge(phrase: Phrase, setting: Setting): readonly Target[] {
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (edge?.kind === 'edge' && edge.phrase !== null) return pathsOf(edge.phrase, setting.path);
  return scopesOfWords(phrase, setting);
}

function replaceWords(setting: Setting, words: readonly Phrase[], fresh: readonly Stretch[]): ReadGroup {
  const later = phrasesIn(setting.parts, 'by', 'phrase').flatMap((one) => one.words?.occurrence ?? []);
  const olds = words.flatMap((phrase) => (phrase.words === null ? [] : stretchesOf(phrase.words)));
  const [phrase] = words;
  if (phrase?.words == null || fresh.length === 0) return no('no-object', setting.path);
  if (fresh.length !== 1 && fresh.length !== olds.length) return no('pairs', setting.path);
  const scopes = scopesWithEdge(phrase, setting);
  const pairs = olds.map((old, i): readonly [Stretch, Stretch] => [
    old,
    (fresh.length === 1 ? fresh[0] : fresh[i]) ?? old,
  ]);
  return ok(
    [
      {
        op: 'replace-words',
        scopes,
        whole: setting.whole,
        listed: setting.listed,
        noun: phrase.words.noun,
        pairs,
        occurrence: occurrenceOf(phrase, setting) ?? later[0] ?? null,
      },
    ],
    pathOfWords(setting, scopes),
  );
}

function pathOfWords(setting: Setting, scopes: readonly Target[]): Path {
  const [scope] = scopes;
  if (scopes.length !== 1 || scope === undefined || scope.head.last !== null) return setting.path;
  return [scope.head.first, ...scope.within];
}

/** « Aux mots A sont substitués les mots B », « les mots B se substituent aux mots A »: A goes, B comes. */
function readSubstitute(setting: Setting): ReadGroup {
  const old = setting.parts.find(
    (part) => part.kind === 'in' && (part.phrase.words !== null || part.phrase.quotes.length > 0),
  );
  const fresh = phrasesIn(setting.parts, 'phrase').find(bringsText);
  const by = phrasesIn(setting.parts, 'by')[0];
  if (by !== undefined) return readReplace(setting, phrasesIn(setting.parts, 'phrase'));
  if (old?.kind === 'in' && fresh !== undefined) {
    const news = fresh.words === null ? fresh.quotes.map(stretchOfQuote) : stretchesOf(fresh.words);
    return replaceWords(setting, [old.phrase], news);
  }
  const text = newText(fresh ?? null, quotesOf(setting.parts));
  if (text === null) return no('no-object', setting.path);
  const targets = scopesOf(setting);
  return targets.length === 0 ? no('no-place', setting.path) : replaceTargets(setting, targets, text);
}

/** « Au lieu de : « a », lire : « b » ». */
function readRead(setting: Setting): ReadGroup {
  const old = phrasesIn(setting.parts, 'instead');
  const fresh = phrasesIn(setting.parts, 'phrase').filter((phrase) => phrase.words !== null);
  const quotes = quotesOf(setting.parts).map(stretchOfQuote);
  const news =
    fresh.length > 0
      ? fresh.flatMap((phrase) => (phrase.words === null ? [] : stretchesOf(phrase.words)))
      : quotes;
  return old.length === 0 ? no('no-words', setting.path) : replaceWords(setting, old, news);
}

function readDelete(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const words = subjects.filter((phrase) => phrase.words !== null);
  const places = subjects.filter((phrase) => phrase.words === null && phrase.heads.length > 0);
  const operations: Operation[] = [];
  let scopes: readonly Target[] = [];
  for (const phrase of words) {
    if (phrase.words === null) continue;
    scopes = scopesWithEdge(phrase, setting);
    operations.push({
      op: 'delete-words',
      scopes,
      whole: setting.whole,
      listed: setting.listed,
      words: stretchesOf(phrase.words),
      occurrence: occurrenceOf(phrase, setting),
    });
  }
  if (places.length === 0 && words.length > 0) return ok(operations, pathOfWords(setting, scopes));
  const targets = places.length > 0 ? subjectTargets(setting, places) : scopesOf(setting);
  if (targets.length === 0) return no('no-place', setting.path);
  return ok([...operations, { op: 'delete', targets }], pathAfter(setting, targets));
}

function readInsert(setting: Setting, before: readonly Part[], after: readonly Part[]): ReadGroup {
  const objects = [...phrasesIn(after, 'phrase'), ...phrasesIn(before, 'phrase')];
  const quotes = quotesOf(setting.parts);
  const object = asObject(
    objects.find((phrase) => bringsText(phrase)) ?? objects.find((phrase) => phrase.heads.length > 0) ?? null,
  );
  const text = newText(object, quotes);
  if (text === null) return no('no-object', setting.path);
  return insertAt(setting, object, text);
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
function readAppend(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
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

function readMove(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const targets = subjectTargets(setting, subjects);
  const beside = setting.parts.find((part) => part.kind === 'after' || part.kind === 'before');
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (targets.length === 0) return no('no-place', setting.path);
  // « est déplacé après le premier alinéa »: of the same article.
  const around = pathAfter(setting, targets);
  const names = phrasesIn(setting.parts.slice(setting.verb + 1), 'phrase').flatMap((phrase) =>
    phrase.heads.map((head) => head.first),
  );
  const becomes =
    setting.parts.filter((part) => part.kind === 'verb').length > 1 ? (names.at(-1) ?? null) : null;
  const at =
    beside?.kind === 'after' || beside?.kind === 'before'
      ? { at: beside.kind, target: pathsOf(beside.phrase, around)[0] }
      : edge?.kind === 'edge'
        ? {
            at: edge.at,
            target: edge.phrase === null ? scopesOf(setting)[0] : pathsOf(edge.phrase, around)[0],
          }
        : null;
  if (at?.target === undefined) return no('no-position', setting.path);
  return ok(
    [{ op: 'move', targets, position: { at: at.at, target: at.target }, becomes }],
    pathAfter(setting, targets),
  );
}

/** « Le montant de 500 € est porté à 600 € », « est portée de trois à cinq ans ». */
function readCarry(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const after = setting.parts.slice(setting.verb + 1);
  const to = after.find((part) => part.kind === 'in' && part.phrase.words !== null);
  const from = setting.parts.find((part) => part.kind === 'from' && part.phrase.words !== null);
  const words = subjects.find((phrase) => phrase.words !== null && phrase.words.items.length > 0);
  if (to?.kind !== 'in' || to.phrase.words === null) return no('no-object', setting.path);
  const old = words ?? (from?.kind === 'from' ? from.phrase : undefined);
  if (old === undefined) return no('no-words', setting.path);
  return replaceWords(setting, [old], stretchesOf(to.phrase.words));
}

/** « Les mots A sont suivis des mots B ». */
function readBeside(setting: Setting, before: readonly Part[], after: readonly Part[]): ReadGroup {
  const anchor = phrasesIn(before, 'phrase').find((phrase) => phrase.words !== null);
  const added = phrasesIn(after, 'from', 'by', 'phrase').find(bringsText);
  if (anchor?.words == null || added?.words == null) return no('no-words', setting.path);
  const [place] = stretchesOf(anchor.words);
  const [words] = stretchesOf(added.words);
  const scopes = scopesOfWords(anchor, setting);
  if (place === undefined || words === undefined || scopes.length === 0) return no('no-place', setting.path);
  const position = setting.group.lemma === 'follow' ? 'after' : 'before';
  return ok(
    [
      {
        op: 'insert-words',
        scopes,
        whole: setting.whole,
        position,
        anchor: place,
        words,
        occurrence: occurrenceOf(anchor, setting),
      },
    ],
    setting.path,
  );
}
