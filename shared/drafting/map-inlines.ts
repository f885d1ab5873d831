import type { BlockJson, InlineJson } from '#shared/document/model.ts';

/** Applies `change` to every run of every block, those within tables included. */
export function mapInlines(
  content: readonly BlockJson[],
  change: (inline: InlineJson) => InlineJson,
): BlockJson[] {
  const changed = <T extends { readonly content?: readonly InlineJson[] }>(block: T): T =>
    block.content === undefined ? block : { ...block, content: block.content.map(change) };
  return content.map((block): BlockJson => {
    if (block.type === 'sautPage' || block.type === 'image') return block;
    if (block.type !== 'table') return changed(block);
    const rows = block.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map(changed) })),
    }));
    return { ...block, content: rows };
  });
}

/** @returns the keys of the variables that some blocks print */
export function printedVariables(content: readonly BlockJson[]): ReadonlySet<string> {
  const printed = new Set<string>();
  mapInlines(content, (inline) => {
    if (inline.type === 'variable') printed.add(inline.attrs.chemin);
    return inline;
  });
  return printed;
}
