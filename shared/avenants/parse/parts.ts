import { withElidedWriting, withOwnText } from './elided.ts';
import { takeFiller, takeManner } from './fillers.ts';
import { takeNumber } from './labels.ts';
import { activeLemma, type Lemma, participleLemma, presentLemma, RENAMED } from './lexicon.ts';
import { takeFollows, takePhrase, takeQuotes } from './phrases.ts';
import { type Literal, takeLiteral } from './quantities.ts';
import type { Quote } from './quotes.ts';
import { takeEachTime } from './said-words.ts';
import type { Phrase, SaidOccurrence, Step } from './surface.ts';
import { Cursor, type Token } from './tokens.ts';

/*
 * A sentence as a row of parts: where, what, the verb, by what (rules V1 to V8 of RULES.md).
 */

export type Part =
  /** « À l’article 4 », « dans le tableau »; `to` when it could also be what a value becomes. */
  | {
      readonly kind: 'in';
      readonly phrase: Phrase;
      /** « et au second alinéa »: beside the place said before, not inside it. */
      readonly joined: boolean;
    }
  | { readonly kind: 'after' | 'before'; readonly phrase: Phrase }
  /** « au début de », « à la fin »; `phrase` null when no place is said. */
  | { readonly kind: 'edge'; readonly at: 'start' | 'end'; readonly phrase: Phrase | null }
  /** « au lieu de ». */
  | { readonly kind: 'instead'; readonly phrase: Phrase }
  | { readonly kind: 'by'; readonly phrase: Phrase }
  /** « de trois », in « est portée de trois à cinq ans ». */
  | { readonly kind: 'from'; readonly phrase: Phrase }
  | { readonly kind: 'phrase'; readonly phrase: Phrase }
  | {
      readonly kind: 'verb';
      readonly lemma: Lemma;
      readonly voice: 'passive' | 'active' | 'elided';
      readonly impersonal: boolean;
    }
  | { readonly kind: 'each'; readonly occurrence: Exclude<SaidOccurrence, null> }
  /** « comme suit : « … » », or quotations alone. */
  | { readonly kind: 'text'; readonly quotes: readonly Quote[] }
  | { readonly kind: 'it' }
  /** « , qui devient l’article 5, ». */
  | { readonly kind: 'becomes'; readonly phrase: Phrase }
  | { readonly kind: 'respectively' }
  /** « (articles 2, 4 et 7) ». */
  | { readonly kind: 'list'; readonly phrase: Phrase }
  | { readonly kind: 'and' | 'comma' | 'end' }
  | { readonly kind: 'unknown'; readonly token: Token };

const AUXILIARIES = /^(?:est|sont|sera|seront|soit|soient|etre)$/;

function takeAuxiliary(cursor: Cursor): boolean {
  if (cursor.match(/^(?:doit|doivent|devra|devront)$/) !== null) return cursor.take('etre') !== null;
  if (cursor.match(AUXILIARIES) !== null) {
    // « est et demeure abrogé »
    cursor.attempt(() =>
      cursor.take('et') === null ? null : cursor.match(/^(?:demeure|demeurent|reste|restent)$/),
    );
    return true;
  }
  if (cursor.match(/^(?:a|ont|aura|auront)$/) !== null) return cursor.take('ete') !== null;
  return cursor.take('se') !== null && cursor.match(/^trouve(?:nt)?$/) !== null;
}

const ADVERB = /^(?:ainsi|respectivement|comme)$/;

interface Verb {
  readonly lemma: Lemma;
  readonly voice: 'passive' | 'active' | 'elided';
  readonly occurrence: SaidOccurrence;
  readonly respectively: boolean;
  /** « , dans l’ensemble de la convention, » between the auxiliary and the participle. */
  readonly aside: Cursor | null;
}

