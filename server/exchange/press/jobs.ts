import { drawable } from '#shared/document/drawn.ts';
import type { ComparisonFormatName } from '#shared/exchange/comparison/formats.ts';
import type { ExportFormatName } from '#shared/exchange/formats.ts';
import { type ComparisonSource, writeComparison } from '../comparison/write.ts';
import { type ExportSource, type SignedSource, writeExport, writeSigned } from '../export/writers.ts';
import type { Typeset } from './typst.ts';

/** What the press is asked for: plain values, since they go to another process. */
export type PressJob =
  | { readonly kind: 'export'; readonly source: ExportSource; readonly format: ExportFormatName }
  | { readonly kind: 'comparison'; readonly source: ComparisonSource; readonly format: ComparisonFormatName }
  | { readonly kind: 'signed'; readonly source: SignedSource }
  /** `document`: JSON of a `PdfDossier`. */
  | { readonly kind: 'dossier'; readonly document: string };

/** @returns the bytes of the file that a job asks for @throws ClausierError `export.*` */
export function doJob(job: PressJob, typeset: Typeset): Promise<Uint8Array> {
  switch (job.kind) {
    case 'export':
      return writeExport(job.source, job.format, typeset);
    case 'comparison':
      return writeComparison(job.source, job.format, typeset);
    case 'signed':
      return writeSigned(job.source, typeset);
    case 'dossier':
      // Names of joined files come from anywhere: one sign in them must not keep the dossier from being made.
      return typeset({ template: 'dossier', document: drawable(job.document), standard: 'a-3a' });
  }
}
