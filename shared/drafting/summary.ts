import { modeleClauses } from './check.ts';
import type { Library, Modele } from './model.ts';
import { ownedVariables } from './plan.ts';
import type { ModeleSummary } from './wire.ts';

function defaultClauses(modele: Modele, library: Library) {
  const wanted = new Map(
    modele.deroule.flatMap((step) => (step.bloc === 'clause' ? [[step.famille, step.defaut] as const] : [])),
  );
  return modeleClauses(modele, library.clauses).filter(
    (clause) => wanted.get(clause.famille) === clause.variante,
  );
}

/** @returns what `GET /api/modeles` answers: each modèle with the variables of its default clauses, in order */
export function modeleSummary(library: Library): ModeleSummary[] {
  return [...library.modeles.values()].map((modele) => ({
    id: modele.id,
    titre: modele.titre,
    description: modele.description,
    partiesMin: modele.parties.min,
    partiesMax: modele.parties.max,
    variables: ownedVariables(modele, defaultClauses(modele, library)).map(
      ({ declaration: { chemin, libelle, type, aide, defaut, choix, requis } }) => ({
        chemin,
        libelle,
        type,
        aide,
        // A default that depends on the number of parties is filled in at drafting.
        defaut: defaut?.includes('{{') === true ? null : defaut,
        choix: [...choix],
        requis,
      }),
    ),
  }));
}
