import { Link } from 'wouter';
import { exactDate, Moment } from '#client/ui/moment.tsx';
import type { ActSummary } from '#shared/drafting/wire.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import { printedDay } from '#shared/kernel/paris.ts';
import { ActStateTag } from './act-state.tsx';
import classes from './portfolio.module.css';

/** Most parties named in a row; the act names them all. */
const MOST_PARTIES = 6;

/** One act of the portfolio; the whole card opens it, and its title is the link that is announced. */
export function ActRow({ act }: { readonly act: ActSummary }) {
  const parties = [...new Set(act.parties)];
  const shown = parties.length > MOST_PARTIES ? parties.slice(0, MOST_PARTIES - 1) : parties;
  const others = parties.length - shown.length;
  return (
    <li className={classes.row}>
      <div className={classes.rowHead}>
        <h2 className={classes.rowTitle}>
          <Link href={`/actes/${act.id}`} className={classes.rowLink}>
            {act.title}
          </Link>
        </h2>
        <ActStateTag state={act.state} />
      </div>
      {act.parties.length > 0 ? (
        <ul className={classes.parties} aria-label="Parties">
          {shown.map((party) => (
            <li key={party}>{party}</li>
          ))}
          {others > 0 ? (
            <li className={classes.others}>
              et {others} {others > 1 ? 'autres' : 'autre'}
            </li>
          ) : null}
        </ul>
      ) : (
        <p className={classes.noParties}>Aucune partie nommée pour l’instant</p>
      )}
      <p className={classes.facts}>
        {act.ends === null ? null : (
          <span>
            {act.ends.how === 'terme' ? 'Jusqu’au' : 'Résiliation annoncée pour le'}{' '}
            <strong>{printedDay(Date.parse(`${act.ends.day}T12:00:00Z`))}</strong>
          </span>
        )}
        <span>
          Votre rôle : <strong>{ACT_ROLE_NAMES[act.role]}</strong>
        </span>
        <span>
          Modifié <Moment at={act.changedAt} />
          <span className={classes.exact}>, le {exactDate(act.changedAt)}</span>
        </span>
      </p>
    </li>
  );
}
