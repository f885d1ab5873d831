import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDF } from '@libpdf/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '#shared/document/canonical.ts';
import { verifyJournal } from '#shared/identity/journal.ts';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import { evidenceSchema } from '#shared/signature/evidence.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import type { Verification } from '#shared/signature/verify.ts';
import { certificateLab, hasTool, run, startAuthority, startPublisher } from '#test/support/openssl.ts';
import { rightmost } from '../../test/support/pdf.ts';
import { verify } from '../cli/verify.ts';
import { Press } from '../exchange/index.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openP12 } from './certificate/p12.ts';
import { sha256 } from './cms/seal-cms.ts';
import { composePages } from './compose.ts';
import { createSealing, type Sealing } from './index.ts';
import { Seals } from './seals.ts';
import { sealedBytes, sealOf } from './store.ts';
import { samplePdf, sampleSealer, sealSample, testThread } from './testing/sample.ts';
import { signedAct } from './testing/signed-act.ts';
import {
  HttpAuthority,
  type Stamp,
  type TimestampAuthority,
  TimestampRefused,
} from './timestamp/authority.ts';

let server: TestApp;
let pilote: TestPerson;
let sealing: Sealing;
let press: Press;
const ceremonies = new Map<string, Ceremony>();
const sealer = sampleSealer();
let broken: Error | null = null;

beforeAll(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  press = new Press({ logger: server.logger });
  sealing = createSealing({
    db: server.storage.db,
    clock: () => server.time.now,
    logger: server.logger,
    config: { seal: { p12: null, remote: null, timestampUrl: null } },
    press,
    publicUrl: () => 'https://clausier.example.org',
    sealer: async () => {
      if (broken !== null) throw broken;
      return sealer;
    },
    ceremonyOf: async (actId) => ceremonies.get(actId) ?? null,
    readVersion: (actId, versionId) => server.app.versions.archive.read(actId, versionId),
  });
});
afterAll(async () => {
  await sealing.stop();
  await press.stop();
  await testThread.stop();
  await server.dispose();
});

const signed = async (title?: string) => {
  const { actId, ceremony } = await signedAct(server, pilote, title);
  ceremonies.set(actId, ceremony);
  return actId;
};
const fileOf = async (actId: Awaited<ReturnType<typeof signed>>) => {
  const seal = await sealOf(server.storage.db, actId);
  if (seal === null) throw new Error('not sealed');
  return { seal, bytes: await sealedBytes(server.storage.db, seal.id, seal.file.rank) };
};
const ask = async (bytes: Uint8Array): Promise<Verification> => {
  // The window of the bound on one address.
  server.time.now += 10_000;
  const answer = await fetch(`${server.url}/api/verification`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: Buffer.from(bytes),
  });
  return (await answer.json()) as Verification;
};

