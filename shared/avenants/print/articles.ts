import type { Edit } from '../apply/edits.ts';
import { editsOf } from '../apply/resolve.ts';
import type { Address, Instruction } from '../model.ts';
import type { Places } from '../places.ts';
import { divisionList, genderOfAddress, ofThe, spoken } from './french.ts';

/** The instructions of one article of the avenant (rule G1). */
export interface Group {
  /** Heading of the article, without its number: « Modification de l’article 4 ». */
  readonly title: string;
  /** What « est ainsi modifié » announces when there are several; null when nothing can be announced. */
  readonly about: Address | null;
  readonly instructions: readonly Instruction[];
}

interface Placed {
  readonly instruction: Instruction;
  readonly key: string;
  readonly title: string;
  readonly about: Address | null;
  readonly at: number;
}

/** Divisions that have an article of the avenant to themselves; others go with the one that holds them. */
const AMENDED: ReadonlySet<string> = new Set(['article', 'annexe', 'axe', 'preambule']);

function positionOf(edit: Edit, places: Places): number {
  switch (edit.kind) {
    case 'splice': {
      const { id } = edit.block.attrs;
      const index = places.cell(id)?.table ?? places.indexOf(id);
      return index + edit.splice.start / 1e7;
    }
    case 'remove':
    case 'move':
    case 'number':
      return edit.range.start;
    case 'insert':
      return edit.gap.after + 0.5 + edit.gap.order / 100;
    case 'row':
      return places.blocks.findIndex((block) => block.attrs.id === edit.table) + edit.rank / 1e4;
  }
}

/** The block that an instruction is about: the heading of its division when it stands in one. */
function subjectIndex(edit: Edit, places: Places): number {
  switch (edit.kind) {
    case 'splice': {
      const { id } = edit.block.attrs;
      return places.cell(id)?.table ?? places.indexOf(id);
    }
    case 'remove':
    case 'move':
    case 'number':
      return edit.range.start;
    case 'insert':
      // Beside a line that stands in no division: that of the parties.
      return edit.gap.owner === -1 && places.headingOf[edit.gap.anchor] === -1
        ? edit.gap.anchor
        : edit.gap.owner;
    case 'row':
      return places.blocks.findIndex((block) => block.attrs.id === edit.table);
  }
}

const amended = new WeakMap<Places, Map<number, number>>();

/** The heading of the division that the article of the avenant is about; -1 for none. */
function amendedHeading(index: number, places: Places): number {
  const known = amended.get(places) ?? new Map<number, number>();
  amended.set(places, known);
  const direct = places.headingOf[index] ?? -1;
  const found = known.get(direct) ?? amendedOver(direct, places);
  known.set(direct, found);
  return found;
}

function amendedOver(direct: number, places: Places): number {
  let head = direct;
  let found = head;
  while (head !== -1) {
    const heading = places.headingAt(head);
    if (heading === null) break;
    if (AMENDED.has(heading.attrs.genre)) found = head;
    const { niveau } = heading.attrs;
    const below = head;
    head = places.blocks.findLastIndex(
      (block, rank) => rank < below && block.type === 'intitule' && block.attrs.niveau < niveau,
    );
  }
  return found;
}

function outsideName(index: number, places: Places): Address {
  const block = places.blocks[index];
  switch (block?.type) {
    case 'partie':
    case 'liaison':
      return 'désignation des parties';
    case 'titre':
      return 'titre';
    case 'note':
      return places.linePhrase(block.attrs.id)?.text.replace(/^.*alinéa de la /, '') ?? 'note';
    default:
      return 'texte liminaire';
  }
}

const listed = (names: readonly string[]): string => {
  const list = divisionList(names);
  const plural = names.length > 1 && /^\p{L}+s /u.test(list);
  return plural ? `des ${list}` : ofThe(spoken(list));
};

function placed(instruction: Instruction, places: Places, act: string): Placed {
  if ('scope' in instruction && instruction.scope.kind === 'act')
    return {
      instruction,
      key: 'act',
      title: `Modification de l’ensemble ${ofThe(act)}`,
      about: null,
      at: -1,
    };
  const [edit] = editsOf(instruction, places);
  if (edit === undefined) throw new RangeError('An instruction that does nothing');
  const at = positionOf(edit, places);
  const own = (title: string): Placed => ({ instruction, key: `${at} ${title}`, title, about: null, at });
  if (instruction.kind === 'reinstate-division') return own(`Rétablissement ${ofThe(instruction.name)}`);
  const head = amendedHeading(subjectIndex(edit, places), places);
  const heading = places.headingAt(head);
  if (instruction.kind === 'insert-divisions' && (heading === null || !AMENDED.has(heading.attrs.genre)))
    return own(`Insertion ${listed(instruction.names)}`);
  if (heading === null) {
    const name = outsideName(subjectIndex(edit, places), places);
    const named = name === 'titre' ? `titre ${ofThe(act)}` : name;
    return { instruction, key: name, title: `Modification ${ofThe(named)}`, about: name, at };
  }
  const phrase = places.divisionPhrase(heading.attrs.id)?.text ?? null;
  if (phrase === null) return own('Modification du texte');
  const whole = 'division' in instruction && instruction.division === phrase;
  if (whole && instruction.kind === 'delete-division')
    return own(`${/^article /.test(phrase) ? 'Abrogation' : 'Suppression'} ${ofThe(spoken(phrase))}`);
  if (whole && instruction.kind === 'move-division' && instruction.to !== null)
    return own(`Déplacement ${ofThe(spoken(phrase))}`);
  return { instruction, key: `d${head}`, title: `Modification ${ofThe(spoken(phrase))}`, about: phrase, at };
}

/** @returns the articles of the avenant, what concerns the whole act first, then in the order of the base text */
export function groupsOf(
  instructions: readonly Instruction[],
  places: Places,
  act: string,
): readonly Group[] {
  const all = instructions.map((one) => placed(one, places, act)).sort((a, b) => a.at - b.at);
  const groups = new Map<string, Placed[]>();
  for (const one of all) groups.set(one.key, [...(groups.get(one.key) ?? []), one]);
  return [...groups.values()].flatMap((group): readonly Group[] => {
    const [first] = group;
    if (first === undefined) return [];
    const renumbers = first.instruction.kind === 'move-division' && first.instruction.to === null;
    const title =
      renumbers && group.length === 1 && first.about !== null
        ? `Renumérotation ${ofThe(spoken(first.about))}`
        : first.title;
    return [{ title, about: first.about, instructions: group.map((one) => one.instruction) }];
  });
}

/** « est ainsi modifié », « est ainsi modifiée » */
export const modified = (about: Address): string => (genderOfAddress(about) === 'f' ? 'modifiée' : 'modifié');
