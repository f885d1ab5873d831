import fc from 'fast-check';
import { alinea, annexe, article, item, table, texte } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson, TableJson, TextBlockJson } from '#shared/document/model.ts';
import { outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { isTextBlock } from '../text/line.ts';

/*
 * The edits that people make in a signed text when they prepare an avenant. Places are shares of the whole, so that an
 * edit fits any act.
 */

const KINDS = [
  'word',
  'word',
  'words-in',
  'words-out',
  'figure',
  'phrase-in',
  'phrase-out',
  'alinea-in',
  'alinea-in',
  'alinea-out',
  'alinea-new',
  'item-in',
  'item-out',
  'article-in',
  'article-out',
  'heading',
  'article-move',
  'alinea-move',
  'cell',
  'row-in',
  'row-out',
  'split',
  'join',
  'annexe-in',
  'annexe-new',
] as const;

export interface AvenantEdit {
  readonly kind: (typeof KINDS)[number];
  readonly at: number;
  readonly to: number;
}

/** Even over the whole of an act: doubles at random are nearly all next to nothing. */
const share = fc.noBias(fc.integer({ min: 0, max: 9_989 })).map((n) => n / 10_000);

/** @returns a list of edits for {@link editForAvenant} */
export const arbitraryAvenantEdits = (maxLength = 5): fc.Arbitrary<readonly AvenantEdit[]> =>
  fc.array(fc.record({ kind: fc.constantFrom(...KINDS), at: share, to: share }), { minLength: 1, maxLength });

const WORDS = [
  'notamment',
  'trimestriel',
  'la Métropole',
  'au plus tard le 15 mars 2027',
  'quatre mois',
  'l’Agence',
  '12',
] as const;
const PHRASES = [
  'Elle est réunie deux fois par an.',
  'Les parties s’informent de toute difficulté.',
  'Ce délai court de la réception de la lettre.',
] as const;
const HEADINGS = ['Moyens', 'Gouvernance', 'Durée et reconduction', 'Évaluation'] as const;

const pick = <T>(list: readonly T[], at: number): T | undefined => list[Math.floor(at * list.length)];

type Rewrite = (text: string) => string;

function onText(block: BlockJson, at: number, rewrite: Rewrite): BlockJson {
  if (!isTextBlock(block)) return block;
  const content: readonly InlineJson[] = block.content ?? [];
  const ranks = content.flatMap((inline, rank) => (inline.type === 'text' ? [rank] : []));
  const rank = pick(ranks, at);
  const inline = rank === undefined ? undefined : content[rank];
  if (rank === undefined || inline?.type !== 'text') return block;
  const text = rewrite(inline.text);
  if (text.trim() === '') return block;
  return {
    ...block,
    content: [...content.slice(0, rank), { ...inline, text }, ...content.slice(rank + 1)],
  } as BlockJson;
}

function words(text: string, at: number, edit: (word: string) => string): string {
  const units = [...text.matchAll(/\S+/g)];
  const unit = pick(units, at);
  if (unit === undefined) return text;
  const next = edit(unit[0]);
  const joined = `${text.slice(0, unit.index)}${next}${text.slice(unit.index + unit[0].length)}`;
  return next === '' ? joined.replace(/ {2,}/g, ' ').trimStart() : joined;
}

const BODY: ReadonlySet<BlockJson['type']> = new Set<BlockJson['type']>(['alinea', 'item', 'considerant']);

/** Where the body of the act is, so that edits fall in it. */
const bodyRanks = (
  blocks: readonly BlockJson[],
  wanted: (block: BlockJson) => boolean,
): readonly number[] => {
  const first = blocks.findIndex((block) => block.type === 'intitule');
  const last = blocks.findIndex(
    (block) => block.type === 'cloture' || block.type === 'signataire' || block.type === 'note',
  );
  return blocks.flatMap((block, rank) =>
    rank > first && first !== -1 && (last === -1 || rank < last) && wanted(block) ? [rank] : [],
  );
};

const splice = (blocks: readonly BlockJson[], at: number, out: number, ...by: readonly BlockJson[]) => [
  ...blocks.slice(0, at),
  ...by,
  ...blocks.slice(at + out),
];

const filled = (block: BlockJson): boolean =>
  isTextBlock(block) && JSON.stringify(block.content ?? []).length > 30;

function editLine(block: BlockJson, edit: AvenantEdit): BlockJson {
  const word = pick(WORDS, edit.to) ?? '';
  const phrase = pick(PHRASES, edit.to) ?? '';
  switch (edit.kind) {
    case 'word':
      return onText(block, edit.to, (text) => words(text, edit.at, () => word));
    case 'words-in':
      return onText(block, edit.to, (text) => words(text, edit.at, (old) => `${old} ${word}`));
    case 'words-out':
      return onText(block, edit.to, (text) => words(text, edit.at, () => ''));
    case 'figure':
      return onText(block, 0, (text) => text.replace(/\d{4}/, '2031').replace(/\btrois\b/, 'quatre'));
    case 'phrase-in':
      return onText(block, 0.99, (text) => `${text.trimEnd()} ${phrase}`);
    case 'phrase-out':
      return onText(block, 0, (text) => text.replace(/[^.]*\.\s+(?=[A-ZÉ])/, ''));
    default:
      return block;
  }
}

function editTable(table: TableJson, edit: AvenantEdit, freshId: () => BlockId): TableJson {
  const at = Math.floor(edit.to * table.content.length);
  const row = table.content[at];
  if (row === undefined) return table;
  switch (edit.kind) {
    case 'row-out':
      return table.content.length < 2
        ? table
        : { ...table, content: table.content.filter((one) => one !== row) };
    case 'row-in': {
      const cells = row.content.map((cell, rank) => ({
        ...cell,
        content: [alinea(`Valeur ${rank}`, { id: freshId() })],
      }));
      return {
        ...table,
        content: [...table.content.slice(0, at), { ...row, content: cells }, ...table.content.slice(at)],
      };
    }
    default: {
      const cells = row.content.map((cell, rank) =>
        rank === 0
          ? { ...cell, content: cell.content.map((one) => ({ ...one, content: [texte('Autre valeur')] })) }
          : cell,
      );
      return {
        ...table,
        content: table.content.map((one) => (one === row ? { ...row, content: cells } : one)),
      };
    }
  }
}

function editDivisions(
  content: readonly BlockJson[],
  edit: AvenantEdit,
  freshId: () => BlockId,
): readonly BlockJson[] {
  const roots = outline({ type: 'doc', content });
  const node = pick(roots, edit.at);
  const target = pick(roots, edit.to);
  if (node === undefined || target === undefined) return content;
  const run = content.slice(node.start, node.end);
  switch (edit.kind) {
    case 'article-out':
      return roots.length < 3 ? content : splice(content, node.start, node.end - node.start);
    case 'article-move': {
      if (target === node) return content;
      // An annexe stands after the signatures, an article before them: neither crosses them.
      const [low, high] = [Math.min(node.end, target.start), Math.max(node.start, target.start)];
      if (content.slice(low, high).some((block) => block.type === 'cloture' || block.type === 'signataire'))
        return content;
      const rest = content.filter((block) => !run.includes(block));
      const at = rest.findIndex((block) => block.attrs.id === target.id);
      return splice(rest, at, 0, ...run);
    }
    default: {
      const [heading] = article(pick(HEADINGS, edit.to) ?? '');
      if (node.heading.attrs.genre === 'preambule') return content;
      const style = { ...node.heading.attrs, id: freshId(), numFixe: null, famille: null, clause: null };
      const lines = [
        alinea('Il est créé un comité.', { id: freshId() }),
        item('le suivi\u202f;', { id: freshId() }),
        item('le bilan.', { id: freshId() }),
      ];
      return splice(content, node.end, 0, { ...heading, attrs: style }, ...lines);
    }
  }
}

/** A new annexe after all, or the text of one written anew. */
function editAnnexes(
  blocks: readonly BlockJson[],
  edit: AvenantEdit,
  freshId: () => BlockId,
): readonly BlockJson[] {
  const annexes = outline({ type: 'doc', content: blocks }).filter(
    ({ heading }) => heading.attrs.genre === 'annexe',
  );
  const lines = [
    alinea(pick(PHRASES, edit.to) ?? '', { id: freshId() }),
    {
      ...table([
        ['Poste', 'Montant'],
        ['Animation', '12 000 €'],
        [pick(WORDS, edit.to) ?? '', '3 500 €'],
      ]),
      attrs: { id: freshId() },
    },
    alinea('Le comité l’arrête chaque année\u00a0:', { id: freshId() }),
    item('avant le 31 mars\u202f;', { id: freshId() }),
    item('sur le rapport de l’Agence.', { id: freshId() }),
  ];
  if (edit.kind === 'annexe-in') {
    const [heading] = annexe(pick(HEADINGS, edit.to) ?? '');
    const style = annexes.at(-1)?.heading.attrs ?? heading.attrs;
    const own = {
      ...heading,
      attrs: { ...style, id: freshId(), numFixe: null, famille: null, clause: null },
    };
    const notes = blocks.findIndex((block) => block.type === 'note');
    const end = annexes.at(-1)?.end ?? (notes === -1 ? blocks.length : notes);
    return splice(blocks, end, 0, own, ...lines);
  }
  const node = pick(annexes, edit.at);
  return node === undefined ? blocks : splice(blocks, node.start + 1, node.end - node.start - 1, ...lines);
}

function editBlocks(
  blocks: readonly BlockJson[],
  edit: AvenantEdit,
  freshId: () => BlockId,
): readonly BlockJson[] {
  const phrase = pick(PHRASES, edit.to) ?? '';
  const pickRank = (wanted: (block: BlockJson) => boolean) => pick(bodyRanks(blocks, wanted), edit.at) ?? -1;
  const line = (
    wanted: (block: BlockJson) => boolean,
    change: (block: BlockJson, rank: number) => readonly BlockJson[],
  ) => {
    const rank = pickRank(wanted);
    const block = blocks[rank];
    return block === undefined ? blocks : change(block, rank);
  };
  const isLine = (block: BlockJson) => BODY.has(block.type) && filled(block);
  switch (edit.kind) {
    case 'alinea-in':
      return line(isLine, (_, rank) => splice(blocks, rank + 1, 0, alinea(phrase, { id: freshId() })));
    case 'alinea-out':
    case 'item-out':
      return line(edit.kind === 'item-out' ? (block) => block.type === 'item' : isLine, (_, rank) =>
        splice(blocks, rank, 1),
      );
    case 'alinea-new':
      return line(isLine, (block, rank) =>
        splice(blocks, rank, 1, { ...block, content: [texte(phrase)] } as BlockJson),
      );
    case 'item-in':
      return line(
        (block) => block.type === 'item',
        (block, rank) =>
          splice(blocks, rank + 1, 0, {
            ...block,
            attrs: { ...block.attrs, id: freshId(), numFixe: null },
            content: [texte('le partage des données\u202f;')],
          } as BlockJson),
      );
    case 'alinea-move':
      return line(isLine, (block, rank) => {
        const ranks = bodyRanks(blocks, isLine);
        const to = pick(ranks, edit.to) ?? rank;
        // Often beside where it stood, as one drags a line up or down.
        const near = edit.to < 0.5 ? Math.min(rank + 1, blocks.length - 1) : to;
        return splice(splice(blocks, rank, 1), near, 0, block);
      });
    case 'split':
      return line(isLine, (block, rank) => {
        const text = block as TextBlockJson;
        const cut = Math.max(1, Math.floor((text.content?.length ?? 0) / 2));
        const rest = {
          ...text,
          attrs: { ...text.attrs, id: freshId() },
          content: text.content?.slice(cut) ?? [],
        } as BlockJson;
        return splice(
          blocks,
          rank,
          1,
          { ...text, content: text.content?.slice(0, cut) ?? [] } as BlockJson,
          rest,
        );
      });
    case 'join':
      return line(isLine, (block, rank) => {
        const next = blocks[rank + 1];
        if (!isTextBlock(block) || !isTextBlock(next) || !BODY.has(next.type)) return blocks;
        const content = [...(block.content ?? []), texte(' '), ...(next.content ?? [])];
        return splice(blocks, rank, 2, { ...block, content } as BlockJson);
      });
    case 'heading':
      return line(
        (block) => block.type === 'intitule',
        (block, rank) =>
          splice(blocks, rank, 1, { ...block, content: [texte(pick(HEADINGS, edit.to) ?? '')] } as BlockJson),
      );
    case 'cell':
    case 'row-in':
    case 'row-out':
      return line(
        (block) => block.type === 'table',
        (block, rank) =>
          block.type === 'table' ? splice(blocks, rank, 1, editTable(block, edit, freshId)) : blocks,
      );
    case 'article-in':
    case 'article-out':
    case 'article-move':
      return editDivisions(blocks, edit, freshId);
    case 'annexe-in':
    case 'annexe-new':
      return editAnnexes(blocks, edit, freshId);
    default:
      return line(isLine, (block, rank) => splice(blocks, rank, 1, editLine(block, edit)));
  }
}

/** Makes edits one after the other; those that do not fit do nothing. New blocks take ids that the act does not have. */
export function editForAvenant(content: ActContent, edits: readonly AvenantEdit[]): ActContent {
  let count = 0;
  const freshId = () => {
    count += 1;
    return `v${String(count).padStart(11, '0')}` as BlockId;
  };
  const blocks = edits.reduce<readonly BlockJson[]>(
    (all, edit) => editBlocks(all, edit, freshId),
    content.document.content,
  );
  return { ...content, document: { type: 'doc', content: blocks } };
}
