import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { startCost } from '#test/support/cost.ts';
import { applyInstructions } from '../apply.ts';
import { diffToInstructions } from '../diff.ts';
import { avenantText, printInstructions } from '../print.ts';
import { BASES } from '../reading/cases/bases.ts';
import { CASES } from '../reading/cases/index.ts';
import { arbitraryAvenantEdits, editForAvenant } from '../testing/edits.ts';
import { readingHash } from '../text/reading.ts';
import { parseInstructions } from './parse.ts';

const NIGHTLY = process.env.NIGHTLY !== undefined;

const ids = () => {
  let state = 1;
  return blockIdsFrom(() => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  });
};

/** Changes that a text suffers on its way from a signed file to a form field, and that change no word of it. */
const HARMLESS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/[\u00a0\u202f]/g, ' '),
  (text) => text.replace(/’/g, "'"),
  (text) => text.replace(/ /g, '\u00a0'),
  (text) => text.replace(/\n/g, '\r\n'),
  (text) => text.replace(/\n/g, '\n\n'),
  (text) => text.replace(/^/gm, '  '),
  (text) => text.replace(/\u00a0:/g, ':'),
  (text) => text.replace(/–/g, '—'),
  (text) => text.replace(/œ/g, 'œ').normalize('NFD'),
];

/** Changes that break a text: it may still be read the same, or be refused, never be read as something else. */
const HARMFUL: readonly ((text: string, at: number) => string)[] = [
  (text, at) => without(text, /«/g, at),
  (text, at) => without(text, /»/g, at),
  (text, at) => without(text, /:/g, at),
  (text, at) => without(text, / (?:est|sont) /g, at),
  (text, at) => without(text, /remplacée?s?|supprimée?s?|insérée?s?|complétée?/g, at),
  (text, at) => without(text, /alinéas?|phrase/g, at),
];

function without(text: string, pattern: RegExp, share: number): string {
  // Words of new text are not the instruction's: another word there is another text.
  const first = text.indexOf('«');
  const hits = [...text.matchAll(pattern)].filter(
    ({ index, 0: hit }) => /[«»]/.test(hit) || first === -1 || index < first,
  );
  const hit = hits[Math.floor(share * hits.length)];
  return hit === undefined ? text : text.slice(0, hit.index) + text.slice(hit.index + hit[0].length);
}

const printed = fc
  .tuple(arbitraryContent(), arbitraryAvenantEdits(2))
  .map(([base, edits]) => {
    const found = diffToInstructions(base, editForAvenant(base, edits));
    if (found.refusals.length > 0 || found.instructions.length === 0) return null;
    return { base, text: avenantText(printInstructions(found.instructions, base)) };
  })
  .filter((one) => one !== null);

type Printed = NonNullable<typeof printed extends fc.Arbitrary<infer T> ? T : never>;

/** What a text does to its base; null as soon as one sentence of it is refused. */
function effectOf({ base }: Printed, text: string): string | null {
  const parsed = parseInstructions(text, base, { wrapped: false });
  if (parsed.problems.length > 0) return null;
  const result = applyInstructions(
    base,
    parsed.instructions.map(({ instruction }) => instruction),
    ids(),
  );
  return result.ok ? readingHash(result.value) : null;
}

describe('reading what was damaged', { timeout: 120_000 }, () => {
  it('[C1] reads the same whatever the typography', () => {
    fc.assert(
      fc.property(printed, fc.constantFrom(...HARMLESS), (one, harm) => {
        const wanted = effectOf(one, one.text);
        if (wanted !== null) expect(effectOf(one, harm(one.text)), harm(one.text)).toBe(wanted);
      }),
      { seed: 20251123, numRuns: NIGHTLY ? 2_000 : 60 },
    );
  });

  it('[R2] [Q6] refuses a sentence whose guillemets or verb are lost, or reads it the same', () => {
    const texts = CASES.filter((one) =>
      one.says.every((line) => !line.startsWith('!') && !line.startsWith('(')),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom(...HARMFUL),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (one, harm, share) => {
          const base = BASES[one.base];
          const wanted = parseInstructions(one.text, base).instructions.map(({ instruction }) => instruction);
          const damaged = parseInstructions(harm(one.text, share), base);
          // A sentence without its verb is no instruction any more: it is kept as text, and shown.
          for (const { instruction } of damaged.instructions)
            expect(wanted, harm(one.text, share)).toContainEqual(instruction);
        },
      ),
      { seed: 20251124, numRuns: NIGHTLY ? 5_000 : 300 },
    );
  });

  it('[R1] never throws, whatever the text, and leaves nothing of it out', () => {
    const words = fc.constantFrom(
      ...'L’article 4 À au aux de du des la le les premier alinéa phrase mots : « » “ ” " est sont remplacés supprimé inséré après avant par ainsi rédigé modifié 1° 2° a) I. – ; , . ( ) 4-1 bis 31 décembre 2008 500 € trois ans et ou qui devient cet même dernier tableau ligne | intitulé annexe convention \n'.split(
        ' ',
      ),
      '\n',
      '\u00ad',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.string() }), {
          maxLength: 60,
        }),
        fc.boolean(),
        (parts, wrapped) => {
          const text = parts.join(' ');
          const { sentences } = parseInstructions(text, BASES.articles, { wrapped });
          expect(sentences.map(({ span }) => text.slice(span.from, span.to)).join('')).toBe(text);
        },
      ),
      { seed: 20251125, numRuns: NIGHTLY ? 20_000 : 400 },
    );
  });

  it('[R4] takes a time that grows with the text, no faster', () => {
    const unit = CASES.map((one) => one.text).join('\n');
    const texts = [
      unit.repeat(2),
      '« '.repeat(20_000),
      '« a\n'.repeat(20_000),
      'L’article 4, '.repeat(8_000),
      '1° a) I. – '.repeat(8_000),
      'les mots : « a », '.repeat(6_000),
      `À l’article 4, ${'le deuxième alinéa de '.repeat(4_000)}`,
    ];
    for (const text of texts) {
      const spent = startCost();
      parseInstructions(text, BASES.articles);
      const seconds = spent() / 1000;
      // A second for 100 KB on a machine to itself; a busy one is given more.
      expect(seconds / Math.max(1, text.length / 100_000), text.slice(0, 30)).toBeLessThan(4);
    }
  });
});
