import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Version } from '#shared/versions/wire.ts';
import { startCost } from '../../test/support/cost.ts';
import { sixtyPages } from '../../test/support/sixty-pages.ts';
import { newVersionId } from '../ids.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { hashOf } from './packing.ts';
import { addVersion, lastVersion, listVersions } from './store.ts';

/** What a person changes between two versions: some sentences here and there. */
const BLOCKS_PER_VERSION = 12;
const WORDS = ['la durée', 'trois mois', 'le comité', 'chaque année', 'sans préavis', 'la Région'] as const;
const NO_SIZE = { blocksAdded: 0, blocksRemoved: 0, blocksChanged: 0, added: 0, removed: 0 };
const MEGABYTE = 1e6;

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function edited(content: ActContent, next: (below: number) => number): ActContent {
  const blocks = [...content.document.content];
  for (let count = 0; count < BLOCKS_PER_VERSION; count += 1) {
    const rank = next(blocks.length);
    const block = blocks[rank];
    if (block?.type !== 'alinea' && block?.type !== 'item') continue;
    const text = ` ${WORDS[next(WORDS.length)]} ${next(10_000)} ${WORDS[next(WORDS.length)]}`;
    blocks[rank] = {
      ...block,
      content: [...(block.content ?? []).slice(0, 6), { type: 'text', text }],
    } as BlockJson;
  }
  return { ...content, document: { type: 'doc', content: blocks } };
}

let server: TestApp;
let act: ActId;
beforeAll(async () => {
  server = await startTestApp();
  act = await server.act();
});
afterAll(() => server.dispose());

describe('5,000 versions of a sixty-page act', () => {
  it('[V6] take less than 40 MB, by what two chains of them take', async () => {
    const { db } = server.storage;
    const next = numbers(6);
    let content = sixtyPages();
    let lastText: string | null = null;
    for (let rank = 1; rank <= 80; rank += 1) {
      const text = canonicalJson(content);
      const base = { actId: act, seq: rank, kind: 'automatique', label: null, sourceId: null } as const;
      const version = { ...base, authors: [], by: null, at: rank, size: NO_SIZE, text, hash: hashOf(text) };
      await addVersion(db, version, await lastVersion(db, act), lastText);
      lastText = text;
      content = edited(content, next);
    }
    const rows = await db
      .selectFrom('version_contents')
      .innerJoin('versions', 'versions.id', 'version_contents.version_id')
      .select(['versions.depth', 'version_contents.bytes'])
      .where('versions.act_id', '=', act)
      .execute();
    expect(rows.filter((row) => row.depth === 0)).toHaveLength(2);
    // Each row also costs its columns and its two indexes: less than 1,500 bytes with ten authors.
    const bytes = rows.reduce((sum, row) => sum + row.bytes.byteLength + 1500, 0);
    expect((bytes / rows.length) * 5000).toBeLessThan(40 * MEGABYTE);
  }, 30_000);

  it('[V6] list in less than 100 ms', async () => {
    const { db } = server.storage;
    const other = await server.act();
    const authors = JSON.stringify(
      ['Camille', 'Alix', 'Lou'].map((name) => ({
        personId: null,
        name,
        organisationId: null,
        organisation: 'AMF',
      })),
    );
    const keyframe = newVersionId();
    for (let start = 0; start < 5000; start += 500)
      await db
        .insertInto('versions')
        .values(
          Array.from({ length: 500 }, (_, i) => ({
            id: start + i === 0 ? keyframe : newVersionId(),
            act_id: other,
            rank: start + i + 1,
            seq: start + i + 1,
            kind: 'automatique' as const,
            label: null,
            source_id: null,
            authors,
            taken_by: null,
            at: start + i,
            size: JSON.stringify(NO_SIZE),
            hash: 'a'.repeat(64),
            keyframe_id: keyframe,
            depth: start + i,
          })),
        )
        .execute();
    const all = { before: null, limit: 5000, kind: null, until: null, openSince: 0 };
    const times: number[] = [];
    for (let run = 0; run < 10; run += 1) {
      const spent = startCost();
      expect(await listVersions(db, other, all)).toHaveLength(5000);
      times.push(spent());
    }
    expect(Math.min(...times)).toBeLessThan(100);

    // Every one of them can be come to: page after page, or from a day on.
    const ranks: number[] = [];
    for (
      let before: number | null = null, page: readonly Version[] = [];
      ;
      before = page.at(-1)?.rank ?? null
    ) {
      page = await listVersions(db, other, { ...all, before, limit: 200 });
      if (page.length === 0) break;
      ranks.push(...page.map(({ rank }) => rank));
    }
    expect(ranks).toEqual(Array.from({ length: 5000 }, (_, rank) => 5000 - rank));
    const [oldest] = await listVersions(db, other, { ...all, until: 1, limit: 1 });
    expect(oldest?.rank).toBe(1);
  });
});
