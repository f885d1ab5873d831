import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { checkModele, clauseKey } from './check.ts';
import { type ClauseStanding, previewClause } from './clausier.ts';
import type { Clause, Library, Modele } from './model.ts';
import { type TemplateProblem, templateProblem } from './problems.ts';
import { splitHead } from './yaml.ts';

/*
 * The clauses that ship joined with those of the organisation: server/drafting/clausier/RULES.md says the rules.
 */

/** A version kept in the database, read, with where it stands. */
export interface KeptVersion {
  readonly clause: Clause;
  readonly standing: ClauseStanding;
}

/** A version that the modèles can't take, and why (rule K5). */
interface SetAside {
  readonly clause: Clause;
  readonly problems: readonly TemplateProblem[];
}

/** What drafters are offered, and what had to be left out of it. */
export interface MergedLibrary {
  readonly library: Library;
  readonly setAside: readonly SetAside[];
  /** Shipped clauses retired although a modèle needs them: still offered. */
  readonly stillNeeded: readonly Clause[];
}

const keyOf = (clause: Clause) => clauseKey(clause.famille, clause.variante);

/** The modèles as they offer what `clauses` holds: variants that went are left out, new ones join (rule K4). */
function adaptModele(modele: Modele, clauses: ReadonlyMap<string, Clause>, added: readonly Clause[]): Modele {
  const served = new Set<string>();
  let changed = false;
  const deroule = modele.deroule.map((step) => {
    if (step.bloc !== 'clause') return step;
    const isFirst = !served.has(step.famille);
    served.add(step.famille);
    const kept = step.variantes.filter(
      (variante) => variante === step.defaut || clauses.has(clauseKey(step.famille, variante)),
    );
    const fresh = isFirst
      ? added
          .filter((clause) => clause.famille === step.famille && !kept.includes(clause.variante))
          .map(({ variante }) => variante)
      : [];
    if (kept.length === step.variantes.length && fresh.length === 0) return step;
    changed = true;
    return { ...step, variantes: [...kept, ...fresh] };
  });
  return changed ? { ...modele, deroule } : modele;
}

/** Modèles that can be filled with some clauses; the new variants join those where they fit, or the problems. */
function adaptModeles(
  shipped: Library,
  clauses: ReadonlyMap<string, Clause>,
): { readonly modeles: ReadonlyMap<string, Modele>; readonly problems: readonly TemplateProblem[] } {
  const added = [...clauses.values()].filter((clause) => !shipped.clauses.has(keyOf(clause)));
  const problems: TemplateProblem[] = [];
  const modeles = new Map<string, Modele>();
  for (const [id, modele] of shipped.modeles) {
    const fitting = added.filter(
      (clause) => checkModele(adaptModele(modele, clauses, [clause]), clauses).length === 0,
    );
    const adapted = adaptModele(modele, clauses, fitting);
    const found = checkModele(adapted, clauses);
    problems.push(...found);
    modeles.set(id, adapted);
  }
  return { modeles, problems };
}

/** The highest approved version of the organisation for each clause (rule K2), by family and variant. */
function approvedLast(kept: readonly KeptVersion[]): ReadonlyMap<string, Clause> {
  const last = new Map<string, Clause>();
  for (const { clause, standing } of kept) {
    if (standing.origine !== 'organisation' || standing.etat !== 'approuvee') continue;
    const known = last.get(keyOf(clause));
    if (known === undefined || known.version < clause.version) last.set(keyOf(clause), clause);
  }
  return last;
}

/** Every version that a draft may once have taken, but for the one now offered, by clause id, newest first. */
function formerVersions(
  shipped: Library,
  kept: readonly KeptVersion[],
  offered: ReadonlyMap<string, Clause>,
): ReadonlyMap<string, readonly Clause[]> {
  const current = new Set(offered.values());
  const former = new Map<string, Clause[]>();
  const own = kept.filter(
    ({ standing }) => standing.origine === 'organisation' && standing.etat !== 'proposee',
  );
  const all = [
    ...own.map(({ clause }) => clause),
    ...shipped.clauses.values(),
    ...[...shipped.anciennes.values()].flat(),
  ];
  for (const clause of all) {
    if (current.has(clause)) continue;
    const versions = former.get(clause.id) ?? [];
    if (!versions.some(({ version }) => version === clause.version)) versions.push(clause);
    former.set(clause.id, versions);
  }
  for (const versions of former.values()) versions.sort((a, b) => b.version - a.version);
  return former;
}

