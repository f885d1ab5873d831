import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './file-drop.module.css';

interface FileDropProps {
  readonly icon: ReactNode;
  /** What to do, and below it which files and how large: together, the name of the field. */
  readonly title: string;
  readonly hint: string;
  /** The `accept` of the file input. */
  readonly accept: string;
  /** Said when several files are dropped at once. */
  readonly several: string;
  readonly onFile: (file: File) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Where one file is dropped, or chosen: a file input, so that the keyboard, a phone and a screen reader know it. */
export function FileDrop({ icon, title, hint, accept, several, onFile, onRefused }: FileDropProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file, ...others] = files ?? [];
    if (others.length > 0) onRefused(several);
    else if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {icon}
      <span>
        <strong>{title}</strong>
        <small>{hint}</small>
      </span>
      <input
        type="file"
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, corrected meanwhile, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
