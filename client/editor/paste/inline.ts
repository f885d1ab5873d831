const EMPHASIS: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'u',
  s: 's',
  strike: 's',
  del: 's',
  sup: 'sup',
};

/**
 * The emphasis that an inline element gives, by its tag or its style.
 * @returns tags separated by spaces, outermost first; null when it gives none
 */
export function inlineTag(element: Element): string | null {
  const style = (element.getAttribute('style') ?? '').toLowerCase();
  const tags = new Set<string>();
  const own = EMPHASIS[element.localName];
  const notBold = /font-weight:\s*(normal|[1-4]00)\b/.test(style);
  // Google Docs wraps a whole copy in <b style="font-weight:normal">.
  if (own !== undefined && !(own === 'strong' && notBold)) tags.add(own);
  if (/font-weight:\s*(bold|bolder|[6-9]00)\b/.test(style)) tags.add('strong');
  if (/font-style:\s*(italic|oblique)/.test(style)) tags.add('em');
  if (/text-decoration[^;]*:\s*[^;]*underline/.test(style)) tags.add('u');
  if (/text-decoration[^;]*:\s*[^;]*line-through/.test(style)) tags.add('s');
  if (/vertical-align:\s*super/.test(style)) tags.add('sup');
  return tags.size === 0 ? null : [...tags].join(' ');
}

/** @returns true for what the source page does not show */
export function isInvisible(element: Element): boolean {
  return (
    element.hasAttribute('hidden') ||
    /display:\s*none|visibility:\s*hidden/i.test(element.getAttribute('style') ?? '')
  );
}

function textNodes(root: Node): Node[] {
  const found: Node[] = [];
  const walk = (node: Node): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) found.push(child);
      else walk(child);
    }
  };
  walk(root);
  return found;
}

function isBreak(node: Node | null): boolean {
  return node !== null && node.nodeType === 1 && (node as Element).localName === 'br';
}

/** Takes the blanks and line breaks off both ends of a block, and doubled blanks out of it. */
export function trimInline(block: Element): void {
  for (let before: string | null = null; before !== block.innerHTML; ) {
    before = block.innerHTML;
    while (isBreak(block.firstChild)) block.firstChild?.remove();
    while (isBreak(block.lastChild)) block.lastChild?.remove();
    const nodes = textNodes(block);
    let previous = ' ';
    for (const node of nodes) {
      const value = (node.nodeValue ?? '').replace(/ +/g, ' ');
      node.nodeValue = previous.endsWith(' ') ? value.replace(/^ /, '') : value;
      if (node.nodeValue !== '') previous = node.nodeValue;
      const after = node.nextSibling;
      if (after !== null && after.nodeType === 1 && (after as Element).hasAttribute('data-inline'))
        previous = 'x';
    }
    const last = nodes.findLast((node) => node.nodeValue !== '');
    const tail = block.lastChild;
    const endsWithAtom =
      tail !== null && tail.nodeType === 1 && (tail as Element).hasAttribute('data-inline');
    if (last && !endsWithAtom) last.nodeValue = (last.nodeValue ?? '').replace(/[ \u00a0]+$/, '');
    for (const node of nodes) if (node.nodeValue === '') node.parentNode?.removeChild(node);
  }
}
