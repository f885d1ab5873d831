import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { type PrintContext, printBlock, printContext, printDocument } from '#shared/document/text.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { readParties } from '../reading/parties.ts';
import { NO_FIELDS } from '../reading/plain.ts';
import { signaturesAmong } from '../reading/signatures.ts';
import type { ImportReport } from '../wire.ts';
import { BlockBuilder, type Built } from './build.ts';
import { classify } from './classify.ts';
import { enrich } from './enrich.ts';
import type { NotedText } from './notes.ts';
import { documentOf, holdNumbers } from './number-fit.ts';
import { type ImportFacts, qualificationOf, reportOf, titleOf } from './report.ts';
import { isWordless, normaliseImported, noteNumbers, printPiece, printSource, readSource } from './source.ts';

/** Largest text that an import reads, in UTF-16 code units: some 1 500 pages. */
export const MAX_IMPORT_CHARS = 6_000_000;

/** Why a text could not be imported. `detail` is a French sentence, or null when the code says all. */
export interface ImportProblem {
  readonly code: 'import.vide' | 'import.illisible' | 'requete.trop_grande';
  readonly detail: string | null;
}

/** An act made from a text, and what was recognised in it. */
export interface ImportResult {
  readonly content: ActContent;
  readonly report: ImportReport;
}

const GUESS = 'La structure devinée ne rendait pas exactement le texte : il est gardé tel quel.';

const noteBlocks = (text: NotedText, makeId: MakeBlockId): Built[] =>
  text.notes.map((note) => ({
    blocks: note.paragraphs.map(
      (content): BlockJson => ({
        type: 'note',
        attrs: { id: makeId(), noteId: note.noteId },
        ...(content.length > 0 ? { content } : {}),
      }),
    ),
    pieces: [],
    reason: null,
    number: null,
  }));

const contentOf = (built: readonly Built[]): ActContent => ({
  document: documentOf(built),
  champs: NO_FIELDS,
});

function printsItsPieces(built: Built, numbers: ReadonlyMap<string, number>, context: PrintContext): boolean {
  if (built.pieces.length === 0) return true;
  const printed = built.blocks.map((block) => printBlock(block, context)).join(' ');
  const expected = built.pieces.map((piece) => printPiece(piece, numbers)).join(' ');
  return normaliseImported(printed) === normaliseImported(expected);
}

/** Rule G2: an entry that does not print its own pieces falls back to plain alinéas. */
function mend(built: readonly Built[], text: NotedText, builder: BlockBuilder): readonly Built[] {
  const numbers = noteNumbers(text);
  const context = printContext(contentOf(built));
  let mended = false;
  const result = built.map((one) => {
    if (printsItsPieces(one, numbers, context)) return one;
    mended = true;
    return builder.plain(one.pieces, GUESS);
  });
  // Taking a heading away renumbers the ones after it.
  return mended ? holdNumbers(result) : built;
}

const MAX_MENDS = 3;

/** Rule G1 to G3: numbers held, wrong guesses undone, and at worst nothing but paragraphs. */
function faithful(first: readonly Built[], text: NotedText, builder: BlockBuilder): readonly Built[] {
  const expected = normaliseImported(printSource(text));
  let built = holdNumbers(first);
  for (let pass = 0; pass < MAX_MENDS; pass += 1) {
    if (normaliseImported(printDocument(contentOf(built))) === expected) return built;
    const next = mend(built, text, builder);
    if (next === built) break;
    built = next;
  }
  if (normaliseImported(printDocument(contentOf(built))) === expected) return built;
  return first.map((one) => (one.pieces.length === 0 ? one : builder.plain(one.pieces, GUESS)));
}

/** Ties each signature block to the party that it names. */
function withSignatories(built: readonly Built[]): readonly Built[] {
  const { document } = contentOf(built);
  const parties = readParties(document);
  if (parties.every((party) => party.partieId === null)) return built;
  return built.map((one) => {
    const [block] = one.blocks;
    if (block?.type !== 'signataire') return one;
    const alone = {
      type: 'doc' as const,
      content: [{ ...block, attrs: { ...block.attrs, partieId: null } }],
    };
    const [signature, ...others] = signaturesAmong(alone, NO_FIELDS, parties);
    const partieId = others.length === 0 ? (signature?.partieId ?? null) : null;
    return { ...one, blocks: [{ ...block, attrs: { ...block.attrs, partieId } }] };
  });
}

