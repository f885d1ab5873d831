import type { ActContent } from '#shared/document/model.ts';
import { encodeAkn } from '#shared/exchange/akn/encode.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { writeHtml } from '#shared/exchange/print/html/write.ts';
import { writeMarkdown } from '#shared/exchange/print/markdown.ts';
import type { PrintEdition, PrintModel } from '#shared/exchange/print/model.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import type { PdfSignaturePage } from '#shared/exchange/print/pdf/model.ts';
import { writeText } from '#shared/exchange/print/text.ts';
import type { ActId, VersionId } from '#shared/kernel/ids.ts';
import { versionDocx } from '../docx/version.ts';
import type { Typeset } from '../press/typst.ts';

/** One state to write. */
export interface ExportSource {
  readonly actId: ActId;
  /** `null` for a state that is no version. */
  readonly versionId: VersionId | null;
  readonly content: ActContent;
  /** What is written, where that is more than its words; Akoma Ntoso keeps to them. */
  readonly printed?: ActContent;
  readonly edition: PrintEdition;
}

/** What a writer is given: the state, and the model that all writers share. */
interface Writing extends ExportSource {
  readonly model: PrintModel;
  readonly typeset: Typeset;
}

type Writer = (writing: Writing) => Promise<Uint8Array | string> | Uint8Array | string;

/** How each format is written. */
const WRITERS: Readonly<Record<ExportFormatName, Writer>> = {
  pdf: ({ model, typeset }) => {
    const { document, pictures } = layOut(model);
    return typeset({ template: 'acte', document: JSON.stringify(document), pictures });
  },
  docx: ({ content, printed, model }) => versionDocx(printed ?? content, model),
  html: ({ model }) => writeHtml(model),
  xml: ({ content, edition }) => encodeAkn(content, edition),
  md: ({ model }) => writeMarkdown(model),
  txt: ({ model }) => writeText(model),
};

/**
 * Writes one state of an act. Long: only the press calls it, away from the loop that serves people.
 * @returns the bytes of the file
 * @throws ClausierError `export.*`
 */
export async function writeExport(
  source: ExportSource,
  format: ExportFormatName,
  typeset: Typeset,
): Promise<Uint8Array> {
  const model = buildPrintModel(source.printed ?? source.content, source.edition);
  const written = await WRITERS[format]({ ...source, model, typeset });
  return typeof written === 'string' ? new TextEncoder().encode(written) : written;
}

/** A signed text, and its page of signatures. */
export interface SignedSource {
  readonly content: ActContent;
  readonly edition: PrintEdition;
  readonly signatures: PdfSignaturePage;
}

/**
 * Typesets a signed text with its page of signatures, as PDF/A-3a: its sources will be attached to it.
 * @throws ClausierError `export.*`
 */
export function writeSigned(
  { content, edition, signatures }: SignedSource,
  typeset: Typeset,
): Promise<Uint8Array> {
  const { document, pictures } = layOut(buildPrintModel(content, edition));
  return typeset({
    template: 'acte',
    document: JSON.stringify({ ...document, signatures }),
    pictures,
    standard: 'a-3a',
  });
}
