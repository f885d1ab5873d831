import type { BlockJson, DocumentJson, InlineJson } from '#shared/document/model.ts';
import { computeNumbers, type HeadingNumber, type Numbering } from '#shared/document/numbering.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { ImportReport } from '../wire.ts';
import type { Built } from './build.ts';
import { applyRanges, type InlineRange, lettersOf } from './inline-text.ts';
import { documentOf } from './number-fit.ts';
import {
  type Citation,
  citations,
  type DefinedTerm,
  definedTerms,
  type ExternalReference,
  externalReferences,
  markRanges,
} from './references.ts';

/** What the text cites and defines. */
export interface Findings {
  readonly internal: ImportReport['references']['internal'];
  readonly external: ImportReport['references']['external'];
  readonly terms: ImportReport['definedTerms'];
}

const CITES: ReadonlySet<BlockJson['type']> = new Set(['alinea', 'item', 'considerant', 'note', 'formule']);
const SILENT: ReadonlySet<BlockJson['type']> = new Set(['titre', 'intitule', 'signataire', 'cloture']);

/** Headings by how one cites them; `null` for a name that two headings share. */
type Targets = ReadonlyMap<string, { readonly id: BlockId; readonly number: HeadingNumber } | null>;

function targetsOf(document: DocumentJson, numbering: Numbering): Targets {
  const targets = new Map<string, { id: BlockId; number: HeadingNumber } | null>();
  const add = (name: string, id: BlockId, number: HeadingNumber) => {
    targets.set(name, targets.has(name) && targets.get(name)?.id !== id ? null : { id, number });
  };
  for (const block of document.content) {
    if (block.type !== 'intitule') continue;
    const number = numbering.headings.get(block.attrs.id);
    if (number === undefined || number.number === '') continue;
    add(nameKeyOf(number.name), block.attrs.id, number);
    // « l’article 2.1 », « le paragraphe 3 » cite bare numbers by a noun that they don't print.
    if (number.noun === '')
      for (const noun of ['article', 'paragraphe', 'section'])
        add(`${noun} ${number.number}`, block.attrs.id, number);
  }
  return targets;
}

const OF_THIS = /^\s(?:du\sprésent\s(?:avenant|acte)|ci-(?:dessus|dessous|après))/u;

/** How a division is looked up: « Art. PREMIER » is « article premier ». */
const nameKeyOf = (name: string): string => name.toLowerCase().replace(/^art\.?\s/, 'article ');
const citedName = (one: Citation): string => nameKeyOf(`${one.noun} ${one.number}`.trim());

/** A definition's id: its words, without accents or signs. */
const defIdOf = (term: string): string =>
  term
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'terme';

const MAX_LOOKS = 30;

/** Marks the text of one act (rules X1 to X5 of RULES.md). */
class Enricher {
  readonly internal: ImportReport['references']['internal'] = [];
  readonly external: ImportReport['references']['external'] = [];
  readonly terms: ImportReport['definedTerms'] = [];
  private readonly defined = new Set<string>();
  private readonly met = new Map<string, number>();
  private readonly targets: Targets;
  private readonly amends: boolean;

  constructor(targets: Targets, amends: boolean) {
    this.targets = targets;
    this.amends = amends;
  }

  block(block: BlockJson): BlockJson {
    if (block.type === 'table') {
      const rows = block.content.map((row) => ({
        ...row,
        content: row.content.map((cell) => ({
          ...cell,
          content: cell.content.map((one) => this.text(one) as typeof one),
        })),
      }));
      return { ...block, content: rows };
    }
    return block.type === 'image' || block.type === 'sautPage' ? block : this.text(block);
  }

  private text<B extends Exclude<BlockJson, { type: 'table' | 'image' | 'sautPage' }>>(block: B): B {
    const { content } = block;
    if (content === undefined || SILENT.has(block.type)) return block;
    const letters = lettersOf(content);
    const external = externalReferences(letters);
    for (const one of external) this.external.push({ text: one.text.replace(/\s+/g, ' '), ref: one.ref });
    const terms = this.newTerms(letters);
    const marked = applyRanges(content, markRanges(content, external, terms));
    if (!CITES.has(block.type)) return { ...block, content: marked };
    return { ...block, content: this.cite(marked, letters, external) };
  }

  /** A sigle already defined, or met so often without being spelled that the text does not define it. */
  private isSettled(term: string): boolean {
    const met = (this.met.get(term) ?? 0) + 1;
    this.met.set(term, met);
    return met > MAX_LOOKS || this.defined.has(defIdOf(term));
  }

  private newTerms(letters: string): readonly (DefinedTerm & { readonly defId: string })[] {
    return definedTerms(letters, (term) => this.isSettled(term)).flatMap((one) => {
      const defId = defIdOf(one.term);
      if (this.defined.has(defId)) return [];
      this.defined.add(defId);
      this.terms.push({ term: one.term, kind: one.kind, definition: one.definition });
      return [{ ...one, defId }];
    });
  }

  private cite(content: InlineJson[], letters: string, external: readonly ExternalReference[]): InlineJson[] {
    const ranges: InlineRange[] = [];
    for (const one of citations(letters)) {
      if (external.some((other) => one.start < other.end && one.end > other.start)) continue;
      // Rule X2: what an avenant cites is its target, unless it says otherwise.
      if (this.amends && !OF_THIS.test(letters.slice(one.end, one.end + 30))) {
        this.external.push({ text: one.text, ref: `cible:${citedName(one)}` });
        continue;
      }
      const range = this.resolve(one);
      if (range === null && one.noun === '') continue;
      const target = this.targetOf(one);
      this.internal.push({
        text: one.text,
        target: target?.number.name.replace(/^art\.?\s/, 'article ') ?? null,
        resolved: range !== null,
      });
      if (range !== null) ranges.push(range);
    }
    return applyRanges(content, ranges);
  }

  private targetOf(citation: Citation) {
    return this.targets.get(citedName(citation));
  }

  /** Rule X5: a citation becomes a renvoi only if the renvoi prints the letters of the source. */
  private resolve(citation: Citation): InlineRange | null {
    const target = this.targetOf(citation);
    if (target === undefined || target === null) return null;
    const { id, number } = target;
    const renvoi = (format: 'nom' | 'numero', libelle: string): InlineJson => ({
      type: 'renvoi',
      attrs: { cible: id, format, libelle },
    });
    if (number.name === citation.text)
      return { start: citation.start, end: citation.end, replacement: renvoi('nom', citation.text) };
    if (number.number === citation.number)
      return {
        start: citation.numberStart,
        end: citation.end,
        replacement: renvoi('numero', citation.number),
      };
    return null;
  }
}

/**
 * Marks citations of outside texts and defined terms, and turns citations of divisions into cross-references.
 * @param amends the act is an avenant: « l’article 4 de la convention » is an article of its target
 */
export function enrich(
  built: readonly Built[],
  amends: boolean,
): { readonly built: readonly Built[]; readonly findings: Findings } {
  const document = documentOf(built);
  const enricher = new Enricher(targetsOf(document, computeNumbers(document)), amends);
  const enriched = built.map((one) =>
    one.reason === null ? { ...one, blocks: one.blocks.map((block) => enricher.block(block)) } : one,
  );
  const { internal, external, terms } = enricher;
  return { built: enriched, findings: { internal, external, terms } };
}
