import { IconFileSearch } from '@tabler/icons-react';
import { FileDrop } from '#client/ui/file-drop.tsx';

interface PdfDropProps {
  readonly onFile: (file: File) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Where a PDF to verify is dropped, or chosen. */
export function PdfDrop(props: PdfDropProps) {
  return (
    <FileDrop
      icon={<IconFileSearch size={34} aria-hidden="true" />}
      title="Choisissez un PDF"
      hint="ou déposez-le ici ; 25 Mo au plus"
      accept=".pdf,application/pdf"
      several="Déposez un seul fichier à la fois : chacun a sa réponse."
      {...props}
    />
  );
}
