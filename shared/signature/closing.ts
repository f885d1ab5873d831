import { z } from 'zod';
import type { ActContent, BlockJson, FieldType, InlineJson, TextBlockJson } from '#shared/document/model.ts';
import { parseFieldInput } from '#shared/document/variables.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';

/*
 * What the end of a text still waits for when it is frozen: where, when, in how many originals (rules G11 and G12). A
 * date that is not known yet is never left in brackets: the text says in words that it is that of the last signature,
 * so that what is printed is true, and its hash is that of what everybody signs.
 */

/** One value that the closing or a signature block prints, and nobody has given. */
export interface ClosingQuestion {
  /** Key in `champs`. */
  readonly key: string;
  readonly libelle: string;
  readonly type: FieldType;
  /** Whether « à la date de la dernière signature » answers it. */
  readonly lastSignature: boolean;
}

/** What answers a question: a value as people type it, or that the date is the last signature's. */
export const closingAnswerSchema = z.union([
  z.object({ key: z.string().min(1).max(200), valeur: z.string().trim().min(1).max(300) }),
  z.object({ key: z.string().min(1).max(200), derniereSignature: z.literal(true) }),
]);
export type ClosingAnswer = z.infer<typeof closingAnswerSchema>;

/** How the date of the last signature is said where no day can be. */
const LAST_SIGNATURE = 'date de la dernière signature';

/** Blocks whose values may wait until the text is frozen. */
const isClosing = (block: BlockJson): block is Extract<TextBlockJson, { type: 'cloture' | 'signataire' }> =>
  block.type === 'cloture' || block.type === 'signataire';

function inlinesOf(block: BlockJson): readonly InlineJson[] {
  if (block.type === 'table')
    return block.content.flatMap((row) =>
      row.content.flatMap((cell) => cell.content.flatMap((inner) => inner.content ?? [])),
    );
  return block.type === 'sautPage' || block.type === 'image' ? [] : (block.content ?? []);
}

/** @returns the keys of the variables that these blocks print */
export const keysOf = (blocks: readonly BlockJson[]): ReadonlySet<string> =>
  new Set(
    blocks.flatMap((block) =>
      inlinesOf(block).flatMap((inline) => (inline.type === 'variable' ? [inline.attrs.chemin] : [])),
    ),
  );

/**
 * What has to be answered before a text is frozen (rule G11), in the order of the text. A value that is printed
 * elsewhere too is not asked: its absence is a blocking check.
 */
export function closingQuestions({ document, champs }: ActContent): readonly ClosingQuestion[] {
  const elsewhere = keysOf(document.content.filter((block) => !isClosing(block)));
  return [...keysOf(document.content.filter(isClosing))].flatMap((key): ClosingQuestion[] => {
    const field = Object.hasOwn(champs, key) ? champs[key] : undefined;
    if (elsewhere.has(key) || (field?.valeur ?? '').trim() !== '') return [];
    const type = field?.type ?? 'texte';
    return [{ key, libelle: field?.libelle || key, type, lastSignature: type === 'date' }];
  });
}

/**
 * Writes answers in a text (rule G12): a value as the variable that it is, the date of the last signature as words.
 * @returns the text, or one French sentence per answer that can't be taken
 */
export function answerClosing(
  content: ActContent,
  answers: readonly ClosingAnswer[],
): Result<ActContent, readonly string[]> {
  const problems: string[] = [];
  let after = content;
  for (const question of closingQuestions(content)) {
    const answer = answers.find(({ key }) => key === question.key);
    if (answer === undefined) continue;
    const about = `«\u00a0${question.libelle}\u00a0»`;
    if ('derniereSignature' in answer) {
      if (question.lastSignature) after = sayLastSignature(after, question.key);
      else problems.push(`${about} n’est pas une date\u00a0: donnez sa valeur.`);
      continue;
    }
    const read = parseFieldInput(question.type, answer.valeur);
    if (!read.ok) problems.push(`${about}\u00a0: ${read.error}`);
    else {
      const field = { type: question.type, libelle: question.libelle, valeur: read.value };
      after = { ...after, champs: { ...after.champs, [question.key]: field } };
    }
  }
  return problems.length > 0 ? fail(problems) : ok(after);
}

/** Puts words where the closing prints a date that nobody can know yet; the variable goes with its last place. */
function sayLastSignature({ document, champs }: ActContent, key: string): ActContent {
  const content = document.content.map((block): BlockJson => {
    if (!isClosing(block)) return block;
    return { ...block, content: withWords(block.content ?? [], key) };
  });
  const { [key]: _, ...kept } = champs;
  return { document: { ...document, content }, champs: kept };
}

function withWords(inlines: readonly InlineJson[], key: string): readonly InlineJson[] {
  const said: InlineJson[] = [];
  for (const inline of inlines) {
    if (inline.type !== 'variable' || inline.attrs.chemin !== key) {
      addInline(said, inline);
      continue;
    }
    const before = said.at(-1);
    const { text, words } = phrase(before?.type === 'text' ? before.text : '');
    if (before?.type === 'text') said[said.length - 1] = { ...before, text };
    // Marks of the words before: the date is read as the rest of its sentence.
    const marks = before?.type === 'text' ? before.marks : inline.marks;
    addInline(said, { type: 'text', text: words, ...(marks === undefined ? {} : { marks }) });
  }
  return said.filter((inline) => inline.type !== 'text' || inline.text !== '');
}

/** « Fait à Lyon, le » becomes « Fait à Lyon, à la date de la dernière signature ». */
function phrase(before: string): { readonly text: string; readonly words: string } {
  const article = /(^|[^\p{L}])(le)[ \u00a0\u202f]$/iu.exec(before);
  if (article === null) return { text: before, words: LAST_SIGNATURE };
  const text = before.slice(0, article.index + (article[1] ?? '').length);
  return { text, words: `${article[2] === 'Le' ? 'À' : 'à'} la ${LAST_SIGNATURE}` };
}

/** Adds an inline, joined to the one before when both are text with the same marks. */
function addInline(inlines: InlineJson[], inline: InlineJson): void {
  const last = inlines.at(-1);
  const joins =
    last?.type === 'text' &&
    inline.type === 'text' &&
    JSON.stringify(last.marks ?? []) === JSON.stringify(inline.marks ?? []);
  if (joins) inlines[inlines.length - 1] = { ...last, text: last.text + inline.text };
  else inlines.push(inline);
}
