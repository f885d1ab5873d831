import type { BlockJson } from '#shared/document/model.ts';
import type { BlockChange } from '../model.ts';
import type { Addresses } from './addresses.ts';
import type { Told } from './block.ts';
import { countOf, gatherLines, joinWords, quote, sentence } from './french.ts';

/** Lines that came together, or went together. */
export interface Run {
  readonly changes: readonly { readonly rank: number; readonly change: BlockChange }[];
  readonly kind: 'insere' | 'supprime';
}

const NOUNS: Readonly<Partial<Record<BlockJson['type'], readonly [string, feminine: boolean]>>> = {
  alinea: ['alinéa', false],
  item: ['élément de liste', false],
  table: ['tableau', false],
  image: ['image', true],
  sautPage: ['saut de page', false],
  visa: ['visa', false],
  considerant: ['considérant', false],
  partie: ['alinéa de désignation des parties', false],
  signataire: ['bloc de signature', false],
  note: ['note', true],
  titre: ['ligne de titre', true],
  cloture: ['formule de clôture', true],
};

const blockOf = (change: BlockChange): BlockJson | null =>
  change.content.kind === 'whole' ? change.content.block : null;

/** « trois alinéas », « un tableau », « quatre lignes » where they are of several kinds. */
function countLines(changes: readonly BlockChange[]): { readonly text: string; readonly feminine: boolean } {
  const types = new Set(changes.map((change) => blockOf(change)?.type));
  const [type] = types;
  const [noun, feminine] = (types.size === 1 && type !== undefined ? NOUNS[type] : undefined) ?? [
    'ligne',
    true,
  ];
  const count = changes.length;
  return { text: countOf(count, noun, feminine), feminine };
}

const agreed = (verb: string, feminine: boolean, plural: boolean): string =>
  `${plural ? 'sont' : 'est'} ${verb}${feminine ? 'e' : ''}${plural ? 's' : ''}`;

function quoted(changes: readonly BlockChange[], addresses: Addresses): string {
  const texts = changes.map((change) => {
    const block = blockOf(change);
    return block === null ? '' : addresses.words(block);
  });
  const written = texts.filter((text) => text.trim() !== '');
  return written.length === 0 ? '' : `\u00a0: ${joinWords(written.map(quote))}`;
}

/** « un article 3 (Suivi) » is added; « l’article 3 (Suivi) » is removed. */
function tellDivision(run: readonly BlockChange[], kind: Run['kind'], told: Told): string {
  const [head, ...body] = run;
  const id = (head?.new ?? head?.old[0])?.id;
  if (head === undefined || id === undefined) return '';
  const addresses: Addresses = kind === 'insere' ? told.new : told.old;
  const name = addresses.titled(id);
  const feminine = /^(?:la |l’annexe)/.test(name);
  const text = `${name} ${agreed(kind === 'insere' ? 'inséré' : 'supprimé', feminine, false)}`;
  if (body.length === 0) return sentence(text);
  return sentence(`${text}, avec ${countLines(body).text}${quoted(body, addresses)}`);
}

/** Where lines were added: after the line before them in the new text, or at the start of their division. */
function insertedAt(first: BlockChange, told: Told, blocks: readonly BlockJson[]): string {
  const index = first.new?.index ?? 0;
  const holder = told.new.holder(index);
  const previous = blocks[index - 1];
  if (previous === undefined) return 'au début du texte';
  if (previous.attrs.id === holder) return `au début de ${told.new.titled(holder)}`.replace('de le ', 'du ');
  return `après ${told.new.line(previous.attrs.id)}`;
}

function tellLines(
  run: readonly BlockChange[],
  kind: Run['kind'],
  told: Told,
  blocks: readonly BlockJson[],
): string {
  const [first] = run;
  if (first === undefined) return '';
  const plural = run.length > 1;
  if (kind === 'insere') {
    const { text, feminine } = countLines(run);
    return sentence(
      `${text} ${agreed('ajouté', feminine, plural)} ${insertedAt(first, told, blocks)}${quoted(run, told.new)}`,
    );
  }
  const names = run.flatMap((change) => change.old.map((place) => told.old.line(place.id)));
  const feminine = names.every((name) => /^(?:la |une |l’(?:image|annexe))/.test(name));
  return sentence(`${gatherLines(names)} ${agreed('supprimé', feminine, plural)}${quoted(run, told.old)}`);
}

/** Tells lines that came or went together: a division with what it holds, else the lines of one place. */
export function tellRun(run: Run, told: Told, newBlocks: readonly BlockJson[]): string {
  const changes = run.changes.map(({ change }) => change);
  const [first] = changes;
  const opens = first !== undefined && blockOf(first)?.type === 'intitule';
  return opens ? tellDivision(changes, run.kind, told) : tellLines(changes, run.kind, told, newBlocks);
}
