import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { alinea, contentOf } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { COMPARISON_FORMATS, isComparisonFormat } from '#shared/exchange/comparison/formats.ts';
import { EXPORT_FORMATS, isExportFormat } from '#shared/exchange/formats.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { editionOf } from '#test/support/acts-to-print.ts';
import { twoHundredPages } from '#test/support/sixty-pages.ts';
import { watchStretches } from '#test/support/stretches.ts';
import { createLogger } from '../../http/log.ts';
import type { ExportSource } from '../export/writers.ts';
import { Press } from './press.ts';
import { openTypst } from './typst.ts';

const WORDS = 'Les Parties se réunissent chaque année et rendent compte de leurs engagements. ';

const sourceOf = (content: ActContent): ExportSource => ({
  actId: 'act_essai' as ActId,
  versionId: null,
  content,
  edition: editionOf({ parties: [] }),
});
const essay = (words = 'Un essai.') => sourceOf(contentOf([alinea(words)]));
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof ClausierError ? [error.code, ...error.details].join(' ') : String(error),
  );
const picture = (src: string, id = 'image0000000') =>
  sourceOf(
    contentOf([
      {
        type: 'image',
        attrs: { id, src, alt: 'Logotype' },
      } as unknown as ActContent['document']['content'][number],
    ]),
  );
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const logger = createLogger('silent');

describe('the press', () => {
  let press: Press;
  beforeAll(async () => {
    press = new Press({ logger });
    await press.write(essay(), 'pdf');
  });
  afterAll(() => press.stop());
  const print = (source: ExportSource) => press.write(source, 'pdf');

  it('[T1] gives the same bytes for the same state', async () => {
    const [one, other] = [await print(essay()), await print(essay())];
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    expect(Buffer.from(one.slice(0, 5)).toString()).toBe('%PDF-');
  });

  it('[T2] names the signs that no font draws, and goes on with the next document', async () => {
    expect(await code(print(essay('Un sinogramme 漢 ici.')))).toMatch(/^export\.caracteres .*漢/);
    expect(await code(print(essay('Cyrillique Ж, grec Ω, case ☐, flèche →.')))).toBe('done');
  });

  it('[T4] refuses more files than may wait', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => code(print(essay()))));
    expect(all.filter((one) => one === 'done').length).toBeGreaterThanOrEqual(12);
    expect(all.filter((one) => one === 'export.occupe').length).toBeGreaterThanOrEqual(1);
  });

  it('[T6] prints a picture, and the words of one that can’t be read', async () => {
    expect(await code(print(picture(PIXEL)))).toBe('done');
    expect(await code(print(picture('data:image/png;base64,AAAA')))).toBe('done');
    const start = Buffer.from(PIXEL.split(',')[1] ?? '', 'base64').subarray(0, 40);
    expect(await code(print(picture(`data:image/png;base64,${start.toString('base64')}`)))).toBe('done');
  });

  it('[T9] makes every file away from the loop that serves people: no long text holds it up', async () => {
    const source = sourceOf(twoHundredPages());
    const changed = { ...source.content, champs: {} };
    const longest: Record<string, number> = {};
    const watch = async (name: string, work: () => Promise<Uint8Array>) => {
      const stretches = watchStretches();
      expect((await work()).byteLength).toBeGreaterThan(100);
      longest[name] = stretches.longest();
    };
    // A PDF of 200 pages takes seconds: the bench makes it, and this one is as long to send.
    for (const format of Object.keys(EXPORT_FORMATS).filter(isExportFormat))
      if (format !== 'pdf') await watch(format, () => press.write(source, format));
    const comparison = {
      old: source.content,
      new: changed,
      title: 'Essai',
      names: { old: 'Version 1', new: 'Version 2' },
      author: 'Camille (UNML)',
      at: 0,
      hash: '0'.repeat(64),
    };
    for (const format of Object.keys(COMPARISON_FORMATS).filter(isComparisonFormat))
      if (format !== 'annote') await watch(format, () => press.compare(comparison, format));
    // Made here, each would take from 60 to 1 000 ms at a stretch; what is left is sending a megabyte of text.
    for (const [name, pause] of Object.entries(longest))
      expect([name, pause < 50 ? 'short' : pause]).toEqual([name, 'short']);
  }, 60_000);
});

describe('a press of its own', () => {
  let press: Press;
  const start = (options: { timeLimitMs?: number; mostMemory?: number; entry?: string } = {}) => {
    press = new Press({ logger, ...options });
    return press;
  };
  afterEach(() => press.stop());

  it('[T3] is ended with a file that takes too long, and replaced for the next one', async () => {
    start({ timeLimitMs: 1 });
    expect(await code(press.write(essay(), 'docx'))).toBe('export.trop_long');
    expect(await code(press.write(essay(), 'pdf'))).toBe('export.trop_long');
  });

  it('[T10] is ended with a file that takes too much memory', async () => {
    start({ mostMemory: 1 });
    const expected = process.platform === 'linux' ? 'export.trop_grand' : 'done';
    expect(await code(press.write(essay(), 'txt'))).toBe(expected);
  });

  it('[T5] refuses at once what waits when the server stops', async () => {
    start();
    const waiting = [1, 2, 3].map(() => code(press.write(essay(), 'html')));
    await press.stop();
    expect(await Promise.all(waiting)).toEqual(['serveur.arret', 'serveur.arret', 'serveur.arret']);
  });

  it('[T11] that dies is told each time, and keeps nothing from being asked again', async () => {
    start({ entry: '/nowhere/press.js' });
    expect(await code(press.write(essay(), 'md'))).toBe('export.interrompu');
    expect(await code(press.write(essay(), 'pdf'))).toBe('export.interrompu');
  });
});

describe('the typesetter', () => {
  it('[T4] refuses more pictures than it can hold', async () => {
    const pictures = [{ name: 'a.png', bytes: new Uint8Array(41_000_000) }];
    expect(await code(openTypst()({ template: 'acte', document: '{}', pictures }))).toBe('export.trop_grand');
  });

  it('[T8] that the machine has no binary for says so, each time it is asked', async () => {
    const typeset = openTypst(() => {
      throw new Error('no binary');
    });
    for (let round = 0; round < 2; round += 1)
      expect(await code(typeset({ template: 'acte', document: '{}' }))).toBe('export.indisponible');
  });

  it('[T7] keeps nothing of what it has typeset', async () => {
    // How long each takes is not the point, on a machine that is busy with other things.
    const press = new Press({ logger, timeLimitMs: 300_000 });
    // Each its own words: what was seen before would cost nothing to remember.
    const act = (round: number) =>
      sourceOf(
        contentOf(Array.from({ length: 25 }, (_, rank) => alinea(`${round} ${rank} ${WORDS.repeat(5)}`))),
      );
    const megabytes = () => (press.memory() ?? 0) / 1e6;
    // The allocator takes some thirty documents to find its size.
    for (let warm = 0; warm < 30; warm += 1) await press.write(act(-warm), 'pdf');
    const before = megabytes();
    const rounds = process.env.NIGHTLY === '1' ? 200 : 50;
    for (let round = 1; round <= rounds; round += 1) await press.write(act(round), 'pdf');
    // Kept, they would take more than a megabyte each.
    expect(megabytes() - before).toBeLessThan(45);
    await press.stop();
  }, 300_000);
});
