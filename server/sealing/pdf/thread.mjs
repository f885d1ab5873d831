/*
 * The thread that reads and extends PDF: a library parses what comes from anybody, away from the loop that serves
 * people, and holding no key. Plain JavaScript, so that it is the same file from the sources (tests) and beside the
 * bundle. One message at a time; pool.ts holds the queue and says what the messages are.
 */
import { parentPort } from 'node:worker_threads';
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';

const WIDEST = 9_999_999_999;
/** Print, and locked: a seal can't be moved or removed by a click. */
const PRINT_AND_LOCKED = 132;

/** Streams read of one list: a file of anybody may name thousands. */
const MOST_STREAMS = 64;

class Refused extends Error {}

const numbers = (values) => new PdfArray(values.map((value) => PdfNumber.of(value)));

/** Attaches what goes with a text and leaves the place of a signature, as an update after the PDF's own bytes. */
async function prepare({ pdf: bytes, attachments, at, signature }) {
  const pdf = await PDF.load(bytes);
  const blocker = pdf.canSaveIncrementally();
  if (pdf.isEncrypted || pdf.recoveredViaBruteForce || blocker !== null)
    throw new Refused(`the PDF can't be extended (${blocker ?? 'damaged or protected'})`);
  const signed = pdf.getForm()?.getSignatureFields().length ?? 0;
  if (signature.type === 'Sig' && signed > 0) throw new Refused('the PDF is signed already');
  for (const one of attachments) attach(pdf, one, new Date(at));
  addField(pdf, signature, at);
  const extended = await pdf.save({ incremental: true });
  return { bytes: extended, ...patchByteRange(extended, signature.room) };
}

function attach(pdf, one, date) {
  const dates = { createdAt: date, modifiedAt: date };
  pdf.addAttachment(one.name, one.bytes, { description: one.description, mimeType: one.mimeType, ...dates });
  const { catalog, registry } = pdf.context;
  const resolve = registry.resolve.bind(registry);
  const spec = catalog.getEmbeddedFilesTree()?.get(one.name);
  spec.set('AFRelationship', PdfName.of(one.relationship));
  // The library escapes the slash of the media type twice.
  spec.getDict('EF', resolve).get('F', resolve).set('Subtype', PdfName.of(one.mimeType));
  const dict = pdf.getCatalog();
  const associated = dict.getArray('AF', resolve) ?? new PdfArray([]);
  associated.push(registry.getRef(spec));
  dict.set('AF', associated);
}

function addField(pdf, { type, subFilter, field, name, reason, room, box }, at) {
  const page = pdf.getPage(pdf.getPageCount() - 1);
  if (page === null) throw new Refused('the PDF has no page');
  const value = pdf.createDict({
    Type: PdfName.of(type),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of(subFilter),
    ByteRange: numbers([0, WIDEST, WIDEST, WIDEST]),
    Contents: PdfString.fromBytes(new Uint8Array(room)),
    // The authority says when a timestamp was made; a seal has only this.
    ...(type === 'Sig'
      ? {
          M: PdfString.fromString(pdfDate(at)),
          Name: PdfString.fromString(name),
          Reason: PdfString.fromString(reason),
        }
      : {}),
  });
  const [left, bottom, right, top] = box;
  // The page already shows the words of the seal: what is clicked is a clear sheet over them.
  const sheet = { Type: PdfName.of('XObject'), Subtype: PdfName.of('Form') };
  const bounds = numbers([0, 0, right - left, top - bottom]);
  const appearance = pdf.register(PdfStream.fromDict({ ...sheet, BBox: bounds }, new Uint8Array()));
  const widget = pdf.createDict({
    FT: PdfName.of('Sig'),
    T: PdfString.fromString(field),
    TU: PdfString.fromString(reason),
    V: value,
    Type: PdfName.of('Annot'),
    Subtype: PdfName.of('Widget'),
    F: PdfNumber.of(PRINT_AND_LOCKED),
    P: page.ref,
    Rect: numbers(box),
    AP: PdfDict.of({ N: appearance }),
  });
  pdf.getOrCreateForm().acroForm().addField(widget);
  const { registry } = pdf.context;
  const annotations = page.dict.getArray('Annots', registry.resolve.bind(registry)) ?? new PdfArray([]);
  annotations.push(widget);
  page.dict.set('Annots', annotations);
}

/** `D:20261121091500Z`: UTC, so that a sealed file doesn't tell where the server stands. */
function pdfDate(at) {
  return `D:${new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:T]/g, '')}Z`;
}

/** Writes where the hole is, in the room left for it. */
function patchByteRange(bytes, room) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const range = buffer.lastIndexOf(`[0 ${WIDEST} ${WIDEST} ${WIDEST}]`);
  const start = buffer.indexOf(`<${'0'.repeat(64)}`, range);
  const end = buffer.indexOf('>', start) + 1;
  if (range === -1 || start === -1 || end - start !== 2 * room + 2)
    throw new Error('The room left for the signature is not where it was put');
  const values = [start, end, bytes.length - end].map((value) => String(value).padEnd(String(WIDEST).length));
  buffer.write(`[0 ${values.join(' ')}]`, range, 'latin1');
  return { start, end };
}

/** Adds what lets seals be checked when their authorities no longer answer (DSS, EN 319 142-1, 5.4.2.2). */
async function lengthen({ pdf: bytes, certificates, crls }) {
  const pdf = await PDF.load(bytes);
  if (pdf.canSaveIncrementally() !== null) throw new Refused("the PDF can't be extended");
  const streams = (list) => new PdfArray(list.map((one) => pdf.register(PdfStream.fromDict({}, one))));
  const dss = pdf.createDict({ Type: PdfName.of('DSS'), Certs: streams(certificates), CRLs: streams(crls) });
  pdf.getCatalog().set('DSS', dss);
  return { bytes: await pdf.save({ incremental: true }), start: 0, end: 0 };
}

/** What a file holds of the above. */
async function material({ pdf: bytes }) {
  const pdf = await PDF.load(bytes);
  const resolve = pdf.context.registry.resolve.bind(pdf.context.registry);
  const dss = pdf.getCatalog().getDict('DSS', resolve);
  const streams = (name) => {
    const list = dss?.getArray(name, resolve);
    const found = [];
    for (let rank = 0; rank < Math.min(list?.length ?? 0, MOST_STREAMS); rank += 1) {
      const one = list.at(rank, resolve);
      if (one instanceof PdfStream) found.push(one.getDecodedData());
    }
    return found;
  };
  return { certificates: streams('Certs'), crls: streams('CRLs') };
}

/** What a reader of PDF would find: its signatures, or why it finds nothing. */
async function look({ pdf: bytes }) {
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted) return { found: 'protege' };
    if (pdf.getPageCount() === 0) return { found: 'illisible' };
    const resolve = pdf.context.registry.resolve.bind(pdf.context.registry);
    const fields = pdf.getForm()?.getSignatureFields() ?? [];
    const contents = fields.map((field) => field.getSignatureDict()?.get('Contents', resolve));
    return { found: contents.filter((one) => one instanceof PdfString).map((one) => one.bytes) };
  } catch (error) {
    return { found: error?.name === 'SecurityError' ? 'protege' : 'illisible' };
  }
}

const OPERATIONS = { prepare, look, lengthen, material };

parentPort.on('message', async (message) => {
  try {
    const done = await OPERATIONS[message.op](message);
    parentPort.postMessage({ ok: true, ...done });
  } catch (error) {
    parentPort.postMessage({
      ok: false,
      refused: error instanceof Refused,
      problem: String(error?.message ?? error),
    });
  }
});
