import type { InlineJson, MarkJson } from './model.ts';

/** A mark without attributes that Markdown can open and close. */
export type Style = 'bold' | 'italic' | 'strike' | 'underline' | 'superscript';

/** Marks in the order in which the schema ranks them, which is the order ProseMirror writes. */
const STYLES: readonly Style[] = ['bold', 'italic', 'strike', 'underline', 'superscript'];

/** What the reader recognised, in the order of the source. */
export type Piece =
  | { readonly kind: 'text'; text: string }
  | { readonly kind: 'atom'; readonly inline: InlineJson }
  | { readonly kind: 'open'; readonly style: Style }
  | { readonly kind: 'close'; readonly style: Style }
  | { readonly kind: 'openLink'; readonly href: string }
  | { readonly kind: 'closeLink' };

/** Turns the stream of pieces into inlines, joining neighbours of the same marks. */
export class InlineBuilder {
  readonly result: InlineJson[] = [];
  private readonly depth: Record<Style, number> = {
    bold: 0,
    italic: 0,
    strike: 0,
    underline: 0,
    superscript: 0,
  };
  private href: string | null = null;
  private pendingText = '';
  private pendingMarks: readonly MarkJson[] = [];
  private marks: readonly MarkJson[] = [];

  take(piece: Piece): void {
    switch (piece.kind) {
      case 'text':
        this.addText(piece.text);
        return;
      case 'atom':
        this.flush();
        this.result.push(this.marks.length > 0 ? { ...piece.inline, marks: this.marks } : piece.inline);
        return;
      case 'open':
        this.depth[piece.style] += 1;
        break;
      case 'close':
        this.depth[piece.style] -= 1;
        break;
      case 'openLink':
        this.href = piece.href;
        break;
      case 'closeLink':
        this.href = null;
        this.flush();
        break;
    }
    this.marks = this.currentMarks();
  }

  private currentMarks(): readonly MarkJson[] {
    const styles = STYLES.filter((style) => this.depth[style] > 0).map((type) => ({ type }));
    return this.href === null ? styles : [{ type: 'link', attrs: { href: this.href } }, ...styles];
  }

  private addText(text: string): void {
    if (text === '') return;
    if (this.pendingText !== '' && !sameMarks(this.pendingMarks, this.marks)) this.flush();
    this.pendingMarks = this.marks;
    this.pendingText += text;
  }

  flush(): void {
    if (this.pendingText === '') return;
    const text = this.pendingText;
    this.result.push(
      this.pendingMarks.length > 0
        ? { type: 'text', text, marks: this.pendingMarks }
        : { type: 'text', text },
    );
    this.pendingText = '';
  }
}

function sameMarks(a: readonly MarkJson[], b: readonly MarkJson[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
