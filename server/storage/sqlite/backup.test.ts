import { linkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/app.ts';
import { migrate } from '../migrate.ts';
import { BackupRefused, backupTo } from './backup.ts';
import { databaseFile } from './dataFolder.ts';
import { openSqlite, type SqliteStorage } from './open.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: SqliteStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = openSqlite(databaseFile(folder.path));
  await migrate(storage.db, 0);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

describe('a backup', () => {
  it('never takes the place of the database that it copies, under any of its names', () => {
    const live = databaseFile(folder.path);
    const before = statSync(live).ino;
    symlinkSync(live, join(folder.path, 'symbolic'));
    linkSync(live, join(folder.path, 'hard'));
    for (const target of [live, `${live}-wal`, join(folder.path, 'symbolic'), join(folder.path, 'hard')])
      expect(() => backupTo(storage, target, true), target).toThrow(BackupRefused);
    expect(statSync(live).ino).toBe(before);
  });

  it('replaces an earlier one only when forced', () => {
    const target = join(folder.path, 'evening.backup');
    expect(backupTo(storage, target, false).bytes).toBeGreaterThan(0);
    expect(() => backupTo(storage, target, false)).toThrow(/already exists/);
    expect(backupTo(storage, target, true).bytes).toBe(statSync(target).size);
  });
});