describe('a signed act', () => {
  it('[C11] is sealed once, with its text and its evidence inside, and said so in its journal', async () => {
    const actId = await signed();
    const [first, second] = await Promise.all([sealing.seals.sealAct(actId), sealing.seals.sealAct(actId)]);
    expect(second.id).toBe(first.id);
    expect((await sealing.seals.sealAct(actId)).id).toBe(first.id);
    const { bytes } = await fileOf(actId);
    const pdf = await PDF.load(bytes);
    const text = Buffer.from(pdf.getAttachment('clausier-texte.json') ?? []);
    const ceremony = ceremonies.get(actId);
    expect(sha256(text).toString('hex')).toBe(ceremony?.hash);
    expect(contentHash(JSON.parse(text.toString('utf8')))).toBe(ceremony?.hash);
    const inside = Buffer.from(pdf.getAttachment('clausier-preuve.json') ?? []).toString('utf8');
    const evidence = evidenceSchema.parse(JSON.parse(inside));
    expect(evidence.signataires.map(({ nom }) => nom)).toEqual(['Camille Rivière', 'Alix Moreau']);
    // What circulates names nobody's address, and holds no trace.
    expect(inside).not.toMatch(/camille@|203\.0\.113|Firefox/);
    expect(inside).toContain('c…@unml.example');
    const journal = await server.request(`/api/acts/${actId}/journal`, { as: pilote });
    expect(await journal.text()).toContain('sceau.appose');
  });

  it('[P3] carries an extract of its journal that verifies', async () => {
    const actId = await signed();
    await sealing.seals.sealAct(actId);
    const { evidence } = (await fileOf(actId)).seal;
    const { evenements, avant, tete } = evidence.journal;
    expect(evenements[0]?.kind).toBe('texte.arrete');
    expect(evenements[0]?.previous).toBe(avant?.empreinte);
    expect(evenements.at(-1)?.hash).toBe(tete?.empreinte);
    // The dossier calls everybody as the journal on screen does.
    const screen = await server.request(`/api/acts/${actId}/journal`, { as: pilote });
    const shown = new Map(journalSchema.parse(await screen.json()).entries.map((one) => [one.seq, one]));
    const names = new Map<string, string>(evidence.personnes.map(({ id, nom }) => [id, nom]));
    expect(evenements.map(({ person }) => (person === null ? null : names.get(person)))).toEqual(
      evenements.map(({ seq }) => shown.get(seq)?.by),
    );
    expect([...names.values()]).toContain('Camille');
    const whole = await server.request(`/api/acts/${actId}/journal/export`, { as: pilote });
    const { entries } = (await whole.json()) as { entries: typeof evenements };
    expect(verifyJournal(actId, entries, { seq: tete?.rang ?? 0, hash: tete?.empreinte ?? '' }).intact).toBe(
      true,
    );
  });

  it('[C12] whose seal fails keeps its signatures, leaves nothing half made, and is sealed at the next try', async () => {
    const actId = await signed();
    broken = new Error('no key today');
    await expect(sealing.seals.sealAct(actId)).rejects.toMatchObject({ code: 'sceau.impossible' });
    expect(await sealOf(server.storage.db, actId)).toBeNull();
    await sealing.seals.catchUp();
    expect(await sealOf(server.storage.db, actId)).toBeNull();
    broken = null;
    await sealing.seals.catchUp();
    expect((await ask((await fileOf(actId)).bytes)).verdict).toBe('intact');
  });

  it('[C12] that the disk refuses halfway through leaves no seal, no certificate and no event behind', async () => {
    const actId = await signed();
    const { db } = server.storage;
    const count = async () => ({
      seals: (await db.selectFrom('seals').select('id').where('act_id', '=', actId).execute()).length,
      events: (await db.selectFrom('audit').select('seq').where('act_id', '=', actId).execute()).length,
    });
    const before = await count();
    // The seal itself can be written, its file can't.
    await db.schema.alterTable('seal_files').renameTo('seal_files_away').execute();
    const failed = sealing.seals.sealAct(actId);
    await expect(failed).rejects.toThrow();
    expect(await count()).toEqual(before);
    await db.schema.alterTable('seal_files_away').renameTo('seal_files').execute();
    await sealing.seals.catchUp();
    expect(await count()).toEqual({ seals: 1, events: before.events + 1 });
  });

  it('[P1] is not sealed while a signature is missing, or is of another text', async () => {
    const actId = await signed();
    const ceremony = ceremonies.get(actId);
    if (ceremony === undefined) throw new Error('no ceremony');
    ceremonies.set(actId, { ...ceremony, status: 'ouverte', closedAt: null });
    await expect(sealing.seals.sealAct(actId)).rejects.toMatchObject({ code: 'sceau.absent' });
    ceremonies.set(actId, { ...ceremony, hash: 'c'.repeat(64) });
    await expect(sealing.seals.sealAct(actId)).rejects.toMatchObject({ code: 'sceau.impossible' });
    expect(await sealOf(server.storage.db, actId)).toBeNull();
    // Not left for the other tests to seal.
    await server.storage.db
      .updateTable('ceremonies')
      .set({ status: 'annulee' })
      .where('act_id', '=', actId)
      .execute();
  });

  it('[C8] sealed while the authority was away is stamped when it is back, after the same bytes', async () => {
    const actId = await signed();
    const authority: TimestampAuthority & { stamps: Stamp | null } = {
      stamps: null,
      stamp: async () => {
        if (authority.stamps === null) throw new TimestampRefused('away');
        return authority.stamps;
      },
    };
    const seals = new Seals({
      db: server.storage.db,
      clock: () => server.time.now,
      logger: server.logger,
      thread: testThread,
      authority,
      sealer: async () => sealer,
      ceremonyOf: async (id) => ceremonies.get(id) ?? null,
      readVersion: (id, version) => server.app.versions.archive.read(id, version),
      compose: (pages) => composePages(press, 'https://clausier.example.org/verifier', pages),
    });
    expect(await seals.sealAct(actId)).toMatchObject({
      awaitsTimestamp: true,
      file: { rank: 1, timestamp: null },
    });
    const before = await fileOf(actId);
    await seals.catchUp();
    expect((await fileOf(actId)).seal.awaitsTimestamp).toBe(true);
    authority.stamps = { token: Buffer.from('3003020101', 'hex'), says: { at: 1, authority: 'Essai' } };
    await seals.catchUp();
    const after = await fileOf(actId);
    expect(after.seal).toMatchObject({
      awaitsTimestamp: false,
      file: { rank: 2, timestamp: { authority: 'Essai' } },
    });
    expect(Buffer.compare(after.bytes.subarray(0, before.bytes.length), before.bytes)).toBe(0);
    // Both files were given by this server; the level is read in the file, where this token proves nothing.
    expect(await ask(before.bytes)).toMatchObject({ verdict: 'intact', seal: { level: 'B-B' } });
    expect(await ask(after.bytes)).toMatchObject({
      verdict: 'intact',
      seal: { level: 'B-B', timestamp: null },
    });
  });

  const openssl = hasTool('openssl', 'version');
  (openssl ? it : it.skip)(
    `[C13] is found B-LT once the authorities have answered, and B-T until then${openssl ? '' : ' (skipped: openssl is not installed)'}`,
    async () => {
      const lab = certificateLab();
      const publisher = await startPublisher(lab);
      const tsa = await startAuthority(lab, publisher);
      lab.certificate('autorite');
      lab.certificate('cachet', { issuer: 'autorite', extensions: publisher.extensions('autorite') });
      publisher.revoke('autorite');
      publisher.revoke('tsa-racine');
      const file = lab.p12('cachet', { password: 'x', with: 'autorite' });
      const own = await openP12({ file, password: { value: 'x' } });
      const actId = await signed();
      // The clock of the certificates, which OpenSSL reads on the machine.
      const clock = () => Date.now();
      const seals = new Seals({
        db: server.storage.db,
        clock,
        logger: server.logger,
        thread: testThread,
        authority: new HttpAuthority(tsa.url),
        sealer: async () => own,
        ceremonyOf: async (id) => ceremonies.get(id) ?? null,
        readVersion: (id, version) => server.app.versions.archive.read(id, version),
        compose: (pages) => composePages(press, 'https://clausier.example.org/verifier', pages),
      });
      publisher.open = false;
      await seals.sealAct(actId);
      const before = await fileOf(actId);
      expect(await ask(before.bytes)).toMatchObject({ verdict: 'intact', seal: { level: 'B-T' } });
      publisher.open = true;
      await seals.catchUp();
      const after = await fileOf(actId);
      expect(after.seal.file).toMatchObject({ rank: 2, longTerm: true });
      expect(Buffer.compare(after.bytes.subarray(0, before.bytes.length), before.bytes)).toBe(0);
      expect(await ask(after.bytes)).toMatchObject({
        verdict: 'intact',
        seal: { level: 'B-LT', timestamp: { authority: 'tsa' } },
      });
      // The shorter file was given too: its own level stays its own.
      expect(await ask(before.bytes)).toMatchObject({ verdict: 'intact', seal: { level: 'B-T' } });
      await tsa.close();
      await publisher.close();
      lab.remove();
    },
    30_000,
  );

  it('[P4] whose kept bytes were altered is not given', async () => {
    const actId = await signed();
    await sealing.seals.sealAct(actId);
    const { seal, bytes } = await fileOf(actId);
    const altered = Uint8Array.from(bytes);
    altered[100] = 0;
    await server.storage.db
      .updateTable('seal_files')
      .set({ bytes: altered })
      .where('seal_id', '=', seal.id)
      .execute();
    await expect(fileOf(actId)).rejects.toMatchObject({ code: 'sceau.altere' });
  });
});

