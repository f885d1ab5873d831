import { takeAttached, takeJoined } from './attached.ts';
import { takeHeads } from './heads.ts';
import { DEFINITE, DEMONSTRATIVE, INDEFINITE } from './lexicon.ts';
import { atVerb, skipActQualifiers, skipPlaceQualifiers } from './qualifiers.ts';
import { type Literal, ordinalValue, takeCardinal, takeLiteral } from './quantities.ts';
import type { Quote } from './quotes.ts';
import { takeOccurrence, takeWords } from './said-words.ts';
import type { Head, Phrase, SaidWords, Step } from './surface.ts';
import type { Cursor, Token } from './tokens.ts';

/*
 * Noun phrases (rules S1 to S9 of RULES.md): « le deuxième alinéa de l’article 4 », « les mots : « a » », « deux
 * alinéas ainsi rédigés : ».
 */

type Determiner = Phrase['determiner'];

interface Start {
  readonly determiner: Determiner;
  readonly demonstrative: boolean;
}

/** Takes « le », « un », « cet », « tous les »… */
function takeDeterminer(cursor: Cursor): Start {
  cursor.match(/^(?:tou(?:s|te|tes|t)|seule?s?)$/);
  const token = cursor.peek();
  if (token === undefined || token.kind !== 'word') return { determiner: 'none', demonstrative: false };
  if (DEFINITE.test(token.key)) {
    cursor.index += 1;
    const same = cursor.match(/^memes?$/) !== null;
    return { determiner: 'definite', demonstrative: same || DEMONSTRATIVE.test(token.key) };
  }
  if (INDEFINITE.test(token.key)) {
    cursor.index += 1;
    cursor.match(/^nouve(?:l|au|lle)s?$|^nouveaux$/);
    return { determiner: 'indefinite', demonstrative: false };
  }
  return { determiner: 'none', demonstrative: false };
}

/** Takes « de », « du », « des », « d’ »: what stands before the wider place. */
function takeDe(cursor: Cursor): Start | null {
  if (cursor.take('du', 'des') !== null)
    return { determiner: 'definite', demonstrative: cursor.match(/^memes?$/) !== null };
  if (cursor.take('dudit', 'desdits', 'desdites') !== null)
    return { determiner: 'definite', demonstrative: true };
  if (cursor.take('de', "d'") !== null) return takeDeterminer(cursor);
  return null;
}

const FIGURES_AT =
  /^(?:figurant|figurent|mentionnee?s?|prevue?s?|visee?s?|inscrite?s?|indiquee?s?|fixee?s?|contenue?s?|stipulee?s?|enoncee?s?|definie?s?|precisee?s?|apparaissant|citee?s?|presente?s?)$/;

/** Takes « figurant à », « prévue au », « dans »: another way to say where words stand. */
function takeFigures(cursor: Cursor): Start | null {
  return cursor.attempt(() => {
    if (cursor.match(FIGURES_AT) === null) return null;
    cursor.match(/^(?:respectivement|actuellement)$/);
    if (cursor.take('au', 'aux') !== null) return { determiner: 'definite' as const, demonstrative: false };
    if (cursor.take('a', 'dans', 'en', 'sous') !== null) return takeDeterminer(cursor);
    return null;
  });
}

/** Nouns that say nothing but the text of what follows: « les stipulations de l’article 4 ». */
const TRANSPARENT =
  /^(?:stipulations?|dispositions?|texte|contenu|redaction|corps|teneur|libelle|termes|ensemble|totalite|integralite|celui|celle|ceux|celles)$/;
const WHOLE = /^(?:ensemble|totalite|integralite)$/;

