import { activeLemma, DEFINITE, type Lemma, participleLemma, presentLemma } from './lexicon.ts';
import { takeFollows, takePhrase, takeQuotes } from './phrases.ts';
import { type Literal, takeLiteral } from './quantities.ts';
import type { Quote } from './quotes.ts';
import { takeEachTime } from './said-words.ts';
import type { Phrase, SaidOccurrence } from './surface.ts';
import type { Cursor, Token } from './tokens.ts';

/*
 * A sentence as a row of parts: where, what, the verb, by what (rules V1 to V8 of RULES.md).
 */

export type Part =
  /** « À l’article 4 », « dans le tableau »; `to` when it could also be what a value becomes. */
  | { readonly kind: 'in'; readonly phrase: Phrase }
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

const FILLER =
  /^(?:egalement|donc|desormais|enfin|toutefois|ensuite|puis|aussi|corollairement|subsequemment|notamment|immediatement|ainsi|seulement|simplement|purement|alors|nouveau)$/;

const FILLERS: readonly (readonly string[])[] = [
  ['en', 'consequence'],
  ['par', 'consequent'],
  ['de', 'meme'],
  ['en', 'outre'],
  ['par', 'ailleurs'],
  ["d'", 'une', 'part'],
  ["d'", 'autre', 'part'],
  ['de', 'plus'],
  ['a', 'nouveau'],
  ['a', 'cet', 'effet'],
  ['a', 'ce', 'titre'],
  ['purement', 'et', 'simplement'],
  ["d'", 'un', 'commun', 'accord'],
  ['de', 'la', 'maniere', 'suivante'],
  ['de', 'la', 'facon', 'suivante'],
  ['dans', 'les', 'termes', 'suivants'],
  ['sans', 'changement'],
  ['dans', 'son', 'integralite'],
  ['dans', 'leur', 'integralite'],
  ['en', 'totalite'],
  ['le', 'cas', 'echeant'],
  ['comme', 'suit'],
  ['ainsi', "qu'", 'il', 'suit'],
];

function takeFiller(cursor: Cursor): boolean {
  for (const words of FILLERS) if (cursor.takeAll(...words)) return true;
  return cursor.match(FILLER) !== null || takeAgreement(cursor) || takeEffect(cursor);
}

/** « Les Parties conviennent de », « il est décidé de », « le présent avenant a pour objet de » (rule V7). */
function takeAgreement(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      const start = cursor.index;
      cursor.match(/^(?:les|le|la|l'|il)$/);
      cursor.match(/^(?:presente?s?)$/);
      const subject =
        cursor.tokens[start]?.key === 'il' ||
        cursor.match(/^(?:parties|partenaires|signataires|cocontractants|contractants|avenant|article)$/) !==
          null;
      if (!subject) return null;
      for (let length = 0; length < 16 && !cursor.done; length += 1) {
        const key = cursor.key();
        if (/^(?:de|d'|a|pour)$/.test(key) && infinitive(cursor.key(1))) {
          const said = cursor.tokens.slice(start, cursor.index).some((token) => AGREES.test(token.key));
          if (!said) return null;
          cursor.index += 1;
          return true;
        }
        if (/^[:;]$/.test(key) || cursor.peek()?.kind === 'quote') return null;
        cursor.index += 1;
      }
      return null;
    }) !== null
  );
}

const AGREES =
  /^(?:convien(?:t|nent)|convenue?s?|decide|decident|decidees?|decidee|objet|vise|but|accordent|souhaitent|lieu|propose|proposent|arrete|arretent)$/;
const infinitive = (key: string): boolean => /(?:er|ir|re)$/.test(key) && activeLemma(key) !== null;

