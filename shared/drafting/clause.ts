import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { parseBody } from './body.ts';
import { parseCondition } from './condition.ts';
import { clauseHead, type VariableHead } from './head.ts';
import { parseTemplateInline, type Report } from './inline.ts';
import type {
  Clause,
  Condition,
  Conditional,
  PartyList,
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
  /** Within `@pour chaque engagement` or `@pour chaque fait`. */
  readonly liste: PartyList | null;
  /** Families that an enclosing `@si avec …` makes sure of. */
  readonly assured: readonly string[];
}

/** Families that a condition makes sure of. */
const assuredBy = (condition: Condition): string[] =>
  condition.flatMap((each) => (each.kind === 'famille' && !each.nie ? [each.famille] : []));

/** Everything written in a body, blocks within directives and notes included. */
export function inlinesOf(body: TemplateBody): PlacedInline[] {
  type Around = Pick<PlacedInline, 'perParty' | 'liste' | 'assured'>;
  const place = (content: readonly TemplateInline[], line: number, around: Around): PlacedInline[] =>
    content.flatMap((inline) =>
      inline.type === 'si'
        ? [
            { inline, line, ...around },
            ...place(inline.alors, line, {
              ...around,
              assured: [...around.assured, ...assuredBy(inline.condition)],
            }),
          ]
        : [{ inline, line, ...around }],
    );
  const walk = (blocks: readonly TemplateBlock[], around: Around): PlacedInline[] =>
    blocks.flatMap((block) => {
      switch (block.type) {
        case 'si': {
          const inside = { ...around, assured: [...around.assured, ...assuredBy(block.condition)] };
          return [...walk(block.alors, inside), ...walk(block.sinon, around)];
        }
        case 'chaquePartie':
          return [...walk(block.blocs, { ...around, perParty: true }), ...walk(block.entre, around)];
        case 'chaqueElement':
          return walk(block.blocs, { ...around, liste: block.liste });
        case 'table':
          return place(block.rows.flat(2), block.line, around);
        default:
          return place(block.content, block.line, around);
      }
    });
  const outside: Around = { perParty: false, liste: null, assured: [] };
  const notes = [...body.notes.values()].flatMap((note) => place(note.content, note.line, outside));
  return [...walk(body.blocs, outside), ...notes];
}

/** A condition of a body, and where it stands. */
interface PlacedCondition {
  readonly condition: Condition;
  readonly line: number;
  readonly perParty: boolean;
}

/** Everything of a clause that stands only under a condition, in the order of the text. */
export function clauseConditionals(clause: Pick<Clause, 'body'>): Conditional[] {
  const ofBlocks = (blocks: readonly TemplateBlock[]): Conditional[] =>
    blocks.flatMap((block): Conditional[] => {
      if (block.type === 'si') return [block, ...ofBlocks(block.alors), ...ofBlocks(block.sinon)];
      if (block.type === 'chaquePartie') return [...ofBlocks(block.blocs), ...ofBlocks(block.entre)];
      return block.type === 'chaqueElement' ? ofBlocks(block.blocs) : [];
    });
  const inline = inlinesOf(clause.body).flatMap((each) => (each.inline.type === 'si' ? [each.inline] : []));
  return [...ofBlocks(clause.body.blocs), ...inline];
}

/** Conditions of a body, `@si` and `{si …}`, with their lines. */
export function bodyConditions(body: TemplateBody): PlacedCondition[] {
  const inline = inlinesOf(body).flatMap((each) =>
    each.inline.type === 'si'
      ? [{ condition: each.inline.condition, line: each.line, perParty: each.perParty }]
      : [],
  );
  return [...blockConditions(body.blocs, false), ...inline];
}

function blockConditions(blocks: readonly TemplateBlock[], perParty: boolean): PlacedCondition[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'chaquePartie':
        return [...blockConditions(block.blocs, true), ...blockConditions(block.entre, perParty)];
      case 'chaqueElement':
        return blockConditions(block.blocs, perParty);
      case 'si':
        return [
          { condition: block.condition, line: block.line, perParty },
          ...blockConditions(block.alors, perParty),
          ...blockConditions(block.sinon, perParty),
        ];
      default:
        return [];
    }
  });
}

/** What of a party can be printed: `{{partie.siege}}` in a loop, `{{partie.p1.siege}}` in a whole act. */
const PARTY_VARIABLE =
  /^partie\.(?:p([1-9]\d*)\.)?(?:denomination|sigle|forme|siege|siren|rna|publique|presentation|representant\.(?:civilite|nom|capacite|delegant|acte))$/;
/** Lists of a party that a condition may ask for: filled in or not. */
const PARTY_LISTS: ReadonlySet<string> = new Set(['partie.faits', 'partie.engagements']);
/** A fact of a party's sheet, or its date; the clause declares it. */
const FACT_VARIABLE = /^partie\.faits\.([a-z0-9-]+)(?:\.date)?$/;

/**
 * @param namedParties how many parties may be named by rank (`p1`): none in a clause, which serves any act
 * @returns true when a variable is declared, or is a party's where a party is at hand
 */
