import { isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Place, type TemplateProblem, templateProblem } from './problems.ts';

/** Data read from YAML, with the line of any of its parts. */
export interface LocatedData<T> {
  readonly data: T;
  /** @param path keys and indexes from the root; @returns the line, from 1, of the deepest part that exists */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** A front matter and what follows it. `bodyLine`: line of the body's first line. */
export interface SplitFile {
  readonly head: string;
  readonly body: string;
  readonly bodyLine: number;
}

/** @returns the YAML between the two `---` lines and the text after, or `null` when there is no such head */
export function splitHead(source: string): SplitFile | null {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) return null;
  return {
    head: lines.slice(1, end).join('\n'),
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}

/** The branch of a union that comes nearest to what was written: the one with the fewest complaints. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  const inner = branches[0]?.[0];
  return inner === undefined ? issue : nearest({ ...inner, path: [...issue.path, ...inner.path] });
}

/** What a zod issue says, in French, without its place. */
function explain(issue: z.core.$ZodIssue): string {
  const name = issue.path.length === 0 ? 'l’en-tête' : `« ${issue.path.join('.')} »`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `rubrique inconnue « ${issue.keys.join(', ')} »`;
    case 'invalid_type':
      return issue.input === undefined ? `${name} manque` : `${name} n’a pas la forme attendue`;
    case 'invalid_value':
      return `${name} doit être : ${issue.values.join(', ')}`;
    case 'too_small':
    case 'too_big':
      return `${name} est hors des limites permises`;
    default:
      return `${name} n’a pas la forme attendue`;
  }
}

/**
 * Reads YAML through a zod schema; every problem keeps its line.
 * @param firstLine line of the YAML's first line in its file
 */
export function readYaml<T>(
  source: string,
  schema: z.ZodType<T>,
  file: string,
  firstLine: number,
): { readonly value: LocatedData<T> | null; readonly problems: readonly TemplateProblem[] } {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;
  if (document.errors.length > 0)
    return {
      value: null,
      problems: document.errors.map((error) =>
        templateProblem('yaml.illisible', { file, line: lineAt(error.pos[0]) }, 'lecture impossible'),
      ),
    };

  const lineOf = (path: readonly PropertyKey[]): number => {
    let line = firstLine;
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) {
        line = lineAt(node.range[0]);
        break;
      }
    }
    return line;
  };
  const placeOf = (issue: z.core.$ZodIssue): Place => {
    if (issue.code === 'unrecognized_keys') {
      const parent: unknown = issue.path.length === 0 ? document.contents : document.getIn(issue.path, true);
      const pair = isMap<Node>(parent)
        ? parent.items.find((each) => String(each.key) === issue.keys[0])
        : undefined;
      if (pair?.key.range) return { file, line: lineAt(pair.key.range[0]) };
    }
    return { file, line: lineOf(issue.path) };
  };
  const data: unknown = document.toJS();
  const read = schema.safeParse(data, { reportInput: true });
  if (read.success) return { value: { data: read.data, lineOf }, problems: [] };
  return {
    value: null,
    problems: read.error.issues.map(nearest).map((issue) => {
      const key = issue.path.at(-1);
      const unknownFamily = issue.code === 'invalid_value' && (key === 'famille' || key === 'clause');
      return templateProblem(
        unknownFamily ? 'famille.inconnue' : 'tete.invalide',
        placeOf(issue),
        unknownFamily ? `famille « ${String(issue.input)} »` : explain(issue),
      );
    }),
  };
}
