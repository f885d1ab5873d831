import { connect } from 'node:net';
import * as encoding from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { personalLinkSchema } from '#shared/identity/wire.ts';
import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

let server: TestApp;
let pilote: TestPerson;
let redacteur: TestPerson;
let lecteur: TestPerson;
let stranger: TestPerson;
const clients: TestClient[] = [];

beforeAll(async () => {
  server = await startTestApp();
  pilote = await server.person('Camille');
  redacteur = await server.person('Alix', 'AMF');
  lecteur = await server.person('Lou', 'AMF');
  stranger = await server.person('Nour', 'CMA France');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => server.dispose());

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

const open = (...args: Parameters<typeof openClient> extends [string, ...infer Rest] ? Rest : never) => {
  const client = openClient(server.socketUrl, ...args);
  clients.push(client);
  return client;
};
const synced = (client: TestClient) => until(() => expect(client.provider.synced).toBe(true));
const sharedAct = (state?: 'arrete') =>
  server.act({
    ...(state ? { state } : {}),
    rights: [
      [pilote, 'pilote'],
      [redacteur, 'redacteur'],
      [lecteur, 'lecteur'],
    ],
  });
const rowsOf = async (act: string) =>
  (
    await server.storage.db
      .selectFrom('act_updates')
      .select('seq')
      .where('act_id', '=', act as never)
      .execute()
  ).length;

/** Sends raw frames on a bare socket, and answers how it was closed. */
function rawClose(act: string, person: TestPerson, frames: readonly (Uint8Array | string)[], query = '') {
  return new Promise<{ code: number; reason: string }>((resolve, reject) => {
    const ws = new WebSocket(`${server.socketUrl}/${act}${query}`, { headers: { cookie: person.cookie } });
    ws.on('open', () => {
      for (const frame of frames) ws.send(frame);
    });
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    ws.on('error', reject);
  });
}

function updateFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, SYNC.update);
  encoding.writeVarUint8Array(encoder, update);
  return encoding.toUint8Array(encoder);
}

