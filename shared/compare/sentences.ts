import { numberInWords } from '#shared/document/french.ts';
import type { BlockChange, ChangeKind, Comparison } from './model.ts';
import { Addresses } from './sentences/addresses.ts';
import { type Telling, type Told, tellLine, tellTable } from './sentences/block.ts';
import { type Run, tellRun } from './sentences/come-and-go.ts';
import {
  follows,
  followsParent,
  isRenumberedHeading,
  type Renumbered,
  type RenumberedRun,
  tellMovedDivision,
  tellRenumbered,
} from './sentences/divisions.ts';
import { FEW_FIELDS, tellField, tellFields } from './sentences/fields.ts';
import type { Sentence } from './sentences/model.ts';

export type { Sentence } from './sentences/model.ts';

/** Beyond so many, cross-references and notes that follow their targets are told together. */
const FEW_REFERENCES = 3;

/** Changes that go in one sentence. */
type Group =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'renumbered'; readonly headings: RenumberedRun }
  | { readonly kind: 'references'; readonly ranks: readonly number[] }
  | { readonly kind: 'one'; readonly rank: number; readonly change: BlockChange };

class Teller {
  private readonly comparison: Comparison;
  private readonly told: Told;

  constructor(comparison: Comparison) {
    this.comparison = comparison;
    this.told = { old: new Addresses(comparison.old), new: new Addresses(comparison.new) };
  }

  private opensDivision(change: BlockChange): boolean {
    return change.content.kind === 'whole' && change.content.block.type === 'intitule';
  }

  /** Lines that came or went side by side, in one division and without a heading between them. */
  private joins(one: BlockChange | undefined, other: BlockChange): boolean {
    if (one === undefined || this.opensDivision(other)) return false;
    const [a, b] = one.new === null ? [one.old[0], other.old[0]] : [one.new, other.new ?? undefined];
    if (a === undefined || b === undefined || b.index !== a.index + 1) return false;
    const addresses = one.new === null ? this.told.old : this.told.new;
    return addresses.holder(a.index) === addresses.holder(b.index);
  }

  private groups(): readonly Group[] {
    const groups: Group[] = [];
    const { changes } = this.comparison.blocks;
    changes.forEach((change, rank) => {
      const [kind] = change.kinds;
      const last = groups.at(-1);
      if (kind === 'insere' || kind === 'supprime') {
        const joined = last?.kind === 'run' && last.run.kind === kind ? last.run : null;
        if (joined !== null && this.joins(joined.changes.at(-1)?.change, change))
          groups[groups.length - 1] = {
            kind: 'run',
            run: { kind, changes: [...joined.changes, { rank, change }] },
          };
        else groups.push({ kind: 'run', run: { kind, changes: [{ rank, change }] } });
        return;
      }
      const block = this.comparison.new.document.content[change.new?.index ?? -1];
      if (!isRenumberedHeading(change, block)) {
        groups.push({ kind: 'one', rank, change });
        return;
      }
      this.addRenumbered(groups, { rank, change });
    });
    return this.withReferences(groups);
  }

  private addRenumbered(groups: Group[], one: Renumbered): void {
    const at = groups.findLastIndex((group) => group.kind === 'renumbered');
    const open = groups[at];
    if (open?.kind !== 'renumbered') {
      groups.push({ kind: 'renumbered', headings: { run: [one], followers: [] } });
      return;
    }
    const { run, followers } = open.headings;
    const last = run.at(-1);
    if (followsParent(one, run, this.told))
      groups[at] = { kind: 'renumbered', headings: { run, followers: [...followers, one] } };
    else if (last !== undefined && follows(last, one, this.told))
      groups[at] = { kind: 'renumbered', headings: { run: [...run, one], followers } };
    else groups.push({ kind: 'renumbered', headings: { run: [one], followers: [] } });
  }

