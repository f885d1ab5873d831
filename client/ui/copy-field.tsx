import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import classes from './copy-field.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/**
 * A value to take away: shown whole, selected at one click, copied by the button. Where the clipboard is closed
 * (a page without TLS), the text is selected instead, so that Ctrl+C does it.
 */
export function CopyField({ label, value }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const clipboard = useClipboard({ timeout: 2500 });
  const id = useId();
  const copy = () => {
    field.current?.select();
    clipboard.copy(value);
  };
  return (
    <div className={classes.field}>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.row}>
        <input
          id={id}
          ref={field}
          className={classes.value}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          variant={clipboard.copied ? 'light' : 'default'}
          onClick={copy}
          leftSection={
            clipboard.copied ? (
              <IconCheck size={16} aria-hidden="true" />
            ) : (
              <IconCopy size={16} aria-hidden="true" />
            )
          }
        >
          {clipboard.copied ? 'Copié' : 'Copier'}
        </Button>
      </div>
      <p role="status" className={classes.status}>
        {clipboard.error
          ? 'Le navigateur a refusé la copie : le texte est sélectionné, copiez-le au clavier.'
          : ''}
      </p>
    </div>
  );
}
