import type { Family } from '#shared/document/schema/vocabulary.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { declareVariables, isKnownVariable, readCondition } from './clause.ts';
import { type ModeleHead, modeleHead } from './head.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type { Modele, ModeleStep, TemplateInline } from './model.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { type LocatedData, readYaml } from './yaml.ts';

function steps(located: LocatedData<ModeleHead>, report: Report): ModeleStep[] {
  return located.data.deroule.map((step, index): ModeleStep => {
    const line = located.lineOf(['deroule', index]);
    const inline = (source: string) => parseTemplateInline(source, line, report);
    if ('clause' in step)
      return {
        bloc: 'clause',
        line,
        famille: step.clause,
        defaut: step.defaut,
        variantes: [...new Set([step.defaut, ...(step.variantes ?? [])])],
        si: readCondition(step.si, line, report),
      };
    switch (step.bloc) {
      case 'titre':
        return {
          bloc: 'titre',
          line,
          parties: step.parties,
          lignes: step.lignes.map((each) => ({ role: each.role, content: inline(each.texte) })),
        };
      case 'parties':
        return {
          bloc: 'parties',
          line,
          style: step.style,
          entre: typeset(step.entre),
          et: typeset(step.et),
          collectif: step.collectif === undefined ? null : inline(step.collectif),
        };
      case 'signatures':
        return { bloc: 'signatures', line };
      default:
        return { bloc: step.bloc, line, content: inline(step.texte) };
    }
  });
}

/** What a modèle itself prints, outside its clauses. */
function ownInlines(step: ModeleStep): readonly TemplateInline[] {
  switch (step.bloc) {
    case 'titre':
      return step.lignes.flatMap((each) => each.content);
    case 'parties':
      return step.collectif ?? [];
    case 'formule':
    case 'cloture':
      return step.content;
    default:
      return [];
  }
}

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
  for (const step of deroule)
    for (const inline of ownInlines(step))
      if (inline.type === 'variable' && !isKnownVariable(inline.chemin, declared, own))
        report('variable.inconnue', step.line, `« {{${inline.chemin}}} »`);
  return {
    id: data.id,
    titre: typeset(data.titre),
    description: typeset(data.description),
    version: data.version,
    date: data.date,
    kind: data.kind,
    qualification: data.qualification,
    parties: data.parties,
    numerotation: data.numerotation,
    familles: new Map(Object.entries(data.familles) as [Family, (typeof data.numerotation)[number][]][]),
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
