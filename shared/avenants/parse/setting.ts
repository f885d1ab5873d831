import type { Group } from './groups.ts';
import type { Misread, NewText, Operation, ReadGroup } from './operation.ts';
import type { Part } from './parts.ts';
import { compose, type Path, pathsOf, type Target } from './paths.ts';
import type { Literal } from './quantities.ts';
import type { Quote, Stretch } from './quotes.ts';
import type { Phrase, SaidOccurrence, SaidWords, Step } from './surface.ts';

/*
 * What every verb needs: where its group takes place, what it brings, what it names.
 */

type Kind = Part['kind'];

/** The phrases of the parts of some kinds, in order. */
export const phrasesIn = (parts: readonly Part[], ...kinds: readonly Kind[]): readonly Phrase[] =>
  parts.flatMap((part) =>
    kinds.includes(part.kind) && 'phrase' in part && part.phrase !== null ? [part.phrase] : [],
  );

/** The words of a phrase: what stands between the guillemets, or the quantity. */
export function stretchesOf(words: SaidWords): readonly Stretch[] {
  return words.items.map((item) => {
    if (!('alineas' in item)) return { from: item.from, to: item.to };
    const first = item.alineas[0];
    return { from: first?.from ?? item.from, to: item.alineas.at(-1)?.to ?? item.to };
  });
}

/** A group and where it takes place. */
export interface Setting {
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

/** True when a phrase names a place and brings nothing new. */
export const isPlace = (phrase: Phrase): boolean =>
  phrase.heads.length > 0 && phrase.words === null && phrase.quotes.length === 0;

/** A group read. */
export const ok = (operations: readonly Operation[], path: Path): ReadGroup => ({
  ok: true,
  operations,
  path,
});

/** A group not read. */
export const no = (reason: Misread, path: Path): ReadGroup => ({ ok: false, reason, path });

/** What follows « : » or « comme suit ». */
export function quotesOf(parts: readonly Part[]): readonly Quote[] {
  return parts.flatMap((part) => (part.kind === 'text' ? part.quotes : []));
}

/** New text: what a phrase brings, and what follows it. Null when there is none. */
export const newText = (phrase: Phrase | null, quotes: readonly Quote[]): NewText | null => {
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
export function asObject(phrase: Phrase | null): Phrase | null {
  const noun = phrase?.words?.noun ?? '';
  if (phrase?.words == null || !/^(?:phrase|alinea)s?$/.test(noun)) return phrase;
  const quotes = phrase.words.items.filter((item): item is Quote => 'alineas' in item);
  const first: Step = noun.startsWith('phrase')
    ? { kind: 'phrase', rank: null }
    : { kind: 'line', noun: 'alinea', rank: null };
  return { ...phrase, words: null, heads: [{ first, last: null }], quotes };
}

/** Where words are looked for when the group names no place: what is spoken of, or the whole act. */
export function scopesOf({ scopes, path }: Setting): readonly Target[] {
  if (scopes.length > 0) return scopes;
  const [head, ...within] = path;
  return head === undefined ? [] : [{ head: { first: head, last: null }, within }];
}

/** Words may say themselves where they stand: « la date du 31 décembre 2008 figurant à l’article 11 ». */
export function scopesOfWords(phrase: Phrase, setting: Setting): readonly Target[] {
  if (phrase.within.length === 0) return scopesOf(setting);
  const path = compose(phrase.within, setting.path);
  const [head, ...within] = path;
  return head === undefined ? scopesOf(setting) : [{ head: { first: head, last: null }, within }];
}

/** What the subject names; without one, what is spoken of. */
export function subjectTargets(setting: Setting, phrases: readonly Phrase[]): readonly Target[] {
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
export function pathAfter(setting: Setting, targets: readonly Target[]): Path {
  const [target] = targets;
  if (setting.scopes.length > 0 || target === undefined) return setting.path;
  return target.within.length > 0 ? target.within : setting.path;
}

/** Places replaced by new text. */
export function replaceTargets(setting: Setting, targets: readonly Target[], text: NewText): ReadGroup {
  return ok([{ op: 'replace', targets, text }], pathAfter(setting, targets));
}

/** All that stands between the guillemets. */
export const stretchOfQuote = (quote: Quote): Stretch => ({
  from: quote.alineas[0]?.from ?? quote.from,
  to: quote.alineas.at(-1)?.to ?? quote.to,
});

/** Which hit is meant, as far as anything says. */
export function occurrenceOf(phrase: Phrase, setting: Setting): SaidOccurrence {
  if (phrase.words?.occurrence !== null && phrase.words !== null) return phrase.words.occurrence;
  if (setting.occurrence !== null) return setting.occurrence;
  if (setting.whole) return { kind: 'all' };
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (edge?.kind !== 'edge') return null;
  return { kind: 'rank', rank: { from: edge.at, n: 1 } };
}

/** Where words stand, « à la fin de » included. */
export function scopesWithEdge(phrase: Phrase, setting: Setting): readonly Target[] {
  const edge = setting.parts.find((part) => part.kind === 'edge');
  if (edge?.kind === 'edge' && edge.phrase !== null) return pathsOf(edge.phrase, setting.path);
  return scopesOfWords(phrase, setting);
}

/** Words replaced, one for one or all by one. */
export function replaceWords(
  setting: Setting,
  words: readonly Phrase[],
  fresh: readonly Stretch[],
): ReadGroup {
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

/** The place that the next operation inherits after words. */
export function pathOfWords(setting: Setting, scopes: readonly Target[]): Path {
  const [scope] = scopes;
  if (scopes.length !== 1 || scope === undefined || scope.head.last !== null) return setting.path;
  return [scope.head.first, ...scope.within];
}
