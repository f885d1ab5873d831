import type { Family } from '#shared/document/schema/vocabulary.ts';
import { type ActFacts, missing, sectionOf } from './facts/act.ts';
import type { CheckContext, Hit, Rule, Severity } from './model.ts';

interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly severity?: Severity;
  readonly family: Family;
  /** Variant of the clausier to propose; null leaves the choice. */
  readonly variant: string | null;
  readonly message: string;
  /** False where the clause would be of no use in this act. */
  readonly applies?: (act: ActFacts, context: CheckContext) => boolean;
}

/** True when the act has a text to speak of: a title alone, or an empty page, lacks nothing yet. */
export const isWritten = (act: ActFacts): boolean =>
  act.body.some(({ facts }) => facts.block.type !== 'intitule' && facts.plain.trim() !== '');

/**
 * A rule that asks for a clause which the act lacks. An avenant is never asked for the clauses of its convention.
 */
export function wantedClause(wanted: Wanted): Rule {
  const { id, title, source, severity = 'recommande', family, variant, message, applies } = wanted;
  return {
    id,
    title,
    source,
    severity,
    check: (act, context): readonly Hit[] => {
      if (act.kind === 'avenant' || !isWritten(act) || sectionOf(act, family).length > 0) return [];
      if (applies !== undefined && !applies(act, context)) return [];
      return [{ place: missing(act), message, fix: { kind: 'clause', family, variant, after: act.bodyEnd } }];
    },
  };
}
