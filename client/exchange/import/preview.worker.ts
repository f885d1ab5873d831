import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { type Brought, previewOf } from './preview.ts';

const makeId = blockIdsFrom(Math.random);

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; brought: Brought }>) => {
  self.postMessage({ id: data.id, preview: previewOf(data.brought, makeId) });
});