/** @returns the determiner of what they are the text of, and whether all of it is meant; null when there is none */
function skipTransparent(cursor: Cursor): (Start & { readonly whole: boolean }) | null {
  return cursor.attempt(() => {
    cursor.match(/^nouvelle?$/);
    const noun = cursor.match(TRANSPARENT);
    if (noun === null) return null;
    cursor.match(/^(?:actuelle?s?|initiale?s?)$/);
    const start = takeDe(cursor);
    if (start === null) return null;
    const inner = skipTransparent(cursor);
    const place = cursor.index;
    if (takeHeads(cursor, start.demonstrative) === null) return null;
    cursor.index = place;
    return { ...(inner ?? start), whole: inner?.whole === true || WHOLE.test(noun.key) };
  });
}

/** Takes the places that a head stands in: « de l’article 4 de la convention ». */
function takeWithin(cursor: Cursor): readonly Step[] {
  const within: Step[] = [];
  for (;;) {
    const step = cursor.attempt((): readonly Step[] | null => {
      const de = takeDe(cursor) ?? takeFigures(cursor);
      if (de === null) return null;
      const start = skipTransparent(cursor) ?? de;
      cursor.lists = false;
      const heads = takeHeads(cursor, start.demonstrative);
      cursor.lists = true;
      if (heads === null || heads.length !== 1 || heads[0]?.last !== null) return null;
      return [qualified(cursor, heads[0].first)];
    });
    if (step === null) return within;
    within.push(...step);
  }
}

/** Reads what tells a place again, and keeps the heading that it quotes. */
function qualified(cursor: Cursor, step: Step): Step {
  if (step.kind === 'act') {
    skipActQualifiers(cursor);
    return step;
  }
  skipPlaceQualifiers(cursor);
  return step;
}

const FOLLOWS_NOUN =
  /^(?:stipulations?|dispositions?|texte|termes|redaction|paragraphes?|alineas?|phrases?|mots?|lignes?|articles?|tirets?|mentions?|annexe|tableau|intitule|libelle|titre)$/;

/** Takes « ainsi rédigé », « suivant », « comme suit ». */
export function takeFollows(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      let seen = false;
      for (;;) {
        cursor.attempt(() => (cursor.take(',', 'et') !== null && atFollows(cursor) ? true : null));
        if (!atFollows(cursor)) break;
        seen = true;
        if (cursor.match(/^suivante?s?$|^ci-apres$|^ci-dessous$/) !== null) {
          cursor.match(/^(?:ainsi)$/);
        } else if (cursor.takeAll('ce', 'qui', 'suit') || cursor.takeAll('comme', 'suit')) continue;
        else if (cursor.take('ainsi') !== null) {
          if (cursor.takeAll("qu'", 'il', 'suit')) continue;
          cursor.match(
            /^(?:redigee?s?|concue?s?|libellee?s?|formulee?s?|intitulee?s?|presentee?s?|etablie?s?)$/,
          );
        } else if (cursor.match(/^(?:redigee?s?|libellee?s?|formulee?s?|concue?s?)$/) !== null) {
          cursor.match(/^(?:ainsi)$/);
          cursor.takeAll("qu'", 'il', 'suit');
          cursor.takeAll('comme', 'suit');
          takeManner(cursor);
        } else if (!takeManner(cursor)) break;
      }
      return seen ? true : null;
    }) !== null
  );
}

/** « de la manière suivante », « dans les termes suivants », « dont la rédaction est la suivante ». */
function takeManner(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      if (cursor.take('dont') !== null) {
        while (!cursor.done && !/^suivante?s?$/.test(cursor.key()) && cursor.key() !== ':') cursor.index += 1;
        return cursor.match(/^suivante?s?$/) === null ? null : true;
      }
      if (cursor.take('de', 'dans', 'en', 'selon', 'avec', 'sous') === null) return null;
      cursor.match(DEFINITE);
      if (
        cursor.match(/^(?:maniere|facon|sorte|termes|redaction|sens|modalites|forme|libelle|teneur)$/) ===
        null
      )
        return null;
      return cursor.match(/^suivante?s?$/) === null ? null : true;
    }) !== null
  );
}

