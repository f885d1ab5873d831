import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mayReadMetrics } from './metrics.ts';
import { startTestApp, type TestApp } from './testing/app.ts';
import { openClient } from './testing/provider.ts';
import { onPostgres } from './testing/storage.ts';

let server: TestApp;
beforeEach(async () => {
  server = await startTestApp();
});
afterEach(() => server.dispose());

const figure = async (name: string) => {
  const text = await (await server.request('/metrics')).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `) || one.startsWith(`${name}{`));
  return Number(line?.split(' ').at(-1));
};

describe('/metrics', () => {
  it('counts connections, acts, edits, acknowledgements and refusals', async () => {
    const pilote = await server.person('Camille');
    const act = await server.act({ rights: [[pilote, 'pilote']] });
    const client = openClient(server.socketUrl, act, pilote, { own: true });
    await vi.waitFor(() => expect(client.told.stored).toBe(1), { timeout: 30_000 });
    client.type('abc');
    await vi.waitFor(() => expect(client.told.stored).toBe(2), { timeout: 30_000 });
    const stranger = openClient(server.socketUrl, act, null, { own: true });
    await vi.waitFor(() => expect(stranger.closed).not.toBeNull(), { timeout: 30_000 });
    expect(await figure('clausier_connections')).toBe(1);
    expect(await figure('clausier_acts_open')).toBe(1);
    expect(await figure('clausier_acts_awake')).toBe(1);
    expect(await figure('clausier_edits_total')).toBe(1);
    expect(await figure('clausier_ack_seconds_count')).toBe(1);
    expect(await figure('clausier_log_pending_bytes')).toBe(0);
    expect(await figure('clausier_database_bytes')).toBeGreaterThan(10_000);
    if (!onPostgres()) expect(await figure('clausier_disk_free_bytes')).toBeGreaterThan(0);
    expect(await figure('clausier_refused_total{code="session.absente"}')).toBe(1);
    expect(await figure('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
    client.destroy();
    stranger.destroy();
  });

  it.skipIf(onPostgres())(
    '[M5] warns of a disk that is nearly full, in the log and in /healthz',
    async () => {
      const full = await startTestApp({ env: { DISK_WARNING_BYTES: String(Number.MAX_SAFE_INTEGER) } });
      const health = (await (await full.request('/healthz')).json()) as { disk: unknown; status: string };
      expect(health).toMatchObject({ status: 'ok', disk: { low: true } });
      expect(full.logged.filter(({ msg }) => msg === 'the disk is nearly full')).toHaveLength(1);
      await full.dispose();
      const free = (await (await server.request('/healthz')).json()) as { disk: { freeBytes: number } };
      expect(free.disk.freeBytes).toBeGreaterThan(0);
    },
  );

  it('keeps a connection longer than proxies do, so that none sends into one that has just ended', async () => {
    expect((await server.request('/healthz')).headers.get('keep-alive')).toBe('timeout=75');
  });

  it('is not there for whoever came through a proxy without the token', async () => {
    const forwarded = await server.request('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(forwarded.status).toBe(404);
  });

  it.each([
    [null, undefined, '127.0.0.1', false, true],
    [null, undefined, '203.0.113.9', false, false],
    [null, undefined, '127.0.0.1', true, false],
    ['a-secret-of-16-chars', 'Bearer a-secret-of-16-chars', '203.0.113.9', true, true],
    ['a-secret-of-16-chars', 'Bearer a-secret-of-16-charX', '127.0.0.1', false, false],
    ['a-secret-of-16-chars', undefined, '127.0.0.1', false, false],
  ])(
    'with token %s, given %s from %s (forwarded: %s): %s',
    (token, authorization, address, forwarded, may) => {
      expect(mayReadMetrics(token, { authorization, address, forwarded })).toBe(may);
    },
  );
});
