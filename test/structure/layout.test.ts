import { describe, expect, it } from 'vitest';
import { parse, place, read, sourceFiles, trackedFiles } from './sources.ts';

const TOP_LEVEL =
  /^(client|server|shared|templates|test|package\.json|package-lock\.json|tsconfig(\..*)?\.json|vite\.config\.ts|README\.md|LICENSE|Dockerfile|compose\.yaml|biome\.json|knip\.json|\..+)$/;

const MAX_LINES = 500;
/** Files that may pass MAX_LINES, each with the reason why it still has one reason to change. */
const LONG_FILES: Readonly<Record<string, string>> = {};

const HIDES_ERRORS = /@ts-(ignore|nocheck|expect-error)/;
const BINARY = /\.(png|jpe?g|gif|webp|ico|woff2?|pdf|docx|bin|zip|gz)$/;

describe('layout', () => {
  it('[S9] holds only the agreed top-level names', () => {
    const tops = new Set(trackedFiles().map((path) => path.split('/')[0] ?? ''));
    expect([...tops].filter((name) => !TOP_LEVEL.test(name))).toEqual([]);
  });

  it(`[S10] has no source file over ${MAX_LINES} lines that is not justified`, () => {
    const long = sourceFiles.filter((path) => read(path).split('\n').length > MAX_LINES);
    expect(long.filter((path) => !(path in LONG_FILES))).toEqual([]);
    expect(Object.keys(LONG_FILES).filter((path) => !long.includes(path))).toEqual([]);
  });

  it('[S11] has no any, non-null assertion or hidden compiler error', () => {
    const found = sourceFiles
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => [
        ...parse(path)
          .nodes.filter((node) => node.type === 'TSAnyKeyword' || node.type === 'TSNonNullExpression')
          .map((node) => `${place(path, node)} ${node.type}`),
        ...(HIDES_ERRORS.test(read(path)) && path !== 'test/structure/layout.test.ts' ? [path] : []),
      ]);
    expect(found).toEqual([]);
  });

  it('[S13] has a README that gives the two commands', () => {
    const readme = read('README.md');
    expect(readme).toContain('npm ci && npm start');
    expect(readme).toContain('npm ci && npm test');
  });

  it('[S14] names no package registry and no machine’s folder in a tracked file', () => {
    // Built from parts, so that this file does not match itself.
    const forbidden = new RegExp(
      [
        ['registry', 'npmjs'].join('\\.'),
        'registry\\.(?:yarnpkg|npm)',
        '_authToken',
        ['', 'work', 'main'].join('/'),
        ['', 'work', 'shared'].join('/'),
        '/(?:home|Users)/[a-z]\\w*/',
      ].join('|'),
    );
    const found = trackedFiles()
      .filter((path) => !BINARY.test(path))
      .filter((path) => forbidden.test(read(path)) && path !== 'test/structure/layout.test.ts');
    expect(found).toEqual([]);
  });
});