function atFollows(cursor: Cursor): boolean {
  const key = cursor.key();
  if (/^suivante?s?$|^ci-apres$|^ci-dessous$/.test(key)) return true;
  if (key === 'ce') return cursor.key(1) === 'qui' && cursor.key(2) === 'suit';
  if (key === 'comme') return cursor.key(1) === 'suit';
  if (key === 'ainsi')
    return (
      /^(?:redigee?s?|concue?s?|libellee?s?|formulee?s?|presentee?s?|etablie?s?|qu')$|^:$/.test(
        cursor.key(1),
      ) || cursor.peek(1) === undefined
    );
  if (/^(?:redigee?s?|libellee?s?|formulee?s?|concue?s?)$/.test(key))
    return /^(?:ainsi|comme|de|dans)$/.test(cursor.key(1));
  if (key === 'dont') return /^(?:la|le|les)$/.test(cursor.key(1));
  return (
    /^(?:de|dans|avec|sous|selon)$/.test(key) &&
    /^(?:maniere|facon|sorte|termes|redaction|forme|libelle|teneur)$/.test(cursor.key(2))
  );
}

/** Takes the quotations that stand here, a colon before them or not. */
export function takeQuotes(cursor: Cursor): readonly Quote[] {
  const quotes: Quote[] = [];
  cursor.attempt(() => {
    cursor.take(':');
    const token = cursor.peek();
    if (token?.quote == null) return null;
    quotes.push(token.quote);
    cursor.index += 1;
    return true;
  });
  // Alinéas that each open and close their own guillemets.
  while (quotes.length > 0) {
    const token = cursor.peek();
    if (token?.quote == null) break;
    quotes.push(token.quote);
    cursor.index += 1;
  }
  return quotes;
}

interface Begun extends Start {
  readonly from: number;
  readonly whole?: boolean;
}

/**
 * Takes a noun phrase.
 * @param given the determiner, when a contraction (« au », « du ») holds it
 * @returns null, and nothing taken, when none begins here
 */
export function takePhrase(cursor: Cursor, given?: Start): Phrase | null {
  return cursor.attempt((): Phrase | null => {
    const first = cursor.peek();
    if (first === undefined) return null;
    const whole = given === undefined && /^tout(?:e|es)?$|^tous$/.test(first.key);
    const counted = given === undefined && INDEFINITE.test(first.key) ? takeCounted(cursor) : null;
    if (counted !== null) return finish(cursor, { from: first.from, ...NO_DETERMINER }, [], counted, null);
    const said = given ?? takeDeterminer(cursor);
    const occurrence = takeOccurrence(cursor);
    const words = takeWords(cursor, occurrence);
    if (words !== null) return finish(cursor, { from: first.from, ...said }, [], words, null);
    if (occurrence !== null) return null;
    const inner = skipTransparent(cursor);
    const start: Begun = {
      from: first.from,
      ...(inner ?? said),
      determiner: inner?.determiner ?? said.determiner,
      whole: whole || inner?.whole === true,
    };
    if (takeObjectNoun(cursor)) return finish(cursor, start, [], null, null);
    const bare = takeHeads(cursor, start.demonstrative);
    const count = bare === null ? cursor.attempt(() => takeCountBefore(cursor)) : null;
    const noun = bare === null ? cursor.key() : inner === null ? nounAfter(cursor, first) : '';
    const found = bare ?? takeHeads(cursor, start.demonstrative);
    if (found === null) return takeJoined(cursor) ? finish(cursor, start, [], null, null) : null;
    const heads =
      start.determiner === 'definite' ? found.map((head) => allOf(head, noun, count, whole)) : found;
    if (start.determiner === 'none' && count === null && !standsAlone(heads)) return null;
    return finish(
      cursor,
      start,
      heads,
      null,
      count ?? (start.determiner === 'indefinite' && first.key !== 'des' ? 1 : null),
    );
  });
}

const NO_DETERMINER: Start = { determiner: 'none', demonstrative: false };