describe('the public verification', () => {
  it('[P5] tells the act of a file that is ours and whole, and nothing of any other', async () => {
    const actId = await signed('Convention d’avenir');
    await sealing.seals.sealAct(actId);
    const { bytes } = await fileOf(actId);
    expect(await ask(bytes)).toMatchObject({
      verdict: 'intact',
      act: {
        title: 'Convention d’avenir',
        signatories: [
          { name: 'Madame Camille Rivière', for: 'le Président', method: 'electronique', day: '2026-11-21' },
          { name: 'Alix Moreau', for: null, method: 'papier', day: '2026-11-20' },
        ],
      },
      seal: { level: 'B-B', development: true, expired: false },
    });
    const altered = Uint8Array.from(bytes);
    altered[5000] = (altered[5000] ?? 0) ^ 1;
    expect(await ask(altered)).toEqual({ verdict: 'altere' });
    expect(await ask(Buffer.concat([bytes, Buffer.from('%\n')]))).toEqual({ verdict: 'complete' });
    expect(await ask(bytes.subarray(0, bytes.length - 30))).toEqual({ verdict: 'reenregistre' });
    expect(await ask((await sealSample(sealer)).bytes)).toEqual({ verdict: 'hors-registre' });
    expect(await ask((await sealSample(sampleSealer())).bytes)).toEqual({ verdict: 'autre' });
    expect(await ask(await samplePdf())).toEqual({ verdict: 'sans-sceau' });
    expect(await ask(Buffer.from('Bonjour'))).toEqual({ verdict: 'pas-pdf' });
  });

  it('[P6] answers the same on the command line, with an exit code', async () => {
    const actId = await signed();
    await sealing.seals.sealAct(actId);
    const folder = mkdtempSync(join(tmpdir(), 'clausier-verify-'));
    const file = join(folder, 'fichier.pdf');
    const place = {
      config: server.config,
      clock: () => server.time.now,
      storage: async () => server.storage,
      library: () => Promise.reject(new Error('not needed')),
    };
    const { bytes } = await fileOf(actId);
    writeFileSync(file, bytes);
    expect(await verify(place, file)).toMatchObject({
      code: 0,
      text: expect.stringContaining('Scellé par ce serveur, intact'),
    });
    writeFileSync(file, bytes.subarray(1));
    expect(await verify(place, file)).toMatchObject({ code: 2, json: { verdict: 'reenregistre' } });
    writeFileSync(file, await samplePdf());
    expect(await verify(place, file)).toMatchObject({ code: 3 });
    await expect(verify(place, join(folder, 'absent.pdf'))).rejects.toThrow('cannot be read');
    rmSync(folder, { recursive: true });
  });

  it('[P6] bounds what one address may ask, in number and in size', async () => {
    const post = (body: Uint8Array | string, type = 'application/pdf') =>
      fetch(`${server.url}/api/verification`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from(body),
      });
    server.time.now += 120_000;
    expect((await post('x', 'text/plain')).status).toBe(400);
    expect((await post(new Uint8Array(25 * 1024 * 1024 + 1))).status).toBe(413);
    const codes = [];
    for (let i = 0; i < 20; i += 1) codes.push((await post('x')).status);
    expect(codes.slice(0, 19)).toEqual(Array.from({ length: 19 }, () => 200));
    expect(codes.at(-1)).toBe(429);
    server.time.now += 60_000;
    expect((await post('x')).status).toBe(200);
  });
});

