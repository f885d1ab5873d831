import type { Lemma } from './lexicon.ts';
import type { Part } from './parts.ts';
import type { Phrase } from './surface.ts';

/** The parts of one operation: a sentence may say several with one place, or one verb (rules V5 and V6 of RULES.md). */
export interface Group {
  readonly parts: readonly Part[];
  readonly lemma: Lemma;
  readonly voice: 'passive' | 'active' | 'elided';
}

/** New text that a phrase brings. */
export const bringsText = (phrase: Phrase): boolean =>
  phrase.quotes.length > 0 || phrase.words !== null || phrase.attached;

const isNew = (part: Part): boolean =>
  (part.kind === 'phrase' && bringsText(part.phrase)) || (part.kind === 'text' && part.quotes.length > 0);

/** True when a verb has all that it needs, so that what follows can belong to the next one. */
function complete(parts: readonly Part[], lemma: Lemma): boolean {
  const verb = parts.findIndex((part) => part.kind === 'verb');
  if (verb === -1) return false;
  const after = parts.slice(verb + 1);
  switch (lemma) {
    case 'replace':
      return parts.some((part) => part.kind === 'by' || part.kind === 'text');
    case 'append':
      return parts.some(
        (part) =>
          (part.kind === 'by' && bringsText(part.phrase)) ||
          part.kind === 'text' ||
          (part.kind === 'by' && after.some(isNew)),
      );
    case 'write':
    case 'reinstate':
      return parts.some((part) => part.kind === 'text' && part.quotes.length > 0) || after.some(isNew);
    case 'insert':
      return parts.some(isNew);
    case 'substitute':
    case 'read':
      return (
        parts.filter((part) => 'phrase' in part && part.phrase !== null && bringsText(part.phrase)).length >=
        2
      );
    case 'carry':
      return after.some((part) => part.kind === 'in' && part.phrase.words !== null);
    case 'renumber':
    case 'move':
      return after.some(
        (part) =>
          part.kind === 'phrase' || part.kind === 'after' || part.kind === 'before' || part.kind === 'edge',
      );
    default: {
      const said = parts[verb];
      const own = said?.kind === 'verb' && said.voice === 'active' ? after : parts;
      return own.some((part) => part.kind === 'phrase' || part.kind === 'it');
    }
  }
}

const STARTS: ReadonlySet<Part['kind']> = new Set([
  'in',
  'after',
  'before',
  'edge',
  'phrase',
  'it',
  'verb',
  'instead',
]);

/** True when the parts ahead make an operation of their own, with their verb or with the one already said. */
function standsAlone(
  ahead: readonly Part[],
  lemma: Lemma,
  voice: Group['voice'],
  parts: readonly Part[],
): boolean {
  const stop = ahead.findIndex((part) => part.kind === 'end');
  const own = stop === -1 ? ahead : ahead.slice(0, stop);
  if (own.some((part) => part.kind === 'verb')) return true;
  switch (lemma) {
    case 'replace':
    case 'append':
      return own.some((part) => part.kind === 'by');
    case 'insert':
      return (
        own.some((part) => part.kind === 'after' || part.kind === 'before' || part.kind === 'edge') &&
        own.some(isNew) &&
        parts.some((part) => part.kind === 'after' || part.kind === 'before' || part.kind === 'edge')
      );
    case 'delete':
      return voice === 'active' && own.some((part) => part.kind === 'phrase');
    case 'carry':
      return (
        own.some((part) => part.kind === 'phrase') &&
        own.some((part) => part.kind === 'in' && part.phrase.words !== null)
      );
    case 'write':
      return (
        own.some((part) => part.kind === 'text' && part.quotes.length > 0) &&
        own.some((part) => part.kind === 'phrase')
      );
    case 'renumber':
      return false;
    default:
      return false;
  }
}

/**
 * Cuts the parts of a sentence into operations.
 * @returns one group for each verb, or for each complement that shares the verb before it; parts without any verb make
 *   no group
 */
export function groupParts(parts: readonly Part[]): readonly Group[] {
  const groups: Group[] = [];
  let current: Part[] = [];
  let said: { readonly lemma: Lemma; readonly voice: Group['voice'] } | null = null;
  let separated = false;
  const flush = (): void => {
    const verb = current.find((part) => part.kind === 'verb');
    const lemma = verb?.kind === 'verb' ? verb : said;
    const held = current.filter(
      (part) => part.kind !== 'and' && part.kind !== 'comma' && part.kind !== 'end',
    );
    if (lemma !== null && held.length > 0) {
      groups.push({ parts: held, lemma: lemma.lemma, voice: lemma.voice });
      said = { lemma: lemma.lemma, voice: lemma.voice };
    }
    current = [];
    separated = false;
  };
  const inherits = (lemma: Lemma): boolean => {
    // An elided verb is there as soon as its complement is.
    const withVerb: readonly Part[] = current.some((part) => part.kind === 'verb')
      ? current
      : [...current.slice(0, 1), VERB(lemma), ...current.slice(1)];
    return complete(withVerb, lemma);
  };
  parts.forEach((part, index) => {
    if (part.kind === 'end') {
      if (current.some((one) => one.kind === 'verb') || said !== null) flush();
      else current.push(part);
      return;
    }
    if (part.kind === 'and' || part.kind === 'comma') {
      separated = true;
      current.push(part);
      return;
    }
    const verb = current.find((one) => one.kind === 'verb');
    const lemma = verb?.kind === 'verb' ? verb.lemma : (said as { lemma: Lemma } | null)?.lemma;
    const voice = verb?.kind === 'verb' ? verb.voice : 'passive';
    // « est déplacé après l’article 3 et devient l’article 3-1 »: one operation.
    const renames = part.kind === 'verb' && part.lemma === 'renumber' && lemma === 'move';
    if (
      separated &&
      !renames &&
      lemma !== undefined &&
      STARTS.has(part.kind) &&
      inherits(lemma) &&
      standsAlone(parts.slice(index), lemma, voice, current)
    )
      flush();
    else if (
      part.kind === 'verb' &&
      verb?.kind === 'verb' &&
      inherits(verb.lemma) &&
      part.lemma !== 'renumber'
    )
      flush();
    current.push(part);
    separated = false;
  });
  flush();
  return groups;
}

const VERB = (lemma: Lemma): Part => ({ kind: 'verb', lemma, voice: 'elided', impersonal: false });

/** @returns true when a phrase names a place of the text, not the act alone and not new text */
export function namesPlace(phrase: Phrase): boolean {
  return phrase.heads.some(({ first }) => first.kind !== 'act');
}