function updateOf(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

/** Asks for an upgrade as no browser does: `target` as it stands, and gone without reading when `rude`. */
function rawUpgrade(target: string, rude: boolean) {
  return new Promise<string>((resolve, reject) => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
      if (rude) socket.resetAndDestroy();
    });
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the socket', () => {
  it('[S7] an upgrade to no address at all, or by a peer that is gone, ends nothing but itself', async () => {
    for (const target of ['//', '/ailleurs', 'http://:99999/'])
      expect(await rawUpgrade(target, false), target).toMatch(/^HTTP\/1\.1 404 /);
    for (let i = 0; i < 20; i += 1) await rawUpgrade('/ailleurs', true);
    expect((await server.request('/healthz')).status).toBe(200);
  });

  it('[S1] [S20] lets two unmodified providers write together', async () => {
    const act = await sharedAct();
    const a = open(act, pilote);
    const b = open(act, redacteur);
    await synced(a);
    await synced(b);
    expect(a.text()).toBe('Convention d’essai\nPremier alinéa.');
    a.type('Bonjour. ');
    await until(() => expect(b.text()).toContain('Bonjour. Premier'));
    b.type('Oui. ');
    await until(() => expect(a.text()).toContain('Oui. Bonjour. Premier'));
  });

  it('[S2] sends own messages only to a client that asked for them', async () => {
    const act = await sharedAct();
    const bare = new WebSocket(`${server.socketUrl}/${act}`, { headers: { cookie: pilote.cookie } });
    const types: number[] = [];
    bare.on('message', (data: Buffer) => types.push(data[0] ?? -1));
    const own = open(act, redacteur, { own: true });
    await synced(own);
    own.type('x');
    await until(() => expect(own.told.stored).toBe(2));
    const field = { type: 'texte', libelle: 'a', valeur: '1' };
    bare.send(updateFrame(updateOf((doc) => doc.getMap('champs').set('a', field))));
    await until(async () => expect(await rowsOf(act)).toBe(3));
    bare.close();
    await until(() => expect(types.length).toBeGreaterThan(1));
    expect(types.filter((type) => type >= 100)).toEqual([]);
  });

  it('[S3] tells a final refusal by its close code', async () => {
    const act = await sharedAct();
    const cases = [
      [act, null, 4401, 'session.absente'],
      [act, stranger, 4404, 'acte.introuvable'],
      ['act_01HZZZZZZZZZZZZZZZZZZZZZZZ', pilote, 4404, 'acte.introuvable'],
      ['nothing', pilote, 4404, 'acte.introuvable'],
    ] as const;
    for (const [id, person, code, reason] of cases) {
      const client = open(id, person);
      await until(() => expect(client.closed).toEqual({ code, reason }));
    }
  });

  it('[S4] refuses our own client of another schema, or of none', async () => {
    const act = await sharedAct();
    for (const params of [{ clausier: '1', schema: '999' }, { clausier: '1' }]) {
      const client = open(act, pilote, { params });
      await until(() => expect(client.closed?.code).toBe(4409));
      expect(client.closed?.reason).toBe('schema.incompatible');
    }
  });

  it('[S5] keeps what a client sends before its act is loaded', async () => {
    const act = await sharedAct();
    const doc = new Y.Doc();
    doc.getMap('champs').set('avant', { type: 'texte', libelle: 'Avant', valeur: 'oui' });
    const early = open(act, pilote, { doc });
    await synced(early);
    const other = open(act, redacteur);
    await until(() => expect(other.doc.getMap('champs').get('avant')).toMatchObject({ valeur: 'oui' }));
  });

  it('[S6] refuses a page of another site', async () => {
    const act = await sharedAct();
    const client = open(act, pilote, { headers: { origin: 'https://ailleurs.example' } });
    await until(() => expect(client.closed).toEqual({ code: 4403, reason: 'requete.origine' }));
    const own = open(act, pilote, { headers: { origin: server.url } });
    await synced(own);
  });

  it('[S10] refuses a reader’s update, which reaches nobody and nothing', async () => {
    const act = await sharedAct();
    const writer = open(act, pilote);
    const reader = open(act, lecteur, { own: true });
    await synced(writer);
    await synced(reader);
    const before = await rowsOf(act);
    reader.type('Interdit. ');
    await until(() => expect(reader.closed).toEqual({ code: 4403, reason: 'acces.refuse' }));
    expect(reader.told.notices).toEqual(['acces.refuse']);
    writer.type('Permis. ');
    await until(async () => expect(await rowsOf(act)).toBe(before + 1));
    expect(writer.text()).not.toContain('Interdit');
  });

  it('[S10] refuses everybody when the text is frozen', async () => {
    const act = await sharedAct('arrete');
    const client = open(act, pilote);
    await synced(client);
    client.type('Trop tard. ');
    await until(() => expect(client.closed).toEqual({ code: 4423, reason: 'acte.fige' }));
    expect(await rowsOf(act)).toBe(1);
  });

  it('[S11] takes a reader’s first answer, which adds nothing, for no write', async () => {
    const act = await sharedAct();
    const writer = open(act, pilote, { own: true });
    await synced(writer);
    writer.type('abc');
    const rows = await rowsOf(act);
    const reader = open(act, lecteur, { own: true });
    await until(() => expect(reader.told.stored).toBe(1));
    expect(reader.closed).toBeNull();
    expect(await rowsOf(act)).toBeLessThanOrEqual(rows + 1);
  });

  it('[S12] closes at once what a session’s end leaves open', async () => {
    const act = await sharedAct();
    const leaving = await server.person('Partante');
    await server.storage.db
      .insertInto('rights')
      .values({
        act_id: act,
        person_id: leaving.id,
        organisation_id: leaving.organisationId,
        role: 'redacteur',
        created_at: 1,
      })
      .execute();
    const client = open(act, leaving);
    await synced(client);
    const answer = await server.request('/api/session', { method: 'DELETE', as: leaving });
    expect(answer.status).toBe(204);
    await until(() => expect(client.closed).toEqual({ code: 4401, reason: 'session.absente' }));
  });

  it('[S12] follows at once a right that changes', async () => {
    const act = await sharedAct();
    const invited = { person: { name: 'Ida', email: 'ida@essai.example' }, organisation: 'AMF' };
    const invite = async (role: string) => {
      const body = { ...invited, role };
      const answer = await server.request(`/api/acts/${act}/links`, { method: 'POST', as: pilote, body });
      return personalLinkSchema.parse(await answer.json());
    };
    const link = await invite('redacteur');
    const session = await server.request('/api/session', {
      method: 'POST',
      body: { token: link.url.split('#')[1] },
    });
    const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    const client = open(act, { ...redacteur, cookie }, { own: true });
    await synced(client);
    client.type('Encore permis. ');
    await until(() => expect(client.told.stored).toBe(2));
    await invite('lecteur');
    client.type('Plus permis. ');
    await until(() => expect(client.closed?.reason).toBe('acces.refuse'));

    const again = open(act, { ...redacteur, cookie });
    await synced(again);
    await server.request(`/api/acts/${act}/links/${link.id}`, { method: 'DELETE', as: pilote });
    await until(() => expect(again.closed?.reason).toBe('session.absente'));
  });

  it('[S12] refuses a message after the session’s term', async () => {
    const act = await sharedAct();
    const client = open(act, pilote);
    await synced(client);
    const { now } = server.time;
    server.time.now += 31 * 24 * 3600 * 1000;
    client.type('tard');
    await until(() => expect(client.closed?.reason).toBe('session.absente'));
    server.time.now = now;
  });

  it('[S13] shows the session’s name, whatever the client says', async () => {
    const act = await sharedAct();
    const liar = open(act, redacteur);
    const witness = open(act, pilote);
    await synced(liar);
    await synced(witness);
    liar.provider.awareness.setLocalStateField('user', { name: 'Le président', color: '#000000' });
    liar.provider.awareness.setLocalStateField('cursor', { anchor: 1 });
    await until(() =>
      expect(witness.provider.awareness.getStates().get(liar.doc.clientID)).toMatchObject({
        user: { name: 'Alix', organisation: 'AMF', color: '#b3261e' },
        cursor: { anchor: 1 },
      }),
    );
    liar.destroy();
    await until(() => expect(witness.provider.awareness.getStates().has(liar.doc.clientID)).toBe(false));
  });

  it('[S21] promises only what another process can read in the database', async () => {
    const act = await sharedAct();
    const client = open(act, pilote, { own: true });
    await synced(client);
    await until(() => expect(client.told.stored).toBe(1));
    for (let i = 0; i < 20; i += 1) client.type(`${i} `);
    await until(() => expect(client.told.stored).toBe(21));
    expect(await rowsOf(act)).toBe(21);
    const title = await server.storage.db
      .selectFrom('act_updates')
      .select('person_id')
      .where('act_id', '=', act)
      .where('seq', '=', 21)
      .executeTakeFirst();
    expect(title?.person_id).toBe(pilote.id);
  });

  it('[S23] refuses what it can’t read, and writes none of it', async () => {
    const act = await sharedAct();
    const before = await rowsOf(act);
    const bad: (Uint8Array | string)[] = [
      'text',
      new Uint8Array([99, 1, 2]),
      new Uint8Array([0, 9]),
      new Uint8Array([0, 2, 200]),
      updateFrame(new Uint8Array([1, 2, 3, 4, 5])),
      updateFrame(updateOf((doc) => doc.getText('ailleurs').insert(0, 'x'))),
      updateFrame(updateOf((doc) => doc.getXmlFragment('contenu').insert(0, [new Y.XmlElement('script')]))),
      updateFrame(updateOf((doc) => doc.getXmlFragment('contenu').insert(0, [new Y.XmlText('racine')]))),
      updateFrame(
        updateOf((doc) => doc.getXmlFragment('contenu').insert(0, [new Y.XmlElement('tableCell')])),
      ),
      updateFrame(updateOf((doc) => doc.getMap('champs').set('a', { type: 'date', valeur: {} }))),
      ...[{ a: 1 }, 1e9, -5].map((niveau) =>
        updateFrame(
          updateOf((doc) => {
            const heading = new Y.XmlElement('intitule');
            doc.getXmlFragment('contenu').insert(0, [heading]);
            heading.setAttribute('niveau', niveau as never);
          }),
        ),
      ),
    ];
    const witness = open(act, redacteur);
    await synced(witness);
    const seen = Y.encodeStateAsUpdate(witness.doc);
    for (const frame of bad) {
      const closed = await rawClose(act, pilote, [frame]);
      expect(closed).toEqual({ code: 4400, reason: 'sync.message_invalide' });
    }
    expect(await rowsOf(act)).toBe(before);
    expect(witness.closed).toBeNull();
    expect(Y.encodeStateAsUpdate(witness.doc)).toEqual(seen);
  });

  it('[S23] promises an update that came before what it builds on only with it', async () => {
    const act = await sharedAct();
    const source = open(act, pilote);
    await synced(source);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(source.doc));
    const sent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => sent.push(updateFrame(update)));
    const block = doc.getXmlFragment('contenu').get(1);
    const run = block instanceof Y.XmlElement ? block.get(0) : null;
    if (run instanceof Y.XmlText) for (const word of ['un ', 'deux ', 'trois ']) run.insert(0, word);
    const ws = new WebSocket(`${server.socketUrl}/${act}`, { headers: { cookie: pilote.cookie } });
    await new Promise((resolve) => ws.once('open', resolve));
    for (const frame of [...sent.slice(1), ...sent.slice(0, 1)]) ws.send(frame);
    await until(() => expect(source.text()).toContain('trois deux un Premier'));
    await until(async () => expect(await rowsOf(act)).toBe(4));
    ws.close();
  });

  it('[S30] closes on a frame beyond the bound with a code that stops the provider', async () => {
    const act = await sharedAct();
    const closed = await rawClose(act, pilote, [new Uint8Array(33 * 1024 * 1024)]);
    expect(closed).toEqual({ code: 4413, reason: 'sync.trop_grand' });
  });

  it('refreshes the title of the portfolio after a change', async () => {
    const act = await sharedAct();
    // Only a title that was read in the text follows it.
    await server.storage.db.updateTable('acts').set({ title_given: 0 }).where('id', '=', act).execute();
    const client = open(act, pilote);
    await synced(client);
    const title = client.doc.getXmlFragment('contenu').get(0);
    const text = title instanceof Y.XmlElement ? title.get(0) : null;
    if (text instanceof Y.XmlText) text.insert(0, 'Nouvelle ');
    await until(async () => {
      const answer = await server.request(`/api/acts/${act}`, { as: pilote });
      expect(await answer.json()).toMatchObject({ title: 'Nouvelle Convention d’essai' });
    });
  });
});
