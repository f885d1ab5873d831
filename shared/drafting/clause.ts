import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { parseBody } from './body.ts';
import { parseCondition } from './condition.ts';
import { clauseHead, type VariableHead } from './head.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type {
  Clause,
  Condition,
  TemplateBlock,
  TemplateBody,
  TemplateInline,
  VariableDeclaration,
} from './model.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';
import { typeset } from './typeset.ts';
import { normaliseValue } from './values.ts';
import { readYaml, splitHead } from './yaml.ts';

/** Reads a condition of a head, reporting one that can't be read. */
export function readCondition(source: string | undefined, line: number, report: Report): Condition {
  if (source === undefined) return [];
  const condition = parseCondition(source);
  if (condition === null) report('condition.illisible', line, `« ${source} »`);
  return condition ?? [];
}

/**
 * Declarations as the rest of drafting uses them, their defaults checked by their own rule.
 * @param lineOf line of the n-th declaration
 */
export function declareVariables(
  heads: readonly VariableHead[],
  lineOf: (index: number) => number,
  report: Report,
): VariableDeclaration[] {
  const seen = new Set<string>();
  return heads.map((head, index) => {
    const line = lineOf(index);
    const declaration: VariableDeclaration = {
      chemin: head.chemin,
      type: head.type,
      libelle: typeset(head.libelle),
      aide: head.aide === undefined ? null : typeset(head.aide),
      defaut: head.defaut === undefined ? null : typeset(head.defaut),
      requis: head.requis,
      choix: (head.choix ?? []).map(typeset),
      min: head.min ?? null,
      max: head.max ?? null,
      apres: head.apres ?? null,
      si: readCondition(head.si, line, report),
      line,
    };
    if (seen.has(head.chemin)) report('variable.contradictoire', line, `« ${head.chemin} » deux fois`);
    seen.add(head.chemin);
    if ((head.type === 'enum') !== (head.choix !== undefined))
      report('tete.invalide', line, `« ${head.chemin} » : « choix » va avec le type « enum », et lui seul`);
    const fallback = declaration.defaut;
    if (fallback !== null && !fallback.includes('{{parties.nombre}}')) {
      const read = normaliseValue(declaration, fallback);
      if (!read.ok)
        report('defaut.invalide', line, `« ${head.chemin} » : ${read.error.message.replace(/\.$/, '')}`);
    }
    return declaration;
  });
}

/** One run of a body, with what surrounds it. */
export interface PlacedInline {
  readonly inline: TemplateInline;
  readonly line: number;
  /** Within `@pour chaque partie`. */
  readonly perParty: boolean;
  /** Families that an enclosing `@si avec …` makes sure of. */
  readonly assured: readonly string[];
}

/** Everything written in a body, blocks within directives and notes included. */
export function inlinesOf(body: TemplateBody): PlacedInline[] {
  type Around = Pick<PlacedInline, 'perParty' | 'assured'>;
  const place = (content: readonly TemplateInline[], line: number, around: Around): PlacedInline[] =>
    content.map((inline) => ({ inline, line, ...around }));
  const walk = (blocks: readonly TemplateBlock[], around: Around): PlacedInline[] =>
    blocks.flatMap((block) => {
      switch (block.type) {
        case 'si': {
          const more = block.condition.flatMap((each) =>
            each.kind === 'famille' && !each.nie ? [each.famille] : [],
          );
          const inside = { ...around, assured: [...around.assured, ...more] };
          return [...walk(block.alors, inside), ...walk(block.sinon, around)];
        }
        case 'chaquePartie':
          return walk(block.blocs, { ...around, perParty: true });
        case 'table':
          return place(block.rows.flat(2), block.line, around);
        default:
          return place(block.content, block.line, around);
      }
    });
  const outside: Around = { perParty: false, assured: [] };
  const notes = [...body.notes.values()].flatMap((note) => place(note.content, note.line, outside));
  return [...walk(body.blocs, outside), ...notes];
}

/** Conditions of all `@si` of a body, with their lines. */
export function bodyConditions(blocks: readonly TemplateBlock[]): { condition: Condition; line: number }[] {
  return blocks.flatMap((block) => {
    if (block.type === 'chaquePartie') return bodyConditions(block.blocs);
    if (block.type !== 'si') return [];
    return [
      { condition: block.condition, line: block.line },
      ...bodyConditions(block.alors),
      ...bodyConditions(block.sinon),
    ];
  });
}

