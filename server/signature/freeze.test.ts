import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { alinea, block, contentOf, texte, variable } from '#shared/document/builders.ts';
import { contentHash } from '#shared/document/canonical.ts';
import { printDocument } from '#shared/document/text.ts';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { actStateSchema, freezeReasonsSchema } from '#shared/signature/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { openClient, type TestClient } from '../testing/provider.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
const clients: TestClient[] = [];
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille');
  alix = await server.person('Alix', 'AMF');
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => server.dispose());

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 5 });
const newAct = (text?: string) =>
  server.act({
    rights: [
      [camille, 'pilote'],
      [alix, 'redacteur'],
    ],
    ...(text === undefined ? {} : { text }),
  });
const open = async (act: ActId, person: TestPerson) => {
  const client = openClient(server.socketUrl, act, person, { own: true });
  clients.push(client);
  await until(() => expect(client.provider.synced).toBe(true));
  return client;
};
/** Types, and waits for the words to be on disk. */
const type = async (client: TestClient, text: string) => {
  await until(() => expect(client.told.stored).toBe(1));
  client.type(text);
  await until(() => expect(client.told.stored).toBe(2));
};
const move = (act: ActId, name: string, body: unknown = {}, as = camille) =>
  server.request(`/api/acts/${act}/etat/${name}`, { as, method: 'POST', body });
const state = async (act: ActId, as = camille) =>
  actStateSchema.parse(await (await server.request(`/api/acts/${act}/etat`, { as })).json());
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const frozenContent = async (act: ActId) => {
  const { frozen } = await state(act);
  if (frozen === null) throw new Error('not frozen');
  const read = await server.app.versions.archive.read(act, frozen.versionId);
  return { frozen, content: read.content, text: printDocument(read.content) };
};
/** A date that can't be is a blocking check. */
const BLOCKED = 'Fait le 31 février 2026.';

