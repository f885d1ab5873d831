import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { printDocument } from '#shared/document/text.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';
import type { ActRole } from '#shared/identity/roles.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { CONTINUOUS_MS, QUIET_MS } from '#shared/versions/quiet.ts';
import { applyRestore, planRestore } from '#shared/versions/restore.ts';
import {
  type Authors,
  authorsSchema,
  type History,
  historySchema,
  type Reading,
  readingSchema,
  type State,
  stateSchema,
  type Version,
  versionAnswerSchema,
  versionListSchema,
} from '#shared/versions/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';
import { Keeper } from './keeper.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
let lou: TestPerson;
let stranger: TestPerson;
const clients: TestClient[] = [];

beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille');
  alix = await server.person('Alix', 'AMF');
  lou = await server.person('Lou', 'AMF');
  stranger = await server.person('Nour', 'CMA France');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => server.dispose());

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 5 });
const sharedAct = () =>
  server.act({
    rights: [
      [camille, 'pilote'],
      [alix, 'redacteur'],
      [lou, 'lecteur'],
    ],
  });
const open = async (act: ActId, person: TestPerson) => {
  const client = openClient(server.socketUrl, act, person, { own: true });
  clients.push(client);
  await until(() => expect(client.provider.synced).toBe(true));
  return client;
};
/** Types, and waits for the words to be on disk. */
const type = async (client: TestClient, text: string) => {
  // The first word of it answers the opening, not what is typed.
  await until(() => expect(client.told.stored).toBeGreaterThan(-1));
  const told = client.told.stored;
  client.type(text);
  await until(() => expect(client.told.stored).toBeGreaterThan(told));
};
/** Types as somebody who comes, writes and goes, and waits for the keeper to hear of it. */
const write = async (act: ActId, person: TestPerson, text: string) => {
  const client = await open(act, person);
  await type(client, text);
  const heard = vi.spyOn(server.app.versions.keeper, 'changed');
  await type(client, '.');
  await until(() => expect(heard).toHaveBeenCalledWith(act));
  heard.mockRestore();
  client.destroy();
};
const get = async (act: ActId, path: string, as: TestPerson = camille): Promise<unknown> => {
  const answer = await server.request(`/api/acts/${act}/${path}`, { as });
  return { status: answer.status, ...((await answer.json()) as object) };
};
const post = (act: ActId, path: string, body: unknown, as: TestPerson = camille) =>
  server.request(`/api/acts/${act}/${path}`, { as, method: 'POST', body });
const list = async (act: ActId, as?: TestPerson, query = ''): Promise<readonly Version[]> =>
  versionListSchema.parse(await get(act, `versions${query}`, as)).versions;
const kinds = async (act: ActId, as?: TestPerson) => (await list(act, as)).map((version) => version.kind);
const state = async (act: ActId, ref: string, as?: TestPerson): Promise<State> =>
  stateSchema.parse(await get(act, `etats/${ref}`, as));
const textAt = async (act: ActId, ref: string, as?: TestPerson) =>
  printDocument((await state(act, ref, as)).content);
const name = async (act: ActId, label: string, note = ''): Promise<Version> => {
  const answer = await post(act, 'versions', { label, note });
  expect(answer.status).toBe(201);
  return versionAnswerSchema.parse(await answer.json()).version;
};
const code = async (answer: Promise<Response>) => {
  const { status, body } = await answer.then(async (got) => ({ status: got.status, body: await got.json() }));
  return [status, (body as { code: string }).code];
};
const db = () => server.storage.db;

