import { IconFileUpload } from '@tabler/icons-react';
import { FileDrop } from '#client/ui/file-drop.tsx';

interface DropZoneProps {
  readonly onFile: (file: File) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Where a text to import is dropped, or chosen. */
export function DropZone(props: DropZoneProps) {
  return (
    <FileDrop
      icon={<IconFileUpload size={30} aria-hidden="true" />}
      title="Déposez un fichier, ou choisissez-le"
      hint="Word (.docx), texte brut (.txt) ou Markdown (.md), 20 Mo au plus"
      accept=".docx,.txt,.md,.markdown,.text,text/plain,text/markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      several="Déposez un seul fichier à la fois : un acte naît d’un texte."
      {...props}
    />
  );
}