/** « un mois », « une année »: a quantity, whatever its article looks like. */
function takeCounted(cursor: Cursor): SaidWords | null {
  return cursor.attempt(() => {
    const value = takeLiteral(cursor);
    return value?.kind === 'duration' || value?.kind === 'amount'
      ? { noun: value.kind, items: [value], occurrence: null }
      : null;
  });
}

/** The noun of a phrase that begins with an article: « visas » of « les visas ». */
function nounAfter(cursor: Cursor, first: Token): string {
  const at = cursor.tokens.indexOf(first);
  return (
    cursor.tokens
      .slice(at, cursor.index)
      .find((token) => !DEFINITE.test(token.key) && !/^tou/.test(token.key))?.key ?? ''
  );
}

const LIST = /^(?:liste|enumeration)$/;

/** « les visas », « la liste », « les trois puces », « tous les articles »: a plural without rank or number means all of them. */
function allOf(head: Head, noun: string, count: number | null, whole: boolean): Head {
  const { first, last } = head;
  if (last !== null || !(noun.endsWith('s') || LIST.test(noun))) return head;
  if (first.kind === 'line' && first.rank === null && first.begins === undefined)
    return { first: { ...first, all: count ?? 'any' }, last };
  if (
    whole &&
    first.kind === 'division' &&
    first.number === null &&
    first.heading === null &&
    first.rank === null
  )
    return { first: { ...first, all: true }, last };
  return head;
}

/** Without article, only what can be nothing else is a place: « article 4 », « deuxième alinéa », « celui-ci ». */
function standsAlone(heads: readonly Head[]): boolean {
  const [head] = heads;
  if (head === undefined) return false;
  switch (head.first.kind) {
    case 'label':
      return head.first.noun !== null || /[°.)]$/.test(head.first.label);
    case 'heading':
      return false;
    case 'line':
    case 'phrase':
      return head.first.rank !== null;
    default:
      return true;
  }
}

/** « deux alinéas »: a number of things, not « deux derniers alinéas ». */
function takeCountBefore(cursor: Cursor): number | null {
  const count = takeCardinal(cursor);
  if (count === null || count < 1) return null;
  const token = cursor.peek();
  if (token?.kind !== 'word' || /^(?:a|et|ou|du|de)$/.test(token.key)) return null;
  // « deux derniers alinéas » is a rank.
  if (ordinalValue(token.key) !== null) return null;
  return count;
}

/** « les stipulations suivantes », « le texte ci-après », « ce qui suit »: no place, but what follows. */
function takeObjectNoun(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      if (cursor.takeAll('qui', 'suit')) return true;
      // « est remplacé par le suivant »: by another of its kind; what is added must be named.
      if (cursor.match(/^suivante?s?$/) !== null) {
        const replaces = cursor.tokens
          .slice(0, cursor.index)
          .some(({ key }) => /^(?:remplac|substitu)/.test(key));
        return replaces && (cursor.done || cursor.key() === ':') ? true : null;
      }
      takeCardinal(cursor);
      if (cursor.match(FOLLOWS_NOUN) === null) return null;
      return atFollows(cursor) &&
        /^(?:suivant|ci-|ainsi$|redige|comme)/.test(cursor.key()) &&
        !/^(?:alinea|phrase|ligne|article|tiret|paragraphe)/.test(cursor.tokens[cursor.index - 1]?.key ?? '')
        ? true
        : null;
    }) !== null
  );
}

