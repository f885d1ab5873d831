import { article } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, IntituleAttrs } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { applyInstructions } from '../apply.ts';
import { placeIn } from '../compose.ts';
import { type DiffOptions, diffToInstructions } from '../diff.ts';
import type { Instruction } from '../model.ts';
import { readingHash } from '../text/reading.ts';

/*
 * What accepting a card of a historic avenant does to the texts of the avenant being written (rules H7 and H8).
 */

/** The two states of the text that an avenant amends: as it was, and with the edits made so far. */
interface Edited {
  readonly base: ActContent;
  readonly edited: ActContent;
  readonly options?: DiffOptions;
}

/** Ids that no block of a text has yet. */
function freshIds(text: ActContent, makeId: MakeBlockId): MakeBlockId {
  const taken = new Set<string>(text.document.content.map(({ attrs }) => attrs.id));
  const next = (): BlockId => {
    const id = makeId();
    return taken.has(id) ? next() : id;
  };
  return next;
}

/**
 * Carries the instructions of a card over to the consolidated text that people edit (rule H7). Their places are those of
 * the base, as those of the edits already made: both are carried out together, and the edited text keeps its own blocks,
 * marks and variables where it reads the same.
 * @returns the edited text with them, or a French sentence that says why not and what to do
 */
export function acceptInstructions(
  { base, edited, options }: Edited,
  instructions: readonly Instruction[],
  makeId: MakeBlockId,
): Result<ActContent, string> {
  const standing = diffToInstructions(base, edited, options);
  const ids = freshIds(edited, makeId);
  const direct = applyInstructions(standing.edited, instructions, ids);
  if (standing.refusals.length > 0) {
    const [first] = standing.refusals;
    return fail(
      `Le texte consolidé porte une modification qu’aucune instruction n’exprime${first?.address ? ` (${first.address})` : ''}\u00a0: réglez-la d’abord. ${first?.remedy ?? ''}`.trim(),
    );
  }
  const joined = applyInstructions(base, [...standing.instructions, ...instructions], ids);
  if (joined.ok)
    return ok(
      direct.ok && readingHash(direct.value) === readingHash(joined.value) ? direct.value : joined.value,
    );
  // The edits of one passage may be told as one instruction that covers it whole: the words may still stand in it.
  const [problem] = joined.error;
  if (direct.ok && joined.error.every(({ code }) => code === 'overlap') && instructions.every(wordsAlone))
    return ok(direct.value);
  return fail(
    problem?.code === 'overlap'
      ? 'Ce passage a déjà été modifié dans le texte consolidé\u00a0: reprenez cette instruction à la main.'
      : (problem?.message ?? 'Cette instruction ne peut plus être reprise\u00a0: faites-la à la main.'),
  );
}

/** Words that stand once in a place can be found again in it, whatever else changed there. */
const wordsAlone = (instruction: Instruction): boolean =>
  (instruction.kind === 'replace-words' ||
    instruction.kind === 'insert-words' ||
    instruction.kind === 'delete-words') &&
  instruction.scope.kind === 'place' &&
  instruction.scope.phrase === null &&
  instruction.occurrence === 'only';

/** The heading under which what a historic avenant stipulates by itself is kept. */
const PROVISIONS = 'avpropre0001' as BlockId;
const PROVISIONS_TITLE = 'Stipulations propres au présent avenant';

const endsSection = (block: BlockJson): boolean =>
  ['intitule', 'cloture', 'signataire', 'note'].includes(block.type);

/**
 * Keeps a stipulation that amends nothing in the avenant's own text, before what says when it takes effect (rule H8).
 * @param avenant its text as it stands
 * @param text one line for each alinéa
 * @param style of the avenant's article headings
 */
export function withProvision(
  avenant: ActContent,
  text: string,
  style: Partial<IntituleAttrs>,
  makeId: MakeBlockId,
): ActContent {
  const { content } = avenant.document;
  const ids = freshIds(avenant, makeId);
  const lines = text
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .map(
      (line): BlockJson => ({
        type: 'alinea',
        attrs: { id: ids(), retrait: 0, aVerifier: false },
        content: [{ type: 'text', text: line }],
      }),
    );
  const own = content.findIndex(({ attrs }) => attrs.id === PROVISIONS);
  const [heading] = article({ text: PROVISIONS_TITLE, attrs: { ...style, id: PROVISIONS } });
  const place = own === -1 ? placeIn(content) : endOf(content, own);
  const added = own === -1 ? [heading, ...lines] : lines;
  return {
    ...avenant,
    document: {
      ...avenant.document,
      content: [...content.slice(0, place), ...added, ...content.slice(place)],
    },
  };
}

function endOf(content: readonly BlockJson[], heading: number): number {
  const next = content.findIndex((block, index) => index > heading && endsSection(block));
  return next === -1 ? content.length : next;
}