describe('the readable dossier', () => {
  it('[P7] is sealed, given again as it was, and known when it is verified', async () => {
    const actId = await signed();
    await sealing.seals.sealAct(actId);
    const get = async () => {
      const route = `/api/acts/${actId}/sceau/dossier.pdf`;
      const answer = await server.request(route, { as: pilote });
      return [answer.status, new Uint8Array(await answer.arrayBuffer())] as const;
    };
    const [status, bytes] = await get();
    expect(status).toBe(200);
    expect(Buffer.compare((await get())[1], bytes)).toBe(0);
    expect(await ask(bytes)).toEqual({ verdict: 'dossier' });
    const altered = Uint8Array.from(bytes);
    altered[2000] = (altered[2000] ?? 0) ^ 1;
    expect(await ask(altered)).toEqual({ verdict: 'altere' });
    const inside = Buffer.from((await PDF.load(bytes)).getAttachment('clausier-dossier.json') ?? []);
    expect(JSON.parse(inside.toString('utf8'))).toMatchObject({ format: 'clausier-dossier-1' });
    if (!hasTool('pdftotext', '-v')) return;
    const folder = mkdtempSync(join(tmpdir(), 'clausier-dossier-'));
    writeFileSync(join(folder, 'dossier.pdf'), bytes);
    const says = run('pdftotext', ['-layout', join(folder, 'dossier.pdf'), '-']).says;
    expect(says).toContain((await fileOf(actId)).seal.file.hash);
    expect(says).toContain(ceremonies.get(actId)?.hash ?? 'no hash');
    expect(says).not.toContain('\u200b');
    // The hash in the sentence that was signed is longer than its line.
    expect(rightmost(bytes)).toBeLessThan(526);
    rmSync(folder, { recursive: true });
  });
});

