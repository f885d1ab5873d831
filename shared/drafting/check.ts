import { bodyConditions, inlinesOf, UNTITLED } from './clause.ts';
import { dependencies, findLoop } from './condition.ts';
import type { Clause, Condition, Modele, VariableDeclaration } from './model.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';

/** Key of a clause in a library: a family has one clause per variant. */
export const clauseKey = (famille: string, variante: string): string => `${famille}/${variante}`;

/** Clauses that a modèle may hold, variants included, in order; what is missing is left out. */
function modeleClauses(modele: Modele, clauses: ReadonlyMap<string, Clause>): Clause[] {
  return modele.deroule.flatMap((step) =>
    step.bloc !== 'clause'
      ? []
      : step.variantes.flatMap((variante) => clauses.get(clauseKey(step.famille, variante)) ?? []),
  );
}

interface PlacedCondition {
  readonly condition: Condition;
  readonly file: string;
  readonly line: number;
}

function conditionsOf(modele: Modele, clauses: readonly Clause[]): PlacedCondition[] {
  const placed = (file: string, variables: readonly VariableDeclaration[]) =>
    variables.map((each) => ({ condition: each.si, file, line: each.line }));
  return [
    ...placed(modele.file, modele.variables),
    ...modele.deroule.flatMap((step) =>
      step.bloc === 'clause' ? [{ condition: step.si, file: modele.file, line: step.line }] : [],
    ),
    ...clauses.flatMap((clause) => [
      ...placed(clause.file, clause.variables),
      ...clause.conditions.map((each) => ({ condition: each.si, file: clause.file, line: each.line })),
      ...bodyConditions(clause.body).map((each) => ({ ...each, file: clause.file })),
    ]),
  ];
}

function checkLoops(modele: Modele, clauses: readonly Clause[]): TemplateProblem[] {
  const edges = new Map<string, string[]>();
  const places = new Map<string, { file: string; line: number }>();
  const add = (node: string, condition: Condition, file: string, line: number) => {
    edges.set(node, [...(edges.get(node) ?? []), ...dependencies(condition)]);
    if (!places.has(node) || condition.length > 0) places.set(node, { file, line });
  };
  for (const each of modele.variables) add(`champ:${each.chemin}`, each.si, modele.file, each.line);
  for (const step of modele.deroule)
    if (step.bloc === 'clause') add(`famille:${step.famille}`, step.si, modele.file, step.line);
  for (const clause of clauses)
    for (const each of clause.variables) {
      add(`champ:${each.chemin}`, each.si, clause.file, each.line);
      edges.get(`champ:${each.chemin}`)?.push(`famille:${clause.famille}`);
    }
  const loop = findLoop(edges);
  if (loop === null) return [];
  const place = places.get(loop[0] ?? '') ?? { file: modele.file, line: 1 };
  const names = loop.map((node) => `« ${node.replace(/^\w+:/, '')} »`).join(' → ');
  return [templateProblem('condition.boucle', place, names)];
}

function checkRenvois(modele: Modele, clauses: readonly Clause[]): TemplateProblem[] {
  const steps = modele.deroule.flatMap((step) =>
    step.bloc === 'clause' && !UNTITLED.has(step.famille) ? [step] : [],
  );
  const hasHeading = (step: (typeof steps)[number]) =>
    clauses.every(
      (each) =>
        each.famille !== step.famille || !step.variantes.includes(each.variante) || each.titre !== null,
    );
  const familyOf = new Map(clauses.map((each) => [each.id, each.famille]));
  return clauses.flatMap((clause) =>
    inlinesOf(clause.body).flatMap(({ inline, line, assured }) => {
      if (inline.type !== 'renvoi') return [];
      const famille = familyOf.get(inline.cible) ?? inline.cible;
      const targets = steps.filter((step) => step.famille === famille && hasHeading(step));
      const sure = targets.filter(
        (step) => (step.si.length === 0 && !step.facultative) || assured.includes(famille),
      );
      if (sure.length === 1 || (sure.length > 1 && familyOf.has(inline.cible))) return [];
      return [
        templateProblem(
          sure.length === 0 ? 'renvoi.inconnu' : 'renvoi.ambigu',
          { file: clause.file, line },
          `« [[${inline.cible}]] », dans le modèle « ${modele.id} »`,
        ),
      ];
    }),
  );
}

function checkVariables(modele: Modele, clauses: readonly Clause[]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const declared = new Map<string, VariableDeclaration>();
  const sources = [modele, ...clauses];
  for (const { file, variables } of sources)
    for (const each of variables) {
      const other = declared.get(each.chemin);
      if (other !== undefined && other.type !== each.type)
        problems.push(
          templateProblem(
            'variable.contradictoire',
            { file, line: each.line },
            `« ${each.chemin} » : ${other.type} et ${each.type}`,
          ),
        );
      declared.set(each.chemin, other ?? each);
    }
  const unknown = (chemin: string, file: string, line: number): TemplateProblem[] =>
    declared.has(chemin) ? [] : [templateProblem('variable.inconnue', { file, line }, `« ${chemin} »`)];
  // A party's own are checked where the body is read, since they depend on the loop around them.
  for (const { condition, file, line } of conditionsOf(modele, clauses))
    for (const each of condition)
      if ((each.kind === 'champ' || each.kind === 'rempli') && !each.chemin.startsWith('partie.'))
        problems.push(...unknown(each.chemin, file, line));
  for (const { file, variables } of sources)
    for (const each of variables)
      if (each.apres !== null) problems.push(...unknown(each.apres, file, each.line));
  return problems;
}

/** What can only be seen with a modèle and all its clauses together (rule D6). */
export function checkModele(modele: Modele, library: ReadonlyMap<string, Clause>): TemplateProblem[] {
  const missing = modele.deroule.flatMap((step) =>
    step.bloc !== 'clause'
      ? []
      : step.variantes
          .filter((variante) => !library.has(clauseKey(step.famille, variante)))
          .map((variante) =>
            templateProblem(
              'clause.inconnue',
              { file: modele.file, line: step.line },
              `« ${clauseKey(step.famille, variante)} »`,
            ),
          ),
  );
  const clauses = modeleClauses(modele, library);
  return [
    ...missing,
    ...checkRenvois(modele, clauses),
    ...checkVariables(modele, clauses),
    ...checkLoops(modele, clauses),
  ];
}
