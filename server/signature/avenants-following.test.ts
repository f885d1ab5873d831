import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { avenantListSchema, takenUpSchema } from '#shared/avenants/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

let server: TestApp;
let camille: TestPerson;
let tools: ReturnType<typeof avenantTools>;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille', 'ADR');
  tools = avenantTools(server, camille);
});
afterEach(() => tools.close());
afterAll(() => server.dispose());

/** What makes the database refuse that an avenant changes its text, and what lets it again. */
const STOPS = {
  sqlite: {
    on: [
      "CREATE TRIGGER stops BEFORE UPDATE OF base_hash ON avenants BEGIN SELECT RAISE(ABORT, 'stopped'); END",
    ],
    off: ['DROP TRIGGER stops'],
  },
  postgres: {
    on: [
      "CREATE FUNCTION stop() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$ LANGUAGE plpgsql",
      'CREATE TRIGGER stops BEFORE UPDATE OF base_hash ON avenants FOR EACH ROW EXECUTE FUNCTION stop()',
    ],
    off: ['DROP TRIGGER stops ON avenants', 'DROP FUNCTION stop()'],
  },
} as const;

const findings = async (act: ActId) => (await tools.detail(act)).findings;
const blocking = async (act: ActId) =>
  (await findings(act)).flatMap((one) => (one.blocking ? [one.message] : [])).join(' ');
const edit = async (act: ActId, old: string, now: string) =>
  tools.replace((await tools.detail(act)).workingId, old, now);
const says = (act: ActId, words: string) => until(async () => expect(await tools.text(act)).toContain(words));
const takeUp = async (act: ActId) =>
  takenUpSchema.parse(await (await tools.post(`/api/acts/${act}/avenant/actualiser`, {}, camille)).json());