const inThousands = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, '\u202F');

/** « Ã© » for « é »: UTF-8 that some program read as Windows-1252. */
const MISREAD = /Ã[©¨ª«§´®\u00A0]|â€[™œ“”]/g;

/** @returns what the letters of the source say of its encoding */
function encodingWarnings(source: string): readonly string[] {
  const warnings: string[] = [];
  if ((source.slice(0, 200_000).match(MISREAD) ?? []).length > 2)
    warnings.push(
      'Le texte semble avoir été mal décodé avant d’arriver ici (« Ã© » à la place de « é ») : réenregistrez l’original en UTF-8 et importez-le de nouveau.',
    );
  if (source.includes('\uFFFD'))
    warnings.push(
      'Des caractères de la source étaient illisibles ; ils sont remplacés par « \uFFFD », à leur place.',
    );
  return warnings;
}

const excerpt = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 2000);

function factsOf(built: readonly Built[], text: NotedText, findings: ImportFacts['findings']): ImportFacts {
  const lines = new Map<BlockId, number>();
  const unrecognised: ImportReport['unrecognised'] = [];
  const numbers = noteNumbers(text);
  for (const one of built) {
    const line = one.pieces[0]?.line;
    for (const block of one.blocks) if (line !== undefined) lines.set(block.attrs.id, line);
    if (one.reason === null) continue;
    const words = excerpt(one.pieces.map((piece) => printPiece(piece, numbers)).join(' '));
    if (words !== '') unrecognised.push({ line: line ?? 0, text: words, reason: one.reason });
  }
  return { lines, unrecognised, findings, warnings: text.warnings };
}

function warningsOf(report: ImportReport): readonly string[] {
  const warnings = [...report.warnings];
  if (report.title === null) warnings.push('Aucun titre n’a été reconnu : donnez-en un à l’acte.');
  if (report.parties.length < 2)
    warnings.push('Moins de deux parties ont été reconnues : vérifiez leur désignation.');
  if (report.divisions.length === 0)
    warnings.push(
      'Aucune division (article, axe, rubrique) n’a été reconnue : le texte est en simples alinéas.',
    );
  if (report.signatures.length === 0) warnings.push('Aucun bloc de signature n’a été reconnu.');
  const dead = report.references.internal.filter((one) => !one.resolved && one.target === null);
  for (const text of new Set(dead.map((one) => one.text)))
    warnings.push(
      `« ${text} » est cité, mais le texte n’a pas cette division : le renvoi est laissé en toutes lettres.`,
    );
  return warnings;
}

/**
 * Reads a convention, accord-cadre or avenant from plain text or Markdown (RULES.md).
 * Two rules hold for any text. Nothing is dropped: the normalised print of the result is the normalised
 * {@link sourceText} of the source. What was not recognised is kept in place, marked `aVerifier`, and listed.
 * @param source text or Markdown, at most {@link MAX_IMPORT_CHARS} long
 * @param options `makeId` gives ids to the blocks
 * @returns the content and the report; `import.vide` for a text without words, `requete.trop_grande` above the limit
 */
export function importText(
  source: string,
  options: { readonly makeId: MakeBlockId },
): Result<ImportResult, ImportProblem> {
  if (source.length > MAX_IMPORT_CHARS)
    return fail({
      code: 'requete.trop_grande',
      detail: `Ce texte compte ${inThousands(source.length)} caractères ; la limite est de ${inThousands(MAX_IMPORT_CHARS)} (1 500 pages environ). Gardez le seul texte de la convention.`,
    });
  const text = readSource(source);
  if (isWordless(printSource(text))) return fail({ code: 'import.vide', detail: null });
  const builder = new BlockBuilder(options.makeId);
  const drafted = [...builder.build(classify(text.pieces)), ...noteBlocks(text, options.makeId)];
  const sound = withSignatories(faithful(drafted, text, builder));
  const amends = qualificationOf(titleOf(contentOf(sound)) ?? '') === 'avenant';
  const enriched = enrich(sound, amends);
  const content = contentOf(enriched.built);
  const report = reportOf(content, factsOf(enriched.built, text, enriched.findings));
  return ok({
    content,
    report: { ...report, warnings: [...encodingWarnings(source), ...warningsOf(report)] },
  });
}
