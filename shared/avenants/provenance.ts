import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import { actGender, agreedWord } from '#shared/drafting/agreement.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { avenantBlockIds } from './consolidate.ts';
import { dayInWords } from './dates.ts';
import { isTextBlock } from './text/line.ts';

/** A signed act that a consolidated text comes from. */
export interface SourceAct {
  readonly id: string;
  /** What marks its lines on paper: « TI » for the initial text, « A1 » for avenant n° 1. */
  readonly mark: string;
  /** « Texte initial », « Avenant n° 1 ». */
  readonly name: string;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn: string;
  readonly effect: string;
}

/** @returns « Convention de partenariat, signée… »: one act of the list of sources */
function sourceLine({ mark, name, title, signedOn, effect }: SourceAct): string {
  const since = effect === signedOn ? '' : `, effet au ${dayInWords(effect)}`;
  const named = title.startsWith(name) ? title : `${name}\u00a0: ${title}`;
  return `[${mark}] ${named}, ${agreedWord('signé·e', actGender(title))} le ${dayInWords(signedOn)}${since}`;
}

const markOf = (text: string): InlineJson => ({
  type: 'text',
  text: `\u00a0[${text}]`,
  marks: [{ type: 'italic' }, { type: 'superscript' }],
});

/** What is no alinéa. */
const UNMARKED: ReadonlySet<string> = new Set(['titre', 'signataire', 'cloture', 'liaison']);

/**
 * A consolidated text as it is printed (rule F6): after its title, that it is informative, its cut-off date and its
 * sources; at the end of each alinéa, the acts that wrote it. A heading is marked where an avenant wrote it.
 * @param acts in the order in which they were carried out, the initial one first
 * @param day `YYYY-MM-DD`
 */
export function annotated(
  content: ActContent,
  sources: ReadonlyMap<BlockId, readonly string[]>,
  acts: readonly SourceAct[],
  day: string,
): ActContent {
  const makeId = avenantBlockIds(`sources ${day}`);
  const marks = new Map(acts.map(({ id, mark }) => [id, mark]));
  const line = (...content: readonly InlineJson[]): BlockJson => ({
    type: 'alinea',
    attrs: { id: makeId(), retrait: 0, aVerifier: false },
    content,
  });
  const blocks = content.document.content.flatMap((block): readonly BlockJson[] => {
    const named = (sources.get(block.attrs.id) ?? []).map((id) => marks.get(id) ?? '');
    const mark = markOf(named.join(', '));
    if (named.length === 0) return [block];
    if (block.type === 'table') return [block, line(mark)];
    if (!isTextBlock(block) || UNMARKED.has(block.type)) return [block];
    if (block.type === 'intitule' && named.length === 1 && named[0] === acts[0]?.mark) return [block];
    return [{ ...block, content: [...(block.content ?? []), mark] }];
  });
  const body = blocks.findIndex(({ type }) => type !== 'titre');
  const head = [
    `Version consolidée au ${dayInWords(day)}, à titre d’information\u00a0: seuls les actes signés font foi.`,
    `Sources\u00a0: ${acts.map(sourceLine).join('\u202f; ')}. Chaque alinéa porte entre crochets l’acte dont il est issu.`,
  ].map((text) => line({ type: 'text', text, marks: [{ type: 'italic' }] }));
  const place = body === -1 ? blocks.length : body;
  return {
    ...content,
    document: {
      ...content.document,
      content: [...blocks.slice(0, place), ...head, ...blocks.slice(place)],
    },
  };
}
