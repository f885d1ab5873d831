import type { OutlineNode } from '#shared/document/tree.ts';
import { numberStart } from '#shared/exchange/import/number-start.ts';
import type { Address, QuotedLine } from '../model.ts';
import { folded } from '../text/fold.ts';
import { keyText } from './characters.ts';
import type { Place, Region } from './found.ts';
import { inFull } from './headings.ts';
import { Locator } from './locate.ts';
import { compareNumbers, labelRank, numberKey, numberParts, sameStyle } from './number-order.ts';
import type { Path, Target } from './paths.ts';
import type { Step } from './surface.ts';

/** What carrying instructions over asks of a base text, beside finding places in it. */
export class BaseText extends Locator {
  // What inserting needs

  /** @returns lines that stand directly in a division, before its first subdivision */
  ownLineIndexes(node: OutlineNode): readonly number[] {
    const { start, end } = this.places.ownLines(node);
    return this.indexes({ start, end, node, line: -1, ranked: false }, (index) => this.counts(index));
  }

  /** @returns divisions from one to another that have the same parent, null when they have not */
  siblings(first: OutlineNode, last: OutlineNode): readonly OutlineNode[] | null {
    if (first.start > last.start) return null;
    const nodes = this.nodes.filter((node) => node.start >= first.start && node.end <= last.end);
    const top = nodes.filter(
      (node) => !nodes.some((other) => other !== node && other.start < node.start && node.end <= other.end),
    );
    return top.every(
      (node) => node.niveau === first.niveau || node.heading.attrs.genre === first.heading.attrs.genre,
    ) && top.includes(last)
      ? top
      : null;
  }

  nothingBetween(from: number, to: number): boolean {
    return (
      this.indexes(
        { start: from, end: to, node: null, line: -1, ranked: false },
        (index) => this.counts(index) || this.places.blocks[index]?.type === 'intitule',
      ).length === 0
    );
  }

  nodeAt(address: Address): OutlineNode | null {
    return this.places.division(address);
  }

  /** @returns the division that a line stands in directly */
  nodeOver(index: number): OutlineNode | null {
    const heading = this.places.headingAt(this.places.headingOf[index] ?? -1);
    return heading === null ? null : this.places.node(heading.attrs.id);
  }

  sameNoun(node: OutlineNode, noun: string): boolean {
    return noun !== '' && this.hasItsNoun(node, noun);
  }

  private hasItsNoun(node: OutlineNode, noun: string): boolean {
    return keyText(this.heading(node)?.noun ?? '') === keyText(noun) || node.heading.attrs.genre === noun;
  }

  /** @returns divisions of a kind that stand in no annexe, in order */
  bodyDivisions(noun: string): readonly OutlineNode[] {
    const annexes = this.nodes.filter((node) => node.heading.attrs.genre === 'annexe');
    return this.nodes.filter(
      (node) =>
        this.hasItsNoun(node, noun) &&
        (noun === 'annexe' || !annexes.some((one) => one.start < node.start && node.end <= one.end)),
    );
  }

  /** @returns true when the base text has divisions of a kind */
  hasDivisions(noun: string): boolean {
    return this.nodes.some((node) => this.hasItsNoun(node, noun));
  }

  /** @returns the first or the last division of a kind in the body; without any, of the whole body */
  edgeNode(at: 'start' | 'end', noun: string): OutlineNode | null {
    const annexes = this.nodes.filter((node) => node.heading.attrs.genre === 'annexe');
    const inAnnex = (node: OutlineNode) =>
      annexes.some((annexe) => annexe.start < node.start && node.end <= annexe.end);
    const own = this.nodes.filter(
      (node) => this.hasItsNoun(node, noun) && (noun === 'annexe' || !inAnnex(node)),
    );
    const body = this.nodes.filter(
      (node) => !inAnnex(node) && node.heading.attrs.genre !== 'annexe' && node.niveau === 1,
    );
    const nodes = own.length > 0 ? own : noun === 'annexe' ? body : body;
    return (at === 'start' ? nodes[0] : nodes.at(-1)) ?? null;
  }

