import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { ActContent, BlockJson, IntituleAttrs } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { joinedBlocks, joiningOf } from './annexes.ts';
import { placesOf } from './places.ts';
import { type AvenantArticle, avenantBlocks } from './print.ts';

/** How the ids of generated blocks begin: five characters that a random id begins with once in sixty million. */
const MARK = 'avgen';
/** The same, for the annexes that are joined to it. */
const JOINED_MARK = 'avjnt';
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Said where the instructions will stand, as long as there are none. */
const NOTHING_YET =
  'Aucune modification pour l’instant\u00a0: modifiez le texte consolidé, et les articles de l’avenant s’écrivent ici.';

/** @returns whether a block of an avenant is written by Clausier, from the edits of the consolidated text */
export function isGenerated(id: string): boolean {
  return id.startsWith(MARK) || isJoined(id);
}

const isJoined = (id: string): boolean => id.startsWith(JOINED_MARK);

/** Ids of the blocks of one article, or annexe: the same as long as it is about the same division. */
function idsFrom(key: string, mark = MARK): MakeBlockId {
  let count = 0;
  return () => {
    count += 1;
    const digest = sha256(utf8ToBytes(`${key}#${count}`));
    const tail = [...digest.slice(0, 12 - mark.length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
    return (mark + tail.join('')) as BlockId;
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

/** The text without the annexes joined to it, and where they stand: where they stood, else after all but the notes. */
function withoutJoined(content: readonly BlockJson[]): {
  readonly rest: readonly BlockJson[];
  /** How many blocks stay after them. */
  readonly after: number;
} {
  const stood = content.findLastIndex(({ attrs }) => isJoined(attrs.id));
  const notes = content.findIndex(({ type }) => type === 'note');
  const end = stood !== -1 ? stood + 1 : notes !== -1 ? notes : content.length;
  return { rest: content.filter(({ attrs }) => !isJoined(attrs.id)), after: content.length - end };
}

function joinedAnnexes(articles: readonly AvenantArticle[], base: ActContent): readonly BlockJson[] {
  const joining = joiningOf(articles.flatMap((one) => one.instructions));
  const places = placesOf(base);
  return joining.flatMap((one) => {
    const key = one.kind === 'replace-division' ? one.division : one.names.join(' ');
    return joinedBlocks(one, places, idsFrom(key, JOINED_MARK));
  });
}

/** What an avenant is given to say. */
export interface Composition {
  readonly articles: readonly AvenantArticle[];
  /** The text that it amends, which says how the annexes joined to it are written. */
  readonly base: ActContent;
  /** Of the articles' headings. */
  readonly style?: Partial<IntituleAttrs>;
}

/**
 * An avenant with the articles that its instructions ask for in place of those that were generated before; what people
 * wrote around them, and between two of them, stays (rule C2). The annexes joined to it stand after its signatures.
 * @param avenant its text as it stands
 */
export function composeAvenant(avenant: ActContent, { articles, base, style = {} }: Composition): ActContent {
  const { rest: content, after } = withoutJoined(avenant.document.content);
  const first = content.findIndex(({ attrs }) => isGenerated(attrs.id));
  const last = content.findLastIndex(({ attrs }) => isGenerated(attrs.id));
  const place = first === -1 ? placeIn(content) : first;
  const between = first === -1 ? [] : writtenBetween(content.slice(first, last + 1));
  const written = joined(generatedBlocks(articles, style), between);
  const rest = content.slice(first === -1 ? place : last + 1);
  const annexesAt = Math.max(0, rest.length - after);
  const all = [
    ...content.slice(0, place),
    ...written,
    ...rest.slice(0, annexesAt),
    ...joinedAnnexes(articles, base),
    ...rest.slice(annexesAt),
  ];
  return { ...avenant, document: { ...avenant.document, content: all } };
}
