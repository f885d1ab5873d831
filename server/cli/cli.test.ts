import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PersonalLink, setupResponseSchema } from '#shared/identity/wire.ts';
import { textIn } from '#test/support/zip.ts';
import { openSqlite } from '../storage/sqlite/open.ts';
import { temporaryFolder } from '../testing/app.ts';
import { type BuiltServer, buildServer, run } from '../testing/built.ts';

let built: BuiltServer;
let folder: ReturnType<typeof temporaryFolder>;
/** Data of the example as a command made them, for each case to begin on a copy. */
let made: { readonly folder: ReturnType<typeof temporaryFolder>; readonly links: readonly PersonalLink[] };
beforeAll(async () => {
  built = await buildServer();
  const once = temporaryFolder();
  const { stdout } = await run(built.cli, ['demo', '--json'], { DATA_DIR: once.path }).ended;
  made = { folder: once, links: setupResponseSchema.parse(JSON.parse(stdout)).links };
}, 120_000);
afterAll(() => {
  made.folder.remove();
  built.remove();
});
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const data = () => join(folder.path, 'data');
const database = () => join(data(), 'clausier.sqlite');
const cli = (...args: string[]) => run(built.cli, args, { DATA_DIR: data() }).ended;

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await cli(...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as T;
}
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(...args);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr;
}
/** Puts the example in the data of a case that has none; answers the ids of its acts. */
const example = (): string[] => {
  cpSync(made.folder.path, data(), { recursive: true });
  return [...new Set(made.links.map(({ actId }) => actId))];
};
const list = async () => (await json<{ acts: { id: string; title: string }[] }>('acts')).acts;

