import type { Place } from '../model.ts';
import type { ActFacts } from './act.ts';

const FRONT: ReadonlySet<string> = new Set(['titre', 'partie', 'liaison']);

/** @returns the place « something is missing at the head of the act », after its titles and parties */
export function frontPlace(act: ActFacts): Place {
  let after = null;
  for (const { facts } of act.lines) {
    if (!FRONT.has(facts.block.type)) break;
    after = facts.id;
  }
  return { kind: 'acte', after };
}
