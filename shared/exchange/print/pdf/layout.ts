import type { BlockId } from '#shared/kernel/ids.ts';
import { type ItemList, listTree } from '../lists.ts';
import type { PrintBlock, PrintItem, PrintModel } from '../model.ts';
import { plainRuns, printedBlock, SHORT_LIAISON } from '../text.ts';
import { anchors, listedHeadings } from './anchors.ts';
import type { PdfDocument, PdfList, PdfNode, PdfPicture, PdfRun } from './model.ts';
import { readPicture } from './pictures.ts';
import { pageText, RunMaker } from './runs.ts';
import { placeTable } from './tables.ts';

/** From how many divisions an act has a title page and a sommaire. */
const ENTRIES_FOR_COVER = 6;
/** Characters of a running title. */
const RUNNING = 78;

const prints = (block: PrintBlock): boolean => printedBlock(block).trim() !== '';

function lists(items: readonly PrintItem[], make: RunMaker, longest?: number): readonly PdfList[] {
  const lay = ({ depth, items: rows }: ItemList): PdfList => ({
    k: 'liste',
    depth,
    items: rows.map(({ item, inside }) => ({
      marker: pageText(item.marker),
      ...make.label(item.id),
      runs: make.runs(item.runs, longest),
      inside: inside.map(lay),
    })),
  });
  return listTree(items).map(lay);
}

/** Characters left together in a title, which is set larger. */
const LONGEST_IN_TITLE = 22;