/** « à compter du 1er janvier 2025 », « avec effet au… »: when, which is not what. */
function takeEffect(cursor: Cursor): boolean {
  return (
    cursor.attempt(() => {
      const opens =
        cursor.takeAll('a', 'compter') ||
        cursor.takeAll('a', 'partir') ||
        cursor.takeAll('a', 'dater') ||
        cursor.takeAll('a', 'effet') ||
        cursor.takeAll('avec', 'effet');
      if (!opens) return null;
      if (cursor.match(/^(?:du|de|des|au|a|d')$/) === null) return null;
      cursor.match(DEFINITE);
      if (takeLiteral(cursor) === null) {
        if (cursor.match(/^(?:date|signature|notification|entree|jour|lendemain|prise)$/) === null)
          return null;
        while (
          !cursor.done &&
          !/^[,:;.]$/.test(cursor.key()) &&
          !/^(?:est|sont|il|par|les|le)$/.test(cursor.key())
        )
          cursor.index += 1;
        if (
          /^(?:le|les)$/.test(cursor.key()) &&
          /^(?:de|la|du)$/.test(cursor.tokens[cursor.index - 1]?.key ?? '')
        )
          cursor.index += 1;
      }
      return true;
    }) !== null
  );
}

const AUXILIARIES = /^(?:est|sont|sera|seront|soit|soient|etre)$/;

function takeAuxiliary(cursor: Cursor): boolean {
  if (cursor.match(/^(?:doit|doivent|devra|devront|peut|peuvent)$/) !== null)
    return cursor.take('etre') !== null;
  if (cursor.match(AUXILIARIES) !== null) return true;
  if (cursor.match(/^(?:a|ont|aura|auront)$/) !== null) return cursor.take('ete') !== null;
  return cursor.take('se') !== null && cursor.match(/^trouve(?:nt)?$/) !== null;
}

const ADVERB =
  /^(?:ainsi|donc|desormais|egalement|respectivement|comme|aussi|alors|enfin|immediatement|purement|simplement)$/;

interface Verb {
  readonly lemma: Lemma;
  readonly voice: 'passive' | 'active' | 'elided';
  readonly occurrence: SaidOccurrence;
  readonly respectively: boolean;
}

/** Takes a verb and its auxiliary: « sont remplacés », « est supprimé et remplacé », « devient », « remplacer ». */
function takeVerb(cursor: Cursor, afterPhrase: boolean): Verb | null {
  return cursor.attempt((): Verb | null => {
    let occurrence: SaidOccurrence = null;
    let respectively = false;
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
        if (takeShortFiller(cursor) || cursor.match(ADVERB) !== null) {
          if (cursor.key() === ',') cursor.index += 1;
          continue;
        }
        break;
      }
      return participleLemma(cursor.key());
    });
    if (auxiliary !== null) {
      cursor.index += 1;
      return {
        lemma: joinVerbs(cursor, auxiliary),
        voice: 'passive',
        occurrence,
        respectively,
      };
    }
    if (cursor.take('se') !== null) {
      cursor.match(/^(?:desormais)$/);
      if (cursor.match(/^(?:lit|lisent|lire)$/) !== null)
        return { lemma: 'write', voice: 'passive', occurrence, respectively };
      if (cursor.match(/^substituent?|substitue$/) !== null)
        return { lemma: 'substitute', voice: 'passive', occurrence, respectively };
      return null;
    }
    const token = cursor.peek();
    if (token === undefined || token.kind !== 'word') return null;
    const active = activeLemma(token.key);
    if (active !== null) {
      cursor.index += 1;
      return { lemma: active, voice: 'active', occurrence, respectively };
    }
    const present = presentLemma(token.text.toLowerCase());
    const participle = participleLemma(token.key);
    if (present !== null) {
      cursor.index += 1;
      return { lemma: present, voice: 'active', occurrence, respectively };
    }
    if (participle === null || !afterPhrase || participle === 'write') return null;
    cursor.index += 1;
    return {
      lemma: joinVerbs(cursor, participle),
      voice: 'elided',
      occurrence,
      respectively,
    };
  });
}

function takeShortFiller(cursor: Cursor): boolean {
  return (
    cursor.takeAll('en', 'consequence') ||
    cursor.takeAll('par', 'consequent') ||
    cursor.takeAll('de', 'meme') ||
    cursor.takeAll('comme', 'suit') ||
    cursor.takeAll("d'", 'un', 'commun', 'accord') ||
    takeEffect(cursor)
  );
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
      return takePhrase(cursor, contracted ? { determiner: 'definite', demonstrative: false } : undefined);
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
        : { kind: 'after', phrase: { ...phrase, heads: phrase.heads.slice(0, 1) } };
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

function takeIn(cursor: Cursor): Part | null {
  return cursor.attempt((): Part | null => {
    const preposition = cursor.match(OF_PLACE);
    if (preposition === null) return null;
    if (/^audit$|^auxdit/.test(preposition.key)) {
      const phrase = takePhrase(cursor, { determiner: 'definite', demonstrative: true });
      return phrase === null ? null : { kind: 'in', phrase };
    }
    const contracted = /^aux?$/.test(preposition.key);
    const same = contracted && cursor.match(/^memes?$/) !== null;
    const phrase = takePhrase(cursor, contracted ? { ...DEFINITE_START, demonstrative: same } : undefined);
    return phrase === null ? null : { kind: 'in', phrase };
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
      { kind: 'in', phrase: literalPhrase(to) },
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
    if (cursor.take('par') === null) return null;
    cursor.take(':');
    const phrase = takePhrase(cursor);
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
  return parts;
}

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
  if (takeFiller(cursor)) return null;
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
      part,
      ...(verb.occurrence === null ? [] : [{ kind: 'each', occurrence: verb.occurrence } as const]),
      ...(verb.respectively ? [{ kind: 'respectively' } as const] : []),
    ];
  }
  const becomes = takeBecomes(cursor);
  if (becomes !== null) return [becomes];
  if (cursor.match(/^(?:il|elle|ils|elles)$/) !== null) return [{ kind: 'it' }];
  const placed = takeEdge(cursor) ?? takeAround(cursor) ?? takeBy(cursor) ?? takeIn(cursor);
  if (placed !== null) return [placed];
  if (cursor.match(/^(?:et|ou)$/) !== null) return [{ kind: 'and' }];
  if (takeFollows(cursor)) return [{ kind: 'text', quotes: takeQuotes(cursor) }];
  const list = cursor.attempt(() => {
    if (cursor.take('(') === null) return null;
    const phrase = takePhrase(cursor);
    return phrase === null || cursor.take(')') === null ? null : phrase;
  });
  if (list !== null) return [{ kind: 'list', phrase: list }];
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
