import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { temporaryFolder } from '../../testing/app.ts';
import { explainSqlite } from '../problems.ts';
import { restoreFrom } from './backup.ts';
import { lockDataFolder, prepareDataFolder } from './dataFolder.ts';

const folders: (() => void)[] = [];
afterEach(() => {
  for (const remove of folders.splice(0)) remove();
});
function folder(): string {
  const { path, remove } = temporaryFolder();
  folders.push(remove);
  return path;
}

it('a data folder is made with those above it, for its owner alone', () => {
  const data = join(folder(), 'a', 'b');
  prepareDataFolder(data);
  expect(statSync(data).mode & 0o777).toBe(0o700);
});

it.skipIf(process.platform !== 'linux')(
  'a data folder where the system makes none is refused at once',
  () => {
    expect(() => prepareDataFolder('/proc/clausier/data')).toThrow(/cannot be written .* DATA_DIR/);
  },
);

it('a lock file that is something else is told, with what to do', () => {
  const data = folder();
  writeFileSync(join(data, 'lock.sqlite'), 'x'.repeat(4096));
  expect(() => lockDataFolder(data)).toThrow(/is not one of Clausier\. It holds no data: delete it/);
});

it('a folder, or the lock of one, is no backup', async () => {
  const data = folder();
  const other = folder();
  mkdirSync(join(other, 'dossier'));
  lockDataFolder(other)?.release();
  await expect(restoreFrom(data, join(other, 'dossier'), 0)).rejects.toThrow(
    /is a folder, not a backup file/,
  );
  await expect(restoreFrom(data, join(other, 'lock.sqlite'), 0)).rejects.toThrow(
    /is the lock of a data folder/,
  );
});

it('a write that the system refuses may be a limit on sizes or a full disk', () => {
  const error = Object.assign(new Error('disk I/O error'), { errcode: 10 });
  expect(explainSqlite(error, 'x.sqlite').message).toMatch(/disk may be full .*ulimit -f/);
});

it('a wrong setting is told with what to write', () => {
  expect(() => readConfig({ PORT: 'abc', TRUST_PROXY: 'yes' })).toThrow(
    /PORT=abc: give a whole number from 0 to 65535.*\n.*TRUST_PROXY=yes: give how many proxies stand in front, such as 0 or 1, or leave it out\./,
  );
});
