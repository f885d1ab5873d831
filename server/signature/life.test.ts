import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { alinea, article, block, contentOf } from '#shared/document/builders.ts';
import { actListSchema } from '#shared/drafting/wire.ts';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { actStateSchema } from '#shared/signature/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { avenantTools, until } from './testing/avenants.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
let tools: ReturnType<typeof avenantTools>;
const SIGNED_ON = '2026-11-21';
beforeAll(async () => {
  server = await startTestApp();
  server.time.now = Date.parse(`${SIGNED_ON}T10:00:00Z`);
  camille = await server.person('Camille', 'ADR');
  alix = await server.person('Alix', 'FDA');
  tools = avenantTools(server, camille);
});
afterEach(() => tools.close());
afterAll(() => server.dispose());

/** A convention that both parties have signed. */
async function signed(...duree: readonly string[]): Promise<ActId> {
  const act = await drafted(...duree);
  await tools.sign(act);
  return act;
}
const drafted = (...duree: readonly string[]) =>
  server.act({
    rights: [
      [camille, 'pilote'],
      [alix, 'lecteur'],
    ],
    content: contentOf([block('titre', 'Convention'), alinea('Un.'), article('Durée', ...duree)]),
  });
const life = async (act: ActId, as = camille) =>
  actStateSchema.parse(await (await server.request(`/api/acts/${act}/etat`, { as })).json());
/** What the server does by itself on a day; the clock is then set back, since sessions end. */
async function onDay(day: string): Promise<void> {
  const { now } = server.time;
  server.time.now = Date.parse(`${day}T10:00:00Z`);
  await server.app.signatures.keeper.round();
  server.time.now = now;
}
const post = (act: ActId, path: string, body: unknown, as = camille) =>
  tools.post(`/api/acts/${act}/${path}`, body, as);
const events = async (act: ActId) =>
  journalSchema.parse(await tools.get(`/api/acts/${act}/journal`)).entries.map(({ kind, facts }) => ({
    kind,
    ...facts,
  }));
const listed = async (act: ActId) =>
  actListSchema.parse(await tools.get('/api/acts')).acts.find(({ id }) => id === act);

const FIXED = 'La convention prend effet le 1er janvier 2027 et prend fin le 31 décembre 2028.';
const OPEN = 'La convention est conclue pour une durée indéterminée.';

describe('a signed act', { timeout: 60_000 }, () => {
  it('[G10] [L2] is in force on its day of effect, and ends on the day after its last', async () => {
    const act = await signed(FIXED);
    expect(await life(act)).toMatchObject({
      state: 'signe',
      signedOn: SIGNED_ON,
      effectDay: '2027-01-01',
      term: { last: '2028-12-31', sentence: expect.stringContaining('31 décembre 2028') },
    });
    for (const [day, state] of [
      ['2026-12-31', 'signe'],
      ['2027-01-01', 'en-vigueur'],
      ['2028-12-31', 'en-vigueur'],
      ['2029-01-01', 'echu'],
    ] as const) {
      await onDay(day);
      expect([day, (await life(act)).state]).toEqual([day, state]);
    }
    expect(await events(act)).toContainEqual(
      expect.objectContaining({ mouvement: 'echoir', dernierJour: '2028-12-31' }),
    );
    expect(await listed(act)).toMatchObject({ state: 'echu', ends: null });
    expect(await tools.inForce(act, '2028-12-31')).toMatchObject({ inForce: true, over: null });
    expect(await tools.inForce(act, '2029-01-01')).toMatchObject({
      over: { state: 'echu', day: '2028-12-31' },
    });
  });

  it('[L2] never ends by itself when its text says no end', async () => {
    const act = await signed(OPEN);
    await onDay('2099-01-01');
    expect(await life(act)).toMatchObject({ state: 'en-vigueur', term: null });
  });

  it('[L2] an avenant in force pushes its end back, and [L7] ends with it', async () => {
    const target = await tools.signedConvention();
    expect((await life(target)).term?.last).toBe('2128-12-31');
    const avenant = await tools.begin(target);
    await tools.replace((await tools.detail(avenant)).workingId, '31 décembre 2128', '31 décembre 2129');
    await until(async () => expect(await tools.text(avenant)).toContain('31 décembre 2129'));
    await tools.sign(avenant);
    expect((await life(target)).term?.last).toBe('2129-12-31');
    await onDay('2129-06-01');
    expect((await life(target)).state).toBe('en-vigueur');
    await onDay('2130-01-01');
    expect([(await life(target)).state, (await life(avenant)).state]).toEqual(['echu', 'echu']);
  });
});

