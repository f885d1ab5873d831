import { hitsOf } from '../apply/resolve.ts';
import type { Instruction, Occurrence, Scope, WordNoun } from '../model.ts';
import { sameWords } from '../text/fold.ts';
import type { BaseText } from './base-text.ts';
import type { Place } from './found.ts';
import type { Lowering } from './lower.ts';
import { nearestWording } from './nearest.ts';
import type { Operation } from './operation.ts';
import type { Target } from './paths.ts';
import { Refused } from './problems.ts';
import type { Rank } from './quantities.ts';
import { targetInWords } from './step-words.ts';
import type { SaidOccurrence } from './surface.ts';

type WordsOperation = Extract<Operation, { op: 'replace-words' | 'insert-words' | 'delete-words' }>;

const nounOf = (noun: string, old: string): WordNoun => {
  if (/^dates?$|^echeance$/.test(noun) || (noun === 'celui' && /\p{L}+ \d{4}$/u.test(old))) return 'date';
  return /^montants?$|^sommes?$|^amount$/.test(noun) ? 'montant' : 'mots';
};

/** Every scope that a place of the base text is for words. */
function scopesOfPlace(place: Place, locator: BaseText): readonly Scope[] {
  switch (place.kind) {
    case 'act':
      return [{ kind: 'act', divisions: [] }];
    case 'division': {
      const address = locator.divisionAddress(place.node);
      return address === null ? [] : [{ kind: 'place', address, phrase: null }];
    }
    case 'heading': {
      const address = locator.divisionAddress(place.node);
      return address === null ? [] : [{ kind: 'heading', address }];
    }
    case 'lines':
      return (locator.lineAddresses(place.start, place.end) ?? []).map((address) => ({
        kind: 'place',
        address,
        phrase: null,
      }));
    case 'phrase': {
      const address = locator.lineAddress(place.index);
      return address === null ? [] : [{ kind: 'place', address, phrase: place.rank }];
    }
    case 'row':
      return locator
        .cellAddresses(place.index, place.rank)
        .map((address) => ({ kind: 'place', address, phrase: null }));
    case 'cell':
      return [{ kind: 'place', address: place.address, phrase: null }];
  }
}

/** Rule L7: the scope that holds the words. One place of several lines is the line that has them. */
function scopeHolding(lowering: Lowering, place: Place, words: string, target: Target | null): Scope {
  const { locator } = lowering;
  const scopes = scopesOfPlace(place, locator);
  if (scopes.length === 0) throw lowering.unaddressed(target);
  const [only] = scopes;
  if (scopes.length === 1 && only !== undefined) return only;
  const holding = scopes.filter((scope) => hitsOf(locator.places, scope, words).length > 0);
  const [found] = holding;
  if (found === undefined) throw notFound(lowering, words, scopes, target);
  if (holding.length > 1)
    throw new Refused(
      'several-hits',
      `Les mots «\u00a0${words}\u00a0» se trouvent dans plusieurs alinéas de ce passage\u00a0: précisez lequel.`,
    );
  return found;
}

function notFound(
  lowering: Lowering,
  words: string,
  scopes: readonly Scope[],
  target: Target | null,
): Refused {
  const nearest = nearestWording(lowering.locator.places, scopes, words);
  const where = target === null ? '' : ` (${targetInWords(target)})`;
  const hint = nearest === null ? '' : ` Le passage le plus proche est «\u00a0${nearest}\u00a0».`;
  return new Refused(
    'words-not-found',
    `Les mots «\u00a0${words}\u00a0» ne se trouvent pas à cet endroit du texte de départ${where}.${hint}`,
    nearest,
  );
}

