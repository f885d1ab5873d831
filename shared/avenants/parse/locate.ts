import { markerPattern } from '#shared/document/counters.ts';
import { opensAlinea } from '../places.ts';
import { isBlank, isTextBlock } from '../text/line.ts';
import { phrasesOf } from '../text/phrases.ts';
import { keyText } from './characters.ts';
import {
  at,
  clean,
  type Found,
  type LocateCode,
  type Located,
  missing,
  type Place,
  type Region,
} from './found.ts';
import { DivisionLocator } from './locate-divisions.ts';
import { rowIn } from './locate-rows.ts';
import { labelKey } from './number-order.ts';
import type { Path } from './paths.ts';
import type { Rank } from './quantities.ts';
import { pathInWords } from './step-words.ts';
import type { Step } from './surface.ts';

/** Steps that no address of the document ends on. */
const BUILT: ReadonlySet<Step['kind']> = new Set<Step['kind']>(['act', 'heading', 'phrase', 'row', 'same']);

/** Finds where steps lead in one base text. */
export class Locator extends DivisionLocator {
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
    const far = steps.some((step) => 'rank' in step && step.rank?.from === 'end' && step.rank.n > 2);
    // The document writes no rank from the end but the last two, nor a line by its words.
    if (far || steps.some((step) => step.kind === 'line' && (step.begins ?? step.all) !== undefined))
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
        return step.begins === undefined
          ? this.phrase(step.rank, region)
          : this.phraseBeginning(step.begins, region);
      case 'table':
        return this.among(
          this.indexes(region, (index) => this.places.blocks[index]?.type === 'table'),
          step.rank,
          false,
        );
      case 'row':
        return rowIn(
          this.places,
          step,
          this.indexes(region, (index) => this.places.blocks[index]?.type === 'table'),
        );
      case 'cell':
        return missing('not-amendable');
      case 'front':
        return this.front(step.name);
      case 'same':
        return last ? missing() : { region };
    }
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
    if (step.begins !== undefined) return this.beginning(step, step.begins, region);
    if (step.all !== undefined) return this.all(step, step.all, region);
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

  /** An alinéa called by its first words; « le paragraphe « Durée » » may be a division that has them as its heading. */
  private beginning(step: Extract<Step, { kind: 'line' }>, words: string, region: Region): Found {
    if (step.noun === 'paragraphe') {
      const headed = this.byName(
        { kind: 'division', noun: '', number: null, heading: words, rank: null },
        this.nodes.filter((node) => node.start >= region.start && node.end <= region.end),
      );
      const [node] = headed;
      if (node !== undefined && headed.length === 1)
        return { region: { start: node.start, end: node.end, node, line: -1, ranked: false } };
    }
    const wanted = clean(words);
    return this.among(
      this.indexes(region, (index) => {
        const block = this.places.blocks[index];
        return (
          block !== undefined &&
          this.counts(index) &&
          block.type !== 'table' &&
          isTextBlock(block) &&
          clean(this.places.reader.textOf(block).text).startsWith(wanted)
        );
      }),
      null,
      true,
    );
  }

  /** « les visas », « les trois puces »: all of them, side by side, as many as it says. */
  private all(step: Extract<Step, { kind: 'line' }>, count: number | 'any', region: Region): Found {
    const { all: _, ...own } = step;
    const ranked = (n: number): Found => this.line({ ...own, rank: { from: 'start', n } }, region);
    const found: Region[] = [];
    for (let n = 1; ; n += 1) {
      const one = ranked(n);
      if (!('region' in one)) break;
      found.push(one.region);
    }
    const [first, last] = [found[0], found.at(-1)];
    if (first === undefined || last === undefined) return ranked(1);
    if (count !== 'any' && count !== found.length) return missing('no-rank');
    const apart = found.some((one, i) => i > 0 && this.parted(found[i - 1]?.end ?? 0, one.start));
    if (apart) return missing('several');
    return { region: { ...first, end: last.end, ranked: found.length === 1 && first.ranked } };
  }

  /** True when something that counts stands between two places. */
  private parted(from: number, to: number): boolean {
    for (let index = from; index < to; index += 1)
      if (this.counts(index) || this.places.blocks[index]?.type === 'intitule') return true;
    return false;
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

  private phraseBeginning(words: string, region: Region): Found {
    const wanted = clean(words);
    const found = this.indexes(region, (index) => this.counts(index)).flatMap((index): readonly Place[] => {
      const block = this.places.blocks[index];
      if (block === undefined || !isTextBlock(block)) return [];
      const { text } = this.places.reader.textOf(block);
      const spans = phrasesOf(text);
      return spans.flatMap(({ start, end }, i) =>
        clean(text.slice(start, end)).startsWith(wanted)
          ? [{ kind: 'phrase', index, rank: i + 1, count: spans.length }]
          : [],
      );
    });
    const [place] = found;
    if (place === undefined) return missing();
    return found.length > 1 ? missing('several') : { place };
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
