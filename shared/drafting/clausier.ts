import type { ActContent } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { clauseKey } from './check.ts';
import { parseClause } from './clause.ts';
import type { ClauseDetail, ClauseSummary, ClauseVersion } from './clausier-wire.ts';
import { fillFrom } from './fill.ts';
import { mapInlines } from './map-inlines.ts';
import type { Clause, Modele } from './model.ts';
import type { DraftingProblem, TemplateProblem } from './problems.ts';
import { SAMPLE_PARTIES, sampleValue } from './samples.ts';
import { variantSummary } from './summary.ts';

/** Where a version comes from and stands; a shipped one is approved. */
export type ClauseStanding = Pick<ClauseVersion, 'origine' | 'etat'>;
const SHIPPED: ClauseStanding = { origine: 'livree', etat: 'approuvee' };

/** @returns one line of a clause's history */
export function clauseVersion(clause: Clause, standing: ClauseStanding = SHIPPED): ClauseVersion {
  return { version: clause.version, date: clause.date, auteur: clause.auteur, ...standing };
}

/**
 * @param versions how many versions there are, this one included
 * @returns what the list of the clausier says of a clause
 */
export function clauseSummary(
  clause: Clause,
  versions: number,
  standing: ClauseStanding = SHIPPED,
): ClauseSummary {
  const { variante, id, titre, emploi } = variantSummary(clause);
  return {
    ...clauseVersion(clause, standing),
    id,
    famille: clause.famille,
    variante,
    titre,
    emploi,
    versions,
  };
}

/** A modèle of one clause, numbered as an article. */
function modeleOf(clause: Clause): Modele {
  return {
    id: 'apercu',
    titre: '',
    rang: 1,
    description: '',
    version: 1,
    date: clause.date,
    kind: 'convention',
    qualification: 'convention',
    parties: { min: 2, max: SAMPLE_PARTIES.length },
    numerotation: [
      { genre: 'rubrique', prefixe: '', compteur: 'aucun', complet: false, separateur: '' },
      { genre: 'section', prefixe: '', compteur: '1', complet: false, separateur: '. ' },
    ],
    familles: new Map(),
    variables: [],
    deroule: [
      {
        bloc: 'clause',
        line: 1,
        cle: clause.famille,
        famille: clause.famille,
        defaut: clause.variante,
        variantes: [clause.variante],
        facultative: false,
        si: [],
      },
    ],
    file: clause.file,
  };
}

/**
 * A clause alone, filled with sample values and sample parties, to be read before it is used. A renvoi to another clause
 * prints as that clause's name.
 * @param values typed for its variables; the others take a sample
 */
export function previewClause(
  clause: Clause,
  makeId: MakeBlockId,
  values: Readonly<Record<string, string>> = {},
): Result<ActContent, readonly DraftingProblem[]> {
  const samples = Object.fromEntries(
    variantSummary(clause).variables.map((each) => [each.chemin, values[each.chemin] ?? sampleValue(each)]),
  );
  const filled = fillFrom(
    modeleOf(clause),
    new Map([[clauseKey(clause.famille, clause.variante), clause]]),
    { titre: 'Titre de l’acte', parties: SAMPLE_PARTIES, valeurs: samples },
    makeId,
  );
  if (!filled.ok) return filled;
  const content = mapInlines(filled.value.document.content, (inline) => {
    if (inline.type !== 'renvoi' || inline.attrs.cible !== '') return inline;
    return { type: 'text', text: `[clause ${inline.attrs.libelle}]` };
  });
  return ok({ ...filled.value, document: { type: 'doc', content } });
}

/**
 * @param history all versions, newest first, with where each stands
 * @returns what the clausier's page shows of one version of a clause
 */
export function clauseDetail(
  clause: Clause,
  history: readonly { readonly clause: Clause; readonly standing: ClauseStanding }[],
  makeId: MakeBlockId,
  standing: ClauseStanding = SHIPPED,
): Result<ClauseDetail, readonly DraftingProblem[]> {
  const preview = previewClause(clause, makeId);
  if (!preview.ok) return preview;
  const { note, questions, variables, faits, engagements } = variantSummary(clause);
  return ok({
    ...clauseSummary(clause, history.length, standing),
    note,
    questions,
    variables,
    faits,
    engagements,
    source: clause.source,
    apercu: { document: preview.value.document, champs: { ...preview.value.champs } },
    historique: history.map((each) => clauseVersion(each.clause, each.standing)),
  });
}

/**
 * Reads a clause that somebody proposes, as the file it would be: the same rules as for those shipped, and its preview
 * must fill.
 * @param source head and text
 * @returns the clause, or every problem with its line
 */
export function readProposedClause(source: string): Result<Clause, readonly TemplateProblem[]> {
  const famille = /^famille:\s*(\S+)/m.exec(source)?.[1] ?? 'famille';
  const variante = /^variante:\s*(\S+)/m.exec(source)?.[1] ?? 'variante';
  return parseClause(source, `clauses/${famille}/${variante}.md`);
}
