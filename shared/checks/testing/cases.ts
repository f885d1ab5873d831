import { describe, expect, it } from 'vitest';
import { article, type Blocks, contentOf } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, Fields, TextBlockJson } from '#shared/document/model.ts';
import { actFacts } from '../facts/act.ts';
import type { CheckContext, Fix, Hit, Rule } from '../model.ts';

/** What a case is about: one alinéa of an article, or the blocks of an act, with its variables. */
export type Subject =
  | string
  | {
      readonly blocks: readonly Blocks[];
      readonly champs?: Fields;
      readonly context?: Partial<CheckContext>;
    };

/** A case that fires: the words shown (several when it fires several times), and the text once corrected. */
type Firing = readonly [subject: Subject, words: string | readonly string[], corrected?: string];

const CONTEXT: CheckContext = { kind: 'convention', today: '2026-11-21' };

const contentOfSubject = (subject: Subject): ActContent =>
  typeof subject === 'string'
    ? contentOf([article('Clause', subject)])
    : contentOf(subject.blocks, subject.champs ?? {});

/** Text blocks of a document by id, those of tables included. */
function textBlocks(content: ActContent): ReadonlyMap<string, TextBlockJson> {
  const all = content.document.content.flatMap((one: BlockJson): readonly BlockJson[] =>
    one.type === 'table' ? one.content.flatMap((row) => row.content.flatMap((cell) => cell.content)) : [one],
  );
  const texts = all.filter((one): one is TextBlockJson => !['table', 'sautPage', 'image'].includes(one.type));
  return new Map(texts.map((one) => [one.attrs.id, one]));
}

/** The inline content of a block as the offsets count it: an atom is one « # ». */
const inlineText = (found: TextBlockJson | undefined): string =>
  (found?.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '#')).join('');

function wordsOf(content: ActContent, { place }: Hit): string {
  if (place.kind === 'acte') return `acte après ${place.after ?? 'rien'}`;
  const text = inlineText(textBlocks(content).get(place.block));
  return place.range === null ? text : text.slice(place.range.from, place.range.to);
}

function correctedBy(content: ActContent, fix: Fix | undefined): string {
  switch (fix?.kind) {
    case 'texte':
    case 'renvoi': {
      const text = inlineText(textBlocks(content).get(fix.block));
      expect(text.slice(fix.range.from, fix.range.to)).toBe(fix.before);
      const after = fix.kind === 'texte' ? fix.after : `{${fix.label}}`;
      return text.slice(0, fix.range.from) + after + text.slice(fix.range.to);
    }
    case 'definition':
      return fix.text;
    case 'clause':
      return `clause ${fix.family}/${fix.variant ?? '?'}`;
    case 'variable':
      return `variable ${fix.key}`;
    case 'relu':
      return 'relu';
    case undefined:
      return 'sans correction';
  }
}

const nameOf = (subject: Subject): string =>
  typeof subject === 'string'
    ? subject
    : Object.values(contentOf(subject.blocks).document.content)
        .map((one) => inlineText('content' in one && one.type !== 'table' ? one : undefined))
        .join(' | ')
        .slice(0, 120);

/**
 * Holds a rule to its cases.
 * @param cases `fires`: subject, the words it shows, what its (first) fix makes of the block; `silent`: subjects that
 *   must give nothing
 */
export function ruleCases(
  rule: Rule,
  cases: { readonly fires: readonly Firing[]; readonly silent: readonly Subject[] },
): void {
  const run = (subject: Subject) => {
    const content = contentOfSubject(subject);
    const context = { ...CONTEXT, ...(typeof subject === 'string' ? {} : subject.context) };
    return { content, hits: rule.check(actFacts(content, context), context) };
  };
  describe(`[${rule.id}]`, () => {
    for (const [subject, words, corrected] of cases.fires)
      it(`fires: ${nameOf(subject)}`, () => {
        const { content, hits } = run(subject);
        expect(hits.map((hit) => wordsOf(content, hit))).toEqual(typeof words === 'string' ? [words] : words);
        if (corrected !== undefined) expect(correctedBy(content, hits[0]?.fix)).toBe(corrected);
      });
    for (const subject of cases.silent)
      it(`silent: ${nameOf(subject)}`, () => {
        expect(run(subject).hits.map((hit) => hit.message)).toEqual([]);
      });
  });
}
