import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfPicture } from '#shared/exchange/print/pdf/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { projectRoot } from '../../paths.ts';

/** Largest document taken, in characters of its JSON: about 2 500 pages. */
const MAX_CHARACTERS = 12_000_000;
/** Largest pictures taken together, in bytes. */
const MAX_PICTURES = 40_000_000;

const SOURCE_SERIF = [
  '400Regular',
  '400Regular_Italic',
  '600SemiBold',
  '600SemiBold_Italic',
  '700Bold',
  '700Bold_Italic',
];
const DEJAVU = ['DejaVuSerif.ttf', 'DejaVuSerif-Bold.ttf', 'DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

/** Files of the fonts that the templates name: they come with the dependencies, never from the machine. */
export function fontFiles(): readonly string[] {
  const require = createRequire(import.meta.url);
  const serif = dirname(require.resolve('@expo-google-fonts/source-serif-4/package.json'));
  const dejavu = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
  return [
    ...SOURCE_SERIF.map((face) => join(serif, face, `SourceSerif4_${face}.ttf`)),
    ...DEJAVU.map((file) => join(dejavu, 'ttf', file)),
  ];
}

/** PDF/A-3a where other files will be attached to it, PDF/A-2a otherwise. */
type Standard = 'a-2a' | 'a-3a';

/** What is to be typeset. */
interface ToTypeset {
  readonly template: 'acte' | 'dossier';
  /** JSON of a `PdfDocument` or a `PdfDossier`. */
  readonly document: string;
  readonly pictures?: readonly PdfPicture[];
  readonly standard?: Standard;
}

/** Makes a PDF. @throws ClausierError `export.trop_grand`, `export.caracteres`, `export.indisponible` */
export type Typeset = (job: ToTypeset) => Promise<Uint8Array>;

interface Setting {
  readonly compiler: NodeCompiler;
  readonly folder: string;
  readonly templates: Readonly<Record<ToTypeset['template'], string>>;
}

type Library = () => { readonly NodeCompiler: typeof NodeCompiler };

/** Required, not imported: a machine that has no binary for it must still start the press. */
const installed: Library = () => createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler');

/**
 * Opens the typesetter. Nothing is read before the first PDF: the other formats live without it.
 * @param library gives the compiler; tests replace it by one that is not there
 */
export function openTypst(library: Library = installed): Typeset {
  let setting: Setting | null = null;
  return async (job) => {
    const weight = (job.pictures ?? []).reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (weight > MAX_PICTURES || job.document.length > MAX_CHARACTERS)
      throw new ClausierError('export.trop_grand');
    setting ??= prepare(library);
    return typeset(setting, job);
  };
}

function prepare(library: Library): Setting {
  const folder = join(projectRoot(), 'templates', 'print');
  const template = (name: string) => readFileSync(join(folder, `${name}.typ`), 'utf8');
  try {
    const { NodeCompiler } = library();
    const compiler = NodeCompiler.create({
      workspace: folder,
      fontArgs: [{ fontBlobs: fontFiles().map((file) => readFileSync(file)) }],
    });
    return { compiler, folder, templates: { acte: template('acte'), dossier: template('dossier') } };
  } catch (cause) {
    // No binary for this machine, for instance.
    throw new ClausierError('export.indisponible', [], { cause });
  }
}

function typeset({ compiler, folder, templates }: Setting, job: ToTypeset): Uint8Array {
  const { template, document, pictures = [], standard = 'a-2a' } = job;
  const words = (problem: Parameters<NodeCompiler['fetchDiagnostics']>[0] | null) =>
    problem === null
      ? 'nothing said'
      : compiler
          .fetchDiagnostics(problem)
          .map((one) => `${one.message}${one.range ? ` at ${JSON.stringify(one.range)}` : ''}`)
          .join('; ');
  // A picture cut short has the first bytes of one: only reading it tells.
  const isReadable = ({ name }: PdfPicture) =>
    !compiler.compile({ mainFileContent: `#image("${name}")` }).hasError();
  try {
    for (const { name, bytes } of pictures) compiler.mapShadow(`${folder}/${name}`, Buffer.from(bytes));
    const readable = JSON.stringify(pictures.filter(isReadable).map(({ name }) => name));
    const compiled = compiler.compile({
      mainFileContent: templates[template],
      inputs: { [template]: document, pictures: readable },
    });
    if (compiled.hasError() || compiled.result === null) throw refusal(words(compiled.takeDiagnostics()));
    const warnings = compiled.takeWarnings();
    // An unknown font is only a warning: the page would be set in another.
    if (warnings !== null) throw refusal(`warning: ${words(warnings)}`);
    return new Uint8Array(compiler.pdf(compiled.result, { pdfStandard: standard }));
  } catch (error) {
    // What the compiler throws itself: what a standard refuses, for one.
    throw error instanceof ClausierError
      ? error
      : refusal(error instanceof Error ? error.message : String(error));
  } finally {
    compiler.resetShadow();
    // Without this, everything ever typeset stays in memory.
    compiler.evictCache(0);
  }
}

const REFUSED = 'The typesetter refused a document: ';

/** A sign that no font draws is the author's business; anything else is a bug. */
function refusal(problem: string): Error {
  if (problem.startsWith(REFUSED)) return new Error(problem);
  const signs = [...problem.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(
    (one) => one[1] ?? '',
  );
  // What archived files may not hold: private signs, as the bullets of some word processors are.
  for (const [, code = ''] of problem.matchAll(/contains the codepoint `\\?"\\*u\{([0-9a-f]+)\}/gu))
    signs.push(`U+${code.toUpperCase()}`);
  if (signs.length > 0) return new ClausierError('export.caracteres', [...new Set(signs)]);
  return new Error(`${REFUSED}${problem}`);
}
