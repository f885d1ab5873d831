import { markerPattern } from '#shared/document/counters.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { Address } from '../model.ts';
import { opensAlinea, type Places } from '../places.ts';
import { folded } from '../text/fold.ts';
import { isBlank } from '../text/line.ts';
import { phrasesOf } from '../text/phrases.ts';
import { keyText } from './characters.ts';
import { labelKey, numberKey } from './number-order.ts';
import type { Path } from './paths.ts';
import type { Rank } from './quantities.ts';
import { pathInWords } from './step-words.ts';
import type { Step } from './surface.ts';

/** Why a place is not one place of the base text (rules L1 to L9 of RULES.md). */
export type LocateCode =
  | 'not-found'
  | 'several'
  | 'ambiguous-rank'
  | 'no-rank'
  | 'no-address'
  | 'not-amendable';

/** A place of the base text. */
export type Place =
  | { readonly kind: 'act' }
  | { readonly kind: 'division'; readonly node: OutlineNode }
  | { readonly kind: 'heading'; readonly node: OutlineNode }
  /** Blocks next to one another: a line, or a level with all that it holds. */
  | { readonly kind: 'lines'; readonly start: number; readonly end: number; readonly ranked: boolean }
  | { readonly kind: 'phrase'; readonly index: number; readonly rank: number; readonly count: number }
  | { readonly kind: 'row'; readonly index: number; readonly rank: number }
  | { readonly kind: 'cell'; readonly address: Address };

export type Located =
  | { readonly ok: true; readonly place: Place }
  | { readonly ok: false; readonly code: LocateCode; readonly step: Step; readonly nearest: string | null };

/** Where the search has come to: a stretch of blocks, and the division or the level that it is. */
export interface Region {
  readonly start: number;
  readonly end: number;
  readonly node: OutlineNode | null;
  /** The item that opens a level, the alinéa that a rank named; -1 for neither. */
  readonly line: number;
  readonly ranked: boolean;
}

type Found =
  | { readonly region: Region }
  | { readonly place: Place }
  | { readonly code: LocateCode; readonly nearest: string | null };

/** Steps that no address of the document ends on. */
const BUILT: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['act', 'heading', 'phrase', 'row', 'same']);

const at = (rank: Rank, count: number): number => (rank.from === 'start' ? rank.n : count - rank.n + 1);

const clean = (text: string): string =>
  keyText(folded(text))
    .replace(/[.:;,\s]+$/, '')
    .trim();

/** Finds where steps lead in one base text. */
export class Locator {
  readonly places: Places;
  protected readonly nodes: readonly OutlineNode[];

  constructor(places: Places) {
    this.places = places;
    this.nodes = places.blocks.flatMap((block) => {
      const node = block.type === 'intitule' ? places.node(block.attrs.id) : null;
      return node === null ? [] : [node];
    });
  }

  /** Where one step in a path leads. */
  locate(head: Step, within: Path, around: Path = []): Located {
    const wide = around.filter((step) => step.kind !== 'act');
    if (wide.length > 0) {
      const inside = this.exact([head, ...wide]);
      if (inside !== null) return this.located(inside, head);
    }
    const steps = [head, ...within].filter((step) => step.kind !== 'act');
    const whole = this.exact(steps);
    if (whole !== null && 'place' in whole) return { ok: true, place: whole.place };
    let region: Region = { start: 0, end: this.places.blocks.length, node: null, line: -1, ranked: false };
    for (let i = steps.length - 1; i >= 0; i -= 1) {
      const step = steps[i];
      if (step === undefined) continue;
      const found = (i === 0 ? whole : this.exact(steps.slice(i))) ?? this.step(step, region, i === 0);
      if ('code' in found) return { ok: false, code: found.code, step, nearest: found.nearest };
      if ('place' in found)
        return i === 0 ? { ok: true, place: found.place } : this.narrow(found.place, steps.slice(0, i));
      region = found.region;
    }
    if (region.line !== -1 || region.node === null) {
      if (steps.length === 0) return { ok: true, place: { kind: 'act' } };
      return {
        ok: true,
        place: { kind: 'lines', start: region.start, end: region.end, ranked: region.ranked },
      };
    }
    return { ok: true, place: { kind: 'division', node: region.node } };
  }