export function isKnownVariable(
  chemin: string,
  declared: { readonly has: (chemin: string) => boolean },
  around: { readonly perParty: boolean; readonly namedParties: number },
): boolean {
  const fact = FACT_VARIABLE.exec(chemin);
  if (fact !== null) return around.perParty && declared.has(`partie.faits.${fact[1]}`);
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
  for (const { inline, line, perParty, liste } of inlinesOf(body)) {
    const ofParty = inline.type === 'partie' || inline.type === 'representant';
    if (inline.type === 'variable' && !isKnownVariable(inline.chemin, declared, { perParty, namedParties }))
      report('variable.inconnue', line, `« {{${inline.chemin}}} »`);
    if (!perParty && (ofParty || (inline.type === 'accord' && inline.avec === 'partie')))
      report('variable.inconnue', line, '« {{partie}} » hors de « @pour chaque partie »');
    if (inline.type === 'element' && (!perParty || liste !== inline.liste))
      report('variable.inconnue', line, `« {{${inline.liste}}} » hors de « @pour chaque ${inline.liste} »`);
    if (inline.type === 'note') {
      called.add(inline.cle);
      if (!body.notes.has(inline.cle)) report('note.orpheline', line, `« [^${inline.cle}] »`);
    }
  }
  for (const { condition, line, perParty } of bodyConditions(body))
    for (const atom of condition) {
      const chemin = atom.kind === 'champ' || atom.kind === 'rempli' ? atom.chemin : '';
      const known =
        !chemin.startsWith('partie.') ||
        (perParty && PARTY_LISTS.has(chemin)) ||
        isKnownVariable(chemin, declared, { perParty, namedParties });
      if (!known) report('variable.inconnue', line, `« ${chemin} »`);
      if (atom.kind === 'rang' && !perParty)
        report('condition.illisible', line, '« première partie » hors de « @pour chaque partie »');
    }
  for (const [cle, note] of body.notes)
    if (!called.has(cle)) report('note.orpheline', note.line, `« [^${cle}]: … »`);
}

/** Families whose paragraphs are no division: they take no heading. */
export const UNTITLED: ReadonlySet<string> = new Set([
  'titre',
  'parties',
  'visas',
  'considerants',
  'signature',
]);
/** A préambule may do without. */
const MAY_BE_UNTITLED: ReadonlySet<string> = new Set(['preambule']);

/** `clauses/duree/signature.md`, or `clauses/duree/signature@1.md` for a former version. */
const CLAUSE_PATH = /^clauses\/([^/]+)\/([^/@]+)(?:@(\d+))?\.md$/;

/** What a path says of its clause; `version` is `null` for the current one. */
function pathOf(name: string): { famille: string; variante: string; version: number | null } | null {
  const [, famille, variante, version] = CLAUSE_PATH.exec(name) ?? [];
  if (famille === undefined || variante === undefined) return null;
  return { famille, variante, version: version === undefined ? null : Number(version) };
}

/** True for the file of a former version, kept so that acts made from it can be recognised. */
export function isFormerVersion(name: string): boolean {
  return (pathOf(name)?.version ?? null) !== null;
}

/**
 * Reads one clause.
 * @param source the file's text: YAML head between `---` lines, then the body
 * @param name its path from `templates/`: `clauses/<famille>/<variante>.md`, or `<variante>@<version>.md` for a former
 *   version; the head must agree
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
  const path = pathOf(name);
  if (path?.famille !== data.famille || path.variante !== data.variante)
    report('chemin.incoherent', lineOf(['famille']), `« ${data.famille} / ${data.variante} »`);
  if (path !== null && path.version !== null && path.version !== data.version)
    report('chemin.incoherent', lineOf(['version']), `version ${data.version}`);
  if (UNTITLED.has(data.famille) !== (data.titre === undefined) && !MAY_BE_UNTITLED.has(data.famille))
    report('tete.invalide', lineOf(['titre']), '« titre » manque, ou ne va pas avec cette famille');

  const variables = declareVariables(data.variables, (index) => lineOf(['variables', index]), report);
  const body = parseBody(split.body, split.bodyLine, report);
  const declared = new Set([
    ...variables.map((each) => each.chemin),
    ...data.faits.map((each) => `partie.faits.${each.cle}`),
    'acte.titre',
  ]);
  checkBody(body, declared, 0, report);
  const clause: Clause = {
    id: data.id,
    famille: data.famille,
    variante: data.variante,
    titre: data.titre === undefined ? null : parseTemplateInline(data.titre, lineOf(['titre']), report),
    version: data.version,
    date: data.date,
    auteur: data.auteur,
    note: data.note === undefined ? null : typeset(data.note),
    emploi: typeset(data.emploi),
    conditions: data.conditions.map((each, index) => {
      const line = lineOf(['conditions', index]);
      return { si: readCondition(each.si, line, report), sinon: typeset(each.sinon), line };
    }),
    variables,
    faits: data.faits.map((each) => ({ ...each, libelle: typeset(each.libelle) })),
    body,
    maison: true,
    file: name,
    source,
  };
  return problems.length === 0 ? ok(clause) : fail(problems);
}