/** Takes a verb and its auxiliary: « sont remplacés », « est supprimé et remplacé », « devient », « remplacer ». */
function takeVerb(cursor: Cursor, afterPhrase: boolean): Verb | null {
  return cursor.attempt((): Verb | null => {
    let occurrence: SaidOccurrence = null;
    let respectively = false;
    let aside: Cursor | null = null;
    const auxiliary = cursor.attempt(() => {
      if (!takeAuxiliary(cursor)) return null;
      for (;;) {
        const each = takeEachTime(cursor);
        if (each !== null) {
          occurrence = each;
          continue;
        }
        if (cursor.key() === ',' && (ADVERB.test(cursor.key(1)) || cursor.key(1) === 'en')) cursor.index += 1;
        if (cursor.key() === 'respectivement') respectively = true;
        if (takeManner(cursor) || cursor.match(ADVERB) !== null) {
          if (cursor.key() === ',') cursor.index += 1;
          continue;
        }
        const between = asideEnd(cursor);
        if (between === null || aside !== null) break;
        aside = new Cursor(cursor.tokens, cursor.index + 1, between);
        cursor.index = between + 1;
      }
      if (/^suivante?$/.test(cursor.key(1)) && cursor.key(2) === ':' && cursor.match(/^(?:le|la)$/) !== null)
        return 'write';
      return participleLemma(cursor.key()) ?? (RENAMED.test(cursor.key()) ? 'rename' : null);
    });
    if (auxiliary !== null) {
      cursor.index += 1;
      return {
        lemma: joinVerbs(cursor, auxiliary),
        voice: 'passive',
        occurrence,
        respectively,
        aside,
      };
    }
    const yields = takeYielding(cursor);
    if (yields) return { lemma: 'replace', voice: 'passive', occurrence, respectively, aside: null };
    const worded = takeWording(cursor);
    if (worded !== null) return { lemma: worded, voice: 'passive', occurrence, respectively, aside: null };
    if (cursor.take('se') !== null) {
      cursor.match(/^(?:desormais)$/);
      if (cursor.match(/^(?:lit|lisent|lire)$/) !== null)
        return { lemma: 'write', voice: 'passive', occurrence, respectively, aside: null };
      if (cursor.match(/^substituent?|substitue$/) !== null)
        return { lemma: 'substitute', voice: 'passive', occurrence, respectively, aside: null };
      return null;
    }
    const token = cursor.peek();
    if (token === undefined || token.kind !== 'word') return null;
    const active = activeLemma(token.key);
    if (active !== null) {
      cursor.index += 1;
      return { lemma: active, voice: 'active', occurrence, respectively, aside: null };
    }
    const present = presentLemma(token.text.toLowerCase());
    const participle = participleLemma(token.key);
    if (present !== null) {
      cursor.index += 1;
      return { lemma: present, voice: 'active', occurrence, respectively, aside: null };
    }
    if (participle === null || !afterPhrase || participle === 'write') return null;
    cursor.index += 1;
    return {
      lemma: joinVerbs(cursor, participle),
      voice: 'elided',
      occurrence,
      respectively,
      aside: null,
    };
  });
}

/** Where « , dans l’ensemble de la convention, » ends, when a participle follows its second comma. */
function asideEnd(cursor: Cursor): number | null {
  if (cursor.key() !== ',') return null;
  for (let ahead = 1; ahead < 16 && cursor.peek(ahead) !== undefined; ahead += 1) {
    if (/^[.;:]$/.test(cursor.key(ahead))) return null;
    if (cursor.key(ahead) === ',') {
      if (participleLemma(cursor.key(ahead + 1)) !== null) return cursor.index + ahead;
      return null;
    }
  }
  return null;
}

/** « cède la place », « laissent place », « fait place »: what goes says so of itself; what comes follows « à ». */
function takeYielding(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      if (cursor.match(/^(?:ced|laiss|f)(?:e|ent|era|eront|ait|ont|era|eront)$/) === null) return null;
      cursor.match(/^(?:desormais|donc|ainsi|dorenavant)$/);
      cursor.match(/^la$/);
      return cursor.take('place');
    }) !== null
  );
}

