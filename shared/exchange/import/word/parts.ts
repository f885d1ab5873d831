import { unzipSync } from 'fflate';
import { readPart, type WordElement, WordProblem } from './xml.ts';

/** The parts of a Word file that hold its text. */
export interface WordParts {
  readonly document: WordElement;
  readonly styles: WordElement | null;
  readonly numbering: WordElement | null;
  readonly footnotes: WordElement | null;
  readonly endnotes: WordElement | null;
}

const PART = /^word\/(document|styles|numbering|footnotes|endnotes)\d*\.xml$/;
const DOCUMENT = /^word\/document\d*\.xml$/;
/** What those parts may weigh once unzipped, all told, in bytes: the text of some 500 pages. */
const MOST_BYTES = 24 * 1024 * 1024;

/** @returns whether an archive says that it holds a Word document; nothing of it is unzipped */
export function isWordFile(bytes: Uint8Array): boolean {
  let found = false;
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        found ||= DOCUMENT.test(name);
        return false;
      },
    });
  } catch {
    // No archive, or a damaged one: whoever reads files says what it looks like.
    return false;
  }
  return found;
}

/**
 * Opens a Word file: its text, and nothing of its pictures nor of what it points at.
 * @throws WordProblem when it is damaged, or unzips to more than {@link MOST_BYTES}
 */
export function openWord(bytes: Uint8Array): WordParts {
  let weight = 0;
  let files: Readonly<Record<string, Uint8Array>>;
  try {
    files = unzipSync(bytes, {
      // The size that the archive announces is all that is given to each part.
      filter: ({ name, originalSize }) => {
        if (!PART.test(name)) return false;
        weight += originalSize;
        if (weight > MOST_BYTES) throw new WordProblem('too large');
        return true;
      },
    });
  } catch (cause) {
    if (cause instanceof WordProblem) throw cause;
    throw new WordProblem('damaged', { cause });
  }
  const parts = new Map<string, WordElement>();
  for (const [name, content] of Object.entries(files)) {
    const kind = PART.exec(name)?.[1] ?? '';
    if (!parts.has(kind)) parts.set(kind, readPart(new TextDecoder().decode(content)));
  }
  const document = parts.get('document');
  if (document === undefined) throw new WordProblem('no document');
  return {
    document,
    styles: parts.get('styles') ?? null,
    numbering: parts.get('numbering') ?? null,
    footnotes: parts.get('footnotes') ?? null,
    endnotes: parts.get('endnotes') ?? null,
  };
}
