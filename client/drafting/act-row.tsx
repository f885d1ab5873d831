import { Link } from 'wouter';
import { exactDate, Moment } from '#client/ui/moment.tsx';
import type { ActSummary } from '#shared/drafting/wire.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import { ActStateTag } from './act-state.tsx';
import classes from './portfolio.module.css';

/** One act of the portfolio; the whole card opens it, and its title is the link that is announced. */
export function ActRow({ act }: { readonly act: ActSummary }) {
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
          {act.parties.map((party) => (
            <li key={party}>{party}</li>
          ))}
        </ul>
      ) : (
        <p className={classes.noParties}>Aucune partie nommée pour l’instant</p>
      )}
      <p className={classes.facts}>
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