const tools = ['qpdf', 'pdftotext', 'pdffonts'].filter(
  (tool) => !hasTool(tool, tool === 'qpdf' ? '--version' : '-v'),
);
const dictSchema = z.record(z.string(), z.unknown());
const objectsSchema = z.object({ qpdf: z.tuple([z.unknown(), dictSchema]) });
const valueSchema = z.object({ value: dictSchema });

/** The catalogue that a reader of the file uses: the last one written. */
function catalogue(json: string): Readonly<Record<string, unknown>> {
  const [, objects] = objectsSchema.parse(JSON.parse(json)).qpdf;
  const { value } = valueSchema.parse(objects.trailer);
  return valueSchema.parse(objects[`obj:${String(value['/Root'])}`]).value;
}

describe('the pages of a sealed file', () => {
  const why = tools.length === 0 ? '' : ` (skipped: ${tools.join(', ')} not installed)`;
  (tools.length === 0 ? it : it.skip)(`show who signed and what seals, and are sound${why}`, async () => {
    const actId = await signed();
    await sealing.seals.sealAct(actId);
    const { bytes } = await fileOf(actId);
    const file = join(mkdtempSync(join(tmpdir(), 'clausier-pages-')), 'scelle.pdf');
    writeFileSync(file, bytes);
    expect(run('qpdf', ['--check', file])).toMatchObject({ code: 0 });
    const says = run('pdftotext', ['-layout', file, '-']).says;
    expect(says).toMatch(
      /Signatures et sceau[\s\S]*Madame Camille Rivière[\s\S]*Pour le Président, par délégation/,
    );
    expect(says).toMatch(
      /Scellé par Clausier – certificat de développement[\s\S]*clausier\.example\.org\/verifier/,
    );
    expect(says).not.toMatch(/certifié|valeur légale/i);
    const latin = Buffer.from(bytes).toString('latin1');
    expect(latin).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(latin).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    // What PDF/A-3a asks of the catalogue, in the one that the seal wrote anew.
    const objects = run('qpdf', ['--json', '--json-key=qpdf', file]).says;
    const root = catalogue(objects);
    for (const key of ['StructTreeRoot', 'OutputIntents', 'Metadata', 'AF', 'AcroForm'])
      expect(Object.keys(root)).toContain(`/${key}`);
    expect(root['/Lang']).toMatch(/^u:fr(-FR)?$/);
    expect(root['/MarkInfo']).toMatchObject({ '/Marked': true });
    expect(objects).toContain('"/S": "/GTS_PDFA1"');
    expect(objects).toContain('"/AFRelationship": "/Source"');
    // Attachments are what PDF/A-3 alone takes, each with its media type, its date and what it is to the text.
    const attached = objects.match(/"\/Type": "\/EmbeddedFile"|"\/EF": /g) ?? [];
    expect(attached.length).toBeGreaterThan(0);
    expect(objects.match(/"\/AFRelationship": /g)).toHaveLength(objects.match(/"\/EF": /g)?.length ?? -1);
    expect(objects.match(/"\/ModDate": /g)?.length).toBeGreaterThanOrEqual(
      objects.match(/"\/EF": /g)?.length ?? 99,
    );
    for (const key of ['/JavaScript', '/JS', '/Launch', '/Encrypt'])
      expect(objects).not.toContain(`"${key}"`);
    expect(objects).not.toContain('"/NeedAppearances": true');
    for (const font of run('pdffonts', [file]).says.trim().split('\n').slice(2))
      expect(font).toMatch(/yes yes yes +\d+ +\d+$/);
    rmSync(join(file, '..'), { recursive: true });
  });
});
