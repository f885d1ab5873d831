import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './form-buttons.module.css';

interface FormButtonsProps {
  /** What sending the form does, in a verb. */
  readonly children: ReactNode;
  readonly pending: boolean;
  readonly onCancel: () => void;
  /** Cannot be taken back, or ends something. */
  readonly grave?: boolean;
  /** Where the form asks nothing that must be answered first. */
  readonly autoFocus?: boolean;
}

/** The foot of a form: what sends it, and « Annuler ». */
export function FormButtons({ children, pending, onCancel, grave, autoFocus }: FormButtonsProps) {
  return (
    <div className={classes.buttons}>
      <Button
        type="submit"
        loading={pending}
        {...(grave ? { color: 'red' } : {})}
        {...(autoFocus ? { 'data-autofocus': true } : {})}
      >
        {children}
      </Button>
      <Button variant="default" onClick={onCancel}>
        Annuler
      </Button>
    </div>
  );
}