function finish(
  cursor: Cursor,
  start: Begun,
  heads: readonly Head[],
  words: SaidWords | null,
  count: number | null,
): Phrase {
  const [head] = heads;
  let own = heads;
  if (head !== undefined && head.last === null && heads.length === 1 && start.determiner !== 'indefinite')
    own = [{ first: qualified(cursor, head.first), last: null }];
  // « celle figurant en annexe du présent avenant » stands in no annexe.
  const joined = heads.length === 0 && words === null && takeAttached(cursor);
  let within = takeWithin(cursor);
  const [only] = own;
  const begins = only === undefined ? null : takeBegins(cursor);
  if (begins !== null && only !== undefined && (only.first.kind === 'line' || only.first.kind === 'phrase')) {
    own = [{ first: { ...only.first, begins }, last: null }];
    if (within.length === 0) within = takeWithin(cursor);
  }
  let quotes: readonly Quote[] = [];
  if (start.determiner === 'indefinite') own = toldAgain(cursor, own);
  // « un article 4-1 intitulé « Suivi » »: the heading of what is new.
  if (start.determiner === 'indefinite') {
    cursor.attempt(() => {
      cursor.take(',');
      const said = cursor.match(/^(?:intitulee?s?|denommee?s?|titree?s?)$/) !== null;
      if (said) cursor.take(':');
      const token = cursor.peek();
      if (token?.quote == null || head?.first.kind !== 'division') return null;
      cursor.index += 1;
      // « un article 5 bis « Audit » ainsi rédigé »: without a word that says so, only before what follows it.
      if (!said && !atFollows(cursor) && !(cursor.key() === ',' || atVerb(cursor))) return null;
      own = [
        { first: { ...head.first, heading: headingOf(cursor, token.quote) }, last: null },
        ...heads.slice(1),
      ];
      return true;
    });
  }
  const value = words !== null && words.items.length === 0 ? takeValueAside(cursor) : null;
  const attached = joined || takeAttached(cursor);
  const follows = takeFollows(cursor);
  if (within.length === 0) within = takeWithin(cursor);
  if (follows || start.determiner === 'indefinite' || words === null) {
    if (follows || start.determiner === 'indefinite') quotes = takeQuotes(cursor);
  }
  const to = cursor.tokens[cursor.index - 1]?.to ?? start.from;
  return {
    from: start.from,
    to,
    determiner: start.determiner,
    heads: own,
    within,
    words: value === null || words === null ? words : { ...words, items: [value] },
    whole: start.whole === true,
    count,
    follows,
    attached,
    quotes,
  };
}

/** « un article 5 bis « Audit » »: of what is new, the words after the number are its heading. */
function toldAgain(cursor: Cursor, heads: readonly Head[]): readonly Head[] {
  const [head] = heads;
  const last = cursor.tokens[cursor.index - 1];
  if (head?.first.kind !== 'division' || head.first.heading !== null || last?.quote == null) return heads;
  return [{ ...head, first: { ...head.first, heading: headingOf(cursor, last.quote) } }, ...heads.slice(1)];
}

/** « , fixée au 1er mars 2011, »: the value of a quantity, told after where it stands. */
function takeValueAside(cursor: Cursor): Literal | null {
  return cursor.attempt(() => {
    cursor.take(',');
    cursor.match(/^(?:actuellement|initialement)$/);
    if (cursor.match(/^(?:fixee?s?|etablie?s?|prevue?s?|arretee?s?|determinee?s?)$/) === null) return null;
    if (cursor.match(/^(?:au|a|le|du)$/) === null) return null;
    cursor.match(/^(?:la|l')$/);
    const value = takeLiteral(cursor);
    if (value !== null) cursor.take(',');
    return value;
  });
}

/** « commençant par les mots : « … » ». */
function takeBegins(cursor: Cursor): string | null {
  return cursor.attempt(() => {
    cursor.take(',');
    const opens = cursor.match(/^(?:commencant|debutant)$/) !== null || cursor.takeAll('qui', 'commence');
    if (!opens || cursor.take('par') === null) return null;
    cursor.match(/^(?:les|le|l')$/);
    cursor.match(/^(?:mots?|termes?|expression)$/);
    cursor.take(':');
    const token = cursor.peek();
    if (token?.quote == null) return null;
    cursor.index += 1;
    cursor.take(',');
    return token.text.replace(/^[«“"]\s*|\s*[»”"]$/g, '');
  });
}

function headingOf(cursor: Cursor, quote: Quote): string {
  const token = cursor.tokens.find((one) => one.quote === quote);
  return (token?.text ?? '').replace(/^[«“"]\s*|\s*[»”"]$/g, '');
}
