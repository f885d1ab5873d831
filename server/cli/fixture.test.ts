import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { fixture, readSize } from './fixture.ts';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.dispose());

const make = (size: Parameters<typeof fixture>[1], production = false) =>
  fixture(
    {
      config: { ...server.config, production },
      clock: () => server.time.now,
      storage: async () => server.storage,
      library: () => Promise.reject(new Error('not needed')),
    },
    size,
  );

describe('clausier fixture', () => {
  it('makes more acts than one statement takes, which everybody may open, each with its journal', async () => {
    const made = await make({ acts: 501, people: 2, paragraphs: 3 });
    const { acts, people } = made.json as { acts: { id: string }[]; people: { cookie: string }[] };
    expect(new Set(acts.map(({ id }) => id)).size).toBe(501);
    for (const rank of [0, 499, 500])
      for (const { cookie } of people) {
        const response = await server.request(`/api/acts/${acts[rank]?.id}/journal`, { headers: { cookie } });
        const { entries, verdict } = journalSchema.parse(await response.json());
        expect(verdict).toMatchObject({ intact: true, head: { seq: 1 } });
        expect(entries.map(({ kind }) => kind)).toEqual(['acte.cree']);
      }
  });

  it('makes none on a server in production, nor a number that is a mistake of typing', async () => {
    await expect(make({ acts: 1, people: 1, paragraphs: 1 }, true)).rejects.toThrow('production');
    expect(() => readSize({ acts: '1e9', people: '1', paragraphs: '1' })).toThrow('--acts');
  });
});
