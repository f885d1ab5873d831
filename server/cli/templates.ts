import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { previewClause } from '#shared/drafting/clausier.ts';
import { fillModele } from '#shared/drafting/fill.ts';
import type { Library } from '#shared/drafting/model.ts';
import type { DraftingProblem } from '#shared/drafting/problems.ts';
import { clauseVersions } from '#shared/drafting/provenance.ts';
import { sampleParties, sampleValue } from '#shared/drafting/samples.ts';
import { modeleSummary } from '#shared/drafting/summary.ts';
import type { Result } from '#shared/kernel/result.ts';
import { templateProblems } from '../drafting/index.ts';
import { newBlockId } from '../ids.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/**
 * `templates check`: reads every clause and modèle and says all that is to be corrected, one `file:line: sentence` per
 * line, so that an editor can go there. Exits with 1 when there is any.
 */
export async function checkTemplates(place: Workplace): Promise<Outcome> {
  const problems = await templateProblems(place.config.templatesDir);
  if (problems.length > 0)
    return {
      json: { ok: false, problems },
      text: problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'),
      code: 1,
    };
  const library = await place.library();
  const counts = { clauses: library.clauses.size, modeles: library.modeles.size };
  return {
    json: { ok: true, problems, ...counts },
    text: `${counts.clauses} clauses and ${counts.modeles} modèles, all sound.`,
  };
}

/** What a name stands for, filled with sample values. @returns `null` when it stands for nothing */
function filled(library: Library, name: string): Result<ActContent, readonly DraftingProblem[]> | null {
  const [id = '', version] = name.split('@');
  const clause = clauseVersions(library, id).find(
    (each) => version === undefined || String(each.version) === version,
  );
  if (clause !== undefined) return previewClause(clause, newBlockId);
  const modele = modeleSummary(library).find((each) => each.id === name);
  if (modele === undefined) return null;
  const valeurs = modele.variables.map((each) => [each.chemin, sampleValue(each)] as const);
  const parties = sampleParties(modele.partiesMin);
  const draft = { titre: 'Titre de l’acte', parties, valeurs: Object.fromEntries(valeurs) };
  return fillModele(library, modele.id, draft, newBlockId);
}

/**
 * `templates preview <name>`: a clause (`duree-signature`, or `duree-signature@1` for a former version) or a modèle,
 * filled with sample parties and values.
 * @throws CommandError when nothing has that name
 */
export async function previewTemplate(place: Workplace, name: string): Promise<Outcome> {
  const library = await place.library();
  const content = filled(library, name);
  if (content === null) {
    const names = [...library.modeles.keys(), ...[...library.clauses.values()].map((each) => each.id)];
    throw new CommandError(`Nothing in templates/ is called "${name}". There are: ${names.join(', ')}.`);
  }
  if (!content.ok)
    throw new CommandError(content.error.map(({ champ, message }) => `${champ}: ${message}`).join('\n'));
  const text = printDocument(content.value);
  return { json: { name, text, ...content.value }, text };
}