  /** Cross-references and notes that print another number because something else does, once there are many. */
  private withReferences(groups: readonly Group[]): readonly Group[] {
    const follows = (group: Group): group is Extract<Group, { kind: 'one' }> => {
      if (group.kind !== 'one' || group.change.kinds.join() !== 'renumerote') return false;
      const block = this.comparison.new.document.content[group.change.new?.index ?? -1];
      return block?.type === 'note' || group.change.number.old === group.change.number.new;
    };
    const found = groups.filter(follows);
    if (found.length <= FEW_REFERENCES) return groups;
    const ranks = found.map((group) => group.rank);
    return [...groups.filter((group) => !follows(group)), { kind: 'references', ranks }];
  }

  private tellOne(change: BlockChange): Telling {
    const { told, comparison } = this;
    if (change.content.kind === 'table') return tellTable(change, change.content.table, told);
    const block = comparison.new.document.content[change.new?.index ?? -1];
    if (block?.type !== 'intitule' || !change.kinds.includes('deplace')) return tellLine(change, told);
    const moved = tellMovedDivision(change, comparison, told);
    const others = change.kinds.filter((kind) => kind !== 'deplace' && kind !== 'renumerote');
    if (others.length === 0) return { text: moved, facts: [] };
    const rest = tellLine({ ...change, kinds: others, moved: 'carried' }, told);
    return { text: `${moved} ${rest.text}`.trim(), facts: rest.facts };
  }

  private sentenceOf(text: string, ranks: readonly number[], facts: Telling['facts']): Sentence {
    const changes = ranks.flatMap((rank) => this.comparison.blocks.changes[rank] ?? []);
    const [first] = changes;
    const place = first?.new ?? first?.old[0];
    return {
      text,
      kinds: [...new Set(changes.flatMap((change) => change.kinds))],
      faits: facts.length > 0,
      facts,
      target: place === undefined ? null : { side: first?.new === null ? 'old' : 'new', id: place.id },
      changes: ranks,
    };
  }

  private tell(group: Group): readonly Sentence[] {
    switch (group.kind) {
      case 'run': {
        const text = tellRun(group.run, this.told, this.comparison.new.document.content);
        return [
          this.sentenceOf(
            text,
            group.run.changes.map(({ rank }) => rank),
            [],
          ),
        ];
      }
      case 'renumbered': {
        const { run, followers } = group.headings;
        const ranks = [...run, ...followers].map(({ rank }) => rank);
        return [this.sentenceOf(tellRenumbered(group.headings, this.told), ranks, [])];
      }
      case 'references': {
        const text = `Dans ${numberInWords(group.ranks.length)} passages, les renvois et les notes suivent la nouvelle numérotation.`;
        return [this.sentenceOf(text, group.ranks, [])];
      }
      case 'one': {
        // The value says so once for all the places where it prints; ids alone are of no interest to a reader.
        if (['valeur', 'identite'].includes(group.change.kinds.join())) return [];
        const { text, facts } = this.tellOne(group.change);
        return text === '' ? [] : [this.sentenceOf(text, [group.rank], facts)];
      }
    }
  }

  all(): readonly Sentence[] {
    const many = (['insere', 'supprime'] as const).flatMap((kind) => {
      const changes = this.comparison.fields.filter((change) => change.kind === kind);
      return changes.length > FEW_FIELDS ? [{ kind, changes }] : [];
    });
    const single = this.comparison.fields.filter((change) => !many.some(({ kind }) => kind === change.kind));
    const of = (kind: ChangeKind, text: string, facts: Sentence['facts']): Sentence => {
      return { text, kinds: [kind], faits: facts.length > 0, facts, target: null, changes: [] };
    };
    const fields = [
      ...single.map((change) =>
        of(change.kind, tellField(change, this.comparison.new.document.content, this.told), change.facts),
      ),
      // The numbers of variables that another act does not have are no change of what is agreed.
      ...many.map(({ kind, changes }) => of(kind, tellFields(changes, kind), [])),
    ];
    return [...fields, ...this.groups().flatMap((group) => this.tell(group))];
  }
}

/**
 * Tells a comparison as a jurist would (rule K14): one sentence for each change, in the order of the text, values
 * first. A change of ids alone is not told.
 */
export function sentences(comparison: Comparison): readonly Sentence[] {
  return new Teller(comparison).all();
}
