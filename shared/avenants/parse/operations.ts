import { bringsText, type Group } from './groups.ts';
import type { Operation, ReadGroup } from './operation.ts';
import type { Part } from './parts.ts';
import { compose, labelsOf, type Path, pathsOf, type Target } from './paths.ts';
import {
  isPlace,
  newText,
  no,
  ok,
  pathAfter,
  phrasesIn,
  quotesOf,
  replaceTargets,
  replaceWords,
  type Setting,
  stretchesOf,
  subjectTargets,
} from './setting.ts';
import type { Phrase } from './surface.ts';
import { readAppend, readInsert, readMove } from './verbs-insert.ts';
import { readBeside, readCarry, readDelete, readRead, readReplace, readSubstitute } from './verbs-replace.ts';

/*
 * What one group of parts does, in terms of places and quotations (rules O1 to O10 of RULES.md). Nobody has looked at
 * the base text yet.
 */

/** « est ainsi modifié au premier alinéa »: what is announced is said after the verb too. */
function announcedIn(after: readonly Part[], path: Path): Path {
  const place = after.find((part) => part.kind === 'in' && part.phrase.words === null);
  const targets = place?.kind === 'in' ? pathsOf(place.phrase, path) : [];
  const [target] = targets;
  if (target === undefined || targets.length > 1 || target.head.last !== null) return path;
  return [target.head.first, ...target.within];
}

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
    return group.voice === 'active' || subject ? { kind: 'in', phrase: part.phrase, joined: false } : part;
  });
}

function readPlaced(group: Group, inherited: Path): ReadGroup {
  const parts = withLocatives(group);
  const places = parts.filter((part) => part.kind === 'in' && isPlace(part.phrase));
  let path = inherited;
  let scopes: readonly Target[] = [];
  let whole = false;
  let wider: Path = inherited;
  for (const [rank, part] of places.entries()) {
    if (part.kind !== 'in') continue;
    // « À la première phrase du premier alinéa et au second alinéa de l’article 3 »: the wide place is said last.
    const later = places.slice(rank + 1).find((one) => one.kind === 'in' && one.joined);
    const shared =
      later?.kind === 'in' && !hasDivision(part.phrase)
        ? later.phrase.within.filter((step) => step.kind === 'division' || step.kind === 'label')
        : [];
    if (rank > 0 && part.joined) {
      scopes = [...scopes, ...pathsOf(part.phrase, wider)];
      continue;
    }
    if (shared.length > 0) path = compose(shared, path);
    wider = path;
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

const hasDivision = ({ heads, within }: Phrase): boolean =>
  [...heads.map((head) => head.first), ...within].some((step) => step.kind === 'division');

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
      const inside = announcedIn(after, path);
      return ok([{ op: 'announce', path: inside }], inside);
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
      const names = phrasesIn(after, 'phrase').flatMap((phrase) => phrase.heads.flatMap(labelsOf));
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
    case 'rename': {
      // « L’article 6 est désormais intitulé « … » »: its heading is what is written.
      const text = newText(phrasesIn(after, 'phrase').find(bringsText) ?? null, quotesOf(parts));
      const targets = subjectTargets(setting, subjects).map(
        ({ head, within }): Target => ({
          head: { first: { kind: 'heading' }, last: null },
          within: [head.first, ...within],
        }),
      );
      if (text === null) return no('no-object', setting.path);
      return targets.length === 0 ? no('no-place', setting.path) : replaceTargets(setting, targets, text);
    }
  }
}