  /** @returns the division after which one of a new number goes: « 4-1 » after « 4 », « 9 » after « 8 » */
  nodeBefore(
    noun: string,
    number: string,
    within: Path,
    placesOf: (target: Target) => readonly Place[],
  ): OutlineNode | null {
    const parts = numberParts(number);
    if (parts === null) return null;
    const [head, ...rest] = within;
    const [place] =
      head === undefined || head.kind === 'act'
        ? []
        : placesOf({ head: { first: head, last: null }, within: rest });
    const scope = place?.kind === 'division' ? place.node : null;
    let best: { readonly node: OutlineNode; readonly parts: readonly number[] } | null = null;
    for (const node of this.nodes) {
      if (noun !== '' && !this.hasItsNoun(node, noun)) continue;
      if (scope !== null && !(node.start >= scope.start && node.end <= scope.end)) continue;
      const own = numberParts(this.heading(node)?.number ?? '');
      if (own === null || compareNumbers(own, parts) >= 0) continue;
      if (noun === '' && own.length !== parts.length) continue;
      if (best === null || compareNumbers(own, best.parts) > 0) best = { node, parts: own };
    }
    return best?.node ?? null;
  }

  /** @returns what a division is called by: « article » */
  nounOf(node: OutlineNode): string {
    return this.heading(node)?.noun ?? '';
  }

  /** @returns the item after which a label goes: the 3° for « 4° » */
  itemBefore(label: string, place: Place): number | null {
    const wanted = labelRank(label);
    const range =
      place.kind === 'division' ? this.places.ownLines(place.node) : place.kind === 'lines' ? place : null;
    if (wanted === null || range === null) return null;
    const region: Region = {
      start: range.start,
      end: range.end,
      node: null,
      line: place.kind === 'lines' ? place.start : -1,
      ranked: false,
    };
    let best: { readonly index: number; readonly rank: number } | null = null;
    for (const index of this.indexes(region, (one) => one !== region.line && this.itemLabel(one) !== null)) {
      const own = this.itemLabel(index) ?? '';
      if (
        sameStyle(own, label) &&
        (labelRank(own) ?? 0) < wanted &&
        (labelRank(own) ?? 0) > (best?.rank ?? 0)
      )
        best = { index, rank: labelRank(own) ?? 0 };
    }
    return best?.index ?? null;
  }