// Every case starts several processes, which takes its time on a busy machine.
describe('clausier', { timeout: 120_000 }, () => {
  it('demo, acts, text: the example from nothing', async () => {
    expect(await list()).toEqual([]);
    const { links } = setupResponseSchema.parse(await json('demo'));
    const acts = await list();
    expect(acts).toHaveLength(2);
    expect(new Set(links.map(({ actId }) => actId as string))).toEqual(new Set(acts.map(({ id }) => id)));
    const { text } = await json<{ text: string }>('text', acts[0]?.id ?? '');
    expect(text).toContain('Article 1');
    const plain = await cli('text', acts[0]?.id ?? '');
    expect(plain.stdout.trim()).toBe(text.trim());
    expect((await cli('demo')).stdout).toContain('Régions de France (rédacteur)');
  });

  it('import after the set-up gives the act to who set up; link opens it', async () => {
    example();
    const file = join(folder.path, 'convention.txt');
    writeFileSync(file, 'Article 1 - Objet\n\nLes Parties coopèrent.\n\nArticle 2 - Durée\n\nDeux ans.\n');
    const { id } = await json<{ id: string }>('import', file);
    const storage = openSqlite(database());
    const [pilote] = storage.connection
      .prepare(
        'SELECT people.email FROM rights JOIN people ON people.id = rights.person_id WHERE act_id = ? AND role = ?',
      )
      .all(id, 'pilote') as { email: string }[];
    await storage.close();
    const { links } = await json<{ links: { url: string }[] }>('link', pilote?.email ?? '');
    expect(links.map(({ url }) => url)).toEqual([expect.stringMatching(/\/entrer#[\w-]{43}$/)]);
    expect(await refusal('link', 'inconnue@exemple.example')).toContain('Nobody here has the address');
  });

  it('export writes the text in any format, and replaces nothing unasked', async () => {
    const id = example()[0] ?? '';
    const file = join(folder.path, 'acte.pdf');
    const { hash } = await json<{ hash: string }>('export', id, '--output', file);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await refusal('export', id, '--output', file)).toContain('--force');
    const plain = join(folder.path, 'acte.txt');
    await json('export', id, '--format', 'txt', '--version', 'seq-1', '--output', plain);
    expect(readFileSync(plain, 'utf8')).toContain(hash);
    expect(await refusal('export', id, '--format', 'exe')).toContain('There are: pdf');
    expect(await refusal('export', id, '--version', 'seq-99')).toContain('Cet état de l’acte n’existe pas');
  });

  it('compare writes what makes two states, or two acts, differ, and replaces nothing unasked', async () => {
    const [one, other] = example();
    const file = join(folder.path, 'comparaison.txt');
    const asked = ['compare', one ?? '', '--format', 'phrases-txt', '--output', file];
    await json(...asked);
    expect(readFileSync(file, 'utf8')).toContain('Aucun changement');
    expect(await refusal(...asked)).toContain('--force');
    const { old } = await json<{ old: string }>(...asked, '--from', other ?? '', '--force');
    expect(old).toMatch(/, Texte du /);
    expect(readFileSync(file, 'utf8')).toMatch(/\d+ changements/);
    const tracked = join(folder.path, 'comparaison.docx');
    await json('compare', one ?? '', '--from', other ?? '', '--output', tracked);
    expect(textIn(readFileSync(tracked), 'word/document.xml')).toContain('<w:ins ');
    expect(await refusal('compare', one ?? '', '--format', 'exe')).toContain('There are: suivi');
    expect(await refusal('compare', one ?? '', '--from', 'seq-99')).toContain(
      'Cet état de l’acte n’existe pas',
    );
    expect(await refusal('compare', 'act_01HZZZZZZZZZZZZZZZZZZZZZZZ')).toContain('Cet acte n’existe pas');
  });

  it('text refuses an act that does not exist', async () => {
    expect(await refusal('text', 'act_01HZZZZZZZZZZZZZZZZZZZZZZZ')).toContain('There is no act');
  });

  it('backup copies everything, replaces nothing unasked; restore brings it back and keeps what it replaces', async () => {
    example();
    const copy = join(folder.path, 'copy.sqlite');
    await json('backup', copy);
    expect(await refusal('backup', copy)).toContain('--force');
    await json('demo');
    expect(await list()).toHaveLength(4);
    const { previous } = await json<{ previous: string }>('restore', copy);
    expect(await list()).toHaveLength(2);
    expect(existsSync(previous)).toBe(true);
    await json('backup', copy, '--force');
    await json('restore', previous);
    expect(await list()).toHaveLength(4);
  });

  it('backup and text work while a server runs, restore refuses to', async () => {
    example();
    const server = run(built.main, [], { DATA_DIR: data(), PORT: '0' });
    await server.printed(/http:/);
    try {
      const copy = join(folder.path, 'copy.sqlite');
      await json('backup', copy);
      expect(await list()).toHaveLength(2);
      expect(await refusal('restore', copy)).toContain('Stop it first');
      expect((await cli('doctor')).stdout).toContain('running on this data');
    } finally {
      server.child.kill('SIGKILL');
      await server.ended;
    }
  });

  it('restore refuses what is no sound backup, and changes nothing', async () => {
    example();
    const before = readFileSync(database());
    const text = join(folder.path, 'text.sqlite');
    writeFileSync(text, 'not a database, '.repeat(1_000));
    const empty = join(folder.path, 'empty.sqlite');
    const storage = openSqlite(empty);
    storage.connection.exec('create table t (a integer)');
    await storage.close();
    expect(await refusal('restore', join(folder.path, 'nowhere'))).toContain('does not exist');
    for (const file of [text, empty])
      expect(await refusal('restore', file)).toContain('is not a backup of Clausier');
    expect(readFileSync(database()).equals(before)).toBe(true);
    expect(readdirSync(data()).filter((name) => name.includes('restor'))).toEqual([]);
  });

  it('backup refuses a folder that does not exist, and leaves nothing half-written', async () => {
    example();
    expect(await refusal('backup', join(folder.path, 'nowhere', 'copy.sqlite'))).toContain('does not exist');
    expect(readdirSync(folder.path)).toEqual(['data']);
  });

  it('doctor finds all well, or says what is wrong and what to do', async () => {
    type Report = { ok: boolean; findings: { check: string; ok: boolean; remedy: string | null }[] };
    expect((await json<Report>('doctor')).ok).toBe(true);
    await json('demo');
    expect((await json<Report>('doctor')).ok).toBe(true);

    const storage = openSqlite(database());
    storage.connection.exec("update act_updates set bytes = x'0102030405' where seq = 1");
    await storage.close();
    const damaged = await cli('doctor', '--json');
    expect(damaged.code).toBe(1);
    const wrong = (JSON.parse(damaged.stdout) as Report).findings.filter(({ ok }) => !ok);
    expect(wrong).toHaveLength(2);
    expect(wrong.every(({ check, remedy }) => check.startsWith('act ') && remedy !== null)).toBe(true);

    const bytes = readFileSync(database());
    bytes.fill(0xff, 4096, 40_960);
    writeFileSync(database(), bytes);
    expect((await cli('doctor')).code).toBe(1);
    writeFileSync(database(), 'not a database');
    expect((await cli('doctor')).stdout).toMatch(/WRONG {2}database/);
  });

  it('two at once on new data both work', async () => {
    const both = await Promise.all([cli('demo', '--json'), cli('demo', '--json'), cli('acts', '--json')]);
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(await list()).toHaveLength(4);
  });

  it('import says what it recognised beside the id, and keeps the title that is given', async () => {
    const file = join(folder.path, 'convention.md');
    writeFileSync(file, '# Convention d’essai\n\nArticle 1 – Objet\n\nUn alinéa.\n');
    const answer = await json<Record<string, unknown>>('import', file, '--title', 'Autre titre');
    expect(answer).toMatchObject({
      title: 'Autre titre',
      divisions: [{ heading: 'Objet' }],
      unrecognised: [],
    });
    for (const part of [
      'parties',
      'visas',
      'considerants',
      'footnotes',
      'references',
      'signatures',
      'place',
      'date',
      'originals',
    ])
      expect(answer, part).toHaveProperty(part);
    const { text } = await json<{ text: string }>('text', String(answer.id));
    expect(text).toContain('Article 1 – Objet');
    expect((await list()).map(({ title }) => title)).toEqual(['Autre titre']);
    expect((await cli('import', file)).stdout).toContain('divisions 1, footnotes 0, ');
  });

  it('import refuses a file that it can’t read, or that is no text', async () => {
    expect(await refusal('import', join(folder.path, 'nowhere.md'))).toContain('cannot be read');
    const binary = join(folder.path, 'a.pdf');
    writeFileSync(binary, Buffer.from('%PDF-1.7 \u0000'));
    expect(await refusal('import', binary)).toContain('PDF');
    const empty = join(folder.path, 'a.txt');
    writeFileSync(empty, '');
    expect(await refusal('import', empty)).toContain('vide');
    expect(existsSync(data())).toBe(false);
    const answered = await cli('import', empty, '--json');
    expect((JSON.parse(answered.stderr) as { error: string }).error).toContain('vide');
  });
});
