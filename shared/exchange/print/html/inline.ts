import type { MarkJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { PrintRun } from '../model.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** @returns a text as it stands in a page; control characters, which no page may hold, are left out */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)
    .replace(/(?![\t\n])\p{Cc}/gu, '')
    .replace(/[\ud800-\udfff]/gu, '\ufffd');

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:)/i;

function wrapped(text: string, mark: MarkJson): string {
  switch (mark.type) {
    case 'bold':
      return `<strong>${text}</strong>`;
    case 'italic':
      return `<em>${text}</em>`;
    case 'underline':
      return `<u>${text}</u>`;
    case 'strike':
      return `<s>${text}</s>`;
    case 'superscript':
      return `<sup>${text}</sup>`;
    case 'link':
      return SAFE_ADDRESS.test(mark.attrs.href)
        ? `<a href="${escapeHtml(mark.attrs.href)}" rel="noreferrer">${text}</a>`
        : text;
    case 'terme':
      return `<dfn>${text}</dfn>`;
    case 'referenceExterne':
      return text;
  }
}

/** What running text may link to. */
export interface HtmlAnchors {
  /** Blocks that bear an id in the page. */
  readonly blocks: ReadonlySet<BlockId>;
  /** Notes that have a text, by number. */
  readonly notes: ReadonlySet<number>;
}

const hole = (text: string) => `<mark class="hole">${text}</mark>`;

function htmlRun(run: PrintRun, anchors: HtmlAnchors): string {
  switch (run.type) {
    case 'saut':
      return '<br>';
    case 'appel': {
      if (!anchors.notes.has(run.number)) return `<sup>${run.number}</sup>`;
      const id = run.first ? ` id="appel-${run.number}"` : '';
      return `<sup><a${id} href="#note-${run.number}" role="doc-noteref">${run.number}</a></sup>`;
    }
    case 'texte':
      return run.marks.reduce(wrapped, escapeHtml(run.text));
    case 'variable': {
      const text = run.marks.reduce(wrapped, escapeHtml(run.text));
      return run.filled ? text : hole(text);
    }
    case 'renvoi': {
      const text = run.marks.reduce(wrapped, escapeHtml(run.text));
      if (run.cible === null) return hole(text);
      return anchors.blocks.has(run.cible) ? `<a href="#b-${run.cible}">${text}</a>` : text;
    }
  }
}

/** @returns the runs of a line as HTML */
export const htmlRuns = (runs: readonly PrintRun[], anchors: HtmlAnchors): string =>
  runs.map((run) => htmlRun(run, anchors)).join('');
