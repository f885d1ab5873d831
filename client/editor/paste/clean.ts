import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { guessHeading } from './headings.ts';
import { inlineTag, isInvisible, trimInline } from './inline.ts';
import {
  footnoteCallKey,
  footnoteTextKey,
  isFootnoteBackLink,
  isWordHidden,
  isWordMarker,
  markerPattern,
  wordListItem,
} from './word.ts';

/** Largest picture taken in, in bytes. */
export const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

/** HTML that the schema reads as it is, and what had to be left out, in French sentences. */
export interface Cleaned {
  readonly html: string;
  readonly notices: readonly string[];
}

const DROPPED = new Set(
  'script style meta link title iframe object embed noscript template svg math button input select textarea audio video canvas head'.split(
    ' ',
  ),
);
const BLOCKS = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form header hgroup hr main nav p pre section summary'.split(
    ' ',
  ),
);

/** @returns whether an act may hold this picture, by its type and size; null when it is no `data:` picture */
export function acceptedImage(src: string): 'ok' | 'too-large' | null {
  const match = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]*)$/.exec(src);
  if (!match) return null;
  return ((match[1] ?? '').length * 3) / 4 > MAX_IMAGE_BYTES ? 'too-large' : 'ok';
}

/** What surrounds the node being read. */
interface Context {
  /** Depth of lists, 0 outside. */
  readonly depth: number;
  /** Marker of the innermost list. */
  readonly marker: string;
  readonly inTable: boolean;
  /** Set while reading the text of a footnote. */
  readonly noteId: string | null;
}

const OUTSIDE: Context = { depth: 0, marker: '–', inTable: false, noteId: null };

/** One paste being cleaned: reads the source once, and builds the blocks of the schema beside it. */
class Cleaner {
  readonly notices = new Set<string>();
  readonly #document: Document;
  readonly #makeId: MakeBlockId;
  readonly #noteIds = new Map<string, string>();
  readonly #notes: Element;
  readonly #patterns = new Map<number, string>();
  readonly #topHeading: number;
  #out: Element;
  /** The block being filled, and the chain of inline elements open in it. */
  #block: Element | null = null;
  #inline: Element | null = null;

