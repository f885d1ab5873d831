import type { BlockChange, LayoutItem, ListComparison } from './model.ts';

/** Writes a new list in terms of an old one, in reading order. */
export class LayoutBuilder {
  private readonly layout: LayoutItem[] = [];
  private readonly changes: BlockChange[] = [];

  /** A block of the old list, unchanged. */
  same(old: number, moved: boolean): void {
    const last = this.layout.at(-1);
    if (last?.kind === 'same' && last.old + last.count === old && last.moved === moved)
      this.layout[this.layout.length - 1] = { ...last, count: last.count + 1 };
    else this.layout.push({ kind: 'same', old, count: 1, moved });
  }

  change(change: BlockChange): void {
    this.layout.push({ kind: 'change', change: this.changes.length });
    this.changes.push(change);
  }

  departure(old: number): void {
    this.layout.push({ kind: 'departure', old });
  }

  finish(): ListComparison {
    return { layout: this.layout, changes: this.changes };
  }
}
