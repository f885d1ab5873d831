/** An item of a run of items, by how the source shows it. */
export interface PlacedItem {
  readonly indent: number;
  /** The bullet, or the style of its number. */
  readonly style: string;
  /** The text before it announces a list. */
  readonly announced: boolean;
}

const MAX_LEVEL = 6;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1;

/**
 * Depths of the items of one run, by indentation and by change of marker (rules I1 to I3 of RULES.md).
 */
export class ListDepth {
  private open: { indent: number; style: string }[] = [];

  /** Forgets the run: the next item is outermost. */
  reset(): void {
    this.open = [];
  }

  /** Column under which a paragraph belongs to the current item; null outside a list. */
  get indent(): number | null {
    return this.open.at(-1)?.indent ?? null;
  }

  get depth(): number {
    return this.open.length;
  }

  /** @returns the level of the next item, from 1 */
  next(item: PlacedItem): number {
    const same = this.open.findLastIndex((one) => one.style === item.style && near(one.indent, item.indent));
    if (same !== -1) this.open.length = same + 1;
    else this.place(item);
    return Math.min(MAX_LEVEL, this.open.length);
  }

  private place(item: PlacedItem): void {
    let top = this.open.at(-1);
    while (top !== undefined && top.indent > item.indent + 1) {
      this.open.pop();
      top = this.open.at(-1);
    }
    if (top !== undefined && near(top.indent, item.indent) && top.style === item.style) return;
    // A run that comes back to the left of all the others starts a level of its own.
    this.open.push({ indent: item.indent, style: item.style });
  }
}
