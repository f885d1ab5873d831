import { bringsText } from './groups.ts';
import type { Operation, ReadGroup } from './operation.ts';
import type { Part } from './parts.ts';
import type { Target } from './paths.ts';
import {
  isPlace,
  newText,
  no,
  occurrenceOf,
  ok,
  pathAfter,
  pathOfWords,
  phrasesIn,
  quotesOf,
  replaceTargets,
  replaceWords,
  type Setting,
  scopesOf,
  scopesOfWords,
  scopesWithEdge,
  stretchesOf,
  stretchOfQuote,
  subjectTargets,
} from './setting.ts';
import type { Phrase } from './surface.ts';

/** « X est remplacé par Y ». */
export function readReplace(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
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

/** « Aux mots A sont substitués les mots B », « les mots B se substituent aux mots A »: A goes, B comes. */
export function readSubstitute(setting: Setting): ReadGroup {
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
export function readRead(setting: Setting): ReadGroup {
  const old = phrasesIn(setting.parts, 'instead');
  const fresh = phrasesIn(setting.parts, 'phrase').filter((phrase) => phrase.words !== null);
  const quotes = quotesOf(setting.parts).map(stretchOfQuote);
  const news =
    fresh.length > 0
      ? fresh.flatMap((phrase) => (phrase.words === null ? [] : stretchesOf(phrase.words)))
      : quotes;
  if (old.length === 0) return no('no-words', setting.path);
  // « Au lieu du second alinéa de l’article 5, lire : « … » »
  const text = old.every(isPlace) ? newText(null, quotesOf(setting.parts)) : null;
  if (text !== null) return replaceTargets(setting, subjectTargets(setting, old), text);
  return replaceWords(setting, old, news);
}

/** « X est supprimé ». */
export function readDelete(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
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

/** « Le montant de 500 € est porté à 600 € », « est portée de trois à cinq ans ». */
export function readCarry(setting: Setting, subjects: readonly Phrase[]): ReadGroup {
  const after = setting.parts.slice(setting.verb + 1);
  const to = after.find((part) => part.kind === 'in' && part.phrase.words !== null);
  const from = setting.parts.find((part) => part.kind === 'from' && part.phrase.words !== null);
  const words = subjects.find((phrase) => phrase.words !== null && phrase.words.items.length > 0);
  if (to?.kind !== 'in' || to.phrase.words === null) return no('no-object', setting.path);
  // « la durée mentionnée à l’article 5 de trois à cinq ans »: the place is told with the noun.
  const told = subjects.find((phrase) => phrase.words !== null && phrase.within.length > 0)?.within ?? [];
  const old = words ?? (from?.kind === 'from' ? { ...from.phrase, within: told } : undefined);
  if (old === undefined) return no('no-words', setting.path);
  return replaceWords(setting, [old], stretchesOf(to.phrase.words));
}

/** « Les mots A sont suivis des mots B ». */
export function readBeside(setting: Setting, before: readonly Part[], after: readonly Part[]): ReadGroup {
  const at = setting.group.lemma === 'follow' ? 'after' : 'before';
  const anchor = phrasesIn(before, 'phrase').find((phrase) => phrase.words !== null);
  const place = phrasesIn(before, 'phrase').find(isPlace);
  if (anchor === undefined && place !== undefined) {
    // « Le second alinéa est précédé d’un alinéa ainsi rédigé »
    const text = newText(phrasesIn(after, 'from', 'by').find(bringsText) ?? null, quotesOf(setting.parts));
    const [target, ...more] = subjectTargets(setting, [place]);
    if (text === null || target === undefined || more.length > 0) return no('no-object', setting.path);
    return ok([{ op: 'insert', position: { at, target }, within: setting.path, text }], setting.path);
  }
  const added = phrasesIn(after, 'from', 'by', 'phrase').find(bringsText);
  if (anchor?.words == null || added?.words == null) return no('no-words', setting.path);
  const [old] = stretchesOf(anchor.words);
  const [words] = stretchesOf(added.words);
  const scopes = scopesOfWords(anchor, setting);
  if (old === undefined || words === undefined || scopes.length === 0) return no('no-place', setting.path);
  return ok(
    [
      {
        op: 'insert-words',
        scopes,
        whole: setting.whole,
        position: at,
        anchor: old,
        words,
        occurrence: occurrenceOf(anchor, setting),
      },
    ],
    setting.path,
  );
}
