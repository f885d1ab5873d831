import { describe, expect, it } from 'vitest';
import { alinea, docOf, idOf } from './builders.ts';
import { parseContent, parseDocument } from './parse.ts';
import { documentSchema } from './schema/index.ts';

const id = idOf('a');
const parse = (...content: readonly unknown[]) => parseDocument({ type: 'doc', content });
const problem = (...content: readonly unknown[]) => {
  const result = parse(...content);
  return result.ok ? null : [result.error.reason, result.error.path];
};
const line = (...content: readonly unknown[]) => ({ type: 'alinea', attrs: { id }, content });

describe('parsing a document', () => {
  it('makes attributes explicit', () => {
    expect(parse({ type: 'alinea', attrs: { id } })).toEqual({ ok: true, value: docOf(alinea('', { id })) });
  });

  it('reads an attribute outside its vocabulary as the first of it, and levels within bounds', () => {
    const result = parse({ type: 'intitule', attrs: { id, genre: 'livre', compteur: 7, niveau: 40 } });
    const attrs = result.ok ? result.value.content[0]?.attrs : null;
    expect(attrs).toMatchObject({ genre: 'rubrique', compteur: 'aucun', niveau: 6 });
  });

  it.each([
    ['a link that would run something', 'link', { href: ' java\u0000script:alert(1)' }, { href: '' }],
    ['a link', 'link', { href: 'https://a.fr', target: '_blank' }, { href: 'https://a.fr' }],
    ['a link without scheme', 'link', { href: 'www.a.fr' }, { href: 'www.a.fr' }],
  ])('reads %s', (_what, type, attrs, expected) => {
    const result = parse(line({ type: 'text', text: 'x', marks: [{ type, attrs }] }));
    const first = result.ok ? result.value.content[0] : undefined;
    expect(first && 'content' in first ? first.content?.[0] : null).toMatchObject({
      marks: [{ type, attrs: expected }],
    });
  });

  it('keeps no picture that is not in the act', () => {
    const result = parse({ type: 'image', attrs: { id, src: 'https://a.fr/logo.png', alt: 'Logo' } });
    expect(result.ok && result.value.content[0]?.attrs).toEqual({ id, src: '', alt: 'Logo' });
  });

  it.each<[string, unknown, readonly string[]]>([
    ['an unknown block', { type: 'video', attrs: { id } }, ['unknown-block', 'content[0]']],
    ['an unknown inline', line({ type: 'emoji' }), ['unknown-inline', 'content[0].content[0]']],
    ['a block in a line', line({ type: 'alinea' }), ['misplaced', 'content[0].content[0]']],
    [
      'an unknown mark',
      line({ type: 'text', text: 'x', marks: [{ type: 'blink' }] }),
      ['unknown-mark', 'content[0].content[0].marks[0]'],
    ],
    ['no id', { type: 'alinea' }, ['missing-id', 'content[0]']],
    ['a bad id', { type: 'alinea', attrs: { id: 'A' } }, ['missing-id', 'content[0]']],
    ['a text without text', line({ type: 'text' }), ['shape', 'content[0].content[0].text']],
    ['a line that is none', 'x', ['shape', 'content[0]']],
    [
      'a heading in a cell',
      {
        type: 'table',
        attrs: { id },
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'intitule' }] }] }],
      },
      ['misplaced', 'content[0].content[0].content[0].content[0]'],
    ],
  ])('refuses %s', (_what, block, expected) => {
    expect(problem(block)).toEqual(expected);
  });

  it('refuses two blocks of the same id', () => {
    expect(problem(line(), line())).toEqual(['duplicate-id', 'content[1]']);
  });

  it.each([null, 3, 'x', [], {}, { type: 'page' }, { type: 'doc', content: 'x' }])('refuses %j', (json) => {
    expect(parseDocument(json).ok).toBe(false);
  });

  it('refuses a field that is none', () => {
    const document = { type: 'doc', content: [] };
    expect(parseContent({ document, champs: { a: { type: 'nombre' } } })).toMatchObject({
      ok: false,
      error: { reason: 'bad-field', path: 'champs.a' },
    });
    expect(parseContent({ document, champs: {} }).ok).toBe(true);
  });

  it('knows every node of the schema', () => {
    for (const [name, type] of Object.entries(documentSchema.nodes)) {
      if (!type.isInGroup('bloc') || name === 'table') continue;
      expect(problem({ type: name, attrs: { id } }), name).toBeNull();
    }
    for (const [name, type] of Object.entries(documentSchema.nodes))
      if (type.isInline && name !== 'text') expect(problem(line({ type: name })), name).toBeNull();
    for (const name of Object.keys(documentSchema.marks))
      expect(problem(line({ type: 'text', text: 'x', marks: [{ type: name }] })), name).toBeNull();
  });
});
