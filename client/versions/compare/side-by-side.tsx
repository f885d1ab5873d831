import { memo } from 'react';
import type { ViewRow } from '#shared/compare/view.ts';
import classes from './compare.module.css';
import { type ComparedProps, type DivisionProps, Divisions } from './divisions.tsx';
import { Fields } from './fields.tsx';
import { Margin } from './margin.tsx';
import printed from './printed.module.css';
import { PrintedBlock } from './printed-block.tsx';
import { Folded } from './redline.tsx';
import { type Run, runsOf } from './runs.ts';
import type { Shows } from './shows.ts';

interface SideBySideProps extends ComparedProps {
  readonly names: { readonly old: string; readonly new: string };
}

/** The old text beside the new one, line by line. */
export function SideBySide({ view, shows, current, names }: SideBySideProps) {
  return (
    <>
      <Fields view={view} shows={shows} current={current} />
      <div className={`${printed.sheet} ${classes.sides} feuille`}>
        <div className={classes.sideNames}>
          <p>
            <span>Avant</span> {names.old}
          </p>
          <p>
            <span>Après</span> {names.new}
          </p>
        </div>
        <div className="acte">
          <Divisions Division={Division} view={view} shows={shows} current={current} />
        </div>
      </div>
    </>
  );
}

const Division = memo(function Division({ group, view, shows, current }: DivisionProps) {
  return (
    <div className={classes.group} data-groupe={group.key}>
      {runsOf(view.rows.slice(group.from, group.to), shows).map((run) => (
        <PairRun key={run.key} run={run} shows={shows} current={current} />
      ))}
    </div>
  );
});

interface PairRunProps extends Omit<PairProps, 'row'> {
  readonly run: Run;
}

function PairRun({ run, shows, current }: PairRunProps) {
  switch (run.kind) {
    case 'folded':
      return <Folded count={run.rows.length} />;
    case 'away':
      return run.rows.map((row) => <Pair key={row.key} row={row} shows={shows} current={null} />);
    case 'row':
      return <Pair row={run.row} shows={shows} current={current} />;
  }
}

interface PairProps {
  readonly row: ViewRow;
  readonly shows: Shows;
  readonly current: string | null;
}

function Pair({ row, shows, current }: PairProps) {
  const changed = shows.isShown(row);
  const facts = changed ? shows.factsOf(row) : [];
  return (
    <div
      className={classes.pair}
      data-change={changed ? 'true' : undefined}
      data-away={row.moved === 'away' ? 'true' : undefined}
      data-arret={changed ? row.key : undefined}
      data-courant={changed && current === row.key ? 'true' : undefined}
    >
      {changed ? <Margin row={row} shows={shows} /> : null}
      {row.moved === 'away' ? <p className={classes.margin}>Déplacé{'\u00a0'}: se trouvait ici</p> : null}
      <div className={classes.cell} data-cote="avant" data-vide={row.old === null}>
        {row.old === null ? <Nothing /> : <PrintedBlock row={row} shown="old" facts={facts} />}
      </div>
      <div className={classes.cell} data-cote="apres" data-vide={row.new === null || row.moved === 'away'}>
        {row.new === null || row.moved === 'away' ? (
          <Nothing />
        ) : (
          <PrintedBlock row={row} shown="new" facts={facts} />
        )}
      </div>
    </div>
  );
}

function Nothing() {
  return <span className={classes.nothing}>—</span>;
}