  private located(found: { readonly region: Region } | { readonly place: Place }, step: Step): Located {
    if ('place' in found) return { ok: true, place: found.place };
    const { node, start, end, ranked } = found.region;
    if (node !== null) return { ok: true, place: { kind: 'division', node } };
    return step.kind === 'act'
      ? { ok: true, place: { kind: 'act' } }
      : { ok: true, place: { kind: 'lines', start, end, ranked } };
  }

  /** Rule L0: an address as the printer writes it is the place it was printed for. */
  private exact(steps: readonly Step[]): { readonly region: Region } | { readonly place: Place } | null {
    const [head] = steps;
    if (head === undefined || (BUILT.has(head.kind) && !(head.kind === 'row' && steps[1]?.kind === 'front')))
      return null;
    const address = pathInWords(steps);
    const id = this.places.resolve(address);
    if (id === null) return null;
    const node = this.places.node(id);
    if (node !== null) return { region: { start: node.start, end: node.end, node, line: -1, ranked: false } };
    const index = this.places.indexOf(id);
    if (index === -1) return { place: { kind: 'cell', address } };
    const covered = this.places.lines(address) ?? { start: index, end: index + 1 };
    const ranked = head.kind === 'line' && (head.noun === 'alinea' || head.noun === 'paragraphe');
    return { region: { ...covered, node: null, line: index, ranked } };
  }

  /** A cell or a row of a table that is not the last word: nothing is addressed inside it. */
  private narrow(place: Place, steps: readonly Step[]): Located {
    const [head] = steps;
    if (place.kind === 'heading') return { ok: true, place };
    return { ok: false, code: 'not-amendable', step: head ?? { kind: 'act' }, nearest: null };
  }

  private step(step: Step, region: Region, last: boolean): Found {
    switch (step.kind) {
      case 'act':
        return { region };
      case 'division':
        return this.division(step, region);
      case 'label':
        return step.noun === 'note' ? this.note(step.label) : this.label(step.label, region);
      case 'heading':
        return region.node === null ? missing() : { place: { kind: 'heading', node: region.node } };
      case 'line':
        return this.line(step, region);
      case 'phrase':
        return this.phrase(step.rank, region);
      case 'table':
        return this.among(
          this.indexes(region, (index) => this.places.blocks[index]?.type === 'table'),
          step.rank,
          false,
        );
      case 'row':
        return this.row(step, region);
      case 'cell':
        return missing('not-amendable');
      case 'front':
        return this.front(step.name);
      case 'same':
        return last ? missing() : { region };
    }
  }

  protected indexes(region: Region, wanted: (index: number) => boolean): readonly number[] {
    const found: number[] = [];
    for (let index = region.start; index < region.end; index += 1) if (wanted(index)) found.push(index);
    return found;
  }

  private among(indexes: readonly number[], rank: Rank | null, ranked: boolean): Found {
    if (indexes.length === 0) return missing();
    if (rank === null && indexes.length > 1) return missing('several');
    const index = indexes[rank === null ? 0 : at(rank, indexes.length) - 1];
    if (index === undefined) return missing('no-rank');
    return { region: { start: index, end: index + 1, node: null, line: index, ranked } };
  }

  // Divisions

  protected heading(node: OutlineNode) {
    return this.places.reader.ctx.numbering.headings.get(node.id);
  }

  private division(step: Extract<Step, { kind: 'division' }>, region: Region): Found {
    const inside = this.nodes.filter(
      (node) => node.start >= region.start && node.end <= region.end && node !== region.node,
    );
    const wanted = this.byName(step, inside);
    const candidates = this.outsideAnnexes(step, wanted, region);
    if (candidates.length === 0)
      return missing('not-found', step.heading === null ? null : this.nearestHeading(step.heading, inside));
    const chosen =
      step.rank === null ? candidates : candidates.slice(at(step.rank, candidates.length) - 1).slice(0, 1);
    const [node] = chosen;
    if (node === undefined) return missing('no-rank');
    if (chosen.length > 1) return missing('several');
    return { region: { start: node.start, end: node.end, node, line: -1, ranked: false } };
  }