  /** @returns true when « un 3 » would be a subdivision where it goes, not an item */
  isSubdivisionLabel(label: string, target: Target | null, within: Path): boolean {
    if (/[°)]$/.test(label) || !/^\d/.test(label)) return false;
    const path = target === null ? within : [target.head.first, ...target.within];
    const [head, ...rest] = path;
    const found = head === undefined ? null : this.locate(head, rest);
    return found?.ok === true && found.place.kind === 'division' && found.place.node.children.length > 0;
  }

  /** @returns the one table of a place */
  tableIn(place: Place): number | null {
    const range = place.kind === 'division' ? place.node : place.kind === 'lines' ? place : null;
    if (range === null) return null;
    const tables = this.indexes(
      { start: range.start, end: range.end, node: null, line: -1, ranked: false },
      (index) => this.places.blocks[index]?.type === 'table',
    );
    return tables.length === 1 ? (tables[0] ?? null) : null;
  }

  // Headings

  /** @returns the heading of a division as it prints */
  headingLine(node: OutlineNode): string {
    const { reader } = this.places;
    const mark = reader.markOf(node.heading);
    const words = reader.textOf(node.heading).text;
    return words === '' ? mark.replace(/[\s\u00a0]*[-–—:.]?[\s\u00a0]*$/, '') : mark + words;
  }

  /** @returns the words of a new heading, its number taken off when it was quoted with them */
  headingWords(node: OutlineNode, text: string): string {
    const start = numberStart(text);
    const number = this.heading(node)?.number ?? '';
    if (start !== null && number !== '' && numberKey(start.number) === numberKey(number)) return start.rest;
    return text;
  }

  /**
   * New text of a division that must begin with its heading.
   * @param beside a division whose way of writing headings it takes
   */
  headed(
    name: string,
    step: Step,
    lines: readonly QuotedLine[],
    beside: OutlineNode | null,
  ): readonly QuotedLine[] {
    const [first] = lines;
    const number = step.kind === 'division' ? step.number : step.kind === 'label' ? step.label : null;
    const heading = step.kind === 'division' ? step.heading : null;
    const text = first?.kind === 'text' ? first.text.trim() : '';
    if (number === null) {
      if (heading === null || keyText(folded(text)).endsWith(keyText(folded(heading)))) return lines;
      return [{ kind: 'text', text: heading }, ...lines];
    }
    const start = numberStart(text);
    const words = keyText(folded(text)).replace(/^[^\p{L}\p{N}]+/u, '');
    const bare = [number, name].some((said) => words.startsWith(keyText(folded(said))));
    if ((start !== null && numberKey(start.number) === numberKey(number)) || bare)
      return lines.map((line) => inFull(line, beside?.heading.attrs));
    const style = beside?.heading.attrs;
    const mark =
      style === undefined || style.prefixe.trim() === ''
        ? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
        : `${style.prefixe}${number}`;
    const separator = style?.separateur.trim() === '' || style === undefined ? ' – ' : style.separateur;
    return [{ kind: 'text', text: heading === null ? mark : `${mark}${separator}${heading}` }, ...lines];
  }

  // Addresses

  /** @returns the address of a line by its rank, so that it is that line alone */
  rankedAddress(index: number): Address | null {
    return this.places.rankedPhrase(index)?.text ?? this.lineAddress(index);
  }

  /** @returns addresses of the cells of a row, for what they hold */
  cellAddresses(table: number, rank: number): readonly Address[] {
    const block = this.places.blocks[table];
    if (block?.type !== 'table') return [];
    const cells = block.content[rank - 1]?.content ?? [];
    return cells.flatMap((cell) =>
      cell.content.flatMap((one) => this.places.linePhrase(one.attrs.id)?.text ?? []),
    );
  }

  /** @returns how the base text calls a division, null when no words tell it from another */
  divisionAddress(node: OutlineNode): Address | null {
    return this.places.divisionPhrase(node.id)?.text ?? null;
  }

  /** @returns addresses that cover a stretch of blocks, and nothing else; null when one of its lines has none */
  lineAddresses(start: number, end: number): readonly Address[] | null {
    const [only] = this.places.blocks.slice(start, end);
    if (end === start + 1 && (only?.type === 'image' || only?.type === 'note'))
      return this.aloneAddress(start);
    const addresses: Address[] = [];
    let index = start;
    while (index < end) {
      if (!this.counts(index)) {
        index += 1;
        continue;
      }
      const level = this.places.levelOf(index);
      const whole = this.addressOver(index, level.end <= end ? level : { start: index, end: index + 1 });
      if (whole !== null) {
        addresses.push(whole);
        index = level.end <= end ? level.end : index + 1;
        continue;
      }
      const line = this.addressOver(index, { start: index, end: index + 1 });
      if (line === null) return null;
      addresses.push(line);
      index += 1;
    }
    return addresses;
  }

  private aloneAddress(index: number): readonly Address[] | null {
    const address = this.lineAddress(index);
    return address === null ? null : [address];
  }

  /** An address that covers exactly a range. */
  private addressOver(
    index: number,
    range: { readonly start: number; readonly end: number },
  ): Address | null {
    const id = this.places.blocks[index]?.attrs.id;
    if (id === undefined) return null;
    const names = [this.places.linePhrase(id)?.text, this.places.rankedPhrase(index)?.text];
    return (
      names.find((name): name is string => {
        if (name === undefined) return false;
        const covered = this.places.lines(name);
        return covered !== null && covered.start === range.start && covered.end === range.end;
      }) ?? null
    );
  }

  /** @returns the address of one line alone */
  lineAddress(index: number): Address | null {
    const id = this.places.blocks[index]?.attrs.id;
    if (id === undefined) return null;
    return (
      this.addressOver(index, { start: index, end: index + 1 }) ?? this.places.linePhrase(id)?.text ?? null
    );
  }

  /** @returns « tableau de l’article 4 » */
  tableAddress(index: number): Address | null {
    const id = this.places.blocks[index]?.attrs.id;
    return id === undefined ? null : (this.places.linePhrase(id)?.text ?? null);
  }
}
