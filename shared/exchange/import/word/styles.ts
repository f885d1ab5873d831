import { headingLevelOf } from './levels.ts';
import { child, elementsOf, isOn, valOf, type WordElement } from './xml.ts';

/** What a style says of its paragraphs, those it is based on included. */
export interface WordStyle {
  readonly id: string;
  /** In English for Word's own: « heading 1 », « toc 1 », « Title ». */
  readonly name: string;
  /** Level of a heading, from 1; null for text. */
  readonly heading: number | null;
  readonly numbering: WordElement | undefined;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** Styles based on one another: a loop ends there. */
const DEEPEST = 20;

/** @returns the style of an id, as {@link WordStyle} */
export function stylesOf(part: WordElement | null): (id: string | undefined) => WordStyle | null {
  const root = part === null ? undefined : child(part, 'styles');
  const known = new Map(
    (root === undefined ? [] : elementsOf(root)).flatMap((one) =>
      one.name === 'style' && one.attributes.styleId !== undefined
        ? [[one.attributes.styleId, one] as const]
        : [],
    ),
  );
  const resolve = (id: string | undefined, depth: number): WordStyle | null => {
    const style = known.get(id ?? '');
    if (id === undefined || style === undefined || depth > DEEPEST) return null;
    const above = resolve(valOf(style, 'basedOn'), depth + 1);
    const [own, runs] = [child(style, 'pPr'), child(style, 'rPr')];
    const name = valOf(style, 'name') ?? '';
    return {
      id,
      name,
      heading: headingLevelOf(name, valOf(own, 'outlineLvl')) ?? above?.heading ?? null,
      numbering: child(own, 'numPr') ?? above?.numbering,
      bold: child(runs, 'b') === undefined ? (above?.bold ?? false) : isOn(runs, 'b'),
      italic: child(runs, 'i') === undefined ? (above?.italic ?? false) : isOn(runs, 'i'),
    };
  };
  const resolved = new Map<string, WordStyle | null>();
  return (id) => {
    if (id === undefined) return null;
    const kept = resolved.get(id);
    if (kept !== undefined) return kept;
    const style = resolve(id, 0);
    resolved.set(id, style);
    return style;
  };
}