describe('avenants begun side by side', { timeout: 60_000 }, () => {
  it('[C8] the second is taken up on the text that the first made, and says so; what both changed is told', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [await tools.begin(target), await tools.begin(target)];
    await edit(first, '31 décembre 2128', '31 décembre 2129');
    await edit(first, 'deux fois', 'trois fois');
    await edit(second, 'les métiers de la rive', 'les métiers de la rive et de l’eau');
    await says(first, 'trois fois');
    await tools.sign(first);
    // Words that both changed are no more two pending avenants: they are an edit of an earlier text.
    await edit(second, 'Il dresse un bilan', 'Il dresse deux bilans');
    const stale = (await findings(second)).find(({ remedy }) => remedy === 'reprendre');
    expect(stale?.blocking).toBe(true);

    const { lost } = await takeUp(second);
    expect(lost).toEqual([expect.stringContaining('deux bilans')]);
    const { workingId } = await tools.detail(second);
    await says(workingId, '31 décembre 2129');
    expect(await tools.text(workingId)).toContain('trois fois par an. Il dresse un bilan.');
    expect(await tools.text(workingId)).toContain('rive et de l’eau');
    expect(await tools.text(workingId, 'base')).toContain('31 décembre 2129');
    await says(second, 'À l’article 1');
    expect(await tools.text(second)).not.toContain('2129');
    expect(await tools.text(second)).toMatch(/dans sa rédaction issue de l’avenant n° 1 du/);
    expect((await takeUp(second)).lost).toEqual([]);
    expect(await blocking(second)).toBe('');
    await tools.sign(second);
    const { text, applied } = await tools.inForce(target, '2127-01-01');
    expect(applied.map(({ number }) => number)).toEqual([1, 2]);
    expect(text).toContain('rive et de l’eau');
    expect(text).toContain('31 décembre 2129');
  });

  it('[C9] a server that stops between the text and what says that it was taken up leaves it to be done, nothing untold', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [await tools.begin(target), await tools.begin(target)];
    await edit(first, 'deux fois', 'trois fois');
    await edit(second, 'métiers de la rive', 'métiers de l’eau');
    await says(first, 'trois fois');
    await tools.sign(first);
    await edit(second, 'deux fois', 'quatre fois');
    const { db, dialect } = server.storage;
    const stops = dialect === 'sqlite' ? STOPS.sqlite : STOPS.postgres;
    for (const statement of stops.on) await sql.raw(statement).execute(db);
    const failed = await tools.post(`/api/acts/${second}/avenant/actualiser`, {}, camille);
    expect(failed.status).toBe(500);
    for (const statement of stops.off) await sql.raw(statement).execute(db);
    // The text was written, and not what says so: it is still to be taken up.
    const { workingId } = await tools.detail(second);
    await says(workingId, 'trois fois');
    expect((await findings(second)).map(({ remedy }) => remedy)).toContain('reprendre');

    expect((await takeUp(second)).lost).toEqual([expect.stringContaining('quatre fois')]);
    await says(second, 'À l’article 1');
    expect(await tools.text(second)).not.toContain('fois');
    expect(await tools.text(workingId)).toContain('métiers de l’eau');
    expect((await takeUp(second)).lost).toEqual([]);
  });

  it('[C7] the one that is signed first has the first number, in its text too', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [await tools.begin(target), await tools.begin(target)];
    await edit(first, 'deux fois', 'trois fois');
    await edit(second, '31 décembre 2128', '31 décembre 2129');
    await says(second, 'À l’article 3');
    const refused = await tools.post(`/api/acts/${second}/etat/arreter`, {}, camille);
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringContaining('ordre de leur signature'),
    ]);
    expect((await findings(second)).map(({ remedy }) => remedy)).toContain('numeroter');
    const given = await tools.post(`/api/acts/${second}/avenant/numero`, {}, camille);
    expect(given.status, await given.text()).toBe(204);
    await says(second, 'Avenant n° 1');
    await says(first, 'Avenant n° 2');
    const list = async () =>
      avenantListSchema.parse(await tools.get(`/api/acts/${target}/avenants`)).avenants;
    expect((await list()).map(({ id, number, title }) => [id, number, /\d/.exec(title)?.[0]])).toEqual([
      [second, 1, '1'],
      [first, 2, '2'],
    ]);
    await tools.sign(second);
    await takeUp(first);
    await says(first, 'À l’article 2');
    await tools.sign(first);
    expect((await tools.inForce(target, '2127-01-01')).text).toContain('trois fois');
  });

  it('[C7] another one’s number is not taken from who may not write it', async () => {
    const target = await tools.signedConvention();
    const noor = await server.person('Noor', 'FDA');
    await tools.begin(target);
    const mine = await tools.begin(target);
    await tools.grant(mine, noor, 'redacteur');
    expect(await tools.code(tools.post(`/api/acts/${mine}/avenant/numero`, {}, noor))).toEqual([
      409,
      'avenant.numero',
    ]);
  });

  it('[F4] [C5] a conflict says what the other one does there, and what to do; its words only to who may read it', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [await tools.begin(target), await tools.begin(target)];
    await edit(first, '31 décembre 2128', '31 décembre 2129');
    await edit(second, '31 décembre 2128', '31 décembre 2130');
    const conflict = async (act: ActId, as: TestPerson) =>
      (await tools.detail(act, as)).findings.find(({ message }) => message.includes('modifie aussi'));
    for (const [here, there, year] of [
      [first, second, '2130'],
      [second, first, '2129'],
    ] as const) {
      const told = await conflict(here, camille);
      expect(told).toMatchObject({ blocking: true, other: { id: there } });
      expect(told?.message).toMatch(/en préparation, modifie aussi l’article 3\./);
      expect(told?.other?.says).toContain(year);
      expect(told?.block).not.toBeNull();
    }
    const noor = await server.person('Noor', 'CMA France');
    await tools.grant(second, noor, 'relecteur');
    expect(await conflict(second, noor)).toMatchObject({ blocking: true, other: null });
  });

  it('[F4] dates that cross are told while both are being written', async () => {
    const target = await tools.signedConvention();
    const [first, second] = [
      await tools.begin(target, 'Un.', '2101-01-01'),
      await tools.begin(target, 'Deux.', '2100-01-01'),
    ];
    expect(await blocking(second)).toMatch(/prend effet avant l’avenant n°.1\./);
    expect(await blocking(first)).toContain('prend effet avant celui-ci');
  });
});
