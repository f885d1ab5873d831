import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { CHROMIUM_FLAGS } from '../../support/browser.mjs';
import { type Figures, figuresOf, medians } from './figures.ts';
import { watch } from './probe.ts';
import { openAct, openBare, type Subject } from './subjects.ts';
import { startTyping, type Typed } from './typists.ts';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const RESULTS = join(ROOT, 'test', 'bench', '.results');

const DEFAULTS = { rounds: '5', keys: '250', typists: '5', rate: '5' };
const WARM_UP_KEYS = 40;
/** About nine keys a second: a fast typist. */
const KEY_INTERVAL_MS = 110;
const TYPED = 'la convention prend effet au jour de sa signature ';
const TARGET = { p95: 16, ratio: 1.5 };
/** With a crowd in the same act, a page is to stay usable, whatever a bare editor does. */
const CROWD = { typists: 50, p95: 32 };

/** Unless a screen is asked for, frames come as soon as they are ready: the wait for its next refresh is the screen's. */
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

/** How much is measured, among how many others. */
interface Size {
  readonly rounds: number;
  readonly keys: number;
  readonly typists: number;
  /** Letters per second of each of them. */
  readonly rate: number;
}

/** Processor time of a process of this bench, in seconds. */
function cpuOf(pid: number | null): number {
  if (pid === null) {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** What went on around the page, in one round. */
interface Around extends Typed {
  /** Processor time of the server, in seconds per second. */
  readonly server: number;
}

async function round(
  browser: Browser,
  subject: Subject,
  size: Size,
): Promise<{ figures: Figures; around: Around }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
  if (subject.cookie !== '') {
    const [name = '', value = ''] = subject.cookie.split('=');
    await context.addCookies([{ name, value, url: new URL(subject.url).origin }]);
  }
  const page = await context.newPage();
  await page.goto(subject.url);
  await clickMiddle(page, subject.paragraphs);
  // Not before: among fifty people a bare editor is too busy to be clicked in.
  const typists = await startTyping(subject.place, size.typists, size.rate);
  try {
    const watched = await watch(page);
    await type(page, WARM_UP_KEYS);
    await watched.reset();
    const from = { cpu: cpuOf(subject.pid), at: performance.now() };
    await type(page, size.keys);
    const figures = figuresOf(await watched.read(size.keys));
    const server = (cpuOf(subject.pid) - from.cpu) / ((performance.now() - from.at) / 1000);
    return { figures, around: { ...(await typists.stop()), server } };
  } finally {
    typists.kill();
    await context.close();
  }
}

const shown = (value: number, digits = 1) => value.toFixed(digits).padStart(10);

function table(rows: readonly (readonly [string, Figures])[]): string {
  const head = ['', 'p50 ms', 'p95 ms', 'long tasks', 'their ms', 'busy'];
  const lines = rows.map(([name, one]) =>
    [
      name.padEnd(22),
      shown(one.p50),
      shown(one.p95),
      shown(one.longTasks),
      shown(one.longTaskTime),
      shown(one.busy, 2),
    ].join(' '),
  );
  const titles = [head[0]?.padEnd(22), ...head.slice(1).map((title) => title.padStart(10))];
  return [titles.join(' '), ...lines].join('\n');
}

/**
 * Key to paint in a 60-page act while others type in it, beside a bare TipTap editor on the same text, in interleaved
 * rounds of one run. Prints a table, leaves JSON in test/bench/.results.
 * @param options `--rounds <n>` (5), `--keys <n>` a round (250), `--typists <n>` others (5), `--rate <n>` letters per
 *   second of each (5: somebody who types without stopping), `--screen` for frames at a screen's pace, `--alone` to
 *   leave the bare editor out
 * @param executablePath the Chromium to measure in
 */
export async function run(options: readonly string[], executablePath: string): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rounds: { type: 'string', default: DEFAULTS.rounds },
      keys: { type: 'string', default: DEFAULTS.keys },
      typists: { type: 'string', default: DEFAULTS.typists },
      rate: { type: 'string', default: DEFAULTS.rate },
      screen: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
    },
  });
  const size: Size = {
    rounds: Number(values.rounds),
    keys: Number(values.keys),
    typists: Number(values.typists),
    rate: Number(values.rate),
  };
  // What ran this file set NODE_ENV for itself: a page of that kind would be slower.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, ['server/launch.mjs', 'build'], { cwd: ROOT, stdio: 'inherit', env });
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, ...(values.screen ? [] : UNCAPPED)],
  });
  const subjects: Subject[] = [];
  try {
    const content = sixtyPages();
    subjects.push(await openAct(content, size.typists));
    if (!values.alone) subjects.push(await openBare(content, join(RESULTS, 'bare')));
    const rounds = new Map<string, Figures[]>(subjects.map((subject) => [subject.name, []]));
    for (let index = 0; index < size.rounds; index += 1) {
      // Each goes first in turn, so that neither always meets a warmer machine.
      for (const subject of index % 2 === 0 ? subjects : subjects.toReversed()) {
        const { figures, around } = await round(browser, subject, size);
        rounds.get(subject.name)?.push(figures);
        console.log(table([[`${subject.name}, round ${index + 1}`, figures]]));
        console.log(
          `  others' letters/s ${around.edits}; processor: server ${around.server.toFixed(2)}, others ${around.cpu.toFixed(2)}`,
        );
      }
    }
    report(rounds, size, values.screen);
  } finally {
    for (const subject of subjects) await subject.close();
    await browser.close();
  }
}

function report(rounds: ReadonlyMap<string, readonly Figures[]>, size: Size, screen: boolean): void {
  const [ours, bare] = [...rounds.values()].map(medians);
  if (!ours) throw new Error('A subject has no round.');
  const ratio = bare ? { p50: ours.p50 / bare.p50, p95: ours.p95 / bare.p95 } : null;
  const crowd = size.typists >= CROWD.typists;
  const target = crowd ? { p95: CROWD.p95 } : TARGET;
  const verdict = {
    p95: ours.p95 < target.p95,
    ...(crowd || !ratio ? {} : { ratio: ratio.p95 <= TARGET.ratio }),
  };
  console.log(
    `\nMedians of ${size.rounds} interleaved rounds of ${size.keys} keys, ${size.typists} others typing ${size.rate} letters a second\n`,
  );
  console.log(table([...rounds].map(([name, all]) => [name, medians(all)])));
  console.log(`\nTarget p95 < ${target.p95} ms: ${verdict.p95 ? 'met' : 'missed'}`);
  if (ratio)
    console.log(`Ratio to the bare editor: p50 ${ratio.p50.toFixed(2)}, p95 ${ratio.p95.toFixed(2)}`);
  if (verdict.ratio !== undefined)
    console.log(`Target p95 ≤ ${TARGET.ratio} × bare: ${verdict.ratio ? 'met' : 'missed'}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    join(RESULTS, 'editor.json'),
    JSON.stringify(
      {
        at: new Date().toISOString(),
        machine: { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
        size,
        screen,
        rounds: Object.fromEntries(rounds),
        medians: { ours, bare },
        ratio,
        target,
        verdict,
      },
      null,
      2,
    ),
  );
}
