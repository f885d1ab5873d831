import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './panels.module.css';

interface ProblemProps {
  readonly title?: string;
  /** A French sentence that says what to do next. */
  readonly message: string;
  readonly details?: readonly string[];
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
  /** Take the focus when it appears: after a submit, so that it is not missed below the fold. */
  readonly takesFocus?: boolean;
}

/** What went wrong and what to do next, announced as it appears. */
export function Problem({ title, message, details, onRetry, children, takesFocus }: ProblemProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div className={classes.problem} role="alert" tabIndex={-1} ref={box}>
      <IconAlertTriangle size={22} className={classes.problemIcon} aria-hidden="true" />
      <div className={classes.problemBody}>
        {title ? <p className={classes.problemTitle}>{title}</p> : null}
        <p>{message}</p>
        {details && details.length > 0 ? (
          <ul>
            {details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        ) : null}
        {onRetry ? (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            onClick={onRetry}
          >
            Réessayer
          </Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