describe('automatic versions', () => {
  it('[V1] [V5] come after ten quiet minutes, the first text before them', async () => {
    const act = await sharedAct();
    await write(act, alix, 'Neuf ');
    server.time.now += QUIET_MS - 1000;
    await server.app.versions.keeper.round();
    expect(await kinds(act)).toEqual([]);
    server.time.now += 1000;
    await server.app.versions.keeper.round();
    const [version, first] = await list(act);
    expect(version).toMatchObject({
      kind: 'automatique',
      rank: 2,
      label: null,
      by: null,
      authors: [{ personId: alix.id, name: 'Alix', organisation: 'AMF' }],
      size: { blocksChanged: 1, added: 6, removed: 0 },
      at: server.time.now - QUIET_MS,
    });
    expect(first).toMatchObject({ kind: 'initiale', rank: 1, seq: 1 });
    expect(await textAt(act, version?.id ?? '')).toContain('.Neuf Premier alinéa.');
    expect(await textAt(act, first?.id ?? '')).not.toContain('Neuf');
  });

  it('[V2] come every thirty minutes of writing without a pause', async () => {
    const act = await sharedAct();
    for (let minutes = 0; minutes <= CONTINUOUS_MS / 60_000; minutes += 6) {
      await write(act, alix, 'a');
      await server.app.versions.keeper.round();
      server.time.now += 6 * 60_000;
    }
    expect(await kinds(act)).toEqual(['automatique', 'initiale']);
  });

  it('[V3] are not taken when the wording is the same', async () => {
    const act = await sharedAct();
    await write(act, alix, 'a');
    await name(act, 'Avec a');
    const client = await open(act, alix);
    await type(client, 'b');
    const block = client.doc.getXmlFragment('contenu').get(1);
    const run = block instanceof Y.XmlElement ? block.get(0) : null;
    if (run instanceof Y.XmlText) run.delete(0, 1);
    await until(async () => expect((await state(act, 'actuel')).seq).toBe(5));
    server.app.versions.keeper.changed(act);
    server.time.now += QUIET_MS;
    await server.app.versions.keeper.round();
    expect(await kinds(act)).toEqual(['nommee', 'initiale']);
  });

  it('[V3] take up what was written before the server was stopped', async () => {
    const act = await sharedAct();
    await write(act, alix, 'Avant ');
    server.time.now += QUIET_MS;
    const { storage, app, time, logger } = server;
    const { archive } = app.versions;
    const restarted = new Keeper({ db: storage.db, clock: () => time.now, logger, archive });
    await restarted.start();
    await restarted.round();
    await restarted.stop();
    expect(await kinds(act)).toEqual(['automatique', 'initiale']);
  });
});

describe('named versions', () => {
  it('[V4] are recorded by a pilote or a rédacteur, even twice of one wording', async () => {
    const act = await sharedAct();
    const version = await name(act, 'Soumise au bureau', 'Pour le 12 mars.');
    expect(version).toMatchObject({
      kind: 'nommee',
      label: 'Soumise au bureau',
      note: 'Pour le 12 mars.',
      by: { personId: camille.id, organisation: 'UNML' },
      authors: [],
    });
    const again = await name(act, 'Encore');
    expect(again.hash).toBe(version.hash);
    expect(await code(post(act, 'versions', { label: 'Non' }, lou))).toEqual([403, 'acces.refuse']);
    expect(await code(post(act, 'versions', { label: '' }))).toEqual([400, 'requete.invalide']);
  });

  it('are annotated beside the row, which never changes', async () => {
    const act = await sharedAct();
    const { id } = await name(act, 'Premier nom');
    const row = () => db().selectFrom('versions').selectAll().where('id', '=', id).executeTakeFirst();
    const before = await row();
    const answer = await post(
      act,
      `versions/${id}/annotation`,
      { label: 'Second nom', note: 'Voir art. 4' },
      alix,
    );
    expect(versionAnswerSchema.parse(await answer.json()).version).toMatchObject({
      label: 'Second nom',
      note: 'Voir art. 4',
    });
    await post(act, `versions/${id}/annotation`, { label: null, note: '' });
    expect((await list(act))[0]).toMatchObject({ label: null, note: '' });
    expect(await row()).toEqual(before);
  });

  it('are listed by pages and by kind, newest first', async () => {
    const act = await sharedAct();
    for (const label of ['un', 'deux', 'trois']) await name(act, label);
    const page = versionListSchema.parse(await get(act, 'versions?limite=2'));
    expect(page.versions.map((version) => version.label)).toEqual(['trois', 'deux']);
    expect(page.can).toEqual({ name: true, restore: true });
    const rest = versionListSchema.parse(await get(act, `versions?limite=2&avant=${page.next}`, lou));
    expect(rest.versions.map((version) => version.kind)).toEqual(['nommee', 'initiale']);
    expect([rest.next, rest.can]).toEqual([null, { name: false, restore: false }]);
    expect(await list(act, camille, '?genre=initiale')).toHaveLength(1);
    expect(await get(act, 'versions?limite=zéro')).toMatchObject({ status: 400, code: 'requete.invalide' });
  });

  it('[V6] give their text back along a whole chain, and past its end', async () => {
    const act = await sharedAct();
    const client = await open(act, alix);
    const ids: string[] = [];
    for (let rank = 0; rank < 43; rank += 1) {
      await type(client, `${rank} `);
      ids.push((await name(act, `v${rank}`)).id);
    }
    expect(await textAt(act, ids[30] ?? '')).toContain('30 29 28');
    expect(await textAt(act, ids[42] ?? '')).toContain('42 41 40');
    const rows = await db().selectFrom('versions').select('depth').where('act_id', '=', act).execute();
    expect(Math.max(...rows.map((row) => row.depth))).toBe(39);
  });
});

