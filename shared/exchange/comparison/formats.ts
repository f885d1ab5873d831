/** Something that a comparison can be written as. */
interface ComparisonFormat {
  /** As the menu calls it. */
  readonly label: string;
  /** What one does with it, in a few words. */
  readonly use: string;
  readonly mime: string;
  readonly extension: string;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The formats of comparisons, in the order in which they are offered; the key names one in an address. */
export const COMPARISON_FORMATS = {
  suivi: {
    label: 'Word, en suivi des modifications',
    use: 'Tout accepter donne le texte d’après, tout refuser celui d’avant',
    mime: DOCX,
    extension: 'docx',
  },
  annote: {
    label: 'PDF, texte annoté',
    use: 'Les phrases, puis le texte où l’ajouté est souligné et le retiré barré',
    mime: 'application/pdf',
    extension: 'pdf',
  },
  'phrases-docx': {
    label: 'Phrases, pour Word',
    use: 'Une phrase par changement, article par article',
    mime: DOCX,
    extension: 'docx',
  },
  'phrases-html': {
    label: 'Phrases, page web',
    use: 'Les mêmes, lisibles partout',
    mime: 'text/html; charset=utf-8',
    extension: 'html',
  },
  'phrases-txt': {
    label: 'Phrases, texte brut',
    use: 'Les mêmes, à coller dans un courriel',
    mime: 'text/plain; charset=utf-8',
    extension: 'txt',
  },
} as const satisfies Readonly<Record<string, ComparisonFormat>>;

export type ComparisonFormatName = keyof typeof COMPARISON_FORMATS;

/** @returns whether comparisons exist in that format */
export const isComparisonFormat = (name: string): name is ComparisonFormatName =>
  Object.hasOwn(COMPARISON_FORMATS, name);