  constructor(source: Document, makeId: MakeBlockId) {
    this.#document = source.implementation.createHTMLDocument('');
    this.#makeId = makeId;
    this.#out = this.#document.createElement('div');
    this.#notes = this.#document.createElement('div');
    const levels = [...source.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) =>
      Number(one.localName.slice(1)),
    );
    this.#topHeading = Math.min(6, ...levels);
  }

  run(body: Element): string {
    this.#children(body, OUTSIDE);
    this.#close();
    return this.#out.innerHTML + this.#notes.innerHTML;
  }

  #noteId(key: string): string {
    const id = this.#noteIds.get(key) ?? this.#makeId();
    this.#noteIds.set(key, id);
    return id;
  }

  #close(): void {
    const block = this.#block;
    this.#block = null;
    this.#inline = null;
    if (!block) return;
    trimInline(block);
    // Word and the web separate paragraphs with empty ones: here the style sheet does.
    if (block.textContent === '' && !block.querySelector('[data-inline]')) block.remove();
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): Element {
    this.#close();
    const block = this.#document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) block.setAttribute(name, value);
    this.#out.append(block);
    this.#block = block;
    this.#inline = block;
    return block;
  }

  /** Opens the ordinary block of the context: an alinéa, set in under its item, or a note's line. */
  #openPlain(context: Context): Element {
    if (context.noteId !== null)
      return this.#open('p', { 'data-bloc': 'note', 'data-noteid': context.noteId });
    const retrait = Math.min(4, context.depth);
    return this.#open('p', {
      'data-bloc': 'alinea',
      ...(retrait > 0 ? { 'data-retrait': String(retrait) } : {}),
    });
  }

  #openItem(niveau: number, marqueur: string): Element {
    return this.#open('p', {
      'data-bloc': 'item',
      'data-niveau': String(Math.min(6, niveau)),
      'data-marqueur': marqueur,
    });
  }

  #children(parent: Node, context: Context): void {
    for (const child of parent.childNodes) this.#node(child, context);
  }

  #node(node: Node, context: Context): void {
    if (node.nodeType === 3) this.#text(node.nodeValue ?? '', context);
    else if (node.nodeType === 1) this.#element(node as Element, context);
  }

  #text(raw: string, context: Context): void {
    const text = raw.replace(/[ \t\r\n\f]+/g, ' ').replace(/[\u200b\ufeff\u00ad]/g, '');
    if (text === '' || (text === ' ' && this.#block === null)) return;
    if (this.#block === null) this.#openPlain(context);
    this.#inline?.append(text);
  }

  #element(element: Element, context: Context): void {
    const tag = element.localName;
    if (DROPPED.has(tag) || isWordHidden(element) || isWordMarker(element) || isInvisible(element)) return;
    const noteKey = context.noteId === null ? footnoteTextKey(element) : null;
    if (noteKey !== null) this.#note(element, noteKey, context);
    else if (/^h[1-6]$/.test(tag)) this.#heading(element, context);
    else if (tag === 'ul' || tag === 'ol') this.#list(element, context);
    else if (tag === 'li') this.#item(element, context);
    else if (tag === 'table') this.#table(element, context);
    else if (tag === 'img') this.#image(element, context);
    else if (tag === 'br') this.#lineBreak();
    else if (tag === 'a') this.#anchor(element, context);
    else if (BLOCKS.has(tag)) this.#paragraph(element, context);
    else this.#wrap(element, inlineTag(element), context);
  }

  #paragraph(element: Element, context: Context): void {
    const item = wordListItem(element);
    if (item) {
      const marqueur = markerPattern(item.marker, this.#patterns.get(item.niveau) ?? null);
      this.#patterns.set(item.niveau, marqueur);
      this.#openItem(item.niveau, marqueur);
    } else if (/\bMso(Title|Subtitle)\b/.test(element.className) && !context.inTable && context.depth === 0) {
      const role = element.className.includes('MsoSubtitle') ? 'sous-titre' : 'principal';
      this.#open('p', { 'data-bloc': 'titre', 'data-role': role });
    } else if (!(element.parentElement?.localName === 'li' && this.#block?.childNodes.length === 0))
      this.#close();
    this.#children(element, context);
    this.#close();
  }

  #heading(element: Element, context: Context): void {
    if (context.inTable || context.noteId !== null) {
      this.#paragraph(element, context);
      return;
    }
    const niveau = Number(element.localName.slice(1)) - this.#topHeading + 1;
    const word = wordListItem(element);
    const text = `${word ? `${word.marker} ` : ''}${element.textContent ?? ''}`.replace(/[ \t\r\n]+/g, ' ');
    const guess = guessHeading(word ? `${word.marker} ` : text.trimStart());
    const block = this.#open('div', {
      'data-bloc': 'intitule',
      'data-niveau': String(niveau),
      ...(guess
        ? {
            'data-genre': guess.genre,
            'data-prefixe': guess.prefixe,
            'data-compteur': guess.compteur,
            'data-separateur': guess.separateur,
            'data-complet': String(guess.complet),
          }
        : {}),
    });
    this.#children(element, context);
    trimInline(block);
    if (guess && !word) dropLeading(block, guess.taken);
    this.#close();
  }

  #list(element: Element, context: Context): void {
    this.#close();
    const style = `${element.getAttribute('style') ?? ''};${element.getAttribute('type') ?? ''}`;
    this.#children(element, {
      ...context,
      depth: context.depth + 1,
      marker: listMarker(element.localName, style, context.depth),
    });
    this.#close();
  }

  #item(element: Element, context: Context): void {
    const depth = Math.max(1, context.depth);
    this.#openItem(depth, context.depth === 0 ? '–' : context.marker);
    this.#children(element, { ...context, depth });
    this.#close();
  }

  #table(element: Element, context: Context): void {
    const rows = [...element.querySelectorAll('tr')].filter((row) => row.closest('table') === element);
    const cellsOf = (row: Element) => [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName));
    const single = rows.length === 1 && rows.every((row) => cellsOf(row).length <= 1);
    if (rows.length === 0 || single || context.inTable || context.noteId !== null) {
      this.#paragraph(element, context);
      return;
    }
    this.#close();
    const out = this.#out;
    const table = this.#document.createElement('table');
    for (const row of rows) {
      const tr = this.#document.createElement('tr');
      for (const cell of cellsOf(row)) {
        const copy = this.#document.createElement(cell.localName);
        for (const span of ['colspan', 'rowspan']) {
          const value = Number(cell.getAttribute(span) ?? 1);
          if (value > 1 && value < 1000) copy.setAttribute(span, String(value));
        }
        this.#out = copy;
        this.#children(cell, { ...OUTSIDE, inTable: true });
        this.#close();
        if (copy.childNodes.length === 0) copy.append(this.#document.createElement('p'));
        tr.append(copy);
      }
      if (tr.childNodes.length > 0) table.append(tr);
    }
    this.#out = out;
    out.append(table);
  }

  #image(element: Element, context: Context): void {
    const src = element.getAttribute('src') ?? '';
    const accepted = acceptedImage(src);
    if (accepted === 'too-large')
      this.notices.add(
        'Une image de plus de 2 Mo n’a pas été collée. Réduisez-la puis insérez-la à nouveau.',
      );
    else if (accepted === null)
      this.notices.add(
        'Une image n’a pas été collée\u00a0: seules les images PNG, JPEG, GIF ou WebP contenues dans le texte copié sont reprises.',
      );
    else if (!context.inTable && context.noteId === null) {
      this.#close();
      const image = this.#document.createElement('img');
      image.setAttribute('src', src);
      image.setAttribute('alt', element.getAttribute('alt') ?? '');
      this.#out.append(image);
    }
  }

  #lineBreak(): void {
    if (this.#block !== null) this.#inline?.append(this.#document.createElement('br'));
  }

  #anchor(element: Element, context: Context): void {
    const key = footnoteCallKey(element);
    if (key !== null && context.noteId === null) {
      if (this.#block === null) this.#openPlain(context);
      const call = this.#document.createElement('span');
      call.setAttribute('data-inline', 'appelNote');
      call.setAttribute('data-noteid', this.#noteId(key));
      this.#inline?.append(call);
      return;
    }
    if (isFootnoteBackLink(element)) return;
    const href = element.getAttribute('href') ?? '';
    const link = /^(https?:|mailto:)/i.test(href) ? 'a' : null;
    this.#wrap(element, link, context, href);
  }

  /** The text of a note goes to the end; it is tied to its call by a new id. */
  #note(element: Element, key: string, context: Context): void {
    this.#close();
    const out = this.#out;
    this.#out = this.#notes;
    this.#children(element, { ...context, ...OUTSIDE, noteId: this.#noteId(key) });
    this.#close();
    this.#out = out;
  }

  #wrap(element: Element, tags: string | null, context: Context, href = ''): void {
    const around = this.#inline;
    const blockBefore = this.#block;
    if (tags === null) {
      this.#children(element, context);
      return;
    }
    const hasBlocks = element.querySelector('p,div,ul,ol,table,h1,h2,h3,h4,h5,h6') !== null;
    if (hasBlocks) {
      this.#children(element, context);
      return;
    }
    if ((element.textContent ?? '').trim() === '') {
      this.#children(element, context);
      return;
    }
    if (this.#block === null) this.#openPlain(context);
    const opened = this.#inline;
    for (const tag of tags.split(' ')) {
      const wrapper = this.#document.createElement(tag);
      if (tag === 'a') wrapper.setAttribute('href', href);
      this.#inline?.append(wrapper);
      this.#inline = wrapper;
    }
    this.#children(element, context);
    if (this.#block !== null) this.#inline = blockBefore === this.#block ? around : opened;
  }
}