/** « d’une part, » closes the presentation of a side, on the right. */
const SIDE = /^d[’']\s*(?:une|autre)\s+part\b/i;

/** What laying a block out needs of the whole. */
interface Laying {
  readonly make: RunMaker;
  readonly pictures: ReadonlyMap<BlockId, PdfPicture>;
  /** Headings that the sommaire lists. */
  readonly listed: ReadonlySet<BlockId>;
}

function nodeOf(block: Exclude<PrintBlock, PrintItem>, laying: Laying, longest?: number): PdfNode | null {
  const { make } = laying;
  switch (block.type) {
    case 'titre':
      return {
        k: 'titre',
        role: block.role,
        ...make.label(block.id),
        runs: make.runs(block.runs, LONGEST_IN_TITLE),
      };
    case 'alinea':
      return {
        k: 'alinea',
        retrait: block.retrait,
        ...make.label(block.id),
        runs: make.runs(block.runs, longest),
      };
    case 'intitule':
      return {
        k: 'intitule',
        niveau: block.niveau,
        genre: block.genre,
        printed: make.number(block.printed),
        plain: pageText(`${block.printed}${/\s$/.test(block.printed) ? '' : ' '}${wordsOf(block)}`).trim(),
        listed: laying.listed.has(block.id),
        ...make.label(block.id),
        runs: make.runs(block.runs, LONGEST_IN_TITLE),
      };
    case 'liaison': {
      const words = plainRuns(block.runs).trim();
      const line = { ...make.label(block.id), runs: make.runs(block.runs) };
      if (SIDE.test(words)) return { k: 'cote', ...line };
      return words.length > SHORT_LIAISON ? { k: 'alinea', retrait: 0, ...line } : { k: 'liaison', ...line };
    }
    case 'note': {
      // Called, it stands at the foot of the page of its call.
      if (block.number !== null) return null;
      const star = block.marked ? [{ k: 'texte', t: '*\u00a0' } as const] : [];
      return { k: 'renote', ...make.label(block.id), runs: [...star, ...make.runs(block.runs)] };
    }
    case 'table':
      return placeTable(block, make.label(block.id), (blocks, narrow) => flowOf(blocks, laying, narrow));
    case 'image': {
      const picture = laying.pictures.get(block.id);
      return { k: 'image', alt: pageText(block.alt), ...(picture ? { file: picture.name } : {}) };
    }
    case 'sautPage':
      return null;
    case 'signataire':
      return {
        k: 'signatures',
        blocks: [{ ...make.label(block.id), runs: make.runs(block.runs, LONGEST_IN_TITLE) }],
      };
    default:
      return { k: block.type, ...make.label(block.id), runs: make.runs(block.runs) };
  }
}

const wordsOf = (block: Extract<PrintBlock, { type: 'intitule' }>): string =>
  plainRuns(
    block.runs.filter((run) => run.type !== 'appel'),
    ' ',
  );

function flowOf(blocks: readonly PrintBlock[], laying: Laying, longest?: number): readonly PdfNode[] {
  const flow: PdfNode[] = [];
  let items: PrintItem[] = [];
  const endList = () => {
    flow.push(...lists(items, laying.make, longest));
    items = [];
  };
  for (const block of blocks) {
    if (!prints(block) && block.type !== 'table' && block.type !== 'image') continue;
    if (block.type === 'item') {
      items.push(block);
      continue;
    }
    endList();
    const node = nodeOf(block, laying, longest);
    const last = flow.at(-1);
    if (node?.k === 'signatures' && last?.k === 'signatures')
      flow[flow.length - 1] = { k: 'signatures', blocks: [...last.blocks, ...node.blocks] };
    else if (node !== null) flow.push(node);
  }
  endList();
  return flow;
}

/** True for a line that announces what follows with a colon: it is never left behind at the foot of a page. */
const announces = (runs: readonly PdfRun[]): boolean => {
  const last = runs.at(-1);
  return last?.k === 'texte' && last.t.trimEnd().endsWith(':');
};

/** Signatures never stand alone on a page: the paragraph before them, or before the closing, goes with them. */
function keptTogether(flow: readonly PdfNode[]): readonly PdfNode[] {
  return flow.map((node, index) => {
    const next = flow[index + 1];
    if (node.k !== 'alinea' || next === undefined) return node;
    const closes = next.k === 'cloture' || next.k === 'signatures';
    return closes || announces(node.runs) ? { ...node, keep: true as const } : node;
  });
}

/** @returns an instant as the file's properties want it: year, month, day, hour, minute, second, in UTC */
export function stampOf(at: number): readonly number[] {
  const date = new Date(at);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
}

/** @returns a title cut to what a header holds on one line */
export const runningTitle = (title: string): string =>
  title.length > RUNNING ? `${title.slice(0, RUNNING).trimEnd()}…` : title;

/** A document for the typesetter, and the pictures that go beside it. */
interface LaidOut {
  readonly document: PdfDocument;
  readonly pictures: readonly PdfPicture[];
}

/** Lays a print model out: title page, sommaire, text, with lists and signatures grouped. */
export function layOut(model: PrintModel): LaidOut {
  const { edition } = model;
  const pictures = new Map(
    model.blocks.flatMap((block) => {
      const picture = block.type === 'image' ? readPicture(block) : null;
      return picture === null ? [] : [[block.id, picture] as const];
    }),
  );
  const make = new RunMaker(model, anchors(model));
  const laying = { make, pictures, listed: listedHeadings(model) };
  const withCover = model.contents.length >= ENTRIES_FOR_COVER && model.titles > 0;
  const titles = withCover ? flowOf(model.blocks.slice(0, model.titles), laying) : [];
  const named = titles.some((node) => node.k === 'titre' && node.role === 'partie');
  const logos = (edition.logos ?? []).map(({ name, picture }, rank) => ({
    name: pageText(name, LONGEST_IN_TITLE),
    picture: picture === null ? null : { name: `logo-${rank + 1}.${picture.type}`, bytes: picture.bytes },
  }));
  const title = pageText(edition.title);
  const body = withCover ? model.blocks.slice(model.titles) : model.blocks;
  return {
    document: {
      title,
      authors: edition.parties.map((party) => pageText(party)),
      running: runningTitle(title),
      version: pageText(edition.version),
      date: edition.date,
      stamp: stampOf(edition.at),
      hash: edition.hash,
      mention: edition.mention,
      logos: logos.map(({ name, picture }) => ({
        name,
        ...(picture === null ? {} : { file: picture.name }),
      })),
      cover: withCover
        ? { titles, parties: named ? [] : edition.parties.map((party) => pageText(party)) }
        : null,
      contents: withCover,
      flow: keptTogether(flowOf(body, laying)),
    },
    pictures: [...pictures.values(), ...logos.flatMap(({ picture }) => picture ?? [])],
  };
}
