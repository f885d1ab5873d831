import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ActContent, BlockJson, IntituleAttrs } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { type AvenantArticle, avenantBlocks } from './print.ts';

/** How the ids of generated blocks begin: five characters that a random id begins with once in sixty million. */
const MARK = 'avgen';
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Said where the instructions will stand, as long as there are none. */
const NOTHING_YET =
  'Aucune modification pour l’instant\u00a0: modifiez le texte consolidé, et les articles de l’avenant s’écrivent ici.';

/** @returns whether a block of an avenant is written by Clausier, from the edits of the consolidated text */
export function isGenerated(id: string): boolean {
  return id.startsWith(MARK);
}

/** Ids of the blocks of one article: the same as long as it is about the same division. */
function idsFrom(key: string): MakeBlockId {
  let count = 0;
  return () => {
    count += 1;
    const digest = sha256(utf8ToBytes(`${key}#${count}`));
    const tail = [...digest.slice(0, 12 - MARK.length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
    return (MARK + tail.join('')) as BlockId;
  };
}

function generatedBlocks(
  articles: readonly AvenantArticle[],
  style: Partial<IntituleAttrs>,
): readonly BlockJson[] {
  if (articles.length === 0)
    return [
      {
        type: 'alinea',
        attrs: { id: idsFrom('')(), retrait: 0, aVerifier: false },
        content: [{ type: 'text', text: NOTHING_YET }],
      },
    ];
  const keys = new Map<string, number>();
  return articles.flatMap((one) => {
    const key = one.about ?? one.title;
    const rank = (keys.get(key) ?? 0) + 1;
    keys.set(key, rank);
    return avenantBlocks([one], idsFrom(`${key}#${rank}`), style);
  });
}

/** @returns how the avenant's own articles are numbered */
export function articleStyleOf(avenant: ActContent): Partial<IntituleAttrs> {
  const model = avenant.document.content.find(
    (block) => block.type === 'intitule' && block.attrs.genre === 'article' && block.attrs.niveau === 1,
  );
  if (model?.type !== 'intitule') return {};
  const { prefixe, compteur, complet, separateur } = model.attrs;
  return { prefixe, compteur, complet, separateur };
}

/** @returns where articles are added to an avenant: before what says when it takes effect, else before its closing */
export function placeIn(blocks: readonly BlockJson[]): number {
  const duration = blocks.findIndex(
    (block) => block.type === 'intitule' && block.attrs.famille === 'duree' && block.attrs.niveau === 1,
  );
  if (duration !== -1) return duration;
  const closing = blocks.findIndex(({ type }) => ['cloture', 'signataire', 'note'].includes(type));
  return closing === -1 ? blocks.length : closing;
}

/** A stretch of what people wrote between generated articles, with the headings of those above, the nearest first. */
interface Written {
  readonly above: readonly string[];
  readonly blocks: readonly BlockJson[];
}

/** @returns what people wrote between the first generated block and the last one, in order */
function writtenBetween(content: readonly BlockJson[]): readonly Written[] {
  const found: Written[] = [];
  let above: readonly string[] = [];
  let open: BlockJson[] | null = null;
  for (const block of content) {
    if (!isGenerated(block.attrs.id)) {
      if (open === null) {
        open = [];
        found.push({ above, blocks: open });
      }
      open.push(block);
      continue;
    }
    open = null;
    if (block.type === 'intitule') above = [block.attrs.id, ...above];
  }
  return found;
}

/** @returns generated blocks, with what people wrote after the same articles as before */
function joined(generated: readonly BlockJson[], written: readonly Written[]): readonly BlockJson[] {
  const starts = new Map(
    generated.flatMap((block, index) =>
      block.type === 'intitule' ? [[block.attrs.id as string, index]] : [],
    ),
  );
  const indexes = [...starts.values()];
  /** Index of the generated block before which each stretch goes. */
  const placed = written.map(({ above, blocks }) => {
    const start = above.map((id) => starts.get(id)).find((index) => index !== undefined);
    const before = start === undefined ? 0 : (indexes.find((index) => index > start) ?? generated.length);
    return { before, blocks };
  });
  const at = (index: number) =>
    placed.filter(({ before }) => before === index).flatMap(({ blocks }) => blocks);
  return [...generated.flatMap((block, index) => [...at(index), block]), ...at(generated.length)];
}

/**
 * An avenant with the articles that its instructions ask for in place of those that were generated before; what people
 * wrote around them, and between two of them, stays (rule C2).
 * @param avenant its text as it stands
 * @param style of the articles' headings
 */
export function composeAvenant(
  avenant: ActContent,
  articles: readonly AvenantArticle[],
  style: Partial<IntituleAttrs> = {},
): ActContent {
  const { content } = avenant.document;
  const first = content.findIndex(({ attrs }) => isGenerated(attrs.id));
  const last = content.findLastIndex(({ attrs }) => isGenerated(attrs.id));
  const place = first === -1 ? placeIn(content) : first;
  const between = first === -1 ? [] : writtenBetween(content.slice(first, last + 1));
  const written = joined(generatedBlocks(articles, style), between);
  return {
    ...avenant,
    document: {
      ...avenant.document,
      content: [...content.slice(0, place), ...written, ...content.slice(first === -1 ? place : last + 1)],
    },
  };
}
