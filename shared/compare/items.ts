import type { BlockJson, InlineJson } from '#shared/document/model.ts';
import { wordKey, wordsOf } from './inline/words.ts';

/** Weights of a block's words, by what they are when typography and case are folded. */
export interface WordBag {
  readonly words: ReadonlyMap<string, number>;
  readonly total: number;
}

function inlineText(content: readonly InlineJson[] | undefined): string {
  return (content ?? [])
    .map((inline) => {
      switch (inline.type) {
        case 'text':
          return inline.text;
        case 'variable':
          return ` ${inline.attrs.chemin} `;
        case 'renvoi':
          return inline.attrs.libelle;
        default:
          return ' ';
      }
    })
    .join('');
}

/** @returns the words of a block, cells included, roughly: enough to tell likeness */
function roughText(block: BlockJson): string {
  switch (block.type) {
    case 'table':
      return block.content
        .flatMap((row) => row.content.flatMap((cell) => cell.content.map((one) => inlineText(one.content))))
        .join(' ');
    case 'image':
      return block.attrs.alt;
    case 'sautPage':
      return '';
    default:
      return inlineText(block.content);
  }
}

function withoutIds(block: BlockJson): unknown {
  const { id, ...attrs } = block.attrs;
  if (block.type !== 'table') return { ...block, attrs };
  return block.content.map((row) => row.content.map((cell) => [cell.attrs, cell.content.map(withoutIds)]));
}

function bagOf(text: string): WordBag {
  const words = new Map<string, number>();
  let total = 0;
  for (const word of wordsOf(text)) {
    const weight = word.class === 'punctuation' ? 0 : word.class === 'stop' ? 0.1 : 1;
    if (weight === 0) continue;
    const key = wordKey(word.text).toLowerCase();
    words.set(key, (words.get(key) ?? 0) + weight);
    total += weight;
  }
  return { words, total };
}

/** A block as alignment sees it; the costly parts are computed when first asked for. */
export class Item {
  readonly block: BlockJson;
  /** The block as JSON, ids included: equal when nothing changed. */
  readonly json: string;
  private knownText: string | null = null;
  private knownSignature: string | null = null;
  private knownBag: WordBag | null = null;

  constructor(block: BlockJson) {
    this.block = block;
    this.json = JSON.stringify(block);
  }

  get text(): string {
    this.knownText ??= roughText(this.block);
    return this.knownText;
  }

  /** All of the block but its ids. */
  get signature(): string {
    this.knownSignature ??= JSON.stringify(withoutIds(this.block));
    return this.knownSignature;
  }

  get bag(): WordBag {
    this.knownBag ??= bagOf(this.text);
    return this.knownBag;
  }
}
