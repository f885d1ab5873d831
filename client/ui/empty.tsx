import type { ReactNode } from 'react';
import classes from './panels.module.css';

interface EmptyProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What stands where a list would be: why it is empty, and how to fill it. */
export function Empty({ icon, title, children, actions }: EmptyProps) {
  return (
    <section className={classes.empty}>
      <div className={classes.emptyIcon} aria-hidden="true">
        {icon}
      </div>
      <h2>{title}</h2>
      {children}
      {actions ? <div className={classes.emptyActions}>{actions}</div> : null}
    </section>
  );
}
