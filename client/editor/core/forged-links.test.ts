// @vitest-environment jsdom
import { getSchema } from '@tiptap/core';
import { DOMSerializer } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { documentExtensions } from '#shared/document/schema/index.ts';
import { alinea } from './test-support.ts';

describe('a link that another page forged', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ])('leads nowhere where it is shown: %s', (href) => {
    const schema = getSchema(documentExtensions);
    const marks = [{ type: 'link', attrs: { href } }];
    const node = schema.nodeFromJSON({
      type: 'doc',
      content: [alinea([{ type: 'text', text: 'clic', marks }], '0123456789ab')],
    });
    const shown = document.createElement('div');
    shown.append(DOMSerializer.fromSchema(schema).serializeFragment(node.content));
    expect(shown.textContent).toBe('clic');
    expect(shown.querySelector('a')?.getAttribute('href') ?? '').toBe('');
  });
});
