import type { OutlineNode } from '#shared/document/tree.ts';
import type { Places } from '../places.ts';
import { keyText } from './characters.ts';
import { at, clean, type Found, missing, type Region } from './found.ts';
import { numberKey, otherFigures } from './number-order.ts';
import type { Rank } from './quantities.ts';
import type { Step } from './surface.ts';

/** Finds the divisions of one base text by what an instruction calls them. */
export class DivisionLocator {
  readonly places: Places;
  protected readonly nodes: readonly OutlineNode[];

  constructor(places: Places) {
    this.places = places;
    this.nodes = places.blocks.flatMap((block) => {
      const node = block.type === 'intitule' ? places.node(block.attrs.id) : null;
      return node === null ? [] : [node];
    });
  }

  protected indexes(region: Region, wanted: (index: number) => boolean): readonly number[] {
    const found: number[] = [];
    for (let index = region.start; index < region.end; index += 1) if (wanted(index)) found.push(index);
    return found;
  }

  protected among(indexes: readonly number[], rank: Rank | null, ranked: boolean): Found {
    if (indexes.length === 0) return missing();
    if (rank === null && indexes.length > 1) return missing('several');
    const index = indexes[rank === null ? 0 : at(rank, indexes.length) - 1];
    if (index === undefined) return missing('no-rank');
    return { region: { start: index, end: index + 1, node: null, line: index, ranked } };
  }

  protected heading(node: OutlineNode) {
    return this.places.reader.ctx.numbering.headings.get(node.id);
  }

  protected division(step: Extract<Step, { kind: 'division' }>, region: Region): Found {
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

  protected byName(
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
    if (dotted !== key) return nodes.filter((node) => numberKey(this.heading(node)?.number ?? '') === dotted);
    // « Titre 2 » of a text that writes « Titre II », and the other way round.
    const other = otherFigures(number);
    return other === null
      ? []
      : nodes.filter(
          (node) => numberKey(this.heading(node)?.number ?? '') === other && this.hasNoun(node, noun),
        );
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
}