describe('an altered version', () => {
  it.each([
    ['its hash', { hash: 'a'.repeat(64) }],
    ['its place in the chain', { depth: 17 }],
  ])('[V7] is refused and logged when %s is not what was written', async (_, change) => {
    const act = await sharedAct();
    const { id } = await name(act, 'Signée');
    await db().updateTable('versions').set(change).where('id', '=', id).execute();
    expect(await get(act, `etats/${id}`)).toMatchObject({ status: 500, code: 'version.alteree' });
    expect(server.logged.some((line) => line.version === id && line.level === 50)).toBe(true);
  });

  it('[V7] is refused when its bytes are, harms no other, and does not stop the next', async () => {
    const act = await sharedAct();
    const client = await open(act, alix);
    const ids: string[] = [];
    for (const label of ['un', 'deux', 'trois']) {
      await type(client, `${label} `);
      ids.push((await name(act, label)).id);
    }
    const [one, two, three] = ids as [string, string, string];
    const contents = db().selectFrom('version_contents').select('bytes');
    const kept = await contents.where('version_id', '=', one as Version['id']).executeTakeFirstOrThrow();
    await db()
      .updateTable('version_contents')
      .set({ bytes: kept.bytes })
      .where('version_id', '=', two as Version['id'])
      .execute();
    expect(await textAt(act, one)).toContain('un Premier');
    expect(await get(act, `etats/${two}`)).toMatchObject({ status: 500, code: 'version.alteree' });
    // Told from the altered one, but by a block that it gives whole: its own hash answers for it.
    expect(await textAt(act, three)).toContain('trois deux un Premier');
    await db()
      .updateTable('version_contents')
      .set({ bytes: new Uint8Array([1, 2, 3]) })
      .where('version_id', '=', two as Version['id'])
      .execute();
    for (const id of [two, three])
      expect(await get(act, `etats/${id}`)).toMatchObject({ status: 500, code: 'version.alteree' });
    await type(client, 'quatre ');
    const next = await name(act, 'quatre');
    expect(await textAt(act, next.id)).toContain('quatre trois deux un');
    expect(next.size.added).toBe('quatre '.length);
  });
});

