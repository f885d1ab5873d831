import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { writeContent } from '#shared/document/yjs.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { versionAnswerSchema } from '#shared/versions/wire.ts';
import { openSession } from '#test/support/api.ts';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { installExample, startServer } from '#test/support/start-server.ts';
import { CHROMIUM_FLAGS } from '../../support/browser.mjs';
import { connect } from '../editor/typists.ts';
import { edited } from './speed.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const CHANGES = 200;
const KEYS = 40;

/** The three views, as the page\u2019s address names them. */
const VIEWS = ['texte', 'regard', 'phrases'] as const;
type View = (typeof VIEWS)[number];

/** What a person waits for, milliseconds. */
export interface ScreenFigures {
  readonly view: View;
  /** From asking for the page to its changes being painted: the two texts asked for, compared and drawn. */
  readonly open: number;
  /** From choosing this view in another one to its changes being painted. */
  readonly show: number;
  /** From the key to the next change being painted, half of the time and 19 times in 20. */
  readonly keyHalf: number;
  readonly keyMost: number;
}

declare global {
  interface Window {
    usable?: number;
    walked?: number[];
    shown?: number;
  }
}

const ranked = (values: readonly number[], rank: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(rank * values.length))] ??
  Number.NaN;

/** Says when changes are first painted, and how long after each key the next one is. */
function probe(): void {
  const painted = (then: () => void) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  };
  const wait = () => {
    if (document.querySelector('[data-vue] [data-arret]') === null) requestAnimationFrame(wait);
    else
      painted(() => {
        window.usable = performance.now();
      });
  };
  requestAnimationFrame(wait);
  window.walked = [];
  window.addEventListener(
    'keydown',
    (event) => {
      const from = event.timeStamp;
      const before = document.querySelector('[data-courant]')?.getAttribute('data-arret');
      const next = () => {
        if (document.querySelector('[data-courant]')?.getAttribute('data-arret') === before)
          requestAnimationFrame(next);
        else painted(() => window.walked?.push(performance.now() - from));
      };
      requestAnimationFrame(next);
    },
    { capture: true },
  );
}

async function opened(context: BrowserContext, address: string): Promise<{ page: Page; open: number }> {
  const page = await context.newPage();
  await page.addInitScript(probe);
  await page.goto(address);
  await page.waitForFunction(() => window.usable !== undefined);
  return { page, open: await page.evaluate(() => window.usable ?? 0) };
}

async function walked(page: Page): Promise<readonly number[]> {
  for (let count = 1; count <= KEYS; count += 1) {
    await page.keyboard.press('n');
    await page.waitForFunction((wanted) => (window.walked?.length ?? 0) >= wanted, count);
  }
  return page.evaluate(() => window.walked ?? []);
}

/** Chooses a view, and measures until its changes are painted. */
async function chosen(page: Page, view: View): Promise<number> {
  return page.evaluate(
    ([wanted]) =>
      new Promise<number>((done) => {
        const radio = document.querySelector<HTMLInputElement>(`input[type="radio"][value="${wanted}"]`);
        const from = performance.now();
        radio?.click();
        const wait = () => {
          if (document.querySelector(`[data-vue="${wanted}"] [data-arret]`) === null)
            requestAnimationFrame(wait);
          else
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => done(performance.now() - from);
              channel.port2.postMessage(null);
            });
        };
        wait();
      }),
    [view],
  );
}

/**
 * Two versions of a sixty-page act with two hundred changes, compared in the page itself: built, served and drawn.
 * @param executablePath the Chromium to measure in
 */
export async function measureScreen(
  rounds: number,
  executablePath: string,
): Promise<readonly ScreenFigures[]> {
  execFileSync(process.execPath, ['server/launch.mjs', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const { unml } = await installExample(server);
    const { cookie } = await openSession(server, unml);
    const { document, provider } = await connect(
      `${server.url.replace('http', 'ws')}/sync`,
      unml.actId,
      { cookie },
      { [QUERY.schema]: String(SCHEMA_VERSION) },
    );
    const name = async (label: string) => {
      const answer = await fetch(`${server.url}/api/acts/${unml.actId}/versions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ label }),
      });
      return versionAnswerSchema.parse(await answer.json()).version;
    };
    /** The version that holds what was just written: another one is named until it does. */
    const written = async (label: string, before: string) => {
      let version = await name(label);
      while (version.hash === before) version = await name(label);
      return version;
    };
    const first = await name('Exemple');
    writeContent(document, sixtyPages());
    const old = await written('Avant', first.hash);
    writeContent(document, edited(sixtyPages(), CHANGES));
    const fresh = await written('Après', old.hash);
    provider.destroy();
    document.destroy();
    const figures: ScreenFigures[] = [];
    for (const view of VIEWS) {
      const opens: number[] = [];
      const shows: number[] = [];
      const keys: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          locale: 'fr-FR',
          reducedMotion: 'reduce',
        });
        await context.addCookies(
          cookie.split('; ').map((one) => {
            const [key = '', ...value] = one.split('=');
            return { name: key, value: value.join('='), url: server.url };
          }),
        );
        const address = `${server.url}/actes/${unml.actId}/comparer?de=${old.id}&a=${fresh.id}`;
        const { page, open } = await opened(context, `${address}&vue=${view}`);
        opens.push(open);
        keys.push(...(await walked(page)));
        await chosen(page, view === 'texte' ? 'phrases' : 'texte');
        shows.push(await chosen(page, view));
        await context.close();
      }
      figures.push({
        view,
        open: ranked(opens, 0.5),
        show: ranked(shows, 0.5),
        keyHalf: ranked(keys, 0.5),
        keyMost: ranked(keys, 0.95),
      });
    }
    return figures;
  } finally {
    await browser.close();
    await server.dispose();
  }
}

const NAMES: Readonly<Record<View, string>> = {
  texte: 'Texte annoté',
  regard: 'Côte à côte',
  phrases: 'En phrases',
};

/** @returns one line per view */
export function screenTable(figures: readonly ScreenFigures[]): string {
  const cell = (value: number) => `${value.toFixed(0)} ms`.padStart(11);
  const head = ['open', 'show', 'next p50', 'next p95'].map((one) => one.padStart(11)).join(' ');
  return [
    `${''.padEnd(16)}${head}`,
    ...figures.map(
      ({ view, open, show, keyHalf, keyMost }) =>
        `${NAMES[view].padEnd(16)}${[open, show, keyHalf, keyMost].map(cell).join(' ')}`,
    ),
  ].join('\n');
}
