import type { IntituleAttrs } from '#shared/document/model.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import { numberStart } from '#shared/exchange/import/number-start.ts';
import type { QuotedLine } from '../model.ts';
import { folded } from '../text/fold.ts';
import type { BaseText } from './base-text.ts';
import { keyText } from './characters.ts';

/** True when a line of new text is a heading in the place of a division: « Article 4 – Durée », « 2.1 Bilan ». */
function headsDivision(locator: BaseText, node: OutlineNode, line: QuotedLine | undefined): boolean {
  if (line?.kind !== 'text') return false;
  const heading = locator.places.reader.ctx.numbering.headings.get(node.id);
  if (heading === undefined) return false;
  const text = keyText(folded(line.text));
  // Written otherwise than the heading it replaces: « A – Moyens » for « 2.1 ».
  const other = numberStart(line.text.trim());
  if (other !== null && /^\p{Lu}/u.test(other.rest) && !/[.;:,]$/.test(line.text.trim())) return true;
  if (heading.number === '')
    return (
      text === keyText(folded(heading.heading)) ||
      (line.text.length < 100 && !/[.;:]$/.test(line.text.trim()))
    );
  if (heading.noun !== '') {
    const start = numberStart(line.text.trim());
    return text.startsWith(`${keyText(heading.noun)} `) && start !== null;
  }
  return text.startsWith(keyText(heading.number));
}

/** « Art. 9. - Litiges » as the act writes its headings: « Article 9 – Litiges ». A heading in full stays as it is. */
export function inFull(line: QuotedLine, style: IntituleAttrs | undefined): QuotedLine {
  if (line.kind !== 'text' || style === undefined) return line;
  const start = numberStart(line.text.trim());
  if (start === null || !/^art\b/i.test(start.prefixe) || !/^article/i.test(style.prefixe)) return line;
  const number = start.number.replace(/^premier$/i, '1er');
  const rest = start.rest.trim();
  const separator = style.separateur.trim() === '' ? ' – ' : style.separateur;
  return { kind: 'text', text: `${style.prefixe}${number}${rest === '' ? '' : separator + rest}` };
}

/** Rule O9: « est ainsi rédigé » without a heading keeps the one there is. */
export function withHeading(
  locator: BaseText,
  node: OutlineNode,
  lines: readonly QuotedLine[],
): readonly QuotedLine[] {
  const own = lines.map((line) => inFull(line, node.heading.attrs));
  if (headsDivision(locator, node, own[0])) return own;
  return [{ kind: 'text', text: locator.headingLine(node) }, ...lines];
}

/** A joined annexe headed « Annexe » alone, in the place of a numbered one. */
export function underItsNumber(
  locator: BaseText,
  node: OutlineNode,
  lines: readonly QuotedLine[],
): readonly QuotedLine[] {
  const [first, ...rest] = lines;
  const mark = locator.places.reader.markOf(node.heading);
  const text = first?.kind === 'text' ? first.text : '';
  const bare = /^annexe(?:[\s\u00a0]*[:–—-]?[\s\u00a0]*)(.*)$/isu.exec(text);
  if (mark === '' || bare === null || (numberStart(text)?.number ?? '') !== '') return lines;
  const words = bare[1] ?? '';
  return [{ kind: 'text', text: words === '' ? locator.headingLine(node) : mark + words }, ...rest];
}

/** The new text of several divisions, cut at its headings; the last ones may have none left. */
export function splitByHeading(
  locator: BaseText,
  nodes: readonly OutlineNode[],
  lines: readonly QuotedLine[],
): readonly (readonly QuotedLine[])[] {
  const parts: QuotedLine[][] = [];
  const [node] = nodes;
  if (node === undefined) return parts;
  for (const line of lines) {
    if (parts.length === 0 || headsDivision(locator, node, line)) parts.push([]);
    parts.at(-1)?.push(line);
  }
  const own = parts.slice(0, nodes.length);
  const rest = parts.slice(nodes.length).flat();
  own.at(-1)?.push(...rest);
  const [first] = own;
  if (first !== undefined) own[0] = [...withHeading(locator, node, first)];
  return own;
}
