import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ceremony } from '#shared/signature/model.ts';
import { Press } from '../exchange/index.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';
import { createSealing, type Sealing } from './index.ts';
import { sealOf } from './store.ts';
import { sampleSealer, testThread } from './testing/sample.ts';
import { signedAct } from './testing/signed-act.ts';

const disk = mkdtempSync(join(tmpdir(), 'clausier-disque-'));

/** A small disk of its own, where this machine lets one be made. */
function mount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const mounted = mount();
const why = mounted ? '' : ' (skipped: no tmpfs can be mounted here, which takes root)';

const FILLER = join(disk, 'rest');
/** Leaves so many bytes free: what is written afterwards meets the end of the disk on its way. */
function fill(left: number): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(FILLER, Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

describe.skipIf(!mounted)(`a seal on a disk that fills up${why}`, { timeout: 60_000 }, () => {
  let storage: TestStorage;
  let server: TestApp;
  let pilote: TestPerson;
  let sealing: Sealing;
  let press: Press;
  let ceremony: Ceremony | null = null;

  beforeAll(async () => {
    storage = await openTestStorage(disk);
    server = await startTestApp({ storage });
    pilote = await server.person('Camille');
    press = new Press({ logger: server.logger });
    sealing = createSealing({
      db: storage.db,
      clock: () => server.time.now,
      logger: server.logger,
      config: { seal: { p12: null, remote: null, timestampUrl: null } },
      press,
      publicUrl: () => 'https://clausier.example.org',
      sealer: async () => sealer,
      ceremonyOf: async () => ceremony,
      readVersion: (actId, versionId) => server.app.versions.archive.read(actId, versionId),
    });
  });
  const sealer = sampleSealer();
  afterAll(async () => {
    await sealing.stop();
    await press.stop();
    await testThread.stop();
    await server.dispose();
    await storage.close();
    execFileSync('umount', ['--lazy', disk]);
    rmSync(disk, { recursive: true });
  });

  it.each([0, 8, 64])(
    '[C12] with %d kB left is whole or not there, and made once there is room',
    async (left) => {
      const signed = await signedAct(server, pilote);
      ceremony = signed.ceremony;
      const { db } = storage;
      const { actId } = signed;
      const events = async () =>
        (await db.selectFrom('audit').select('seq').where('act_id', '=', actId).execute()).length;
      const before = await events();
      fill(left * 1024);
      await expect(sealing.seals.sealAct(actId)).rejects.toMatchObject({
        code: 'sceau.impossible',
        cause: { errcode: expect.any(Number) },
      });
      expect(await sealOf(db, actId)).toBeNull();
      expect(await db.selectFrom('seal_files').selectAll().execute()).toHaveLength(await seals());
      expect(await events()).toBe(before);
      rmSync(FILLER);
      await sealing.seals.sealAct(actId);
      expect(await sealOf(db, actId)).not.toBeNull();
      expect(await events()).toBe(before + 1);
      expect(storage.connection.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    },
  );

  const seals = async () => (await storage.db.selectFrom('seals').select('id').execute()).length;
});
