import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { parseBody } from './body.ts';
import { checkModele, clauseKey } from './check.ts';
import { checkBody } from './clause.ts';
import { type ExampleHead, exampleHead, modeleHead } from './head.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type {
  Clause,
  ExampleActSource,
  ExampleRight,
  ExampleSource,
  Library,
  Modele,
  TemplateFile,
} from './model.ts';
import { buildModele } from './modele.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { readYaml, splitHead } from './yaml.ts';

const EXAMPLE = 'exemple/exemple.yaml';
/** `# famille : Titre`, or `# famille/variante : Titre`, opens one clause of an act written whole. */
const SECTION = /^# ([a-z-]+)(?:\/([a-z0-9-]+))?(?: : (.+))?$/;

type Templates = Pick<Library, 'clauses' | 'modeles'>;
/** A modèle with the clauses it may draw from. */
interface WholeAct {
  readonly modele: Modele;
  readonly clauses: ReadonlyMap<string, Clause>;
}

/**
 * Reads an act written whole in one file: a modèle's head, then its clauses one after the other.
 * @returns the act, or every problem of the file
 */
function parseWholeAct(source: string, file: string): Result<WholeAct, readonly TemplateProblem[]> {
  const split = splitHead(source);
  if (split === null) return fail([templateProblem('tete.absente', { file, line: 1 }, 'pas d’en-tête')]);
  const head = readYaml(split.head, modeleHead, file, 2);
  if (head.value === null) return fail(head.problems);
  const problems: TemplateProblem[] = [];
  const report: Report = (code, line, detail) => problems.push(templateProblem(code, { file, line }, detail));
  const modele = buildModele(head.value, file, report);
  const declared = new Set(['acte.titre', ...modele.variables.map((each) => each.chemin)]);

  const clauses = new Map<string, Clause>();
  const lines = split.body.split('\n');
  const starts = lines.flatMap((text, index) => (/^# [a-z]/.test(text) ? [index] : []));
  starts.forEach((start, rank) => {
    const line = split.bodyLine + start;
    const section = SECTION.exec(lines[start] ?? '');
    const famille = FAMILIES.find((each) => each === section?.[1]);
    if (famille === undefined) {
      report('famille.inconnue', line, `« ${lines[start]} »`);
      return;
    }
    const variante = section?.[2] ?? 'exemple';
    const titre = section?.[3];
    const body = parseBody(lines.slice(start + 1, starts[rank + 1]).join('\n'), line + 1, report);
    checkBody(body, declared, modele.parties.min, report);
    const key = clauseKey(famille, variante);
    if (clauses.has(key)) report('id.double', line, `« ${key} »`);
    clauses.set(key, {
      id: `${famille}-${variante}`,
      famille,
      variante,
      titre: titre === undefined ? null : parseTemplateInline(titre, line, report),
      version: modele.version,
      date: modele.date,
      auteur: '',
      note: null,
      emploi: '',
      conditions: [],
      variables: [],
      faits: [],
      body,
      maison: false,
      file,
      source: '',
    });
  });
  if (problems.length === 0) problems.push(...checkModele(modele, clauses));
  return problems.length === 0 ? ok({ modele, clauses }) : fail(problems);
}

function act(
  declared: ExampleHead['actes'][number],
  head: ExampleHead,
  whole: WholeAct,
): Result<ExampleActSource, string> {
  const organisations = new Map(head.organisations.map((each) => [each.cle, each]));
  const persons = new Map(head.personnes.map((each) => [each.cle, each]));
  const parties = [];
  for (const cle of declared.parties) {
    const party = organisations.get(cle);
    if (party === undefined) return fail(`« ${declared.titre} » : organisation inconnue « ${cle} »`);
    parties.push(party);
  }
  const rights: ExampleRight[] = [];
  for (const { personne, role } of declared.droits) {
    const person = persons.get(personne);
    if (person === undefined) return fail(`« ${declared.titre} » : personne inconnue « ${personne} »`);
    rights.push({ person: personne, organisation: person.organisation, role });
  }
  const stranger = declared.liens.find((cle) => !rights.some((right) => right.person === cle));
  if (stranger !== undefined)
    return fail(`« ${declared.titre} » : lien pour « ${stranger} », qui n’a pas de droit`);
  return ok({
    titre: typeset(declared.titre),
    state: declared.etat,
    ...whole,
    input: {
      titre: declared.titre,
      parties,
      valeurs: declared.valeurs,
      variantes: declared.variantes,
    },
    rights,
    links: declared.liens,
  });
}

/**
 * Reads `exemple/`: the organisations, persons and acts that *Commencer avec l’exemple* creates.
 * @returns the example; `null` when there is no `exemple.yaml`
 */
export function readExample(
  files: readonly TemplateFile[],
  templates: Templates,
): Result<ExampleSource | null, readonly TemplateProblem[]> {
  const file = files.find((each) => each.path === EXAMPLE);
  if (file === undefined) return ok(null);
  const head = readYaml(file.source, exampleHead, EXAMPLE, 1);
  if (head.value === null) return fail(head.problems);
  const { data, lineOf } = head.value;
  const problems: TemplateProblem[] = [];
  const acts: ExampleActSource[] = [];
  data.actes.forEach((declared, index) => {
    const place = { file: EXAMPLE, line: lineOf(['actes', index]) };
    const modele = templates.modeles.get(declared.modele);
    const written = files.find((each) => each.path === `exemple/${declared.modele}.md`);
    const whole =
      written !== undefined
        ? parseWholeAct(written.source, written.path)
        : modele !== undefined
          ? ok({ modele, clauses: templates.clauses })
          : fail([templateProblem('clause.inconnue', place, `modèle « ${declared.modele} »`)]);
    if (!whole.ok) {
      problems.push(...whole.error);
      return;
    }
    const built = act(declared, data, whole.value);
    if (built.ok) acts.push(built.value);
    else problems.push(templateProblem('tete.invalide', place, built.error));
  });
  if (problems.length > 0) return fail(problems);
  return ok({
    organisations: data.organisations.map(({ representant: _, ...each }) => ({
      ...each,
      denomination: typeset(each.denomination),
      forme: typeset(each.forme),
      siege: typeset(each.siege),
    })),
    persons: data.personnes.map(({ courriel, ...person }) => ({ ...person, email: courriel })),
    acts,
  });
}
