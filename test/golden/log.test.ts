import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contentHash } from '#shared/document/canonical.ts';
import { unpackChunk } from '#server/sync/chunk.ts';
import { contentOf } from '#server/sync/index.ts';

/*
 * Bytes of logs as earlier releases wrote them: each file is an act, its snapshot and its updates in base64, and the
 * SHA-256 of the text that they make. A file is never changed: a release that can't open one would lose its users'
 * acts. A new release adds its own.
 */

const logSchema = z.object({
  release: z.string(),
  says: z.string(),
  snapshot: z.string().nullable(),
  updates: z.array(z.string()),
  hash: z.string(),
});

const folder = join(import.meta.dirname, 'log');
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

describe('logs of earlier releases', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('[S43] %s opens as it was', (name) => {
    const kept = logSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    const stored = {
      snapshot: kept.snapshot === null ? null : bytes(kept.snapshot),
      updates: kept.updates.map(bytes),
      seq: kept.updates.length,
      authors: [],
    };
    const content = contentOf(stored);
    expect(content.ok && contentHash(content.value)).toBe(kept.hash);
    expect(content.ok && content.value.document.content.length).toBeGreaterThan(1);
  });
});

const chunkSchema = z.object({
  release: z.string(),
  says: z.string(),
  chunk: z.string(),
  updates: z.number(),
  person: z.string(),
  lastAt: z.number(),
  hash: z.string(),
});

const chunks = join(import.meta.dirname, 'chunks');

describe('packed histories of earlier releases', () => {
  it.each(readdirSync(chunks))('[S43] %s reads as it was', (name) => {
    const kept = chunkSchema.parse(JSON.parse(readFileSync(join(chunks, name), 'utf8')));
    const rows = unpackChunk(bytes(kept.chunk));
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: kept.updates }, (_, n) => n + 1));
    expect([rows[0]?.personId, rows.at(-1)?.personId, rows.at(-1)?.at]).toEqual([
      null,
      kept.person,
      kept.lastAt,
    ]);
    const updates = rows.map((row) => row.bytes);
    const content = contentOf({ snapshot: null, updates, seq: 0, authors: [] });
    expect(content.ok && contentHash(content.value)).toBe(kept.hash);
  });
});