describe('states', () => {
  it('[H2] are read after any update, the text of the moment included', async () => {
    const act = await sharedAct();
    const client = await open(act, alix);
    await type(client, 'un ');
    await type(client, 'deux ');
    const { seq } = await state(act, 'actuel');
    expect(await textAt(act, 'actuel')).toContain('deux un Premier');
    expect(await textAt(act, `seq-${seq - 1}`)).not.toContain('deux');
    expect(await textAt(act, 'seq-1')).not.toContain('un Premier');
    for (const ref of [`seq-${seq + 1}`, 'seq-0', 'hier', 'ver_01HZZZZZZZZZZZZZZZZZZZZZZZ'])
      expect(await get(act, `etats/${ref}`)).toMatchObject({ status: 404, code: 'version.introuvable' });
  });

  it('of an act are hidden from whoever holds no role in it, and its versions from another act', async () => {
    const act = await sharedAct();
    const { id } = await name(act, 'À nous');
    expect(await get(act, `etats/${id}`, stranger)).toMatchObject({ status: 404, code: 'acte.introuvable' });
    const other = await server.act({ rights: [[stranger, 'pilote']] });
    expect(await get(other, `etats/${id}`, stranger)).toMatchObject({ code: 'version.introuvable' });
  });

  it('[H1] are open to an organisation from when it came in, all of them to that of a pilote', async () => {
    const act = await server.act({ rights: [[camille, 'pilote']] });
    const before = await name(act, 'Brouillon interne');
    server.time.now += 60_000;
    await write(act, camille, 'Proposé ');
    const shown = await name(act, 'Proposée');
    server.time.now += 60_000;
    await db()
      .insertInto('rights')
      .values({
        act_id: act,
        person_id: alix.id,
        organisation_id: alix.organisationId,
        role: 'redacteur' satisfies ActRole,
        created_at: server.time.now,
      })
      .execute();
    server.time.now += 60_000;
    await write(act, alix, 'Relu ');
    await name(act, 'Relue');
    expect((await list(act, alix)).map((version) => version.label)).toEqual(['Relue', 'Proposée']);
    expect(await list(act, camille)).toHaveLength(4);
    expect(await textAt(act, shown.id, alix)).toContain('Proposé');
    for (const ref of [before.id, 'seq-1'])
      for (const path of [`etats/${ref}`, `auteurs?etat=${ref}`])
        expect(await get(act, path, alix)).toMatchObject({ code: 'version.introuvable' });
    const history = historySchema.parse(await get(act, 'historique', alix));
    expect(history.moments[0]?.seq).toBeGreaterThanOrEqual(shown.seq);
    expect(await code(post(act, 'lecture', { seq: 1 }, alix))).toEqual([404, 'version.introuvable']);
    expect(await code(post(act, `versions/${before.id}/annotation`, { label: 'x', note: '' }, alix))).toEqual(
      [404, 'version.introuvable'],
    );
  });

  it('[H3] are browsed by moments', async () => {
    const act = await sharedAct();
    await write(act, alix, 'a');
    server.time.now += 120_000;
    await write(act, camille, 'c');
    const { people, moments, next }: History = historySchema.parse(await get(act, 'historique'));
    expect(moments.map(({ author, seq }) => [people[author]?.name, seq])).toEqual([
      ['Clausier', 1],
      ['Alix', 3],
      ['Camille', 5],
    ]);
    expect(next).toBeNull();
  });

  it('begin a new act, of which the caller is the pilote', async () => {
    const act = await sharedAct();
    const answer = await post(act, 'etats/seq-1/copie', { titre: 'Copie' }, lou);
    expect(answer.status).toBe(201);
    const { id } = createdActSchema.parse(await answer.json());
    expect((await state(id, 'actuel', lou)).hash).toBe((await state(act, 'seq-1')).hash);
    expect(await get(id, 'etats/actuel', camille)).toMatchObject({ code: 'acte.introuvable' });
  });
});

describe('a restore', () => {
  it('[R3] [R4] is an edit of the editor, while the other party types', async () => {
    const act = await sharedAct();
    const old = await name(act, 'Ancienne');
    await write(act, alix, 'Nouveau ');
    const editor = await open(act, camille);
    const partner = await open(act, alix);
    const begun = await post(act, 'versions/restauration', { ref: old.id });
    expect(begun.status).toBe(201);
    const kept = versionAnswerSchema.parse(await begun.json()).version;
    expect(kept).toMatchObject({ kind: 'restauration', sourceId: old.id, by: { personId: camille.id } });
    const now = (await state(act, 'actuel')).content;
    const undo = new Y.UndoManager(editor.doc.getXmlFragment('contenu'), {
      trackedOrigins: new Set(['moi']),
    });
    const title = partner.doc.getXmlFragment('contenu').get(0);
    if (!(title instanceof Y.XmlElement) || !(title.get(0) instanceof Y.XmlText)) throw new Error('no title');
    (title.get(0) as Y.XmlText).insert(0, 'Grande ');
    const plan = planRestore(now, (await state(act, old.id)).content);
    expect(
      applyRestore(
        editor.doc,
        plan,
        blockIdsFrom(() => 0.5),
        'moi',
      ),
    ).toEqual([]);
    await until(() => expect(partner.text()).toBe('Grande Convention d’essai\nPremier alinéa.'));
    await until(() => expect(editor.text()).toBe(partner.text()));
    undo.undo();
    await until(() => expect(partner.text()).toBe('Grande Convention d’essai\n.Nouveau Premier alinéa.'));
  });

  it('is refused to a reader, and in a frozen act', async () => {
    const act = await server.act({
      state: 'arrete',
      rights: [
        [camille, 'pilote'],
        [lou, 'lecteur'],
      ],
    });
    const { id } = await name(act, 'Arrêtée');
    expect(await code(post(act, 'versions/restauration', { ref: id }))).toEqual([409, 'acte.fige']);
    expect(await code(post(act, 'versions/restauration', { ref: id }, lou))).toEqual([403, 'acces.refuse']);
  });
});

