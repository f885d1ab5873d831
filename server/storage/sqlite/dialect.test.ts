import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/app.ts';
import { openConnection } from './open.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

it('SQLite writes to the disk before it answers, on every open', () => {
  for (let i = 0; i < 2; i += 1) {
    const connection = openConnection(`${folder.path}/base.sqlite`);
    expect(connection.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    expect(connection.prepare('pragma synchronous').get()).toMatchObject({ synchronous: 2 });
    expect(connection.prepare('pragma foreign_keys').get()).toMatchObject({ foreign_keys: 1 });
    connection.close();
  }
});
