import type { Token } from './tokens.ts';

/*
 * Sentences that speak of an operation without carrying it out: a condition, a reminder, a negation, what may be done
 * later (rule V8 of RULES.md).
 */

const OPENINGS =
  /^(?:si|s' il|lorsque|lorsqu'|quand|des lors que|au cas ou|dans le cas ou|dans l' hypothese ou|a defaut|il est (?:rappele|constate|note|observe|indique) (?:que|qu')|pour rappel|les parties (?:rappellent|constatent) (?:que|qu')) /;
const NEGATION = /(?:^| )(?:ne|n') (?:\S+ ){1,3}?(?:pas|plus|point|aucun|aucune)(?: |$)/;
const CONDITION = /(?:^| )(?:est|sont|sera|seront) (?:\S+ ){1,4}en cas d[e'u]/;
const POSSIBILITY = /(?:^| )(?:peut|peuvent|pourra|pourront|pourrait|pourraient) (?:\S+ )?etre(?: |$)/;

/** True when a sentence says that something is not done, or not yet, or was done before. Quotations are not looked into. */
export function isIdle(tokens: readonly Token[]): boolean {
  const words = `${tokens.map((token) => (token.quote === null ? token.key : '«»')).join(' ')} `;
  return OPENINGS.test(words) || [NEGATION, POSSIBILITY, CONDITION].some((pattern) => pattern.test(words));
}