/** « aura désormais la rédaction suivante », « prend l’intitulé suivant »: a noun says what the verb does not. */
function takeWording(cursor: Cursor): Lemma | null {
  return cursor.attempt((): Lemma | null => {
    if (cursor.match(/^(?:a|ont|aura|auront|prend|prennent|prendra|prendront|recoit|recoivent)$/) === null)
      return null;
    cursor.match(/^(?:desormais|donc|dorenavant)$/);
    if (cursor.match(/^(?:la|le|l')$/) === null) return null;
    const noun = cursor.match(/^(?:redaction|teneur|formulation|libelle|intitule|titre)$/);
    if (noun === null || cursor.match(/^suivante?$/) === null) return null;
    return /^(?:intitule|titre)$/.test(noun.key) ? 'rename' : 'write';
  });
}

/** « supprimé et remplacé », « modifié et ainsi rédigé »: the last one says what is done. */
function joinVerbs(cursor: Cursor, first: Lemma): Lemma {
  const next = cursor.attempt(() => {
    if (cursor.match(/^(?:et|,|puis)$/) === null) return null;
    cursor.match(/^(?:est|sont|puis)$/);
    cursor.match(/^(?:ainsi|desormais)$/);
    const lemma = participleLemma(cursor.key());
    if (lemma === null) return null;
    cursor.index += 1;
    return lemma;
  });
  if (next === null) return first;
  const joined = joinVerbs(cursor, next);
  return joined === 'announce' ? first : joined;
}

const OF_PLACE = /^(?:a|au|aux|dans|en|sur|sous|audit|auxdits|auxdites)$/;

function takeEdge(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    cursor.match(/^(?:tout)$/);
    let at: 'start' | 'end' | null = null;
    if (
      cursor.takeAll('in', 'fine') ||
      cursor.takeAll('en', 'fin') ||
      cursor.takeAll('a', 'la', 'fin') ||
      cursor.takeAll('en', 'dernier', 'lieu')
    )
      at = 'end';
    else if (
      cursor.takeAll('au', 'debut') ||
      cursor.takeAll('au', 'commencement') ||
      cursor.takeAll('en', 'tete') ||
      cursor.takeAll('en', 'debut') ||
      cursor.takeAll('au', 'tout', 'debut')
    )
      at = 'start';
    if (at === null) return null;
    const phrase = cursor.attempt(() => {
      const contracted = cursor.match(/^(?:du|des)$/) !== null;
      if (!contracted && cursor.take('de', "d'") === null) return null;
      const demonstrative = contracted && cursor.match(/^memes?$/) !== null;
      return takePhrase(cursor, contracted ? { determiner: 'definite', demonstrative } : undefined);
    });
    return { kind: 'edge', at, phrase };
  });
}

const DEFINITE_START = { determiner: 'definite', demonstrative: false } as const;

function takeAround(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    cursor.match(/^(?:immediatement|juste)$/);
    let kind: 'after' | 'before' | 'instead' | null = null;
    let contracted = false;
    if (cursor.take('apres') !== null) kind = 'after';
    else if (cursor.take('avant') !== null) kind = 'before';
    else if (cursor.takeAll('a', 'la', 'suite')) kind = 'after';
    else if (
      cursor.takeAll('au', 'lieu', 'et', 'place') ||
      cursor.takeAll('aux', 'lieu', 'et', 'place') ||
      cursor.takeAll('au', 'lieu') ||
      cursor.takeAll('a', 'la', 'place') ||
      cursor.takeAll('en', 'lieu', 'et', 'place') ||
      cursor.takeAll('en', 'remplacement')
    )
      kind = 'instead';
    else if (cursor.takeAll('et', 'non')) {
      const phrase = takePhrase(cursor);
      return phrase === null ? null : { kind: 'instead', phrase };
    } else if (cursor.take('entre') !== null) {
      // « entre le premier et le deuxième alinéa »: after the first.
      const phrase = takePhrase(cursor);
      return phrase === null
        ? null
        : { kind: 'after', phrase: { ...phrase, heads: phrase.heads.slice(0, 1), words: firstOf(phrase) } };
    }
    if (kind === null) return null;
    const previous = cursor.tokens[cursor.index - 1]?.key;
    if (previous !== 'apres' && previous !== 'avant') {
      contracted = cursor.match(/^(?:du|des)$/) !== null;
      if (!contracted && cursor.take('de', "d'") === null && kind !== 'instead') return null;
    }
    cursor.take(':');
    const phrase = takePhrase(cursor, contracted ? DEFINITE_START : undefined);
    return phrase === null ? null : { kind, phrase };
  });
}

const firstOf = ({ words }: Phrase): Phrase['words'] =>
  words === null ? null : { ...words, items: words.items.slice(0, 1) };

