import type { ActContent } from '#shared/document/model.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { writeHtml } from '#shared/exchange/print/html/write.ts';
import { writeMarkdown } from '#shared/exchange/print/markdown.ts';
import type { PrintEdition, PrintModel } from '#shared/exchange/print/model.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import { writeText } from '#shared/exchange/print/text.ts';
import type { ActId, VersionId } from '#shared/kernel/ids.ts';
import type { Typesetter } from '../pdf/pool.ts';

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

/** Gives others their turn: each step of a long text takes milliseconds. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** How each format is written. */
const WRITERS: Readonly<Record<ExportFormatName, Writer>> = {
  pdf: async ({ model, typesetter }) => {
    const { document, pictures } = layOut(model);
    await breath();
    return (await typesetter.typeset(document, pictures)).bytes;
  },
  html: ({ model }) => writeHtml(model),
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
  await breath();
  const model = buildPrintModel(source.content, source.edition);
  await breath();
  const written = await WRITERS[format]({ ...source, model, typesetter });
  return typeof written === 'string' ? new TextEncoder().encode(written) : new Uint8Array(written);
}