describe('readings', () => {
  it('[L1] [L2] [L3] are a person’s, never go back, and count for their organisation', async () => {
    const act = await sharedAct();
    const reading = async (as: TestPerson): Promise<Reading> =>
      readingSchema.parse(await get(act, 'lecture', as));
    server.time.now += 1000;
    await write(act, camille, 'un ');
    expect(await reading(lou)).toMatchObject({
      mine: null,
      organisation: null,
      authors: [{ name: 'Camille' }],
    });
    const { seq } = await reading(alix);
    expect((await post(act, 'lecture', { seq }, alix)).status).toBe(204);
    expect((await post(act, 'lecture', { seq: 1 }, alix)).status).toBe(204);
    expect(await reading(alix)).toMatchObject({
      mine: { seq, by: { name: 'Alix' } },
      authors: [],
      own: false,
    });
    expect(await reading(lou)).toMatchObject({ mine: null, organisation: { seq, by: { name: 'Alix' } } });
    expect(await reading(camille)).toMatchObject({ mine: null, organisation: null, authors: [], own: true });
    await write(act, camille, 'deux ');
    expect(await reading(alix)).toMatchObject({
      mine: { seq },
      seq: seq + 2,
      authors: [{ name: 'Camille' }],
    });
    expect(await code(post(act, 'lecture', { seq: seq + 3 }, alix))).toEqual([404, 'version.introuvable']);
    await db().deleteFrom('rights').where('act_id', '=', act).where('person_id', '=', alix.id).execute();
    expect(await reading(lou)).toMatchObject({ organisation: null });
  });
});

describe('authors', () => {
  it('[A1] [A4] [A5] [A6] of a passage are those who sent it, in any state', async () => {
    const act = await sharedAct();
    const { content } = await state(act, 'actuel');
    const [first, last] = content.document.content.map((block) => block.attrs.id);
    const client = await open(act, alix);
    await type(client, 'Les parties ');
    const ask = async (debut: unknown, fin: unknown) =>
      get(act, `auteurs?debut=${String(debut)}&fin=${String(fin)}`, lou);
    const told: Authors = authorsSchema.parse(await ask(first, last));
    expect(told.blocks.map((block) => block.id)).toEqual([first, last]);
    expect(
      told.blocks[1]?.spans.map((span) => [told.people[span.author]?.organisation, span.from, span.to]),
    ).toEqual([
      ['AMF', 0, 12],
      ['', 12, 27],
    ]);
    const past: Authors = authorsSchema.parse(await get(act, 'auteurs?etat=seq-1'));
    expect(past.blocks.map((block) => block.id)).toEqual([first, last]);
    expect(past.blocks[1]?.spans.map(({ from, to }) => [from, to])).toEqual([[0, 15]]);
    expect(await get(act, 'auteurs?etat=seq-99')).toMatchObject({
      status: 404,
      code: 'version.introuvable',
    });
    expect(await get(act, 'auteurs?etat=consolide')).toMatchObject({ status: 404 });
    expect(await get(act, `auteurs?debut=${first}`, lou)).toMatchObject({ code: 'requete.invalide' });
    await type(client, 'Et ');
    const again: Authors = authorsSchema.parse(await ask(last, last));
    expect(again.blocks[0]?.spans[0]).toMatchObject({ from: 0, to: 15, sender: null });
    expect(await ask(last, first)).toMatchObject({ status: 400, code: 'requete.invalide' });
    expect(await ask('x', first)).toMatchObject({ status: 400, code: 'requete.invalide' });
  });
});
