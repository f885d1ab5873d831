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

const RANKS = {
  titre: 1,
  chapitre: 2,
  section: 3,
  article: 4,
} as const;
const MAX_LEVEL = 6;

/** Finds the level of every heading (rules H10 to H15 of RULES.md). */
class Leveller {
  private readonly open: Open[] = [];
  private readonly headings: readonly PlacedHeading[];
  private readonly hasArticles: boolean;
  private readonly containers: ReadonlyMap<string, number>;
  private articleSeen = false;
  /** Rank of a section: above articles, unless no article stands right under one. */
  private readonly sectionRank: number;
  private readonly inner: ReadonlySet<HeadingRole>;

  constructor(headings: readonly PlacedHeading[]) {
    this.headings = headings;
    this.hasArticles = headings.some((one) => one.role.genre === 'article');
    this.containers = countContainers(headings);
    this.inner = innerArticles(headings);
    this.sectionRank = sectionsHoldArticles(headings) ? 3 : 5;
  }

  levels(): readonly number[] {
    return this.headings.map((heading) => {
      this.settle(heading);
      this.open.push(entryOf(heading, this.rankOf(heading), this.nests(heading)));
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

  private rankOf({ role }: PlacedHeading): number | null {
    if (role.start?.named !== true) return null;
    if (role.genre === 'section') return this.sectionRank;
    if (role.genre === 'article' && this.inner.has(role)) return RANKS.article + 0.5;
    return RANKS[role.genre as keyof typeof RANKS] ?? null;
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
    const rank = this.rankOf(heading);
    if (rank !== null) {
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

function entryOf(heading: PlacedHeading, rank: number | null, nested: boolean): Open {
  const { role } = heading;
  return {
    style: role.style,
    rank,
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

/** Sections hold articles when one has an article right under it, or when there are no articles above them. */
function sectionsHoldArticles(headings: readonly PlacedHeading[]): boolean {
  const isSection = (one: PlacedHeading | undefined) =>
    one?.role.start?.named === true && one.role.genre === 'section';
  const first = headings.findIndex(isSection);
  const articleBefore = headings.slice(0, Math.max(0, first)).some((one) => one.role.genre === 'article');
  const holds = headings.some(
    (one, index) => isSection(headings[index - 1]) && one.direct && one.role.genre === 'article',
  );
  return holds || !articleBefore;
}

/** « Art. 1-1 » right under « Article 1 », and those of its series, are inside it (rule H18). */
function innerArticles(headings: readonly PlacedHeading[]): ReadonlySet<HeadingRole> {
  const inner = new Set<HeadingRole>();
  let parent: number | null = null;
  for (const [index, { role, direct }] of headings.entries()) {
    if (role.genre !== 'article' || role.start === null) continue;
    const dashed = /^\d+-\d+$/.test(role.start.number);
    const value = role.start.path[0] ?? null;
    if (!dashed) parent = null;
    else if (headings[index - 1]?.role.start?.path[0] === value && direct && parent === null) parent = value;
    if (dashed && parent === value) inner.add(role);
  }
  return inner;
}

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