function takeIn(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    const preposition = cursor.match(OF_PLACE);
    if (preposition === null) return null;
    if (/^audit$|^auxdit/.test(preposition.key)) {
      const phrase = takePhrase(cursor, { determiner: 'definite', demonstrative: true });
      return phrase === null ? null : { kind: 'in', phrase, joined: false };
    }
    const contracted = /^aux?$/.test(preposition.key);
    const same = contracted && cursor.match(/^memes?$/) !== null;
    const phrase = takePhrase(cursor, contracted ? { ...DEFINITE_START, demonstrative: same } : undefined);
    return phrase === null ? null : { kind: 'in', phrase, joined: false };
  });
}

function takeFrom(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    const contracted = cursor.match(/^(?:du|des)$/) !== null;
    if (!contracted && cursor.take('de', "d'") === null) return null;
    const phrase = takePhrase(cursor, contracted ? DEFINITE_START : undefined);
    return phrase === null ? null : { kind: 'from', phrase };
  });
}

/** « qui devient l’article 5 »: said in passing. */
function takeBecomes(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    if (cursor.take('qui') === null) return null;
    cursor.match(/^(?:desormais)$/);
    if (cursor.match(/^(?:devien(?:t|nent)|deviendra|deviendront)$/) === null) return null;
    cursor.match(/^(?:respectivement)$/);
    const phrase = takePhrase(cursor);
    return phrase === null ? null : { kind: 'becomes', phrase };
  });
}

/** « de deux à trois mois », « de 500 à 600 € »: what a quantity was and what it becomes. */
function takeFromTo(cursor: Cursor): readonly Part[] | null {
  return cursor.attempt(() => {
    const first = cursor.peek();
    if (first === undefined || cursor.take('de', 'du', "d'") === null) return null;
    const old = takeLiteral(cursor);
    if (old === null || cursor.match(/^(?:a|au)$/) === null) return null;
    const start = cursor.peek();
    const fresh = takeLiteral(cursor);
    if (fresh === null || start === undefined) return null;
    const to = old.kind === 'number' ? { ...fresh, to: fresh.figureTo } : fresh;
    return [
      { kind: 'from', phrase: literalPhrase(old) },
      { kind: 'in', phrase: literalPhrase(to), joined: false },
    ] as const;
  });
}

const literalPhrase = (literal: Literal): Phrase => ({
  from: literal.from,
  to: literal.to,
  determiner: 'definite',
  heads: [],
  within: [],
  words: { noun: literal.kind, items: [literal], occurrence: null },
  whole: false,
  count: null,
  follows: false,
  attached: false,
  quotes: [],
});

function takeBy(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    // « cède la place au mot : « b » »
    const yielded = cursor.tokens[cursor.index - 1]?.key === 'place';
    const said = yielded ? cursor.match(/^(?:par|a|aux?)$/) : cursor.take('par');
    if (said === null) return null;
    cursor.take(':');
    const phrase = takePhrase(cursor, /^aux?$/.test(said.key) ? DEFINITE_START : undefined);
    return phrase === null ? null : { kind: 'by', phrase };
  });
}

/** Cuts a sentence into parts. What nothing recognises stays as `unknown`: it is never passed over. */
export function takeParts(cursor: Cursor): readonly Part[] {
  const parts: Part[] = [];
  while (!cursor.done) {
    const part = takePart(cursor, parts);
    if (part !== null) parts.push(...part);
  }
  return withElidedWriting(parts.flatMap((part, at) => (opensAnnounced(parts, at) ? [END, part] : [part])));
}

const END: Part = { kind: 'end' };

/** « est ainsi modifié le second alinéa est supprimé »: what is announced begins there, though its colon is lost. */
function opensAnnounced(parts: readonly Part[], at: number): boolean {
  const [before, part] = [parts[at - 1], parts[at]];
  if (before?.kind !== 'verb' || before.lemma !== 'announce' || before.voice !== 'passive') return false;
  if (part?.kind !== 'phrase' && part?.kind !== 'in') return false;
  const next = parts.slice(at).find((one) => one.kind === 'verb' || one.kind === 'end');
  return next?.kind === 'verb';
}

/** « , I, » between commas, « 7 » after « est renuméroté »: a label that only where it stands tells from a word. */
function takeBareLevel(cursor: Cursor, before: readonly Part[]): Phrase | null {
  const token = cursor.peek();
  const last = before.at(-1);
  if (token === undefined) return null;
  const apposed =
    last?.kind === 'comma' && /^(?:[IVX]{1,5}|[A-Z])$/.test(token.text) && /^[,:]$/.test(cursor.key(1));
  const renumbered = last?.kind === 'verb' && last.lemma === 'renumber';
  if (!apposed && !renumbered) return null;
  return cursor.attempt(() => {
    const number = takeNumber(cursor);
    if (number === null) return null;
    const first: Step = apposed
      ? { kind: 'label', label: number, noun: null }
      : { kind: 'division', noun: '', number, heading: null, rank: null };
    return { ...BARE, from: token.from, to: token.to, heads: [{ first, last: null }] };
  });
}

