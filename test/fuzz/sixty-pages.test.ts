import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { repair } from '#shared/document/operations/index.ts';
import { parseContent } from '#shared/document/parse.ts';
import { printDocument } from '#shared/document/text.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { sixtyPages } from '../support/sixty-pages.ts';

describe('the sixty-page act of the benchmarks', () => {
  it('is a valid act of that size, the same for the same seed', () => {
    const act = sixtyPages();
    expect(parseContent(act).ok).toBe(true);
    expect(sixtyPages()).toEqual(act);
    const words = printDocument(act).split(/\s+/).length;
    expect(words).toBeGreaterThan(25_000);
    expect(words).toBeLessThan(30_000);
    expect(act.document.content.length).toBeGreaterThan(1000);
  });

  it('[R6] needs no repair', () => {
    const doc = new Y.Doc();
    writeContent(doc, sixtyPages());
    expect(repair(doc, 'check')).toEqual({ removed: [], renamed: [], added: [] });
  });
});
