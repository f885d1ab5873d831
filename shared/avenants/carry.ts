import type { ActContent, BlockJson, FieldValue } from '#shared/document/model.ts';

/*
 * The edits of an avenant that was begun on a text which an avenant signed since has amended (rule C8).
 */

/** The three texts: what both were made from, the edited one, and the one that is in force now. */
interface Texts {
  readonly base: ActContent;
  readonly edited: ActContent;
  readonly now: ActContent;
}

/** The edits, on the text in force now. */
interface Carried {
  readonly content: ActContent;
  /** Blocks that both texts changed, each its own way: the text in force stands there, and these are the edits. */
  readonly lost: readonly BlockJson[];
}

/** Two blocks are one when they hold the same, whatever the order of their keys. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  ) ?? '';

type Blocks = ReadonlyMap<string, BlockJson>;

const byId = ({ document }: ActContent): Blocks =>
  new Map(document.content.map((block) => [block.attrs.id as string, block]));

const orderOf = ({ document }: ActContent, kept: Blocks): string =>
  document.content
    .map(({ attrs }) => attrs.id as string)
    .filter((id) => kept.has(id))
    .join();

/** @returns the order of one text, with the blocks that only the other one added below what they stood under there */
function orderFrom(skeleton: ActContent, other: ActContent, base: Blocks): readonly string[] {
  const ids = skeleton.document.content.map(({ attrs }) => attrs.id as string);
  const own = new Set(ids);
  const known = new Set(ids);
  let above: string | null = null;
  for (const { attrs } of other.document.content) {
    const id: string = attrs.id;
    if (!known.has(id) && !base.has(id)) {
      let place: number = above === null ? 0 : ids.indexOf(above) + 1;
      // After what the first text added there: its articles have their numbers.
      for (let next = ids[place]; next !== undefined && own.has(next) && !base.has(next); next = ids[place])
        place += 1;
      ids.splice(place, 0, id);
      known.add(id);
    }
    if (known.has(id)) above = id;
  }
  return ids;
}

function fieldsOf({ base, edited, now }: Texts): Readonly<Record<string, FieldValue>> {
  const keys = new Set([...Object.keys(edited.champs), ...Object.keys(now.champs)]);
  return Object.fromEntries(
    [...keys].flatMap((key): (readonly [string, FieldValue])[] => {
      const mine = edited.champs[key];
      const value = written(mine) === written(base.champs[key]) ? now.champs[key] : mine;
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/**
 * Makes again, on the text in force now, the edits that were made on an earlier one: block by block, by their ids. Where
 * both changed one block, the text in force is kept, since the parties have signed it.
 */
export function carryEdits({ base, edited, now }: Texts): Carried {
  const [old, mine, signed] = [byId(base), byId(edited), byId(now)];
  const lost: BlockJson[] = [];
  const blocks = new Map<string, BlockJson>();
  for (const id of new Set([...signed.keys(), ...mine.keys()])) {
    const [before, own, fresh] = [old.get(id), mine.get(id), signed.get(id)];
    const untouched = written(own) === written(before);
    if (untouched || written(own) === written(fresh)) {
      if (fresh !== undefined) blocks.set(id, fresh);
    } else if (written(fresh) === written(before)) {
      if (own !== undefined) blocks.set(id, own);
    } else {
      if (fresh !== undefined) blocks.set(id, fresh);
      const told = own ?? before;
      if (told !== undefined) lost.push(told);
    }
  }
  // Moves of one of the two are kept; of both, those that are signed.
  const stays = new Map([...old].filter(([id]) => mine.has(id) && signed.has(id)));
  const moved = orderOf(edited, stays) !== orderOf(base, stays);
  const signedMoved = orderOf(now, stays) !== orderOf(base, stays);
  const order = moved && !signedMoved ? orderFrom(edited, now, old) : orderFrom(now, edited, old);
  const placed = [...order, ...blocks.keys()].filter((id, rank, all) => all.indexOf(id) === rank);
  return {
    content: {
      champs: fieldsOf({ base, edited, now }),
      document: { ...now.document, content: placed.flatMap((id) => blocks.get(id) ?? []) },
    },
    lost,
  };
}
