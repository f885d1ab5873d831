import { describe, expect, it } from 'vitest';
import { isTest, parse, place, type SyntaxNode, sourceFiles } from './sources.ts';

const WRONG = /\p{L}'\p{L}|[\p{L}»)] [;:!?](?:\s|$)|« |[^\u00a0]»/u;

/** The text of a node that a person may read, or null: string literals, template pieces and JSX text. */
function textOf(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'Literal':
    case 'JSXText':
      return typeof node.value === 'string' ? node.value.replaceAll('&nbsp;', '\u00a0') : null;
    case 'TemplateElement': {
      const value = node.value as { readonly cooked?: string | null };
      return value.cooked ?? null;
    }
    default:
      return null;
  }
}

const French = /[éèêàçùôîœ’«»]/i;

describe('what people read', () => {
  it('[S15] keeps French typography in client and server', () => {
    const found = sourceFiles
      .filter((path) => /^(client|server)\//.test(path) && !isTest(path))
      .flatMap((path) =>
        parse(path).nodes.flatMap((node) => {
          const text = textOf(node);
          return text !== null && French.test(text) && WRONG.test(text)
            ? [`${place(path, node)} ${text.trim()}`]
            : [];
        }),
      );
    expect(found).toEqual([]);
  });
});
