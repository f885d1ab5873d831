import { fileNamePart } from '../kernel/file-name.ts';

/** Something that a state of an act can be written as. */
interface ExportFormat {
  /** As the export screen calls it. */
  readonly label: string;
  /** What one does with it, in a few words. */
  readonly use: string;
  readonly mime: string;
  /** Whether a browser shows it in a page. */
  readonly shown: boolean;
}

/** The formats of exports, in the order in which they are offered; the key is the file's extension. */
export const EXPORT_FORMATS = {
  pdf: {
    label: 'PDF',
    use: 'Mis en pages, pour lire, imprimer ou transmettre',
    mime: 'application/pdf',
    shown: true,
  },
  docx: {
    label: 'Word',
    use: 'Styles, numéros automatiques, notes et renvois vivants, pour continuer à travailler',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    shown: false,
  },
  html: {
    label: 'Page web',
    use: 'Un seul fichier, lisible partout et par un lecteur d’écran',
    mime: 'text/html; charset=utf-8',
    shown: true,
  },
  xml: {
    label: 'Akoma Ntoso',
    use: 'Texte structuré, pour l’archivage et d’autres logiciels juridiques',
    mime: 'application/akn+xml; charset=utf-8',
    shown: false,
  },
  md: {
    label: 'Markdown',
    use: 'Texte balisé, à reprendre dans un autre outil',
    mime: 'text/markdown; charset=utf-8',
    shown: false,
  },
  txt: {
    label: 'Texte brut',
    use: 'Les mots seuls, sans mise en forme',
    mime: 'text/plain; charset=utf-8',
    shown: false,
  },
} as const satisfies Readonly<Record<string, ExportFormat>>;

export type ExportFormatName = keyof typeof EXPORT_FORMATS;

/** @returns whether exports exist in that format */
export const isExportFormat = (name: string): name is ExportFormatName => Object.hasOwn(EXPORT_FORMATS, name);

/** @returns the name of an exported file: « Convention AMF – Version 12.pdf » */
export function exportFileName(title: string, version: string, extension: string): string {
  const stem = [fileNamePart(title), fileNamePart(version)].filter((part) => part !== '').join(' – ');
  return `${stem || 'acte'}.${extension}`;
}
