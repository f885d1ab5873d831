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
      hint="Texte brut (.txt) ou Markdown (.md), 20 Mo au plus"
      accept=".txt,.md,.markdown,.text,text/plain,text/markdown"
      several="Déposez un seul fichier à la fois : un acte naît d’un texte."
      {...props}
    />
  );
}
