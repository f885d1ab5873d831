import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPerson,
  addSession,
  findOrAddOrganisation,
  findSession,
  giveRight,
  type SignedIn,
} from '#server/identity/index.ts';
import { addTestAct } from '#server/testing/app.ts';
import { findPostgres, NO_POSTGRES } from '#test/support/postgres.mjs';
import { run } from './engine/run.ts';
import { postgresStore, type Store, sqliteStore } from './engine/stores.ts';

/*
 * The real engine (hub, rooms, log) in one to three simulated processes on a real database, five people, a network and
 * machines that misbehave, on a virtual clock. What holds afterwards: every replica, every process and the log say the
 * same, which is valid; what was acknowledged was on the disk when it was; nobody's words stand under another's id;
 * ranks have no hole. NIGHTLY=1 for 20,000 seeds on each database.
 */

const NIGHTLY = process.env.NIGHTLY === '1';
const FIRST = Number(process.env.FUZZ_SEED ?? 1);
const seedsOf = (ordinary: number) => Number(process.env.FUZZ_RUNS ?? (NIGHTLY ? 20_000 : ordinary));
const absent = findPostgres() === null;
const PEOPLE = 5;

/** How long people write in one run: the ordinary ones are short, since most of what can happen does so soon. */
const STORM_MS = NIGHTLY ? 6_000 : 2_000;
const PINNED_STORM_MS = 6_000;

/**
 * Seeds that once failed, before the engine was mended; they stay. 5: what another process had not written was built on
 * by what was promised. 7, 8: forged words under somebody else's id, said again. 16: two pages that each lacked what
 * the other alone could bring back. 33: a clock set back. 36: an act opened between two halves of what it lacked.
 * 42: an id given to whoever brought back its author's words. 209: a page that had heard others out of order. 404, 493:
 * forged words that waited with their victim's own, taken with these. 847: words that had all they build on, behind some
 * that had not. 892: a page that said again, to the letter, what waited. 9838: what two pages said together held the
 * deletions of one, and the other was not told of them. 11673: a log whose rows wait for each other in a ring.
 */
const PINNED: readonly number[] = [5, 7, 8, 16, 33, 36, 42, 209, 404, 493, 847, 892, 9838, 11673];

const stores = [
  { name: 'SQLite', open: sqliteStore, seeds: seedsOf(200), skipped: false },
  {
    name: `PostgreSQL${absent ? ` (skipped: ${NO_POSTGRES})` : ''}`,
    open: postgresStore,
    seeds: seedsOf(10),
    skipped: absent,
  },
];

describe.each(stores)('the engine in bad weather, on $name', ({ open, seeds, skipped }) => {
  let store: Store;
  const people: SignedIn[] = [];
  beforeAll(async () => {
    if (skipped) return;
    store = await open();
    const { db } = store;
    const organisation = await findOrAddOrganisation(db, { denomination: 'UNML', sigle: '' }, 1);
    for (let rank = 0; rank < PEOPLE; rank += 1) {
      const id = await addPerson(
        db,
        { name: `P${rank}`, email: `p${rank}@essai.example` },
        organisation,
        1,
        'membre',
      );
      const now = 4_000_000_000_000;
      const token = await addSession(db, { personId: id, organisationId: organisation, linkId: null }, now);
      const who = await findSession(db, token, now);
      if (who === null) throw new Error('no session');
      people.push(who);
    }
  }, 60_000);
  afterAll(async () => {
    if (!skipped) await store.close();
  });

  const attempt = async (seed: number, stormMs: number) => {
    const actId = await addTestAct({ db: store.db, close: store.close }, 1);
    for (const { person, organisation } of people) {
      const right = {
        actId,
        personId: person.id,
        organisationId: organisation.id,
        role: 'redacteur',
      } as const;
      await giveRight(store.db, right, 1);
    }
    return run({ seed, store, actId, people, stormMs });
  };

  it.skipIf(skipped)(
    `[S20] [S21] [S27] [S50] [S55] [S56] [S57] [S58] pinned seeds ${PINNED.join(', ')}`,
    { timeout: 120_000 },
    async () => {
      const failed: string[] = [];
      for (const seed of NIGHTLY || open === sqliteStore ? PINNED : PINNED.slice(0, 2)) {
        const { problems } = await attempt(seed, PINNED_STORM_MS);
        if (problems.length > 0) failed.push(`${seed}: ${problems.join('; ')}`);
      }
      expect(failed).toEqual([]);
    },
  );

  it.skipIf(skipped)(
    `[S20] [S21] [S27] [S50] [S55] [S56] [S57] [S58] ${seeds} seeds from ${FIRST}`,
    { timeout: Math.max(120_000, seeds * (NIGHTLY ? 30_000 : 5_000)) },
    async () => {
      const failed: string[] = [];
      const tried = { rows: 0, promises: 0, crashes: 0 };
      for (let seed = FIRST; seed < FIRST + seeds; seed += 1) {
        const { problems, rows, promises, crashes } = await attempt(seed, STORM_MS);
        if (problems.length > 0) failed.push(`FUZZ_SEED=${seed} FUZZ_RUNS=1: ${problems.join('; ')}`);
        tried.rows += rows;
        tried.promises += promises;
        tried.crashes += crashes;
      }
      expect(failed).toEqual([]);
      // Runs in which nobody was promised anything would prove nothing.
      expect(tried.promises).toBeGreaterThan(seeds * 10);
    },
  );
});