describe('freezing', () => {
  it('[G1] keeps one version, shows its hash to every party, and nobody writes any more', async () => {
    const act = await newAct();
    const writer = await open(act, alix);
    await type(writer, 'Neuf. ');
    expect((await move(act, 'arreter')).status).toBe(200);
    const { frozen, content, text } = await frozenContent(act);
    expect(text).toContain('Neuf. Premier alinéa.');
    expect(contentHash(content)).toBe(frozen.hash);
    expect(await state(act, alix)).toMatchObject({
      state: 'arrete',
      frozen: { hash: frozen.hash },
      moves: [],
    });
    expect(writer.told.events).toContain('etat');
    writer.type('Encore. ');
    await until(() => expect(writer.closed?.code).toBe(4423));
    expect((await frozenContent(act)).text).toBe(text);
    expect(writer.text()).toContain('Encore. ');
    expect(await code(await move(act, 'arreter'))).toEqual([409, 'etat.impossible']);
  });

  it('[G1] is refused, with every reason, while a blocking check is open', async () => {
    const act = await newAct(BLOCKED);
    const answer = await server.request(`/api/acts/${act}/etat/arret`, { as: camille });
    const { reasons } = freezeReasonsSchema.parse(await answer.json());
    expect(reasons.map(({ rule }) => rule)).toContain('date-impossible');
    const refused = await move(act, 'arreter');
    const body = (await refused.json()) as { code: string; details: string[] };
    expect([refused.status, body.code, body.details.length]).toEqual([409, 'etat.bloque', reasons.length]);
    expect(await state(act)).toMatchObject({ state: 'brouillon', frozen: null });
  });

  it('[S14] takes what waited when nothing is frozen in the end', async () => {
    const act = await newAct();
    const writer = await open(act, alix);
    await until(() => expect(writer.told.stored).toBe(1));
    await server.app.hub.whilePaused(act, async () => {
      writer.type('Pendant. ');
      // Received, and held back: its relay to somebody who comes in would show it.
      const reader = await open(act, camille);
      expect(reader.text()).not.toContain('Pendant');
    });
    await until(() => expect(writer.told.stored).toBe(2));
    expect(writer.closed).toBeNull();
  });

  it('[G1] whatever is typed meanwhile is either in the frozen text or refused, and kept by its author', async () => {
    for (let round = 0; round < 4; round += 1) {
      const act = await newAct();
      const writer = await open(act, alix);
      await until(() => expect(writer.told.stored).toBe(1));
      let typed = 0;
      const frozen = move(act, 'arreter');
      while (writer.closed === null && typed < 4000) {
        typed += 1;
        writer.type(`<${typed}>`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await frozen).status).toBe(200);
      await until(() => expect(writer.closed?.code).toBe(4423));
      const { text } = await frozenContent(act);
      const kept = (/((?:<\d+>)*)Premier/.exec(text)?.[1] ?? '').split('>').length - 1;
      // What was promised is in; the rest is with its author.
      expect(kept).toBeGreaterThanOrEqual(writer.told.stored - 1);
      expect(kept).toBeLessThan(typed);
      expect(text).toContain(Array.from({ length: kept }, (_, i) => `<${kept - i}>`).join(''));
      expect(writer.text()).toContain(`<${typed}>`);
      const late = await open(act, camille);
      expect(late.text()).not.toContain(`<${kept + 1}>`);
    }
  });

  it('asked for twice at once is done once', async () => {
    const act = await newAct();
    const answers = await Promise.all([move(act, 'arreter'), move(act, 'arreter')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const versions = await server.storage.db
      .selectFrom('versions')
      .select('kind')
      .where('act_id', '=', act)
      .where('kind', '=', 'etat')
      .execute();
    expect(versions).toHaveLength(1);
  });

  it('is for the pilote alone', async () => {
    const act = await newAct();
    expect(await code(await move(act, 'arreter', {}, alix))).toEqual([403, 'acces.refuse']);
  });
});

describe('freezing a text whose closing waits for its date', () => {
  const FIELDS = {
    'signature.lieu': { type: 'texte', libelle: 'Lieu de signature', valeur: null },
    'signature.date': { type: 'date', libelle: 'Date de signature', valeur: null },
  } as const;
  const MADE = [texte('Fait '), variable('signature.lieu', 'a'), texte(', le '), variable('signature.date')];
  const waiting = () =>
    server.act({
      rights: [
        [camille, 'pilote'],
        [alix, 'redacteur'],
      ],
      content: contentOf([block('titre', 'Convention'), alinea('Un.'), block('cloture', MADE)], FIELDS),
    });
  const PLACE = { key: 'signature.lieu', valeur: 'Le Mans' };
  const LAST = { key: 'signature.date', derniereSignature: true };

  it('[G11] asks for them, and refuses a text where one would print in brackets', async () => {
    const act = await waiting();
    const answer = await server.request(`/api/acts/${act}/etat/arret`, { as: camille });
    const { reasons, questions } = freezeReasonsSchema.parse(await answer.json());
    expect(reasons).toEqual([]);
    expect(questions.map(({ libelle }) => libelle)).toEqual(['Lieu de signature', 'Date de signature']);
    for (const reponses of [[], [PLACE], [PLACE, { key: 'signature.date', valeur: '31/02/2026' }]]) {
      const refused = await move(act, 'arreter', { reponses });
      expect([refused.status, await refused.text()]).toEqual([
        409,
        expect.stringContaining('Date de signature'),
      ]);
    }
    expect(await state(act)).toMatchObject({ state: 'brouillon', frozen: null });
  });

  it('[G11] refuses a closing that keeps dots, and not the line where a hand signs', async () => {
    const closing = (words: string) => [
      alinea('Un.'),
      block('cloture', words),
      block('signataire', 'Pour l’Union ……………'),
    ];
    const rights = [[camille, 'pilote']] as const;
    const dotted = await server.act({ rights, content: contentOf(closing('Fait à Lyon, le ……………')) });
    const refused = await move(dotted, 'arreter');
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('pointillés')]);
    const said = 'Fait à Lyon, à la date de la dernière signature.';
    const written = await server.act({ rights, content: contentOf(closing(said)) });
    expect((await move(written, 'arreter')).status).toBe(200);
  });

  it.each([
    ['1er décembre 2026', { key: 'signature.date', valeur: '01/12/2026' }, 'le 1er décembre 2026'],
    ['the last signature', LAST, 'à la date de la dernière signature'],
  ])('[G12] writes the answers in the text that is hashed: %s', async (_, date, words) => {
    const act = await waiting();
    expect((await move(act, 'arreter', { reponses: [PLACE, date] })).status).toBe(200);
    const { frozen, content, text } = await frozenContent(act);
    expect(text.replace(/\u00a0/g, ' ')).toContain(`Fait au Mans, ${words}`);
    expect(text).not.toContain('[');
    expect(contentHash(content)).toBe(frozen.hash);
    const last = await server.storage.db
      .selectFrom('act_updates')
      .select('person_id')
      .where('act_id', '=', act)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(last?.person_id, 'the answers are of whoever freezes').toBe(camille.id);
  });
});

