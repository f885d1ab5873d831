// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { ActEditorHandle } from './create-editor.ts';
import { alinea, caret, openEditor, press } from './test-support.ts';

const awake = ({ editor }: ActEditorHandle) =>
  [...editor.view.dom.querySelectorAll('[data-eveil]')].map((block) => block.textContent);
const four = () => openEditor(['un', 'deux', 'trois', 'quatre'].map((words) => alinea(words)));

describe('blocks that never rest', () => {
  it.each([
    [0, ['un', 'deux']],
    [2, ['deux', 'trois', 'quatre']],
    [3, ['trois', 'quatre']],
  ])('[E23] with the caret in block %i: %j', (index, expected) => {
    const act = four();
    caret(act, index, 0);
    expect(awake(act)).toEqual(expected);
  });

  it('[E23] the paragraph that Enter makes is awake at once', () => {
    const act = four();
    caret(act, 1, 4);
    press(act, 'Enter');
    expect(awake(act)).toEqual(['deux', '', 'trois']);
  });
});
