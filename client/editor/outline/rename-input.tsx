import { useEffect, useRef, useState } from 'react';
import classes from './outline-panel.module.css';

interface Props {
  readonly text: string;
  /** Told the new wording, or null when it was given up. */
  readonly onDone: (text: string | null) => void;
}

/** Renames a division in place: Enter keeps, Escape gives up. */
export function RenameInput({ text, onDone }: Props) {
  const [value, setValue] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <input
      ref={input}
      className={classes.rename}
      aria-label="Nouvel intitulé"
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => onDone(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(value);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
