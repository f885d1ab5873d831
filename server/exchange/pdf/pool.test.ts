import { afterEach, describe, expect, it } from 'vitest';
import { alinea, contentOf } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { createLogger } from '../../http/log.ts';
import { Typesetter } from './pool.ts';

const WORDS = 'Les Parties se réunissent chaque année et rendent compte de leurs engagements. ';

let typesetter: Typesetter;
const start = (options: { timeLimitMs?: number; script?: string } = {}) => {
  typesetter = new Typesetter({ logger: createLogger('silent'), ...options });
  return typesetter;
};
afterEach(() => typesetter.stop());

const laid = (content: ActContent) =>
  layOut(
    buildPrintModel(content, {
      title: 'Essai',
      version: 'Version 1',
      at: 0,
      date: '',
      hash: '0'.repeat(64),
      mention: null,
      parties: [],
    }),
  );
const typeset = (content: ActContent) => {
  const { document, pictures } = laid(content);
  return typesetter.typeset(JSON.stringify(document), pictures);
};
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof ClausierError ? [error.code, ...error.details].join(' ') : String(error),
  );
const picture = (src: string, alt = 'Logotype') =>
  ({
    type: 'image',
    attrs: { id: 'image0000000', src, alt },
  }) as unknown as ActContent['document']['content'][number];
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('the typesetter', () => {
  it('[T1] gives the same bytes for the same state', async () => {
    start();
    const content = contentOf([alinea('Un essai.')]);
    const [one, other] = [await typeset(content), await typeset(content)];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
    expect(Buffer.from(one.bytes.slice(0, 5)).toString()).toBe('%PDF-');
  });

  it('[T2] names the signs that no font draws, and goes on with the next document', async () => {
    start();
    expect(await code(typeset(contentOf([alinea('Un sinogramme 漢 ici.')])))).toMatch(
      /^export\.caracteres .*漢/,
    );
    expect(await code(typeset(contentOf([alinea('Cyrillique Ж, grec Ω, case ☐, flèche →.')])))).toBe('done');
  });

  it('[T3] stops a document that takes too long, and goes on with the next one', async () => {
    start({ timeLimitMs: 1 });
    expect(await code(typeset(contentOf([alinea('Trop long.')])))).toBe('export.trop_long');
    await typesetter.stop();
    start();
    expect(await code(typeset(contentOf([alinea('Suivant.')])))).toBe('done');
  });

  it('[T4] refuses more than it can hold: waiting documents, pictures', async () => {
    start();
    const content = contentOf([alinea('Un essai.')]);
    const all = await Promise.all(Array.from({ length: 20 }, () => code(typeset(content))));
    expect(all.filter((one) => one === 'done').length).toBeGreaterThanOrEqual(12);
    expect(all.filter((one) => one === 'export.occupe').length).toBeGreaterThanOrEqual(1);
    const { document } = laid(content);
    const heavy = [{ name: 'a.png', bytes: new Uint8Array(41_000_000) }];
    expect(await code(typesetter.typeset(JSON.stringify(document), heavy))).toBe('export.trop_grand');
  });

  it('[T5] refuses at once what waits when the server stops', async () => {
    start();
    const waiting = [1, 2, 3].map(() => code(typeset(contentOf([alinea('Un essai.')]))));
    await typesetter.stop();
    expect(await Promise.all(waiting)).toEqual(['serveur.arret', 'serveur.arret', 'serveur.arret']);
  });

  it('[T6] prints a picture, and the words of one that can’t be read', async () => {
    start();
    expect(await code(typeset(contentOf([picture(PIXEL)])))).toBe('done');
    expect(await code(typeset(contentOf([picture('data:image/png;base64,AAAA')])))).toBe('done');
    const broken = `data:image/png;base64,${Buffer.from(Buffer.from(PIXEL.split(',')[1] ?? '', 'base64').subarray(0, 40)).toString('base64')}`;
    expect(await code(typeset(contentOf([picture(broken)])))).toBe('done');
  });

  it('[T8] says that there is no PDF where the typesetter does not run, each time it is asked', async () => {
    start({ script: '/nowhere/typesetter.mjs' });
    const content = contentOf([alinea('Un essai.')]);
    expect(await code(typeset(content))).toBe('export.indisponible');
    expect(await code(typeset(content))).toBe('export.indisponible');
  });

  it('[T7] keeps nothing of what it has typeset', async () => {
    start();
    // Each its own words: what was seen before would cost nothing to remember.
    const act = (round: number) =>
      contentOf(Array.from({ length: 25 }, (_, rank) => alinea(`${round} ${rank} ${WORDS.repeat(5)}`)));
    const megabytes = () => process.memoryUsage.rss() / 1e6;
    // The allocator takes some thirty documents to find its size.
    for (let warm = 0; warm < 30; warm += 1) await typeset(act(-warm));
    const before = megabytes();
    const rounds = process.env.NIGHTLY === '1' ? 200 : 50;
    for (let round = 1; round <= rounds; round += 1) await typeset(act(round));
    // Kept, they would take more than a megabyte each.
    expect(megabytes() - before).toBeLessThan(45);
  }, 120_000);
});
