import type { HeadingRole } from './roles.ts';

/** A heading with what its level depends on. */
export interface PlacedHeading {
  readonly role: HeadingRole;
  /** Markdown level, else 0. */
  readonly markdown: number;
  readonly text: string;
  /** Nothing stands between the previous heading and this one. */
  readonly direct: boolean;
}

interface Open {
  readonly style: string;
  readonly rank: number | null;
  readonly markdown: number;
  readonly prominence: number;
  readonly path: readonly number[];
  readonly firstWord: string;
  readonly preamble: boolean;
  readonly annex: boolean;
  /** Opened right under a heading of its own style: only headings of the same first word are its siblings. */
  readonly nested: boolean;
}

const RANKS: Readonly<Partial<Record<HeadingRole['genre'], number>>> = {
  titre: 1,
  chapitre: 2,
  section: 3,
  article: 4,
};
const MAX_LEVEL = 6;

/** Finds the level of every heading (rules H10 to H15 of RULES.md). */
class Leveller {
  private readonly open: Open[] = [];
  private readonly headings: readonly PlacedHeading[];
  private readonly hasArticles: boolean;
  private readonly containers: ReadonlyMap<string, number>;
  private articleSeen = false;

  constructor(headings: readonly PlacedHeading[]) {
    this.headings = headings;
    this.hasArticles = headings.some((one) => one.role.genre === 'article');
    this.containers = countContainers(headings);
  }

  levels(): readonly number[] {
    return this.headings.map((heading) => {
      this.settle(heading);
      this.open.push(entryOf(heading, this.nests(heading)));
      if (heading.role.genre === 'article') this.articleSeen = true;
      return Math.min(MAX_LEVEL, this.open.length);
    });
  }

  private top(): Open | undefined {
    return this.open.at(-1);
  }

  private popTo(length: number): void {
    this.open.length = Math.max(0, length);
  }

  private nestsUnderTop = false;
  private nests(_heading: PlacedHeading): boolean {
    return this.nestsUnderTop;
  }

  private settle(heading: PlacedHeading): void {
    this.nestsUnderTop = false;
    const { role } = heading;
    if (role.genre === 'annexe') {
      this.popTo(0);
      return;
    }
    if (role.genre === 'preambule') {
      this.popWhile((one) => one.rank === null || one.rank > 2);
      return;
    }
    const rank = role.start?.named === true ? RANKS[role.genre] : undefined;
    if (rank !== undefined) {
      this.settleRanked(heading, rank);
      return;
    }
    if (role.start !== null) {
      this.settleCounted(heading, role.start.path);
      return;
    }
    this.settleUnnumbered(heading);
  }

  private popWhile(test: (one: Open) => boolean): void {
    for (let top = this.top(); top !== undefined && test(top) && !top.annex; top = this.top())
      this.open.pop();
  }

  private settleRanked(heading: PlacedHeading, rank: number): void {
    this.popWhile((one) => {
      if (one.rank !== null) return one.rank >= rank;
      return !this.contains(one, heading);
    });
  }

  /** An unnumbered heading holds articles when they follow it at once, and it is more than a passing title. */
  private contains(one: Open, heading: PlacedHeading): boolean {
    if (one.preamble) return false;
    const recurring = (this.containers.get(one.style) ?? 0) >= 2;
    if (heading.direct && this.top() === one)
      return recurring || (one.markdown > 0 && heading.markdown > one.markdown) || one.style === 'caps';
    return recurring && this.articleSeen && this.open.indexOf(one) === 0;
  }

  private settleCounted(heading: PlacedHeading, path: readonly number[]): void {
    const { style } = heading.role;
    if (path.length > 1) {
      const parent = this.open.findLastIndex(
        (one) => one.path.length === path.length - 1 && one.path.every((value, i) => value === path[i]),
      );
      if (parent !== -1) {
        this.popTo(parent + 1);
        return;
      }
    }
    const same = this.open.findLastIndex((one) => one.style === style && one.path.length === path.length);
    const value = path.at(-1) ?? 0;
    const known = this.open[same];
    if (known !== undefined) {
      const goesOn = value > (known.path.at(-1) ?? 0);
      if (goesOn || same === this.open.length - 1) {
        this.popTo(same);
        return;
      }
      return;
    }
    const noun = heading.role.start?.named === true;
    const top = this.top();
    // A series that starts after the preamble is the body itself, unless articles are still to come.
    if (top?.preamble === true && (noun || !this.hasArticles || this.articleSeen))
      this.popWhile((one) => one.preamble);
    if (heading.markdown > 0) this.popWhile((one) => one.markdown >= heading.markdown && one.rank === null);
  }

  private settleUnnumbered(heading: PlacedHeading): void {
    const { role, markdown } = heading;
    const { style, prominence } = role;
    if (markdown > 0) {
      this.popWhile((one) => (one.markdown > 0 ? one.markdown >= markdown : one.rank === null));
      this.leavePreamble(heading);
      return;
    }
    const same = this.open.findLastIndex((one) => one.style === style);
    const known = this.open[same];
    if (known !== undefined) {
      const word = firstWord(heading.text);
      if (known.nested) {
        this.nestsUnderTop = known.firstWord === word;
        this.popTo(this.nestsUnderTop ? same : this.outermost(style));
        return;
      }
      const under = heading.direct && same === this.open.length - 1 && !known.preamble;
      if (
        under &&
        this.headings.some(
          (one) => one !== heading && firstWord(one.text) === word && one.role.style === style,
        )
      ) {
        this.nestsUnderTop = true;
        return;
      }
      this.popTo(same);
      return;
    }
    this.popWhile((one) => one.rank === null && one.path.length === 0 && one.prominence > prominence);
    this.leavePreamble(heading);
  }

  private outermost(style: string): number {
    return this.open.findIndex((one) => one.style === style);
  }

  private leavePreamble(heading: PlacedHeading): void {
    const top = this.top();
    if (top?.preamble !== true) return;
    const deeper = heading.markdown > 0 && top.markdown > 0 && heading.markdown > top.markdown;
    const lesser =
      heading.markdown === 0 && heading.role.prominence > top.prominence && top.style !== 'préambule';
    if (!deeper && !lesser) this.open.pop();
  }
}

function entryOf(heading: PlacedHeading, nested: boolean): Open {
  const { role } = heading;
  return {
    style: role.style,
    rank: role.start?.named === true ? (RANKS[role.genre] ?? null) : null,
    markdown: heading.markdown,
    prominence: role.prominence,
    path: role.start?.path ?? [],
    firstWord: firstWord(heading.text),
    preamble: role.genre === 'preambule',
    annex: role.genre === 'annexe',
    nested,
  };
}

const firstWord = (text: string): string => text.split(/[\s'’]/)[0]?.toLowerCase() ?? '';

/** Counts, by style, the unnumbered headings that an article follows at once. */
function countContainers(headings: readonly PlacedHeading[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [index, heading] of headings.entries()) {
    const before = headings[index - 1];
    if (!heading.direct || heading.role.genre !== 'article' || before === undefined) continue;
    if (before.role.start === null && before.role.genre === 'rubrique')
      counts.set(before.role.style, (counts.get(before.role.style) ?? 0) + 1);
  }
  return counts;
}

/** @returns the level of each heading, from 1 */
export function headingLevels(headings: readonly PlacedHeading[]): readonly number[] {
  return new Leveller(headings).levels();
}
