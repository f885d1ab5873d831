import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { CHROMIUM_FLAGS } from '../../support/browser.mjs';
import { type Figures, figuresOf, medians } from './figures.ts';
import { installProbe, readProbe, resetProbe } from './probe.ts';
import { openAct, openBare, type Subject } from './subjects.ts';
import { startTyping } from './typists.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const RESULTS = join(ROOT, 'test', 'bench', '.results');

const DEFAULTS = { rounds: '5', keys: '250' };
const WARM_UP_KEYS = 40;
/** About nine keys a second: a fast typist. */
const KEY_INTERVAL_MS = 110;
const TYPED = 'la convention prend effet au jour de sa signature ';
const TARGET = { p95: 16, ratio: 1.5 };

/** Frames come as soon as they are ready: the wait for a screen's next refresh belongs to the screen. */
const UNCAPPED = ['--disable-gpu-vsync', '--disable-frame-rate-limit'];

/** Types at a person's rhythm: keys sent in one burst would measure a queue that nobody makes. */
async function type(page: Page, count: number): Promise<void> {
  await page.keyboard.type(TYPED.repeat(Math.ceil(count / TYPED.length)).slice(0, count), {
    delay: KEY_INTERVAL_MS,
  });
}

/** Puts the caret in a paragraph half-way through the text, once the page is whole. */
async function clickMiddle(page: Page, selector: string): Promise<void> {
  const paragraphs = page.locator(selector);
  await paragraphs.first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
}

async function round(browser: Browser, subject: Subject, keys: number): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  const page = await context.newPage();
  const typists = startTyping(subject.clients, subject.fragment);
  try {
    await page.goto(subject.url);
    await clickMiddle(page, subject.paragraphs);
    await installProbe(page);
    await type(page, WARM_UP_KEYS);
    await resetProbe(page);
    await type(page, keys);
    return figuresOf(await readProbe(page, keys));
  } finally {
    typists.stop();
    await context.close();
  }
}

const shown = (value: number) => value.toFixed(1).padStart(9);

function table(rows: readonly (readonly [string, Figures])[]): string {
  const head = ['', 'p50 ms', 'p95 ms', 'long tasks', 'their ms'];
  const lines = rows.map(([name, one]) =>
    [name.padEnd(22), shown(one.p50), shown(one.p95), shown(one.longTasks), shown(one.longTaskTime)].join(
      ' ',
    ),
  );
  return [[head[0]?.padEnd(22), ...head.slice(1).map((title) => title.padStart(9))].join(' '), ...lines].join(
    '\n',
  );
}

/**
 * Key to paint in a 60-page act while five others type in it, beside a bare TipTap editor on the same text,
 * in interleaved rounds of one run. Prints a table, leaves JSON in test/bench/.results.
 * @param options `--rounds <n>` (5) and `--keys <n>` a round (250)
 * @param executablePath the Chromium to measure in
 */
export async function run(options: readonly string[], executablePath: string): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rounds: { type: 'string', default: DEFAULTS.rounds },
      keys: { type: 'string', default: DEFAULTS.keys },
    },
  });
  const size = { rounds: Number(values.rounds), keys: Number(values.keys) };
  execFileSync(process.execPath, ['server/launch.mjs', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, ...UNCAPPED],
  });
  const subjects: Subject[] = [];
  // Every provider of y-websocket listens to the end of the process.
  process.setMaxListeners(20);
  try {
    const content = sixtyPages();
    subjects.push(await openAct(content), await openBare(content, join(RESULTS, 'bare')));
    const rounds = new Map<string, Figures[]>(subjects.map((subject) => [subject.name, []]));
    for (let index = 0; index < size.rounds; index += 1) {
      // Each goes first in turn, so that neither always meets a warmer machine.
      for (const subject of index % 2 === 0 ? subjects : subjects.toReversed()) {
        const figures = await round(browser, subject, size.keys);
        rounds.get(subject.name)?.push(figures);
        console.log(table([[`${subject.name}, round ${index + 1}`, figures]]));
      }
    }
    report(rounds, size.keys);
  } finally {
    for (const subject of subjects) await subject.close();
    await browser.close();
  }
}

function report(rounds: ReadonlyMap<string, readonly Figures[]>, keys: number): void {
  const [ours, bare] = [...rounds.values()].map(medians);
  if (!ours || !bare) throw new Error('A subject has no round.');
  const ratio = { p50: ours.p50 / bare.p50, p95: ours.p95 / bare.p95 };
  const verdict = {
    p95: ours.p95 < TARGET.p95,
    ratio: ratio.p95 <= TARGET.ratio,
  };
  console.log(
    `\nMedians of ${rounds.get('Clausier')?.length ?? 0} interleaved rounds of ${keys} keys, five others typing\n`,
  );
  console.log(table([...rounds].map(([name, all]) => [name, medians(all)])));
  console.log(`\nRatio to the bare editor: p50 ${ratio.p50.toFixed(2)}, p95 ${ratio.p95.toFixed(2)}`);
  console.log(`Target p95 < ${TARGET.p95} ms: ${verdict.p95 ? 'met' : 'missed'}`);
  console.log(`Target p95 ≤ ${TARGET.ratio} × bare: ${verdict.ratio ? 'met' : 'missed'}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    join(RESULTS, 'editor.json'),
    JSON.stringify(
      {
        at: new Date().toISOString(),
        machine: { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
        keys,
        rounds: Object.fromEntries(rounds),
        medians: { ours, bare },
        ratio,
        target: TARGET,
        verdict,
      },
      null,
      2,
    ),
  );
}
