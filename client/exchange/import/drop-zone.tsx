import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import classes from './import.module.css';

interface DropZoneProps {
  readonly onFile: (file: File) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Where a file is dropped, or chosen: a file input, so that the keyboard and a screen reader know it. */
export function DropZone({ onFile, onRefused }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file, ...others] = files ?? [];
    if (others.length > 0) onRefused('Déposez un seul fichier à la fois : un acte naît d’un texte.');
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
      <IconFileUpload size={30} aria-hidden="true" />
      <span>
        <strong>Déposez un fichier, ou choisissez-le</strong>
        <small>Texte brut (.txt) ou Markdown (.md), 20 Mo au plus</small>
      </span>
      <input
        type="file"
        accept=".txt,.md,.markdown,.text,text/plain,text/markdown"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file, corrected meanwhile, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
