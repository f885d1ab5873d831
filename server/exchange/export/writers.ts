import type { ActContent } from '#shared/document/model.ts';
import { encodeAkn } from '#shared/exchange/akn/encode.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { printModelSteps } from '#shared/exchange/print/build.ts';
import { writeHtml } from '#shared/exchange/print/html/write.ts';
import { writeMarkdown } from '#shared/exchange/print/markdown.ts';
import type { PrintEdition, PrintModel } from '#shared/exchange/print/model.ts';
import { encodeSteps } from '#shared/exchange/print/pdf/encode.ts';
import { layOutSteps } from '#shared/exchange/print/pdf/layout.ts';
import type { PdfSignaturePage } from '#shared/exchange/print/pdf/model.ts';
import { writeText } from '#shared/exchange/print/text.ts';
import type { ActId, VersionId } from '#shared/kernel/ids.ts';
import { versionDocx } from '../docx/version.ts';
import type { Typesetter } from '../pdf/pool.ts';
import { inTurns } from '../turns.ts';

/** One state to write. */
export interface ExportSource {
  readonly actId: ActId;
  /** `null` for a state that is no version. */
  readonly versionId: VersionId | null;
  readonly content: ActContent;
  readonly edition: PrintEdition;
}

/** What a writer is given: the state, and the model that all writers share. */
interface Writing extends ExportSource {
  readonly model: PrintModel;
  readonly typesetter: Typesetter;
}

type Writer = (writing: Writing) => Promise<Uint8Array | string> | Uint8Array | string;

/** How each format is written. */
const WRITERS: Readonly<Record<ExportFormatName, Writer>> = {
  pdf: async ({ model, typesetter }) => {
    const { document, pictures } = await inTurns(layOutSteps(model));
    const acte = await inTurns(encodeSteps(document));
    return (await typesetter.typeset(acte, pictures)).bytes;
  },
  docx: ({ content, model }) => versionDocx(content, model),
  html: ({ model }) => writeHtml(model),
  xml: ({ content, edition }) => encodeAkn(content, edition),
  md: ({ model }) => writeMarkdown(model),
  txt: ({ model }) => writeText(model),
};

/**
 * Writes one state of an act.
 * @returns the bytes of the file
 * @throws ClausierError `export.*`
 */
export async function writeExport(
  source: ExportSource,
  format: ExportFormatName,
  typesetter: Typesetter,
): Promise<Uint8Array<ArrayBuffer>> {
  const model = await inTurns(printModelSteps(source.content, source.edition));
  const written = await WRITERS[format]({ ...source, model, typesetter });
  return typeof written === 'string' ? new TextEncoder().encode(written) : new Uint8Array(written);
}

/**
 * Typesets a signed text with its page of signatures, as PDF/A-3a: its sources will be attached to it.
 * @throws ClausierError `export.*`
 */
export async function writeSigned(
  content: ActContent,
  edition: PrintEdition,
  signatures: PdfSignaturePage,
  typesetter: Typesetter,
): Promise<Uint8Array> {
  const { document, pictures } = await inTurns(layOutSteps(await inTurns(printModelSteps(content, edition))));
  const acte = await inTurns(encodeSteps({ ...document, signatures }));
  return (await typesetter.typeset(acte, pictures, 'a-3a')).bytes;
}
