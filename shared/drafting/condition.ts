import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { never } from '#shared/kernel/never.ts';
import type { Condition, ConditionAtom } from './model.ts';

/** Key of a variable: lower-case words joined by dots (`duree.mois`). */
export const CHEMIN = /^[a-z][a-z0-9-]*(?:\.[a-zA-Z0-9-]+)+$/;

const COMPARED = /^(\S+)\s*(=|≠|!=)\s*(.+)$/;
const FILLED = /^(\S+)\s+(rempli|vide)$/;
const PARTIES = /^parties\s*(=|>=|≥|<=|≤)\s*(\d+)$/;
const FAMILY = /^(avec|sans)\s+(\S+)$/;
const RANK = /^(première|dernière)\s+partie$/;
const PUBLIC = /^(aucune\s+)?personne\s+publique$/;

function atom(source: string): ConditionAtom | null {
  const parties = PARTIES.exec(source);
  if (parties) {
    const count = Number(parties[2]);
    if (parties[1] === '=') return { kind: 'parties', min: count, max: count };
    return parties[1] === '>=' || parties[1] === '≥'
      ? { kind: 'parties', min: count, max: null }
      : { kind: 'parties', min: 0, max: count };
  }
  const publique = PUBLIC.exec(source);
  if (publique) return { kind: 'publique', nie: publique[1] !== undefined };
  const rank = RANK.exec(source);
  if (rank) return { kind: 'rang', rang: rank[1] === 'première' ? 'premiere' : 'derniere' };
  const family = FAMILY.exec(source);
  if (family) {
    const famille = FAMILIES.find((name) => name === family[2]);
    return famille === undefined ? null : { kind: 'famille', famille, nie: family[1] === 'sans' };
  }
  const filled = FILLED.exec(source);
  if (filled?.[1] !== undefined && CHEMIN.test(filled[1]))
    return { kind: 'rempli', chemin: filled[1], nie: filled[2] === 'vide' };
  const compared = COMPARED.exec(source);
  if (compared?.[1] !== undefined && compared[3] !== undefined && CHEMIN.test(compared[1]))
    return {
      kind: 'champ',
      chemin: compared[1],
      valeurs: compared[3].split(/\s+ou\s+/),
      nie: compared[2] !== '=',
    };
  return null;
}

/**
 * Reads a condition as a jurist writes it (rule D4): `duree.mode = tacite ou expresse`, `duree.mode ≠ tacite`,
 * `lieu.ville rempli`, `lieu.ville vide`, `parties >= 3`, `personne publique`, `aucune personne publique`,
 * `avec rgpd`, `sans rgpd`, `première partie`, `dernière partie`; several are joined by ` et `.
 * @returns the condition, or `null` when it is not one of these forms
 */
export function parseCondition(source: string): Condition | null {
  const atoms: ConditionAtom[] = [];
  for (const part of source.trim().split(/\s+et\s+/)) {
    const read = atom(part);
    if (read === null) return null;
    atoms.push(read);
  }
  return atoms;
}

/** What a condition may ask of the act being drafted. */
export interface ConditionFacts {
  readonly valeurs: Readonly<Record<string, string | null>>;
  readonly parties: number;
  readonly publique: boolean;
  readonly familles: ReadonlySet<string>;
  /** Within `@pour chaque partie`: whether this one is the first, the last. */
  readonly rang?: { readonly premiere: boolean; readonly derniere: boolean };
}

function atomHolds(atom: ConditionAtom, facts: ConditionFacts): boolean {
  switch (atom.kind) {
    case 'champ':
      return atom.valeurs.includes(facts.valeurs[atom.chemin] ?? '') !== atom.nie;
    case 'rempli':
      return ((facts.valeurs[atom.chemin] ?? '') !== '') !== atom.nie;
    case 'parties':
      return facts.parties >= atom.min && (atom.max === null || facts.parties <= atom.max);
    case 'publique':
      return facts.publique !== atom.nie;
    case 'famille':
      return facts.familles.has(atom.famille) !== atom.nie;
    case 'rang':
      return facts.rang?.[atom.rang] === true;
    default:
      return never(atom);
  }
}

/** @returns true when every atom of `condition` holds */
export function holds(condition: Condition, facts: ConditionFacts): boolean {
  return condition.every((each) => atomHolds(each, facts));
}

/** @returns what the condition depends on, as graph nodes: `champ:<chemin>` or `famille:<famille>` */
export function dependencies(condition: Condition): string[] {
  return condition.flatMap((each) => {
    if (each.kind === 'champ' || each.kind === 'rempli') return [`champ:${each.chemin}`];
    return each.kind === 'famille' ? [`famille:${each.famille}`] : [];
  });
}

/**
 * @param edges each node with those it depends on
 * @returns the nodes of one loop in order, the first repeated at the end; `null` when there is none
 */
export function findLoop(edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of edges.get(node) ?? []) {
      const loop = visit(next, [...path, node]);
      if (loop) return loop;
    }
    done.add(node);
    return null;
  };
  for (const node of edges.keys()) {
    const loop = visit(node, []);
    if (loop) return loop;
  }
  return null;
}