/** What of a party can be printed: `{{partie.siege}}` in a loop, `{{partie.p1.siege}}` in a whole act. */
const PARTY_VARIABLE =
  /^partie\.(?:p([1-9]\d*)\.)?(?:denomination|sigle|forme|siege|representant\.(?:civilite|nom|capacite))$/;

/**
 * @param namedParties how many parties may be named by rank (`p1`): none in a clause, which serves any act
 * @returns true when a variable is declared, or is a party's where a party is at hand
 */
export function isKnownVariable(
  chemin: string,
  declared: { readonly has: (chemin: string) => boolean },
  around: { readonly perParty: boolean; readonly namedParties: number },
): boolean {
  const party = PARTY_VARIABLE.exec(chemin);
  if (party === null) return declared.has(chemin);
  return party[1] === undefined ? around.perParty : Number(party[1]) <= around.namedParties;
}

/** Checks variables and notes of a body against what its head declares; see `isKnownVariable`. */
export function checkBody(
  body: TemplateBody,
  declared: ReadonlySet<string>,
  namedParties: number,
  report: Report,
): void {
  const called = new Set<string>();
  for (const { inline, line, perParty } of inlinesOf(body)) {
    if (inline.type === 'variable' && !isKnownVariable(inline.chemin, declared, { perParty, namedParties }))
      report('variable.inconnue', line, `« {{${inline.chemin}}} »`);
    if (inline.type === 'partie' && !perParty)
      report('variable.inconnue', line, '« {{partie}} » hors de « @pour chaque partie »');
    if (inline.type === 'note') {
      called.add(inline.cle);
      if (!body.notes.has(inline.cle)) report('note.orpheline', line, `« [^${inline.cle}] »`);
    }
  }
  for (const [cle, note] of body.notes)
    if (!called.has(cle)) report('note.orpheline', note.line, `« [^${cle}]: … »`);
}

/** Families whose paragraphs stand before the agreement and take no heading. */
export const UNTITLED: ReadonlySet<string> = new Set(['visas', 'considerants']);

/**
 * Reads one clause.
 * @param source the file's text: YAML head between `---` lines, then the body
 * @param name its path from `templates/`; `clauses/<famille>/<variante>.md` must agree with the head
 * @returns the clause, or every problem of this file; what needs other files is checked by `loadLibrary`
 */
export function parseClause(source: string, name: string): Result<Clause, readonly TemplateProblem[]> {
  const split = splitHead(source);
  if (split === null)
    return fail([templateProblem('tete.absente', { file: name, line: 1 }, 'pas d’en-tête')]);
  const head = readYaml(split.head, clauseHead, name, 2);
  if (head.value === null) return fail(head.problems);
  const { data, lineOf } = head.value;

  const problems: TemplateProblem[] = [];
  const report: Report = (code, line, detail) =>
    problems.push(templateProblem(code, { file: name, line }, detail));
  if (name !== `clauses/${data.famille}/${data.variante}.md`)
    report('chemin.incoherent', lineOf(['famille']), `« ${data.famille} / ${data.variante} »`);
  if (UNTITLED.has(data.famille) !== (data.titre === undefined))
    report('tete.invalide', lineOf(['titre']), '« titre » manque, ou ne va pas avec cette famille');

  const variables = declareVariables(data.variables, (index) => lineOf(['variables', index]), report);
  const body = parseBody(split.body, split.bodyLine, report);
  checkBody(body, new Set(variables.map((each) => each.chemin)), 0, report);
  const clause: Clause = {
    id: data.id,
    famille: data.famille,
    variante: data.variante,
    titre: data.titre === undefined ? null : parseTemplateInline(data.titre, lineOf(['titre']), report),
    version: data.version,
    date: data.date,
    auteur: data.auteur,
    note: data.note ?? null,
    emploi: data.emploi,
    conditions: data.conditions.map((each, index) => {
      const line = lineOf(['conditions', index]);
      return { si: readCondition(each.si, line, report), sinon: typeset(each.sinon), line };
    }),
    variables,
    body,
    maison: true,
    file: name,
  };
  return problems.length === 0 ? ok(clause) : fail(problems);
}