const BARE = {
  determiner: 'none',
  within: [],
  words: null,
  whole: false,
  count: null,
  follows: false,
  attached: false,
  quotes: [],
} as const;

function takePart(cursor: Cursor, before: readonly Part[]): readonly Part[] | null {
  const token = cursor.peek();
  if (token === undefined) return null;
  if (cursor.take(';', '.') !== null) return [{ kind: 'end' }];
  const each = token.key === ',' ? null : takeEachTime(cursor);
  if (each !== null) return [{ kind: 'each', occurrence: each }];
  if (cursor.take(',') !== null) return [{ kind: 'comma' }];
  if (token.key === 'respectivement') {
    cursor.index += 1;
    return [{ kind: 'respectively' }];
  }
  if (cursor.takeAll('ainsi', 'que')) return [{ kind: 'and' }];
  if (takeFiller(cursor)) return null;
  const level = takeBareLevel(cursor, before);
  if (level !== null) return [{ kind: 'phrase', phrase: level }];
  const fromTo = takeFromTo(cursor);
  if (fromTo !== null) return fromTo;
  const verb = takeVerb(
    cursor,
    before.some(
      (part) =>
        part.kind === 'phrase' ||
        part.kind === 'in' ||
        part.kind === 'after' ||
        part.kind === 'before' ||
        part.kind === 'it' ||
        part.kind === 'edge',
    ),
  );
  if (verb !== null) {
    const impersonal = before.at(-1)?.kind === 'it' && verb.lemma === 'insert';
    const part: Part = { kind: 'verb', lemma: verb.lemma, voice: verb.voice, impersonal };
    return [
      ...(verb.aside === null ? [] : takeParts(verb.aside)),
      part,
      ...(verb.occurrence === null ? [] : [{ kind: 'each', occurrence: verb.occurrence } as const]),
      ...(verb.respectively ? [{ kind: 'respectively' } as const] : []),
    ];
  }
  const becomes = takeBecomes(cursor);
  if (becomes !== null) return [becomes];
  if (cursor.match(/^(?:il|elle|ils|elles)$/) !== null) return [{ kind: 'it' }];
  const placed = takeEdge(cursor) ?? takeAround(cursor) ?? takeBy(cursor) ?? takeIn(cursor);
  if (placed?.kind === 'in') return withOwnText({ ...placed, joined: before.at(-1)?.kind === 'and' });
  if (placed !== null) return [placed];
  if (cursor.match(/^(?:et|ou)$/) !== null) return [{ kind: 'and' }];
  if (takeFollows(cursor)) return [{ kind: 'text', quotes: takeQuotes(cursor) }];
  const list = cursor.attempt(() => {
    if (cursor.take('(') === null) return null;
    const phrase = takePhrase(cursor);
    return phrase === null || cursor.take(')') === null ? null : phrase;
  });
  if (list !== null) {
    // « à l’article 1er (troisième alinéa) »
    const narrows =
      before.at(-1)?.kind === 'in' && /^(?:line|phrase|label)$/.test(list.heads[0]?.first.kind ?? '');
    return [narrows ? { kind: 'in', phrase: list, joined: false } : { kind: 'list', phrase: list }];
  }
  const phrase = takePhrase(cursor);
  if (phrase !== null) return [{ kind: 'phrase', phrase }];
  const from = takeFrom(cursor);
  if (from !== null) return [from];
  const quotes = takeQuotes(cursor);
  if (quotes.length > 0) return [{ kind: 'text', quotes }];
  cursor.index += 1;
  if (token.key === ':') {
    // « L’article 5 est ainsi modifié : au premier alinéa… »: what is announced begins.
    const announced = before.some((part) => part.kind === 'verb' && part.lemma === 'announce');
    return announced && !cursor.done ? [{ kind: 'end' }] : null;
  }
  return [{ kind: 'unknown', token }];
}