/** Rule L8: nothing said means that the words stand there once. */
function occurrencesIn(
  lowering: Lowering,
  scope: Scope,
  words: string,
  said: SaidOccurrence,
  target: Target | null,
): readonly Occurrence[] {
  const count = hitsOf(lowering.locator.places, scope, words).length;
  if (count === 0) throw notFound(lowering, words, [scope], target);
  if (said === null) {
    if (count === 1) return ['only'];
    throw new Refused(
      'several-hits',
      `Les mots «\u00a0${words}\u00a0» se trouvent ${count} fois à cet endroit\u00a0: précisez l’occurrence.`,
    );
  }
  if (said.kind === 'all') {
    if (said.count !== undefined && said.count !== count)
      throw new Refused(
        'no-occurrence',
        `Les mots «\u00a0${words}\u00a0» se trouvent ${count} fois à cet endroit, non ${said.count}\u00a0: précisez les occurrences.`,
      );
    return ['all'];
  }
  const ranks = said.kind === 'ranks' ? said.ranks : [said.rank];
  return ranks.map((rank) => rankedHit(words, rank, count));
}

function rankedHit(words: string, rank: Rank, count: number): Occurrence {
  if (rank.n > count)
    throw new Refused(
      'no-occurrence',
      `Les mots «\u00a0${words}\u00a0» ne se trouvent que ${count} fois à cet endroit.`,
    );
  if (rank.from === 'end') return rank.n === 1 ? 'last' : count - rank.n + 1;
  return rank.n;
}

/** No place said: the words must stand once in the whole act. */
function onlyScope(lowering: Lowering, words: string, said: SaidOccurrence): Scope {
  const act: Scope = { kind: 'act', divisions: [] };
  if (said?.kind === 'all') return act;
  const hits = hitsOf(lowering.locator.places, act, words);
  const [hit] = hits;
  if (hit === undefined) throw notFound(lowering, words, [act], null);
  if (hits.length > 1)
    throw new Refused(
      'several-hits',
      `Les mots «\u00a0${words}\u00a0» se trouvent ${hits.length} fois dans le texte de départ, et l’article n’est pas dit\u00a0: précisez-le.`,
    );
  const address = lowering.locator.places.linePhrase(hit.block.attrs.id)?.text;
  if (address === undefined) throw lowering.unaddressed(null);
  return { kind: 'place', address, phrase: null };
}

type Each = (scope: Scope, target: Target | null) => readonly Instruction[];

function inScopes(
  lowering: Lowering,
  operation: WordsOperation,
  words: string,
  make: Each,
): readonly Instruction[] {
  const listed = 'listed' in operation ? operation.listed : [];
  if (listed.length > 0) {
    const divisions = listed.flatMap((target) =>
      lowering.placesOf(target).map((place) => {
        const address = place.kind === 'division' ? lowering.locator.divisionAddress(place.node) : null;
        if (address === null) throw lowering.unaddressed(target);
        return address;
      }),
    );
    return make({ kind: 'act', divisions }, null);
  }
  if (operation.scopes.length === 0)
    return make(onlyScope(lowering, words, operation.whole ? { kind: 'all' } : operation.occurrence), null);
  return operation.scopes.flatMap((target) => {
    const { first } = target.head;
    if (first.kind === 'division' && first.all === true)
      return make({ kind: 'act', divisions: lowering.divisionsHolding(first.noun, words) }, target);
    return lowering
      .placesOf(target)
      .flatMap((place) => make(scopeHolding(lowering, place, words, target), target));
  });
}