  private byName(
    step: Extract<Step, { kind: 'division' }>,
    nodes: readonly OutlineNode[],
  ): readonly OutlineNode[] {
    if (step.noun === 'preambule')
      return nodes.filter(
        (node) =>
          node.heading.attrs.genre === 'preambule' ||
          /^(?:preambule|expose)/.test(clean(this.heading(node)?.heading ?? '')),
      );
    if (step.number !== null) return this.byNumber(step.noun, step.number, nodes);
    const ofNoun = nodes.filter((node) => this.hasNoun(node, step.noun));
    if (step.heading !== null) {
      const words = clean(step.heading);
      for (const group of [ofNoun, nodes]) {
        const exact = group.filter((node) => clean(this.heading(node)?.heading ?? '') === words);
        if (exact.length > 0) return exact;
      }
      return [];
    }
    return ofNoun;
  }

  private hasNoun(node: OutlineNode, noun: string): boolean {
    const heading = this.heading(node);
    return noun === '' || keyText(heading?.noun ?? '') === keyText(noun) || node.heading.attrs.genre === noun;
  }

  private byNumber(noun: string, number: string, nodes: readonly OutlineNode[]): readonly OutlineNode[] {
    const key = numberKey(number);
    const numbered = nodes.filter(
      (node) => numberKey(this.heading(node)?.number ?? '') === key && key !== '',
    );
    const exact = numbered.filter((node) => keyText(this.heading(node)?.noun ?? '') === keyText(noun));
    if (exact.length > 0) return exact;
    const genre = numbered.filter((node) => node.heading.attrs.genre === noun);
    if (genre.length > 0) return genre;
    // « Article 2.4 » of a text that writes « 2.4 »; « axe 3 » of one that writes « 3. ».
    const bare = numbered.filter((node) => (this.heading(node)?.noun ?? '') === '');
    if (bare.length > 0) return bare;
    const dotted = key.replace(/-/g, '.');
    return dotted === key
      ? []
      : nodes.filter((node) => numberKey(this.heading(node)?.number ?? '') === dotted);
  }

  /** « L’article 2 » is that of the body when an annexe has one too. */
  private outsideAnnexes(
    step: Extract<Step, { kind: 'division' }>,
    nodes: readonly OutlineNode[],
    region: Region,
  ): readonly OutlineNode[] {
    if (nodes.length < 2 || region.node !== null || step.noun === 'annexe') return nodes;
    const annexes = this.nodes.filter((node) => node.heading.attrs.genre === 'annexe');
    const body = nodes.filter(
      (node) => !annexes.some((annexe) => annexe.start <= node.start && node.end <= annexe.end),
    );
    return body.length > 0 ? body : nodes;
  }

  private nearestHeading(words: string, nodes: readonly OutlineNode[]): string | null {
    const wanted = new Set(clean(words).split(/\W+/));
    let best: { readonly text: string; readonly score: number } | null = null;
    for (const node of nodes) {
      const text = this.heading(node)?.heading ?? '';
      const score = clean(text)
        .split(/\W+/)
        .filter((word) => word.length > 2 && wanted.has(word)).length;
      if (score > (best?.score ?? 0)) best = { text, score };
    }
    return best?.text ?? null;
  }

  // Lines

  protected itemLabel(index: number): string | null {
    const block = this.places.blocks[index];
    if (block?.type !== 'item') return null;
    return markerPattern(block.attrs.marqueur) === null && (block.attrs.numFixe ?? '') === ''
      ? null
      : this.places.reader.markOf(block);
  }