/** Takes `length` characters off the start of a block's text. */
function dropLeading(block: Element, length: number): void {
  let left = length;
  const walk = (node: Node): void => {
    for (const child of [...node.childNodes]) {
      if (left <= 0) return;
      if (child.nodeType === 3) {
        const value = child.nodeValue ?? '';
        child.nodeValue = value.slice(left);
        left -= Math.min(left, value.length);
      } else walk(child);
    }
  };
  walk(block);
}

const DEPTH_BULLETS = ['•', '○', '–'] as const;

function listMarker(tag: string, style: string, depth: number): string {
  if (tag === 'ul') {
    if (/\bcircle\b/.test(style)) return '○';
    if (/\bdisc\b/.test(style)) return '•';
    if (/\bsquare\b/.test(style)) return '–';
    return DEPTH_BULLETS[Math.min(depth, 2)] ?? '–';
  }
  if (/lower-(alpha|latin)|;a$/.test(style)) return 'a)';
  if (/upper-(alpha|latin)|;A$/.test(style)) return 'A.';
  if (/lower-roman|;i$/.test(style)) return 'i)';
  if (/upper-roman|;I$/.test(style)) return 'I.';
  return '1.';
}

/**
 * Makes clean blocks out of the HTML of Word, LibreOffice or a web page: structure, emphasis, tables, lists and
 * notes are kept; styles, classes, scripts and comments are not. Nothing of the source is ever run or loaded.
 * @param html from the clipboard
 * @param makeId ids for the notes
 */
export function cleanHtml(html: string, makeId: MakeBlockId): Cleaned {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const cleaner = new Cleaner(source, makeId);
  const cleaned = cleaner.run(source.body);
  return { html: cleaned, notices: [...cleaner.notices] };
}
