import type { Family } from '#shared/document/schema/vocabulary.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { declareVariables, isKnownVariable, readCondition } from './clause.ts';
import { type ModeleHead, modeleHead } from './head.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type { Modele, ModeleStep, NumberingStyle } from './model.ts';
import { NONE } from './plan.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { type LocatedData, readYaml } from './yaml.ts';

function steps(located: LocatedData<ModeleHead>, report: Report): ModeleStep[] {
  return located.data.deroule.map((step, index): ModeleStep => {
    const line = located.lineOf(['deroule', index]);
    if (!('clause' in step))
      return { bloc: 'formule', line, content: parseTemplateInline(step.texte, line, report) };
    const offered = [...new Set([step.defaut, ...(step.variantes ?? [])])].filter((each) => each !== NONE);
    if (step.defaut === NONE && !step.facultative)
      report('tete.invalide', line, `« ${NONE} » par défaut demande « facultative: oui »`);
    return {
      bloc: 'clause',
      line,
      cle: step.cle ?? step.clause,
      famille: step.clause,
      defaut: step.defaut,
      variantes: offered,
      facultative: step.facultative,
      si: readCondition(step.si, line, report),
    };
  });
}

/** Two steps under one key could not be chosen apart. */
function checkKeys(deroule: readonly ModeleStep[], report: Report): void {
  const seen = new Set<string>();
  for (const step of deroule) {
    if (step.bloc !== 'clause') continue;
    if (seen.has(step.cle)) report('id.double', step.line, `étape « ${step.cle} » : ajoutez « cle »`);
    seen.add(step.cle);
  }
}

/** Numbers print with the spaces that French wants (« Article 1er : »). */
const typesetStyle = (style: NumberingStyle): NumberingStyle => ({
  ...style,
  prefixe: typeset(style.prefixe),
  separateur: typeset(style.separateur),
});

/** Builds a modèle from a head already read; shared with the acts of the example, which hold one. */
export function buildModele(located: LocatedData<ModeleHead>, file: string, report: Report): Modele {
  const { data, lineOf } = located;
  if (data.parties.min > data.parties.max)
    report('tete.invalide', lineOf(['parties']), '« parties » : le minimum dépasse le maximum');
  const variables = declareVariables(data.variables, (index) => lineOf(['variables', index]), report);
  const declared = new Set(variables.map((each) => each.chemin));
  declared.add('acte.titre');
  const own = { perParty: false, namedParties: data.parties.min };
  const deroule = steps(located, report);
  checkKeys(deroule, report);
  for (const step of deroule)
    for (const inline of step.bloc === 'formule' ? step.content : [])
      if (inline.type === 'variable' && !isKnownVariable(inline.chemin, declared, own))
        report('variable.inconnue', step.line, `« {{${inline.chemin}}} »`);
  return {
    id: data.id,
    titre: typeset(data.titre),
    rang: data.rang,
    description: typeset(data.description),
    version: data.version,
    date: data.date,
    kind: data.kind,
    qualification: data.qualification,
    parties: data.parties,
    numerotation: data.numerotation.map(typesetStyle),
    familles: new Map(
      Object.entries(data.familles).map(([famille, styles]) => [famille as Family, styles.map(typesetStyle)]),
    ),
    variables,
    deroule,
    file,
  };
}

/**
 * Reads one modèle.
 * @param name its path from `templates/`: `modeles/<id>.yaml`
 * @returns the modèle, or every problem of this file; its clauses are looked up by `loadLibrary`
 */
export function parseModele(source: string, name: string): Result<Modele, readonly TemplateProblem[]> {
  const head = readYaml(source, modeleHead, name, 1);
  if (head.value === null) return fail(head.problems);
  const problems: TemplateProblem[] = [];
  const report: Report = (code, line, detail) =>
    problems.push(templateProblem(code, { file: name, line }, detail));
  if (name !== `modeles/${head.value.data.id}.yaml`)
    report('chemin.incoherent', head.value.lineOf(['id']), `« ${head.value.data.id} »`);
  const modele = buildModele(head.value, name, report);
  return problems.length === 0 ? ok(modele) : fail(problems);
}
