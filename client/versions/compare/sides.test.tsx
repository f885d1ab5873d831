// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PRESENT } from '#shared/versions/side.ts';
import { versionListSchema } from '#shared/versions/wire.ts';
import { Sides } from './sides.tsx';

const ACT = 'act_0123456789abcdefghjkmnpqrs';
const COUNT = 450;
const OLD = 7;
const NO_SIZE = { blocksAdded: 0, blocksRemoved: 0, blocksChanged: 0, added: 0, removed: 0 };

/** A version as the server lists it; one old one has a name. */
const version = (rank: number) => ({
  id: `ver_${String(rank).padStart(26, '0')}`,
  rank,
  seq: rank,
  kind: rank === OLD ? 'nommee' : 'automatique',
  label: rank === OLD ? 'Soumise au bureau' : null,
  note: '',
  sourceId: null,
  authors: [],
  by: null,
  at: Date.UTC(2026, 0, 1) + rank * 3_600_000,
  size: NO_SIZE,
  hash: '0'.repeat(64),
});

/** Answers as the server: pages of versions, newest first, and the acts of a portfolio. */
function answer(address: string): object {
  const url = new URL(address, 'https://clausier.example');
  if (!url.pathname.endsWith('/versions')) return { acts: [] };
  const before = Number(url.searchParams.get('avant') ?? COUNT + 1);
  const limit = Number(url.searchParams.get('limite'));
  const ranks = Array.from({ length: Math.min(limit, before - 1) }, (_, index) => before - 1 - index);
  const next = before - 1 > limit ? (ranks.at(-1) ?? null) : null;
  const list = { versions: ranks.map(version), next, can: { name: true, restore: true } };
  return versionListSchema.parse({ ...list, modele: 'Modèle « Convention de partenariat »' });
}

const chosen = vi.fn<(from: string, to: string) => void>();
let root: Root;
let asked: string[];

beforeEach(async () => {
  asked = [];
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return Response.json(answer(address));
  });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => undefined;
  chosen.mockClear();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  const names = { old: 'Texte actuel', new: 'Texte actuel' };
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MantineProvider env="test">
          <Sides actId={ACT} from={PRESENT} to={PRESENT} names={names} onChange={chosen} />
        </MantineProvider>
      </QueryClientProvider>,
    ),
  );
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const field = (): HTMLInputElement => {
  const found = document.querySelector('input');
  if (found === null) throw new Error('no field');
  return found;
};
/** What the list of the first field offers; the other field has its own. */
const options = (): HTMLElement[] => {
  const list = document.getElementById(field().getAttribute('aria-controls') ?? '');
  return [...(list?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])];
};
const labels = () => options().map((one) => one.textContent ?? '');
const until = (check: () => void) =>
  vi.waitFor(() => act(async () => check()), { timeout: 10_000, interval: 10 });
async function type(words: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), words);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

test('the picker offers the present, the modèle and the latest versions, and says that there are more', async () => {
  await until(() => expect(asked.some((one) => one.includes('/versions'))).toBe(true));
  await act(async () => {
    field().focus();
    field().click();
  });
  await until(() => expect(options()).toHaveLength(200));
  expect(labels().slice(0, 3)).toEqual([
    'Texte actuel',
    'Modèle « Convention de partenariat », tel que rempli au début',
    expect.stringMatching(/^450\. /),
  ]);
  expect(document.body.textContent).toContain('les plus récentes');
  expect(asked.filter((one) => one.includes('/versions'))).toHaveLength(1);
});

test('whoever searches finds any of 450 versions by its name, and chooses it', async () => {
  await until(() => expect(asked.some((one) => one.includes('/versions'))).toBe(true));
  await act(async () => {
    field().focus();
    field().click();
  });
  await until(() => expect(options()).toHaveLength(200));
  await type('soumise');
  await until(() => expect(labels()).toEqual([expect.stringMatching(/^7\. Soumise au bureau/)]));
  expect(asked.filter((one) => one.includes('/versions'))).toHaveLength(3);
  await act(async () => options()[0]?.click());
  expect(chosen).toHaveBeenCalledWith(version(OLD).id, PRESENT);
});
