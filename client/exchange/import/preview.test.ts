import { describe, expect, test } from 'vitest';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { previewOf } from './preview.ts';

const makeId = blockIdsFrom(() => 0.5);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a preview says', () => {
  test('a text is read, and given back for the server', () => {
    const text = 'Convention de partenariat\n\nArticle 1 – Objet\n\nAgir ensemble.';
    const preview = previewOf({ bytes: bytes(text) }, makeId);
    expect(preview).toMatchObject({ ok: true, text, report: { title: 'Convention de partenariat' } });
  });
  test('a PDF is named as such', () => {
    const preview = previewOf({ bytes: bytes('%PDF-1.7 …') }, makeId);
    expect(preview.ok).toBe(false);
    expect(preview.ok ? '' : preview.details.join(' ')).toContain('PDF');
  });
  test('blanks are no text', () => {
    expect(previewOf({ text: ' \n\n ' }, makeId)).toMatchObject({ ok: false });
  });
});
