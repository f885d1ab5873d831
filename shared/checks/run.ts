import type { ActContent } from '#shared/document/model.ts';
import { typeset } from '#shared/drafting/typeset.ts';
import { actFacts } from './facts/act.ts';
import { type CheckContext, type Finding, type Hit, type Rule, SEVERITIES } from './model.ts';
import { RULES } from './rules/index.ts';

const messages = new WeakMap<Hit, string>();

/** Messages are written on an ordinary keyboard; what people read has French typography. */
function messageOf(hit: Hit): string {
  const known = messages.get(hit);
  if (known !== undefined) return known;
  const message = typeset(hit.message);
  messages.set(hit, message);
  return message;
}

function findingOf(rule: Rule, hit: Hit, ranks: Map<string, number>): Finding {
  const spot = hit.place.kind === 'bloc' ? hit.place.block : 'acte';
  const base = `${rule.id}:${spot}`;
  const rank = ranks.get(base) ?? 0;
  ranks.set(base, rank + 1);
  return {
    key: rank === 0 ? base : `${base}:${rank}`,
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    place: hit.place,
    message: messageOf(hit),
    ...(rule.question === undefined ? {} : { question: rule.question }),
    ...(hit.atFreeze === undefined ? {} : { atFreeze: hit.atFreeze }),
    ...(hit.fix === undefined ? {} : { fix: hit.fix }),
  };
}

/**
 * Runs every rule over an act (rules K1 to K8 of RULES.md). Pure; blocks that were already read, as the same objects,
 * cost next to nothing, so a caller that keeps unchanged blocks pays only for what changed.
 * @returns findings, the gravest first, each group in the order of the rules, then of the text
 */
export function runChecks(content: ActContent, context: CheckContext): readonly Finding[] {
  const act = actFacts(content, context);
  const ranks = new Map<string, number>();
  const found = RULES.flatMap((rule) => rule.check(act, context).map((hit) => findingOf(rule, hit, ranks)));
  return SEVERITIES.flatMap((severity) => found.filter((one) => one.severity === severity));
}
