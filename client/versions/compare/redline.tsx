import { IconArrowsMoveVertical } from '@tabler/icons-react';
import { memo } from 'react';
import type { ViewRow } from '#shared/compare/view.ts';
import classes from './compare.module.css';
import { type ComparedProps, type DivisionProps, Divisions } from './divisions.tsx';
import { Fields } from './fields.tsx';
import { Margin } from './margin.tsx';
import printed from './printed.module.css';
import { PrintedBlock } from './printed-block.tsx';
import { type Run, runsOf } from './runs.ts';
import type { Shows } from './shows.ts';

/** The two texts as one, in the act's printed look: what was added underlined, what was taken away struck out. */
export function Redline({ view, shows, current }: ComparedProps) {
  return (
    <>
      <Fields view={view} shows={shows} current={current} />
      <div className={`feuille ${printed.sheet} ${classes.redline}`}>
        <div className={`acte ${classes.text}`}>
          <Divisions Division={Division} view={view} shows={shows} current={current} />
        </div>
      </div>
    </>
  );
}

const Division = memo(function Division({ group, view, shows, current }: DivisionProps) {
  const rows = view.rows.slice(group.from, group.to);
  return (
    <div className={classes.group} data-groupe={group.key} data-notes={rows[0]?.new?.block.type === 'note'}>
      {runsOf(rows, shows).map((run) => (
        <RedlineRun key={run.key} run={run} shows={shows} current={current} />
      ))}
    </div>
  );
});

interface RunProps {
  readonly run: Run;
  readonly shows: Shows;
  readonly current: string | null;
}

function RedlineRun({ run, shows, current }: RunProps) {
  switch (run.kind) {
    case 'folded':
      return <Folded count={run.rows.length} />;
    case 'away':
      return <Away rows={run.rows} />;
    case 'row':
      return run.row.change === null || !shows.isShown(run.row) ? (
        <PrintedBlock row={run.row} shown="both" />
      ) : (
        <div
          className={classes.changed}
          data-arret={run.row.key}
          data-courant={current === run.row.key ? 'true' : undefined}
          data-nature={run.row.new?.block.type ?? run.row.old?.block.type}
        >
          <PrintedBlock row={run.row} shown="both" facts={shows.factsOf(run.row)} />
          <Margin row={run.row} shows={shows} />
        </div>
      );
  }
}

/** Stands for lines that did not change, and that one asked not to see. */
export function Folded({ count }: { readonly count: number }) {
  return (
    <p className={classes.folded}>{count === 1 ? 'Un passage inchangé' : `${count} passages inchangés`}</p>
  );
}

function Away({ rows }: { readonly rows: readonly ViewRow[] }) {
  const heading = rows.find((row) => row.old?.block.type === 'intitule') ?? null;
  const more = rows.length - 1;
  return (
    <div className={classes.away}>
      <p className={classes.awayTitle}>
        <IconArrowsMoveVertical size={15} aria-hidden={true} />
        {heading === null || more === 0
          ? 'Ce passage se trouvait ici et a été déplacé.'
          : `Cette division et ${more === 1 ? 'son alinéa' : `ses ${more} alinéas`} se trouvaient ici et ont été déplacés.`}
      </p>
      {(heading === null ? rows : [heading]).map((row) => (
        <PrintedBlock key={row.key} row={row} shown="old" />
      ))}
    </div>
  );
}
