import { IconFileSearch } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import classes from './verification.module.css';

interface PdfDropProps {
  readonly onFile: (file: File) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Where a PDF is dropped, or chosen: a file input, so that the keyboard, a phone and a screen reader know it. */
export function PdfDrop({ onFile, onRefused }: PdfDropProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file, ...others] = files ?? [];
    if (others.length > 0) onRefused('Déposez un seul fichier à la fois : chacun a sa réponse.');
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
      <IconFileSearch size={34} aria-hidden="true" />
      <span>
        <strong>Choisissez un PDF</strong>
        <small>ou déposez-le ici ; 25 Mo au plus</small>
      </span>
      <input
        type="file"
        accept=".pdf,application/pdf"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