/** Carries operations on words over to the base text. */
export function lowerWords(lowering: Lowering, operation: WordsOperation): readonly Instruction[] {
  switch (operation.op) {
    case 'replace-words':
      return operation.pairs.flatMap(([from, to]) => {
        const old = lowering.words(from);
        return inScopes(lowering, operation, old, (scope, target) =>
          occurrencesIn(lowering, scope, old, operation.occurrence, target).map((occurrence) => ({
            kind: 'replace-words',
            scope,
            noun: nounOf(operation.noun, old),
            old,
            new: lowering.words(to),
            occurrence,
          })),
        );
      });
    case 'delete-words':
      return operation.words.flatMap((stretch) => {
        const old = lowering.words(stretch);
        return inScopes(lowering, operation, old, (scope, target) => {
          const occurrences = occurrencesIn(lowering, scope, old, operation.occurrence, target);
          const line = wholeLine(lowering, scope, old);
          if (line !== null) return [{ kind: 'delete-alineas', alineas: [line] }];
          return occurrences.map((occurrence) => ({ kind: 'delete-words', scope, old, occurrence }));
        });
      });
    case 'insert-words': {
      const words = lowering.words(operation.words);
      const { anchor, position } = operation;
      if (anchor === null)
        return operation.scopes.flatMap((target) =>
          lowering
            .placesOf(target)
            .map((place) => atEdge(lowering, place, position === 'start' ? 'start' : 'end', words, target)),
        );
      const text = lowering.words(anchor);
      return inScopes(lowering, operation, text, (scope, target) =>
        occurrencesIn(lowering, scope, text, operation.occurrence, target).map((occurrence) => ({
          kind: 'insert-words',
          scope,
          position: position === 'before' ? 'before' : 'after',
          anchor: text,
          words,
          occurrence,
        })),
      );
    }
  }
}

/** Words that are all of an alinéa go with it: nobody means to leave an empty line. */
function wholeLine(lowering: Lowering, scope: Scope, words: string): string | null {
  if (scope.kind !== 'place' || scope.phrase !== null) return null;
  const { places } = lowering.locator;
  const [hit, ...others] = hitsOf(places, scope, words);
  if (hit === undefined || others.length > 0 || places.cell(hit.block.attrs.id) !== null) return null;
  if (!sameWords(places.reader.textOf(hit.block).text, words)) return null;
  return lowering.locator.lineAddress(places.indexOf(hit.block.attrs.id));
}

/**
 * Rule O8: words added at the end of an alinéa go after its last word, before its full stop; at its start, before the
 * first.
 */
function atEdge(
  lowering: Lowering,
  place: Place,
  at: 'start' | 'end',
  words: string,
  target: Target,
): Instruction {
  const scope = edgeScope(lowering, place, at, target);
  const texts = lowering.textsOf(scope);
  const text = texts.at(at === 'start' ? 0 : -1) ?? '';
  const anchor =
    at === 'start' ? /[\p{L}\p{N}]+/u.exec(text)?.[0] : text.match(/[\p{L}\p{N}]+(?=[^\p{L}\p{N}]*$)/u)?.[0];
  if (anchor === undefined) throw lowering.unaddressed(target);
  if (at === 'start') {
    const said: Occurrence = hitsOf(lowering.locator.places, scope, anchor).length === 1 ? 'only' : 1;
    return { kind: 'insert-words', scope, position: 'before', anchor, words, occurrence: said };
  }
  const tail = /[^\p{L}\p{N}]*$/u.exec(text)?.[0] ?? '';
  const own = /[.;:!?]$/.exec(words)?.[0];
  const kept = own !== undefined && tail.trim().endsWith(own) ? words.slice(0, -1).trimEnd() : words;
  const said: Occurrence = hitsOf(lowering.locator.places, scope, anchor).length === 1 ? 'only' : 'last';
  return { kind: 'insert-words', scope, position: 'after', anchor, words: kept, occurrence: said };
}

function edgeScope(lowering: Lowering, place: Place, at: 'start' | 'end', target: Target): Scope {
  const { locator } = lowering;
  if (place.kind === 'division') {
    const lines = locator.ownLineIndexes(place.node);
    const index = at === 'start' ? lines[0] : lines.at(-1);
    const address = index === undefined ? null : locator.lineAddress(index);
    if (address === null) throw lowering.unaddressed(target);
    return { kind: 'place', address, phrase: null };
  }
  if (place.kind === 'lines') {
    const index = at === 'start' ? place.start : place.end - 1;
    const address = locator.lineAddress(index);
    if (address === null) throw lowering.unaddressed(target);
    return { kind: 'place', address, phrase: null };
  }
  const [scope] = scopesOfPlace(place, locator);
  if (scope === undefined || place.kind === 'act') throw lowering.unaddressed(target);
  return scope;
}
