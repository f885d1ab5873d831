import { describe, expect, it } from 'vitest';
import { isTest, parse, place, type SyntaxNode, sourceFiles } from './sources.ts';

const pure = sourceFiles.filter((path) => path.startsWith('shared/') && !isTest(path));

/** Packages that `shared` may use: they compute, and touch neither disk, network, clock nor screen. */
const PACKAGES = [
  /^zod$/,
  /^yaml$/,
  /^yjs$/,
  /^lib0\//,
  /^y-protocols\//,
  /^@noble\/hashes\//,
  /^fflate$/,
  /^saxes$/,
  /^@tiptap\/(core|y-tiptap|starter-kit|extension-(superscript|table)|pm\/(model|state|transform))$/,
];

const FORBIDDEN_MEMBERS = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'import.meta',
]);
const FORBIDDEN_GLOBALS = new Set([
  'fetch',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'WebSocket',
  'XMLHttpRequest',
  'globalThis',
]);

function nameOf(value: unknown): string | null {
  const node = value as SyntaxNode | null;
  return node?.type === 'Identifier' ? String(node.name) : null;
}

/** What makes a node impure, or null. */
function impurity(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'MemberExpression': {
      const object = nameOf(node.object);
      if (object !== null && FORBIDDEN_GLOBALS.has(object)) return object;
      const member = `${object}.${nameOf(node.property)}`;
      return FORBIDDEN_MEMBERS.has(member) ? member : null;
    }
    case 'NewExpression': {
      const callee = nameOf(node.callee);
      if (callee === 'Date' && Array.isArray(node.arguments) && node.arguments.length === 0)
        return 'new Date()';
      return callee !== null && FORBIDDEN_GLOBALS.has(callee) ? `new ${callee}` : null;
    }
    case 'CallExpression': {
      const callee = nameOf(node.callee);
      return callee === 'Date' || (callee !== null && FORBIDDEN_GLOBALS.has(callee)) ? `${callee}()` : null;
    }
    default:
      return null;
  }
}

describe('shared is pure', () => {
  it('[S7] no clock, randomness, process, network or console', () => {
    expect(pure.length).toBeGreaterThan(0);
    const found = pure.flatMap((path) =>
      parse(path).nodes.flatMap((node) => {
        const what = impurity(node);
        return what === null ? [] : [`${place(path, node)} ${what}`];
      }),
    );
    expect(found).toEqual([]);
  });

  it('[S7] only packages of the closed list, and none of Node', () => {
    const found = pure
      .flatMap((path) => parse(path).imports)
      .filter((one) => one.target === null && !PACKAGES.some((allowed) => allowed.test(one.specifier)));
    expect(found.map((one) => `${one.from}: ${one.specifier}`)).toEqual([]);
  });
});