/**
 * Joins the clauses that ship with those of the organisation (rules K2 to K5). Never fails: what the modèles can't take
 * is set aside.
 * @param kept every version in the database, those retired or only proposed included
 */
export function mergeLibrary(shipped: Library, kept: readonly KeptVersion[]): MergedLibrary {
  const stillNeeded: Clause[] = [];
  let clauses: ReadonlyMap<string, Clause> = shipped.clauses;
  let waiting = [...approvedLast(kept)];
  let refused: SetAside[] = [];
  // A wording may only fit once another is in: those refused are tried again as long as one more is taken.
  for (let taken = true; taken && waiting.length > 0; ) {
    taken = false;
    refused = [];
    const still: typeof waiting = [];
    for (const [key, clause] of waiting) {
      const next = new Map(clauses).set(key, clause);
      const { problems } = adaptModeles(shipped, next);
      if (problems.length > 0) {
        refused.push({ clause, problems });
        still.push([key, clause]);
      } else {
        clauses = next;
        taken = true;
      }
    }
    waiting = still;
  }
  for (const { clause, standing } of kept) {
    if (standing.origine !== 'livree' || standing.etat !== 'retiree') continue;
    const key = keyOf(clause);
    const current = shipped.clauses.get(key);
    // What was retired is that version: another that ships later is to be looked at again.
    if (current === undefined || current.version !== clause.version || clauses.get(key) !== current) continue;
    const next = new Map(clauses);
    next.delete(key);
    if (adaptModeles(shipped, next).problems.length > 0) stillNeeded.push(current);
    else clauses = next;
  }
  const { modeles } = adaptModeles(shipped, clauses);
  const anciennes = formerVersions(shipped, kept, clauses);
  return { library: { ...shipped, clauses, anciennes, modeles }, setAside: refused, stillNeeded };
}

/** Who proposes a version, and which it is: what the server says, whatever the head says (rule K6). */
export interface Stamp {
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly auteur: string;
}

/**
 * Puts number, date and author in the head of a clause, on the lines where they stood.
 * @returns the source with `\n` line ends, or `null` when it has no head
 */
export function stampClause(source: string, stamp: Stamp): string | null {
  const split = splitHead(source);
  if (split === null) return null;
  const values = new Map<string, string>([
    ['version', String(stamp.version)],
    ['date', stamp.date],
    ['auteur', JSON.stringify(stamp.auteur)],
  ]);
  const lines = split.head.split('\n').map((line) => {
    const key = /^(\w+):/.exec(line)?.[1] ?? '';
    const value = values.get(key);
    if (value === undefined) return line;
    values.delete(key);
    return `${key}: ${value}`;
  });
  const missing = [...values].map(([key, value]) => `${key}: ${value}`);
  return ['---', ...lines, ...missing, '---', split.body].join('\n');
}

/**
 * What keeps a clause, soundly read, from joining the clausier (rules K5 to K7).
 * @param known every clause that holds an id here: shipped, and of the organisation in any state
 * @returns every problem with its line; none when it could be approved as it is
 */
export function proposalProblems(
  clause: Clause,
  known: readonly Clause[],
  context: { readonly shipped: Library; readonly kept: readonly KeptVersion[]; readonly makeId: MakeBlockId },
): readonly TemplateProblem[] {
  const at = (detail: string) => templateProblem('id.double', { file: clause.file, line: 2 }, detail);
  const ids = known.flatMap((other) => {
    const isSame = keyOf(other) === keyOf(clause);
    if (isSame === (other.id === clause.id)) return [];
    return isSame
      ? [at(`« ${clause.id} » : cette clause s’appelle « ${other.id} »`)]
      : [at(`« ${clause.id} » est déjà l’identifiant de « ${keyOf(other)} »`)];
  });
  if (ids.length > 0) return ids.slice(0, 1);
  const preview = previewClause(clause, context.makeId);
  if (!preview.ok)
    return preview.error.map(({ champ, message }) =>
      templateProblem(
        'defaut.invalide',
        { file: clause.file, line: clause.variables.find(({ chemin }) => chemin === champ)?.line ?? 1 },
        `« ${champ} » : ${message.replace(/\.$/, '')}`,
      ),
    );
  const approved: KeptVersion = { clause, standing: { origine: 'organisation', etat: 'approuvee' } };
  const { setAside } = mergeLibrary(context.shipped, [...context.kept, approved]);
  return setAside.find((each) => each.clause === clause)?.problems ?? [];
}
