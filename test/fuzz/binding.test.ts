// @vitest-environment jsdom
import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import { describe, expect, it } from 'vitest';
import { steadySelection } from '#shared/document/operations/index.ts';
import { documentExtensions } from '#shared/document/schema/index.ts';
import type { MakeEditor } from './client.ts';
import { bindingOf, identify } from './headless.ts';
import { run } from './run.ts';

const RUNS = Number(process.env.FUZZ_DOM_RUNS ?? 6);
const FIRST = Number(process.env.FUZZ_SEED ?? 1);

/** A real editor on a real view. */
const domEditor: MakeEditor = (fragment, makeId) => {
  const element = document.createElement('div');
  document.body.append(element);
  const editor = new Editor({
    element,
    extensions: [...documentExtensions, Collaboration.configure({ fragment })],
  });
  editor.registerPlugin(identify(makeId));
  const stop = steadySelection(bindingOf(editor.state));
  return {
    get state() {
      return editor.state;
    },
    dispatch: (transaction) => editor.view.dispatch(transaction),
    destroy() {
      stop();
      editor.destroy();
      element.remove();
    },
  };
};

/** Seeds that once failed; they stay. 173: a table whose columns were all deleted, each by somebody else. */
const PINNED: readonly number[] = [173];

describe('real editors over a bad network', () => {
  it(`[R6] [S1] ${RUNS} seeds from ${FIRST} converge and lose nothing`, { timeout: RUNS * 20_000 }, () => {
    const failed: string[] = [];
    const seeds = [...PINNED, ...Array.from({ length: RUNS }, (_, index) => FIRST + index)];
    for (const seed of seeds) {
      const { problems } = run({ seed, steps: 40, clients: 5, bound: 3, makeEditor: domEditor });
      if (problems.length > 0) failed.push(`FUZZ_SEED=${seed} FUZZ_DOM_RUNS=1: ${problems.join('; ')}`);
    }
    expect(failed).toEqual([]);
  });
});