describe('ending a signed act', { timeout: 60_000 }, () => {
  const ENDING = { motif: 'Décision du bureau du 3 mars', effet: '2027-06-30', recuLe: '2026-11-20' };

  it('[L5] is announced with its day, told to all, and takes effect on that day', async () => {
    const act = await signed(OPEN);
    expect((await post(act, 'etat/resilier', ENDING)).status).toBe(200);
    expect(await life(act, alix)).toMatchObject({
      state: 'en-vigueur',
      ending: { effect: '2027-06-30', received: '2026-11-20', motif: ENDING.motif, by: { name: 'Camille' } },
    });
    expect(await listed(act)).toMatchObject({ ends: { day: '2027-06-30', how: 'resiliation' } });
    await onDay('2027-06-29');
    expect((await life(act)).state).toBe('en-vigueur');
    await onDay('2027-06-30');
    expect(await life(act)).toMatchObject({
      state: 'resilie',
      // Its own day, which is not the day when it was announced.
      ending: { effect: '2027-06-30' },
      motif: { move: 'resilier', motif: ENDING.motif },
    });
    const told = await events(act);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'resiliation.annoncee', effet: '2027-06-30', recuLe: '2026-11-20' }),
    );
    expect(told.at(-1)).toMatchObject({ mouvement: 'resilier', effet: '2027-06-30' });
  });

  it('[L5] takes effect at once for a day that has come, and can be taken back before its day only', async () => {
    const act = await signed(OPEN);
    await post(act, 'etat/resilier', ENDING);
    expect((await post(act, 'etat/resilier/retrait', {})).status).toBe(200);
    expect((await life(act)).ending).toBeNull();
    await onDay('2027-07-01');
    expect((await life(act)).state).toBe('en-vigueur');
    expect((await post(act, 'etat/resilier', { ...ENDING, effet: SIGNED_ON })).status).toBe(200);
    expect((await life(act)).state).toBe('resilie');
    expect((await post(act, 'etat/resilier/retrait', {})).status).toBe(409);
  });

  it.each([
    ['before the signature', { ...ENDING, effet: '2026-11-20' }, 400],
    ['by a letter that is still to come', { ...ENDING, recuLe: '2026-11-22' }, 400],
    ['on no day', { ...ENDING, effet: '2027-02-30' }, 400],
    ['without a reason', { ...ENDING, motif: ' ' }, 400],
  ])('[L5] is refused %s', async (_, body, status) => {
    const act = await signed(OPEN);
    expect((await post(act, 'etat/resilier', body)).status).toBe(status);
    expect(await life(act)).toMatchObject({ state: 'en-vigueur', ending: null });
  });

  it('[L5] is for the pilote alone, and not for a draft', async () => {
    const act = await signed(OPEN);
    expect((await post(act, 'etat/resilier', ENDING, alix)).status).toBe(403);
    expect((await post(await drafted(OPEN), 'etat/resilier', ENDING)).status).toBe(409);
  });
});

describe('an act that takes the place of another', { timeout: 60_000 }, () => {
  it('[L6] does so on the day of its own effect, and both say so', async () => {
    const old = await signed(OPEN);
    const act = await drafted('La convention prend effet le 1er mars 2027.', OPEN);
    expect((await life(act)).replaceable?.map(({ id }) => id)).toContain(old);
    expect((await post(act, 'succession', { remplace: [old] })).status).toBe(200);
    expect((await life(act)).replaces).toMatchObject([{ id: old }]);
    await tools.sign(act);
    expect([(await life(act)).state, (await life(old)).state]).toEqual(['signe', 'en-vigueur']);
    await onDay('2027-03-01');
    expect(await life(old)).toMatchObject({ state: 'remplace', replacedBy: { id: act } });
    expect((await events(old)).at(-1)).toMatchObject({ mouvement: 'remplacer', par: act });
    expect((await life(act)).state).toBe('en-vigueur');
    // Too late to say otherwise.
    expect((await post(act, 'succession', { remplace: [] })).status).toBe(409);
  });

  it('[L6] only among the acts that one leads; who sees one of them only is not told the other’s name', async () => {
    const theirs = await server.act({ state: 'en-vigueur', rights: [[alix, 'pilote']] });
    const act = await drafted(OPEN);
    expect((await post(act, 'succession', { remplace: [theirs] })).status).toBe(403);
    const old = await tools.signedConvention();
    await post(act, 'succession', { remplace: [old] });
    expect((await life(act, alix)).replaces).toEqual([{ id: old, title: null }]);
    expect((await life(act, alix)).replaceable).toBeNull();
  });
});
