import { describe, expect, it } from 'vitest';
import { documentSchema, TEXT_BLOCKS } from './index.ts';

describe('document schema', () => {
  it('builds without a DOM and holds every text block', () => {
    for (const name of TEXT_BLOCKS) expect(documentSchema.nodes[name]?.isTextblock, name).toBe(true);
  });

  it('makes an ordinary alinéa where content is missing', () => {
    expect(documentSchema.topNodeType.createAndFill()?.toJSON()).toEqual({
      type: 'doc',
      content: [{ type: 'alinea', attrs: { id: null, retrait: 0, aVerifier: false } }],
    });
  });
});
