import type { ActContent } from '#shared/document/model.ts';
import { readActFacts } from '#shared/drafting/act-facts.ts';
import { holds } from '#shared/drafting/condition.ts';
import type { Clause } from '#shared/drafting/model.ts';
import { variantSummary } from '#shared/drafting/summary.ts';
import { fillValues } from '#shared/drafting/values.ts';
import type { VariableSummary } from '#shared/drafting/wire.ts';

/** What putting a clause into an act asks of a person. */
export interface ClauseQuestions {
  /** Variables of the clause to which the act has no answer yet. */
  readonly variables: readonly VariableSummary[];
  /** How many parties the act has: some defaults are that number. */
  readonly parties: number;
  /** What should hold where it is used, and does not. */
  readonly doubts: readonly string[];
}

/** @param typed what was typed for its variables so far: some are only asked for after the answer to another */
export function questionsOf(
  content: ActContent,
  clause: Clause,
  typed: Readonly<Record<string, string>>,
): ClauseQuestions {
  const { facts } = readActFacts(content);
  const { variables, questions } = variantSummary(clause);
  const held = Object.fromEntries(
    variables.flatMap(({ chemin }) => {
      const value = facts.valeurs[chemin] ?? null;
      return value === null ? [] : [[chemin, value]];
    }),
  );
  const familles = new Set([...facts.familles, clause.famille]);
  const filled = fillValues(
    variables.map((declaration) => ({ declaration, famille: null })),
    { ...held, ...typed },
    { parties: facts.parties, publique: facts.publique },
    () => familles,
  );
  const now = { ...facts, valeurs: { ...facts.valeurs, ...filled.facts.valeurs }, familles };
  return {
    variables: filled.asked.filter(({ chemin }) => !Object.hasOwn(held, chemin)),
    parties: facts.parties,
    doubts: questions.filter(({ si }) => !holds(si, now)).map(({ sinon }) => sinon),
  };
}
