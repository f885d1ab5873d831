/*
 * The typesetter's thread: a document comes in as JSON, a PDF goes out. Plain JavaScript, so that it is the same file
 * from the sources (tests) and beside the bundle. One message at a time; the pool (pool.ts) holds the queue.
 */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** @typedef {{ folder: string, fonts: readonly string[] }} Setting folder of the template, files of the fonts */
/** @type {Setting} */
const { folder, fonts } = workerData;

const templates = {
  acte: readFileSync(`${folder}/acte.typ`, 'utf8'),
  dossier: readFileSync(`${folder}/dossier.typ`, 'utf8'),
};
const compiler = NodeCompiler.create({
  workspace: folder,
  fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }],
});

/** What the typesetter says of what went wrong. */
function words(problem) {
  if (problem === null) return 'nothing said';
  return compiler
    .fetchDiagnostics(problem)
    .map((one) => `${one.message}${one.range ? ` at ${JSON.stringify(one.range)}` : ''}`)
    .join('; ');
}

/** A picture cut short has the first bytes of one: only reading it tells. */
const isReadable = ({ name }) => !compiler.compile({ mainFileContent: `#image("${name}")` }).hasError();

function typeset({ template, document, pictures, standard }) {
  try {
    for (const { name, bytes } of pictures) compiler.mapShadow(`${folder}/${name}`, Buffer.from(bytes));
    const readable = JSON.stringify(pictures.filter(isReadable).map(({ name }) => name));
    const compiled = compiler.compile({
      mainFileContent: templates[template],
      inputs: { [template]: document, pictures: readable },
    });
    if (compiled.hasError() || compiled.result === null)
      return { ok: false, problem: words(compiled.takeDiagnostics()) };
    const warnings = compiled.takeWarnings();
    // An unknown font is only a warning: the page would be set in another.
    if (warnings !== null) return { ok: false, problem: `warning: ${words(warnings)}` };
    const bytes = compiler.pdf(compiled.result, { pdfStandard: standard });
    return { ok: true, bytes: new Uint8Array(bytes), pages: compiled.result.numOfPages };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  } finally {
    compiler.resetShadow();
    // Without this, everything ever typeset stays in memory.
    compiler.evictCache(0);
  }
}

parentPort.on('message', (message) => {
  const answer = typeset(message);
  parentPort.postMessage(answer, answer.ok ? [answer.bytes.buffer] : []);
});
parentPort.postMessage({ ready: true });
