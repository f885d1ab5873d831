import {
  FileChild,
  type IParagraphOptions,
  Paragraph,
  ParagraphProperties,
  type TextRun,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';

/* Moves as a word processor tracks them (rule W6), which the library does not write. */

/** From where something left, or to where it went. */
export type Way = 'From' | 'To';

interface Revision {
  readonly id: number;
  readonly author: string;
  readonly date: string;
}

class RevisionAttributes extends XmlAttributeComponent<Revision & { readonly name?: string }> {
  protected override readonly xmlKeys = { id: 'w:id', author: 'w:author', date: 'w:date', name: 'w:name' };
}

class Id extends XmlAttributeComponent<{ readonly id: number }> {
  protected override readonly xmlKeys = { id: 'w:id' };
}

class Element extends XmlComponent {
  constructor(name: string, ...children: readonly (XmlComponent | XmlAttributeComponent<object>)[]) {
    super(name);
    this.root.push(...children);
  }
}

/** Words that moved. */
export class MovedRun extends Element {
  constructor(way: Way, revision: Revision, run: TextRun) {
    super(`w:move${way}`, new RevisionAttributes(revision), run);
  }
}

/** Says of a paragraph that its end moved too. */
export const movedMark = (way: Way, revision: Revision): XmlComponent =>
  new Element('w:rPr', new Element(`w:move${way}`, new RevisionAttributes(revision)));

/** A paragraph with such a mark. */
export class MovedParagraph extends Paragraph {
  constructor(options: IParagraphOptions, mark: XmlComponent, runs: readonly XmlComponent[]) {
    super(options);
    // The last of the properties, where the format wants it.
    for (const child of this.root) if (child instanceof ParagraphProperties) child.push(mark);
    // The library takes no run of its users among a paragraph's children.
    this.root.push(...runs);
  }
}

class Mark extends FileChild {
  constructor(name: string, attributes: XmlAttributeComponent<object>) {
    super(name);
    this.root.push(attributes);
  }
}

/** Where a move begins; both sides of one move have the same name. */
export class RangeStart extends Mark {
  constructor(way: Way, revision: Revision, name: string) {
    super(`w:move${way}RangeStart`, new RevisionAttributes({ ...revision, name }));
  }
}

/** Where it ends. */
export class RangeEnd extends Mark {
  constructor(way: Way, id: number) {
    super(`w:move${way}RangeEnd`, new Id({ id }));
  }
}
