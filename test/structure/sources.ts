import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';

/** The repository's folder, absolute. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

const IGNORED = new Set(['node_modules', 'dist', 'data', '.git', '.results']);

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [relative(ROOT, path).split(sep).join('/')];
  });
}

/** Every TypeScript file of the runtimes and of `test`, as a path from the root with `/`. */
export const sourceFiles: readonly string[] = ['client', 'server', 'shared', 'test']
  .flatMap((top) => walk(join(ROOT, top)))
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path));

/** @returns the text of a file named by its path from the root */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every file under version control, or every file there is when the sources came without git. */
export function trackedFiles(): readonly string[] {
  if (!existsSync(join(ROOT, '.git'))) return walk(ROOT);
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

/** @returns true for a test and for what only tests use */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/') || /(^|\/)testing\//.test(path);
}

/** One import (static, dynamic, type-only or re-export) of a source file. */
export interface Import {
  readonly from: string;
  /** As written. */
  readonly specifier: string;
  /** Path from the root when it names a file of the repository, `null` for a package. */
  readonly target: string | null;
}

const ALIAS = /^#(shared|server|client|test)\//;

function resolveTarget(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  if (ALIAS.test(bare)) return bare.slice(1);
  return bare.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), bare)) : null;
}

/** A node of the syntax tree, as far as the rules look at it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

interface Parsed {
  readonly nodes: readonly SyntaxNode[];
  readonly imports: readonly Import[];
}

const cache = new Map<string, Parsed>();

/** @returns all syntax nodes and imports of a source file; parsed once */
export function parse(path: string): Parsed {
  const known = cache.get(path);
  if (known) return known;
  const text = read(path);
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join('; ')}`);
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((entry) => entry.moduleRequest?.value ?? null)),
    ...module.dynamicImports.map((one) =>
      literal(text.slice(one.moduleRequest.start, one.moduleRequest.end)),
    ),
  ].filter((specifier) => specifier !== null);
  const imports = [...new Set(specifiers)].map((specifier) => ({
    from: path,
    specifier,
    target: resolveTarget(path, specifier),
  }));
  const parsed = { nodes: descendants(program), imports };
  cache.set(path, parsed);
  return parsed;
}

function literal(source: string): string | null {
  return /^(['"])(.*)\1$/.exec(source)?.[2] ?? null;
}

function descendants(root: unknown): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) pending.push(...value);
    else if (isNode(value)) {
      found.push(value);
      pending.push(...Object.values(value));
    }
  }
  return found;
}

/** @returns `path:line` of a node, for a message one can click */
export function place(path: string, node: SyntaxNode): string {
  return `${path}:${read(path).slice(0, node.start).split('\n').length}`;
}

/** Every import of every source file. */
export function allImports(): readonly Import[] {
  return sourceFiles.flatMap((path) => parse(path).imports);
}
