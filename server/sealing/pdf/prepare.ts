import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { sha256 } from '../cms/seal-cms.ts';
import { type SealHole, SealRefused } from './hole.ts';

/** A file put inside the PDF before it is sealed. */
interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  /** In French: readers of PDF show it. */
  readonly description: string;
  /** How it relates to the pages (ISO 32000-2, 7.11.3). */
  readonly relationship: 'Source' | 'Data' | 'Supplement';
}

/** What is to be sealed. */
export interface Preparation {
  readonly pdf: Uint8Array;
  readonly attachments: readonly Attachment[];
  /** Milliseconds since 1970, as the seal will say. */
  readonly at: number;
  /** Who seals, as readers of PDF show it. */
  readonly name: string;
  readonly reason: string;
  /** Where the seal stands, in points from the bottom left of the last page; not visible when absent. */
  readonly box?: readonly [left: number, bottom: number, right: number, top: number];
}

/** A PDF that waits for its seal in `hole`. */
export interface Prepared {
  readonly bytes: Uint8Array;
  readonly hole: SealHole;
  /** SHA-256 of all but the hole. */
  readonly digest: Uint8Array;
}

/** Room for a seal, in bytes: certificates and a timestamp token with its own. */
const ROOM = 24_576;
const FIELD = 'Sceau';
const WIDEST = 9_999_999_999;
/** Print, and locked: a seal can't be moved or removed by a click. */
const PRINT_AND_LOCKED = 132;

/**
 * Attaches what goes with a text and leaves the place of the seal, as an update added after the PDF's own bytes.
 * @throws SealRefused for a PDF that can't be extended: protected, damaged, or sealed already
 */
export async function prepareSeal(preparation: Preparation): Promise<Prepared> {
  const pdf = await PDF.load(preparation.pdf);
  const blocker = pdf.canSaveIncrementally();
  if (pdf.isEncrypted || pdf.recoveredViaBruteForce || blocker !== null)
    throw new SealRefused(`the PDF can't be extended (${blocker ?? 'damaged or protected'})`);
  if ((pdf.getForm()?.getSignatureFields().length ?? 0) > 0)
    throw new SealRefused('the PDF is signed already');
  for (const one of preparation.attachments) attach(pdf, one, preparation.at);
  addSealField(pdf, preparation);
  const bytes = await pdf.save({ incremental: true });
  const hole = patchByteRange(bytes);
  return { bytes, hole, digest: sha256(bytes.subarray(0, hole.start), bytes.subarray(hole.end)) };
}

function attach(pdf: PDF, one: Attachment, at: number): void {
  const date = new Date(at);
  pdf.addAttachment(one.name, one.bytes, {
    description: one.description,
    mimeType: one.mimeType,
    createdAt: date,
    modifiedAt: date,
  });
  const { catalog, registry } = pdf.context;
  const spec = catalog.getEmbeddedFilesTree()?.get(one.name);
  const ref = spec instanceof PdfDict ? registry.getRef(spec) : null;
  if (!(spec instanceof PdfDict) || !ref) throw new Error(`The attachment ${one.name} was not added`);
  spec.set('AFRelationship', PdfName.of(one.relationship));
  const resolve = registry.resolve.bind(registry);
  const stream = spec.getDict('EF', resolve)?.get('F', resolve);
  // The library escapes the slash of the media type twice.
  if (stream instanceof PdfStream) stream.set('Subtype', PdfName.of(one.mimeType));
  const dict = pdf.getCatalog();
  const associated = dict.getArray('AF', resolve) ?? new PdfArray([]);
  associated.push(ref);
  dict.set('AF', associated);
}

function addSealField(pdf: PDF, { at, name, reason, box }: Preparation): void {
  const page = pdf.getPage(pdf.getPageCount() - 1);
  if (page === null) throw new SealRefused('the PDF has no page');
  const seal = pdf.createDict({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    ByteRange: new PdfArray([0, WIDEST, WIDEST, WIDEST].map((value) => PdfNumber.of(value))),
    Contents: PdfString.fromBytes(new Uint8Array(ROOM)),
    M: PdfString.fromString(pdfDate(at)),
    Name: PdfString.fromString(name),
    Reason: PdfString.fromString(reason),
  });
  const [left, bottom, right, top] = box ?? [0, 0, 0, 0];
  // The page already shows the words of the seal: what is clicked is a clear sheet over them.
  const appearance = pdf.register(
    PdfStream.fromDict(
      {
        Type: PdfName.of('XObject'),
        Subtype: PdfName.of('Form'),
        BBox: new PdfArray([0, 0, right - left, top - bottom].map((value) => PdfNumber.of(value))),
      },
      new Uint8Array(),
    ),
  );
  const field = pdf.register(
    PdfDict.of({
      FT: PdfName.of('Sig'),
      T: PdfString.fromString(FIELD),
      TU: PdfString.fromString(reason),
      V: seal,
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      F: PdfNumber.of(PRINT_AND_LOCKED),
      P: page.ref,
      Rect: new PdfArray([left, bottom, right, top].map((value) => PdfNumber.of(value))),
      AP: PdfDict.of({ N: appearance }),
    }),
  );
  pdf.getOrCreateForm().acroForm().addField(field);
  const { registry } = pdf.context;
  const annotations = page.dict.getArray('Annots', registry.resolve.bind(registry)) ?? new PdfArray([]);
  annotations.push(field);
  page.dict.set('Annots', annotations);
}

/** `D:20261121091500Z`: UTC, so that a sealed file doesn't tell where the server stands. */
function pdfDate(at: number): string {
  return `D:${new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:T]/g, '')}Z`;
}

/** Writes where the hole is, in the room left for it. */
function patchByteRange(bytes: Uint8Array): SealHole {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const placeholder = `[0 ${WIDEST} ${WIDEST} ${WIDEST}]`;
  const range = buffer.lastIndexOf(placeholder);
  const start = buffer.indexOf(`<${'0'.repeat(64)}`, range);
  const end = buffer.indexOf('>', start) + 1;
  if (range === -1 || start === -1 || end - start !== 2 * ROOM + 2)
    throw new Error('The room left for the seal is not where it was put');
  const values = [start, end, bytes.length - end].map((value) => String(value).padEnd(String(WIDEST).length));
  buffer.write(`[0 ${values.join(' ')}]`, range, 'latin1');
  return { start, end };
}
