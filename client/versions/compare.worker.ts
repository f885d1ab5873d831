import { compareContents } from '#shared/compare/contents.ts';
import { sentences } from '#shared/compare/sentences.ts';
import { viewOf } from '#shared/compare/view.ts';
import type { CompareAnswer, CompareRequest } from './comparer.ts';

self.addEventListener('message', ({ data }: MessageEvent<CompareRequest>) => {
  const comparison = compareContents(data.old, data.new);
  self.postMessage({
    id: data.id,
    view: viewOf(comparison),
    sentences: sentences(comparison),
    capped: comparison.capped,
  } satisfies CompareAnswer);
});
