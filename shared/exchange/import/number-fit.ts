import type { BlockJson, DocumentJson } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import type { Built } from './build.ts';

const MAX_PASSES = 4;

function withNumFixe(block: BlockJson, numFixe: string): BlockJson {
  if (block.type === 'intitule') return { ...block, attrs: { ...block.attrs, numFixe } };
  if (block.type === 'item') return { ...block, attrs: { ...block.attrs, numFixe } };
  return block;
}

/** The counter that computing prints for the first block of an entry. */
function computed(block: BlockJson, numbers: ReturnType<typeof computeNumbers>): string | null {
  if (block.type === 'intitule') return numbers.headings.get(block.attrs.id)?.number ?? null;
  if (block.type !== 'item') return null;
  return numbers.items.get(block.attrs.id) ?? null;
}

function differs(built: Built, numbers: ReturnType<typeof computeNumbers>): boolean {
  const [block] = built.blocks;
  if (block === undefined || built.number === null) return false;
  const printed = computed(block, numbers);
  if (block.type === 'intitule') return printed !== built.number;
  if (block.type !== 'item') return false;
  return printed !== block.attrs.marqueur.replace(/[1aAiI](?=[^\p{L}\p{N}]*$)/u, built.number);
}

/** The document that some entries make, footnotes apart. */
export function documentOf(built: readonly Built[]): DocumentJson {
  return { type: 'doc', content: built.flatMap((one) => one.blocks) };
}

/**
 * Holds the numbers that computing would change (rule G1 of RULES.md): those the source repeats, skips or writes in
 * its own way (« premier », « 4-1 »).
 * @returns entries whose headings and items print the counters of the source
 */
export function holdNumbers(built: readonly Built[]): readonly Built[] {
  let current = built;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const numbers = computeNumbers(documentOf(current));
    let held = 0;
    // One number held sets its series right again, so only the first wrong one of a pass is surely wrong;
    // the last pass holds whatever still differs.
    const last = pass === MAX_PASSES - 1;
    const series = new Set<string>();
    const next = current.map((one) => {
      const [block, ...others] = one.blocks;
      if (block === undefined || one.number === null || !differs(one, numbers)) return one;
      const key = block.type === 'intitule' ? `${block.attrs.genre}${block.attrs.niveau}` : 'item';
      if (!last && series.has(key)) return one;
      series.add(key);
      held += 1;
      return { ...one, blocks: [withNumFixe(block, one.number), ...others] };
    });
    current = next;
    if (held === 0) break;
  }
  return current;
}
