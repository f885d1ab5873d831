import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeTextFile } from '#shared/exchange/import/decode.ts';
import { normaliseImported, sourceText } from '#shared/exchange/import/source.ts';
import type { ImportAnswer } from '../exchange/index.ts';
import { projectRoot } from '../paths.ts';
import { temporaryFolder } from '../testing/app.ts';
import { type BuiltServer, buildServer, run } from '../testing/built.ts';

let built: BuiltServer;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  built = await buildServer();
}, 60_000);
afterAll(() => built.remove());
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const cli = (...args: string[]) => run(built.cli, args, { DATA_DIR: join(folder.path, 'data') }).ended;

async function answered<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}
const FIXTURES = join(projectRoot(), 'shared/exchange/import/fixtures');
const CORPUS = join(projectRoot(), '../shared/corpus');
const corpus = existsSync(CORPUS) ? readdirSync(CORPUS).map((name) => join(CORPUS, name)) : [];
const texts = ['pdf-entetes-colonnes.txt', 'parties-tableau.md.txt', 'windows-1252.txt', 'html-colle.txt'];
const why = corpus.length > 0 ? '' : ' (without the real texts: ../shared/corpus is absent)';

const file = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder.path, name);
  writeFileSync(path, bytes);
  return path;
};

describe('clausier import', { timeout: 120_000 }, () => {
  it(`[G3] text prints what was imported, word for word${why}`, async () => {
    for (const path of [...texts.map((name) => join(FIXTURES, name)), ...corpus]) {
      const { id } = await answered<ImportAnswer>('import', path);
      const { text } = await answered<{ text: string }>('text', id);
      const decoded = decodeTextFile(readFileSync(path));
      expect(normaliseImported(text), basename(path)).toBe(
        decoded.ok ? normaliseImported(sourceText(decoded.value)) : null,
      );
    }
  });

  it('answers with everything recognised, under plain names', async () => {
    const answer = await answered<ImportAnswer>('import', join(FIXTURES, 'soussignes-adresses-lignes.txt'));
    expect(answer).toMatchObject({
      title: 'CONTRAT DE PARTENARIAT',
      place: 'Noirmont',
      date: '2023-11-15',
      dateText: '15 novembre 2023',
      originals: { count: 2 },
      unrecognised: [],
      divisions: [
        { number: '1', title: 'OBJET', level: 1, kind: 'article' },
        { number: '2', title: 'CONTREPARTIES', level: 1, kind: 'article' },
        { number: '3', title: 'CONFIDENTIALITÉ', level: 1, kind: 'article' },
      ],
      signatures: [{ name: 'Julien FAVRE' }, { name: 'Sofia MARTINS' }],
    });
    expect(answer.parties[0]).toMatchObject({
      denomination: 'Société BOREALIS ÉNERGIE',
      sigle: 'BOREALIS',
      alias: ['BOREALIS'],
      form: 'Société par actions simplifiée au capital de 50 000 €',
      seat: '12, avenue des Alpes, Bâtiment C, 99300 NOIRMONT',
      siren: '823456789',
      representatives: [{ civility: 'Monsieur', name: 'Julien FAVRE', capacity: 'Directeur général' }],
    });
  });

  it('[B1] [B2] [B5] says what a file is that it cannot take, and what to do', async () => {
    mkdirSync(join(folder.path, 'dossier'));
    const huge = file('enorme.txt', '');
    truncateSync(huge, 50 * 1024 * 1024);
    const zip = (name: string) => Buffer.from(`PK\u0003\u0004${'\u0000'.repeat(26)}${name}`, 'latin1');
    const refusals: readonly (readonly [string, RegExp])[] = [
      [join(folder.path, 'dossier'), /is a folder/],
      [file('vide.txt', ''), /vide/],
      [file('blanc.txt', ' \n\t\n\f '), /vide/],
      [file('a.pdf', '%PDF-1.7'), /PDF.*copiez/s],
      [file('a.docx', zip('word/document.xml')), /Word \(\.docx\).*texte brut/s],
      [file('a.odt', zip('mimetypeapplication/vnd.oasis.opendocument.text')), /LibreOffice \(\.odt\)/],
      [file('a.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47])), /image PNG.*reconnaissance/s],
      [huge, /50.Mo.*20.Mo/s],
      [file('ligne.txt', 'mot '.repeat(2_500_000)), /10.000.000 caractères/],
    ];
    for (const [path, says] of refusals) {
      const { code, stdout, stderr } = await cli('import', path);
      expect([code, stdout], path).toEqual([1, '']);
      expect(stderr, path).toMatch(says);
      expect(stderr, path).not.toMatch(/^\s+at /m);
    }
    expect((await answered<{ acts: unknown[] }>('acts')).acts).toEqual([]);
  });
});