describe('what a PDF could not print', () => {
  it('[G1] blocks the freezing, with its place', async () => {
    const act = await newAct('Un sinogramme 漢 ici.');
    const refused = await move(act, 'arreter');
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('U+6F22')]);
    const { reasons } = freezeReasonsSchema.parse(
      await (await server.request(`/api/acts/${act}/etat/arret`, { as: camille })).json(),
    );
    expect(reasons).toMatchObject([{ rule: 'signe-non-imprimable', address: expect.any(String) }]);
    const named = await newAct();
    await server.storage.db
      .updateTable('acts')
      .set({ title: 'Convention 🙂' })
      .where('id', '=', named)
      .execute();
    expect(await (await move(named, 'arreter')).text()).toContain('renommez l’acte');
  });
});

describe('reopening', () => {
  it('[G6] says why to everybody, and the text is written again, towards another version', async () => {
    const act = await newAct();
    await move(act, 'negocier');
    await move(act, 'arreter');
    const first = (await state(act)).frozen;
    expect((await move(act, 'rouvrir', { motif: ' ' })).status).toBe(400);
    expect((await move(act, 'rouvrir', { motif: 'Une coquille à l’article 2' })).status).toBe(200);
    expect(await state(act, alix)).toMatchObject({
      state: 'negociation',
      frozen: null,
      motif: {
        move: 'rouvrir',
        motif: 'Une coquille à l’article 2',
        by: { name: 'Camille', organisation: 'UNML' },
      },
    });
    const writer = await open(act, alix);
    await type(writer, 'Corrigé. ');
    await move(act, 'arreter');
    const second = (await state(act)).frozen;
    expect(second?.hash).not.toBe(first?.hash);
    expect(second?.versionId).not.toBe(first?.versionId);
    const { entries, verdict } = journalSchema.parse(
      await (await server.request(`/api/acts/${act}/journal`, { as: alix })).json(),
    );
    expect(verdict.intact).toBe(true);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'acte.cree',
      'etat.change',
      'etat.change',
      'texte.arrete',
      'etat.change',
      'texte.rouvert',
      'etat.change',
      'texte.arrete',
    ]);
    expect(entries[3]?.facts).toEqual({ version: first?.versionId, empreinte: first?.hash });
  });

  it('an act that is abandoned stays so, with the reason', async () => {
    const act = await newAct();
    expect((await move(act, 'abandonner', { motif: 'Sans suite' })).status).toBe(200);
    expect(await state(act)).toMatchObject({ state: 'abandonne', motif: { motif: 'Sans suite' }, moves: [] });
    expect(await code(await move(act, 'negocier'))).toEqual([409, 'etat.impossible']);
  });
});