  private label(label: string, region: Region): Found {
    const divisions = this.nodes.filter(
      (node) =>
        node.start > region.start &&
        node.end <= region.end &&
        node !== region.node &&
        (this.heading(node)?.noun ?? '') === '' &&
        labelKey(this.heading(node)?.number ?? '') === labelKey(label),
    );
    const items = this.labelled(label, region);
    if (items.length === 0 || divisions.length === 1) {
      const [node] = divisions;
      if (divisions.length > 1) return missing('several');
      if (node !== undefined && (items.length === 0 || !/[°)]$/.test(label)))
        return { region: { start: node.start, end: node.end, node, line: -1, ranked: false } };
    }
    // « Le 1er est supprimé »: without such a number, the first alinéa.
    const rank = /^(\d{1,2})(?:er|re|e|eme)$/.exec(keyText(label))?.[1];
    if (items.length === 0 && rank !== undefined)
      return this.alinea({ from: 'start', n: Number(rank) }, region);
    if (items.length === 0) return missing();
    if (items.length > 1) return missing('several');
    const [index = 0] = items;
    const level = this.places.levelOf(index);
    return { region: { ...level, node: null, line: index, ranked: false } };
  }

  /** A footnote by its number; only one of a single alinéa is a line. */
  private note(label: string): Found {
    const { blocks, reader } = this.places;
    const all = blocks.flatMap((block, index) => {
      if (block.type !== 'note' || block.attrs.noteId === null) return [];
      return String(reader.ctx.numbering.notes.get(block.attrs.noteId)) === label ? [index] : [];
    });
    return this.among(all, null, false);
  }

  /** Items that bear a label in a region, the shallowest ones; an exact marker before a bare number. */
  private labelled(label: string, region: Region): readonly number[] {
    const key = labelKey(label);
    const all = this.indexes(
      region,
      (index) => index !== region.line && labelKey(this.itemLabel(index) ?? '') === key && key !== '',
    );
    const exact = /[°)]$/.test(label)
      ? all.filter((index) => (this.itemLabel(index) ?? '').trim().endsWith(label.slice(-1)))
      : all;
    const found = exact.length > 0 ? exact : all;
    const levels = found.map((index) => this.levelAt(index));
    const shallowest = Math.min(...levels);
    return found.filter((_, i) => levels[i] === shallowest);
  }

  private levelAt(index: number): number {
    const block = this.places.blocks[index];
    return block?.type === 'item' ? block.attrs.niveau : 0;
  }

  private line(step: Extract<Step, { kind: 'line' }>, region: Region): Found {
    const { blocks } = this.places;
    switch (step.noun) {
      case 'visa':
      case 'considerant':
        return this.among(
          this.indexes(region, (index) => blocks[index]?.type === step.noun),
          step.rank,
          false,
        );
      case 'note':
        return missing('not-amendable');
      case 'image':
        return this.among(
          this.indexes(region, (index) => blocks[index]?.type === 'image'),
          step.rank,
          false,
        );
      case 'tiret':
      case 'puce':
      case 'item':
        return this.bullet(step, region);
      case 'alinea':
      case 'paragraphe':
        return this.alinea(step.rank, region);
    }
  }

  private bullet(step: Extract<Step, { kind: 'line' }>, region: Region): Found {
    const { blocks } = this.places;
    const bullets = this.indexes(region, (index) => {
      const block = blocks[index];
      return (
        block?.type === 'item' &&
        index !== region.line &&
        (step.noun === 'item' || this.itemLabel(index) === null)
      );
    });
    const own = bullets.filter((index) => {
      const block = blocks[index];
      const dash = block?.type === 'item' && /^\s*[-‐‑–—−]/.test(block.attrs.marqueur);
      return step.noun === 'item' || dash === (step.noun === 'tiret');
    });
    const wanted = own.length > 0 ? own : bullets;
    const levels = wanted.map((index) => this.levelAt(index));
    const shallow = wanted.filter((_, i) => levels[i] === Math.min(...levels));
    const found = this.among(shallow, step.rank, false);
    if (!('region' in found)) return found;
    return { region: { ...found.region, ...this.places.levelOf(found.region.line) } };
  }

  /** Rule L5: ranks count the lines of a place, never across a subdivision. */
  private alinea(rank: Rank | null, region: Region): Found {
    if (region.line !== -1) {
      const lines = this.indexes(region, (index) => this.counts(index));
      return this.among(lines, rank, true);
    }
    if (region.node === null) return missing('ambiguous-rank');
    const { start, end } = this.places.ownLines(region.node);
    const lines = this.indexes({ ...region, start, end }, (index) => this.counts(index));
    const divided = region.node.children.length > 0;
    if (divided && (rank === null || rank.from === 'end' || rank.n > lines.length))
      return missing('ambiguous-rank');
    return this.among(lines, rank, true);
  }

  protected counts(index: number): boolean {
    const block = this.places.blocks[index];
    return block !== undefined && opensAlinea(block);
  }

  private phrase(rank: Rank | null, region: Region): Found {
    const index = this.lineOfPhrase(rank, region);
    if (typeof index !== 'number') return index;
    const block = this.places.blocks[index];
    if (block === undefined) return missing();
    const count = phrasesOf(this.places.reader.textOf(block).text).length;
    const wanted = rank === null ? (count === 1 ? 1 : 0) : at(rank, count);
    if (wanted < 1) return missing(rank === null ? 'several' : 'no-rank');
    return wanted > count ? missing('no-rank') : { place: { kind: 'phrase', index, rank: wanted, count } };
  }

  private lineOfPhrase(rank: Rank | null, region: Region): number | Extract<Found, { code: LocateCode }> {
    if (region.line !== -1) return region.line;
    if (region.node === null) return missing('ambiguous-rank');
    const { start, end } = this.places.ownLines(region.node);
    const lines = this.indexes({ ...region, start, end }, (index) => this.counts(index));
    const [only] = lines;
    if (only === undefined) return missing();
    if (lines.length === 1 && region.node.children.length === 0) return only;
    if (rank?.from === 'start' && rank.n === 1) return only;
    if (rank?.from === 'end' && rank.n === 1 && region.node.children.length === 0)
      return lines.at(-1) ?? only;
    return missing('ambiguous-rank');
  }

  private row(step: Extract<Step, { kind: 'row' }>, region: Region): Found {
    const tables = this.indexes(region, (index) => this.places.blocks[index]?.type === 'table');
    const [index] = tables;
    if (index === undefined) return missing();
    if (tables.length > 1) return missing('several');
    const table = this.places.blocks[index];
    if (table?.type !== 'table') return missing();
    if (step.words !== null) {
      const wanted = clean(step.words);
      const rows = table.content.flatMap((row, i) => {
        const text =
          row.content[0]?.content.map((block) => this.places.reader.textOf(block).text).join(' ') ?? '';
        return clean(text) === wanted ? [i + 1] : [];
      });
      const [rank] = rows;
      if (rank === undefined) return missing();
      return rows.length > 1 ? missing('several') : { place: { kind: 'row', index, rank } };
    }
    const rank = step.rank === null ? 0 : at(step.rank, table.content.length);
    if (rank < 1 || rank > table.content.length) return missing(step.rank === null ? 'several' : 'no-rank');
    return { place: { kind: 'row', index, rank } };
  }

  private front(name: Extract<Step, { kind: 'front' }>['name']): Found {
    const types = {
      parties: ['partie', 'liaison'],
      titre: ['titre'],
      formule: ['formule'],
      cloture: ['cloture'],
      apres: ['cloture', 'signataire'],
      liminaire: [],
      signature: ['signataire'],
    }[name];
    const { blocks } = this.places;
    const found = this.indexes(
      { start: 0, end: blocks.length, node: null, line: -1, ranked: false },
      (index) => {
        const block = blocks[index];
        return block !== undefined && types.some((type) => type === block.type) && !isBlank(block);
      },
    );
    const [first] = found;
    const end = found.at(-1);
    if (first === undefined || end === undefined) return missing();
    return { region: { start: first, end: end + 1, node: null, line: first, ranked: true } };
  }
}

const missing = (
  code: LocateCode = 'not-found',
  nearest: string | null = null,
): Extract<Found, { code: LocateCode }> => ({ code, nearest });
