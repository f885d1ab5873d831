import { clauseKey } from './check.ts';
import { inlinesOf } from './clause.ts';
import type { Clause, Library, Modele, TemplateInline, VariableDeclaration } from './model.ts';
import { defaultVariables } from './plan.ts';
import type { ModeleStepSummary, ModeleSummary, VariableSummary, VariantSummary } from './wire.ts';

/** @returns a declaration as it is sent: the same, without its place in the file */
function variableSummary({ line: _, si, choix, ...variable }: VariableDeclaration): VariableSummary {
  return { ...variable, choix: [...choix], si: [...si] };
}

/** Words of a run as they read without the act: a variable by its key. */
function plainTemplate(content: readonly TemplateInline[]): string {
  return content
    .map((inline) => {
      switch (inline.type) {
        case 'text':
          return inline.text;
        case 'variable':
          return `{{${inline.chemin}}}`;
        case 'acte':
          return 'acte';
        default:
          return ' ';
      }
    })
    .join('');
}

/** @returns what the forms and the clausier tell of a clause */
export function variantSummary(clause: Clause): VariantSummary {
  return {
    variante: clause.variante,
    id: clause.id,
    version: clause.version,
    titre: clause.titre === null ? null : plainTemplate(clause.titre),
    emploi: clause.emploi,
    note: clause.note,
    questions: clause.conditions.map(({ si, sinon }) => ({ si: [...si], sinon })),
    variables: clause.variables.map(variableSummary),
    faits: [...clause.faits],
    engagements: inlinesOf(clause.body).some(
      ({ inline }) => inline.type === 'element' && inline.liste === 'engagement',
    ),
  };
}

/**
 * What `GET /api/modeles` says of one modèle, and what `planDraft` works on.
 * @param clauses by `<famille>/<variante>`
 */
export function summarise(modele: Modele, clauses: ReadonlyMap<string, Clause>): ModeleSummary {
  const etapes = modele.deroule.flatMap((step): ModeleStepSummary[] => {
    if (step.bloc !== 'clause') return [];
    const variantes = step.variantes.flatMap((variante) => {
      const clause = clauses.get(clauseKey(step.famille, variante));
      return clause === undefined ? [] : [variantSummary(clause)];
    });
    const { cle, famille, defaut, facultative, si } = step;
    return [{ cle, famille, defaut, facultative, si: [...si], variantes }];
  });
  const propres = modele.variables.map(variableSummary);
  return {
    id: modele.id,
    titre: modele.titre,
    description: modele.description,
    version: modele.version,
    kind: modele.kind,
    partiesMin: modele.parties.min,
    partiesMax: modele.parties.max,
    etapes,
    propres,
    variables: defaultVariables({ etapes, propres }).map((each) => ({
      ...each,
      // A default that depends on the number of parties is filled in at drafting.
      defaut: each.defaut?.includes('{{') === true ? null : each.defaut,
    })),
  };
}

/** @returns what `GET /api/modeles` answers, in the order in which they are offered */
export function modeleSummary(library: Library): ModeleSummary[] {
  return [...library.modeles.values()]
    .sort((a, b) => a.rang - b.rang || (a.id < b.id ? -1 : 1))
    .map((modele) => summarise(modele, library.clauses));
}
