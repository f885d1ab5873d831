import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { printAddress, resolveAddress } from './address.ts';
import { canonicalContent, canonicalJson, contentHash } from './canonical.ts';
import type { BlockJson } from './model.ts';
import { parseContent } from './parse.ts';
import { documentSchema } from './schema/index.ts';
import { arbitraryContent } from './testing/arbitraries.ts';
import { printDocument } from './text.ts';
import { type OutlineNode, outline } from './tree.ts';
import { encodeNewDocument, readContent, writeContent } from './yjs.ts';

const RUNS = { seed: 20250524, numRuns: 200 };

/** Every block that bears an id, table cells included. */
const everyBlock = (blocks: readonly BlockJson[]): readonly BlockJson[] =>
  blocks.flatMap((block): readonly BlockJson[] =>
    block.type === 'table'
      ? [block, ...block.content.flatMap((row) => row.content.flatMap((cell) => cell.content))]
      : [block],
  );

const isBlank = (block: BlockJson): boolean =>
  block.type === 'sautPage' ||
  (block.type !== 'table' &&
    block.type !== 'image' &&
    block.type !== 'intitule' &&
    (block.content ?? []).every(
      (one) => one.type === 'hardBreak' || (one.type === 'text' && one.text.trim() === ''),
    ));

describe('properties of the document', () => {
  it('generates acts that the schema accepts', () => {
    fc.assert(
      fc.property(arbitraryContent(), ({ document }) => {
        documentSchema.nodeFromJSON(document).check();
      }),
      RUNS,
    );
  });

  it('[C6] the canonical form is a fixed point, and parses as itself', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        const canonical = canonicalContent(content);
        expect(canonicalContent(canonical)).toEqual(canonical);
        expect(parseContent(JSON.parse(canonicalJson(content)))).toEqual({ ok: true, value: canonical });
        expect(contentHash(canonical)).toBe(contentHash(content));
      }),
      RUNS,
    );
  });

  it('[C6] Yjs → JSON → Yjs keeps the hash', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        const first = new Y.Doc();
        Y.applyUpdate(first, encodeNewDocument(content));
        const read = readContent(first);
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        expect(contentHash(read.value)).toBe(contentHash(content));
        const second = new Y.Doc();
        writeContent(second, read.value);
        expect(readContent(second)).toEqual(read);
      }),
      RUNS,
    );
  });

  it('[Y2] writing another content over one makes it that content', () => {
    fc.assert(
      fc.property(arbitraryContent(), arbitraryContent(), (before, after) => {
        const doc = new Y.Doc();
        writeContent(doc, before);
        writeContent(doc, after);
        expect(readContent(doc)).toEqual({ ok: true, value: canonicalContent(after) });
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  it('[A7] print ∘ resolve is the identity on every line', () => {
    fc.assert(
      fc.property(arbitraryContent(), ({ document, champs }) => {
        for (const block of everyBlock(document.content)) {
          const { id } = block.attrs;
          const address = printAddress(document, id, champs);
          if (isBlank(block)) expect(address).toBeNull();
          else {
            if (address === null) throw new Error(`no address for ${JSON.stringify(block)}`);
            expect(resolveAddress(document, address, champs), address).toBe(id);
          }
        }
      }),
      RUNS,
    );
  });

  it('[D1] divisions nest, cover their heading and never overlap', () => {
    fc.assert(
      fc.property(arbitraryContent(), ({ document }) => {
        const visit = (nodes: readonly OutlineNode[], from: number, to: number) => {
          let at = from;
          for (const node of nodes) {
            expect(node.start).toBeGreaterThanOrEqual(at);
            expect(node.end).toBeLessThanOrEqual(to);
            expect(document.content[node.start]?.attrs.id).toBe(node.id);
            visit(node.children, node.start + 1, node.end);
            at = node.end;
          }
        };
        visit(outline(document), 0, document.content.length);
      }),
      RUNS,
    );
  });

  it('[P1] every word of the text is printed', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        const printed = printDocument(content);
        for (const block of everyBlock(content.document.content))
          if ('content' in block && block.type !== 'table')
            for (const one of block.content ?? [])
              if (one.type === 'text' && one.text.trim() !== '') expect(printed).toContain(one.text.trim());
      }),
      RUNS,
    );
  });
});
