import type { ComponentType } from 'react';
import type { ComparisonView } from '#shared/compare/view.ts';
import type { ViewGroup } from '#shared/compare/view-groups.ts';
import classes from './compare.module.css';
import type { Shows } from './shows.ts';
import { useInTurns } from './use-in-turns.ts';

/** A comparison as it is looked at. `current`: key of the row that one has gone to. */
export interface ComparedProps {
  readonly view: ComparisonView;
  readonly shows: Shows;
  readonly current: string | null;
}

/** One division of it; `current` is null where that row stands in another one. */
export interface DivisionProps extends ComparedProps {
  readonly group: ViewGroup;
}

interface DivisionsProps extends ComparedProps {
  /** Draws one; remembered by its properties, so that most are not drawn again when one goes from change to change. */
  readonly Division: ComponentType<DivisionProps>;
}

/** Draws the divisions in turns, so that a long text keeps nobody waiting; the one where somebody goes comes at once. */
export function Divisions({ Division, view, shows, current }: DivisionsProps) {
  const drawn = useInTurns(view.groups.length, view);
  return view.groups.map((group, rank) => {
    const here = isIn(view, group, current);
    return rank < drawn || here ? (
      <Division key={group.key} group={group} view={view} shows={shows} current={here ? current : null} />
    ) : (
      <Coming key={group.key} group={group} />
    );
  });
}

/** Lines of a page's width that a passage takes, and the height of one, more or less. */
const LINES_OF_ROW = 2.5;
const LINE_REM = 1.6;

/** Keeps the room of a division that is not drawn yet. */
function Coming({ group }: { readonly group: ViewGroup }) {
  const height = (group.to - group.from) * LINES_OF_ROW * LINE_REM;
  return <div className={classes.group} data-groupe={group.key} style={{ minHeight: `${height}rem` }} />;
}

const isIn = (view: ComparisonView, group: ViewGroup, key: string | null): boolean =>
  key !== null && view.rows.slice(group.from, group.to).some((row) => row.key === key);
