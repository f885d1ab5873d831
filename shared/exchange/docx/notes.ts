import type { Comparison } from '#shared/compare/model.ts';
import type { BlockJson, DocumentJson, InlineJson } from '#shared/document/model.ts';
import { computeNumbers } from '#shared/document/numbering.ts';
import type { Entry } from './entries.ts';
import { formatOf, type OnSide, type RevisedParagraph, type RevisedRun } from './model.ts';
import { changedParagraphs, type NoteCalls, type Versions, wholeParagraph } from './paragraphs.ts';

const RAISED = formatOf([{ type: 'superscript' }]);

const callsIn = (content: readonly InlineJson[] | undefined): readonly string[] =>
  (content ?? []).flatMap((inline) => (inline.type === 'appelNote' ? [inline.attrs.noteId] : []));

/** @returns the notes called from the text itself: a note called from a note alone has no foot of page to go to */
function calledInText({ content }: DocumentJson): ReadonlySet<string> {
  return new Set(
    content.flatMap((block) => {
      if (block.type === 'table')
        return block.content.flatMap((row) =>
          row.content.flatMap((cell) => cell.content.flatMap((inner) => callsIn(inner.content))),
        );
      return 'content' in block && block.type !== 'note' ? callsIn(block.content) : [];
    }),
  );
}

const raised = (side: OnSide, text: string): RevisedRun => ({
  kind: 'texte',
  side,
  text,
  format: RAISED,
  was: null,
  moved: false,
});

/**
 * Footnotes of both texts. A word processor numbers its footnotes by their calls, and one call has one footnote: the
 * first call of a note bears it, the others repeat its number as words.
 */
export class Footnotes implements NoteCalls {
  readonly paragraphs: (readonly RevisedParagraph[])[] = [];
  private readonly versions: Versions;
  private readonly called: { readonly old: ReadonlySet<string>; readonly new: ReadonlySet<string> };
  private readonly numbers: {
    readonly old: ReadonlyMap<string, number>;
    readonly new: ReadonlyMap<string, number>;
  };
  private readonly seen = { old: new Set<string>(), new: new Set<string>() };
  private readonly entries: Entry[] = [];
  /** For the text of a note, where no footnote can be called: the number alone. */
  readonly repeats: NoteCalls = { call: (old, fresh) => this.repeat(old, fresh) };

  constructor(comparison: Comparison, versions: Versions) {
    this.versions = versions;
    this.called = {
      old: calledInText(comparison.old.document),
      new: calledInText(comparison.new.document),
    };
    this.numbers = {
      old: computeNumbers(comparison.old.document, comparison.old.champs).notes,
      new: computeNumbers(comparison.new.document, comparison.new.champs).notes,
    };
  }

  private isCalled(block: BlockJson, side: 'old' | 'new'): boolean {
    const noteId = block.type === 'note' ? block.attrs.noteId : null;
    return noteId !== null && this.called[side].has(noteId);
  }

  /**
   * Keeps the notes that are called for the foot of their pages.
   * @returns what stays in the text: everything else, notes that nobody calls included
   */
  take(entries: readonly Entry[]): readonly Entry[] {
    return entries.flatMap((entry): readonly Entry[] => {
      if (entry.side !== 'both') {
        if (!this.isCalled(entry.block, entry.side)) return [entry];
        this.entries.push(entry);
        return [];
      }
      const calledNew = this.isCalled(entry.new, 'new');
      const alike = (block: BlockJson) =>
        (block.type === 'note') === (entry.new.type === 'note') && this.isCalled(block, 'old') === calledNew;
      if (entry.old.every(alike)) {
        if (!calledNew) return [entry];
        this.entries.push(entry);
        return [];
      }
      const apart: readonly Entry[] = [
        ...entry.old.map((block): Entry => ({ side: 'old', block, moved: null })),
        { side: 'new', block: entry.new, moved: null },
      ];
      return this.take(apart);
    });
  }

  private number(noteId: string, side: 'old' | 'new'): string {
    return String(this.numbers[side].get(noteId) ?? '*');
  }

  call(old: string | null, fresh: string | null): readonly RevisedRun[] {
    const bearsOld = this.isFirst(old, 'old');
    const bearsNew = this.isFirst(fresh, 'new');
    if (old !== null && fresh !== null && bearsOld && bearsNew) return [this.bear('both', old, fresh)];
    if (!bearsOld && !bearsNew) return this.repeat(old, fresh);
    return [
      ...(old !== null && bearsOld ? [this.bear('old', old, null)] : this.repeat(old, null)),
      ...(fresh !== null && bearsNew ? [this.bear('new', null, fresh)] : this.repeat(null, fresh)),
    ];
  }

  private isFirst(id: string | null, side: 'old' | 'new'): boolean {
    if (id === null || this.seen[side].has(id)) return false;
    this.seen[side].add(id);
    return true;
  }

  private repeat(old: string | null, fresh: string | null): readonly RevisedRun[] {
    const before = old === null ? '' : this.number(old, 'old');
    const after = fresh === null ? '' : this.number(fresh, 'new');
    if (before === after) return after === '' ? [] : [raised('both', after)];
    return [
      ...(before === '' ? [] : [raised('old', before)]),
      ...(after === '' ? [] : [raised('new', after)]),
    ];
  }

  private bear(side: OnSide, old: string | null, fresh: string | null): RevisedRun {
    this.paragraphs.push(this.textOf(side, old, fresh));
    return { kind: 'appel', side, note: this.paragraphs.length - 1 };
  }

  private textOf(side: OnSide, old: string | null, fresh: string | null): readonly RevisedParagraph[] {
    const writing = { versions: this.versions, calls: this.repeats, leads: false };
    const idOf = (block: BlockJson | undefined) => (block?.type === 'note' ? block.attrs.noteId : undefined);
    return this.entries.flatMap((entry): readonly RevisedParagraph[] => {
      if (entry.side !== 'both') {
        const wanted = entry.side === 'old' ? old : fresh;
        if (wanted === null || idOf(entry.block) !== wanted || entry.block.type !== 'note') return [];
        return settle(wholeParagraph(entry.block, entry.side, writing), side);
      }
      const olds = entry.old.filter((block) => block.type === 'note');
      const told = old !== null && olds.some((block) => block.attrs.noteId === old);
      const tells = fresh !== null && idOf(entry.new) === fresh;
      if (entry.new.type !== 'note') return [];
      if (told && tells && side === 'both') return changedParagraphs(olds, entry.new, entry.change, writing);
      return [
        ...(told ? olds.flatMap((block) => settle(wholeParagraph(block, 'old', writing), side)) : []),
        ...(tells ? settle(wholeParagraph(entry.new, 'new', writing), side) : []),
      ];
    });
  }
}

/** The footnote of a call that comes or goes does so with it: its own text is not tracked besides. */
function settle(paragraphs: readonly RevisedParagraph[], side: OnSide): readonly RevisedParagraph[] {
  if (side === 'both') return paragraphs;
  return paragraphs.map((one) => ({
    ...one,
    mark: 'both',
    runs: one.runs.map((run) => ({ ...run, side: 'both' })),
  }));
}
