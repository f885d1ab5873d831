import type { BlockId } from '#shared/kernel/ids.ts';
import { type ItemList, listTree } from '../lists.ts';
import type { PrintBlock, PrintItem, PrintModel, PrintTable } from '../model.ts';
import { plainRuns, printedBlock, SHORT_LIAISON } from '../text.ts';
import { escapeHtml, type HtmlAnchors, htmlRuns } from './inline.ts';
import { PAGE_STYLE } from './style.ts';

/** From how many divisions a page has a sommaire. */
const ENTRIES_FOR_CONTENTS = 6;
const TITLE_CLASS = {
  principal: 'titre',
  'sous-titre': 'titre sous-titre',
  partie: 'titre partie-titre',
  mention: 'titre mention-titre',
} as const;

/** Writes the body of a page. */
class HtmlWriter {
  readonly #anchors: HtmlAnchors;
  #hasH1 = false;

  constructor(anchors: HtmlAnchors) {
    this.#anchors = anchors;
  }

  blocks(blocks: readonly PrintBlock[]): string {
    const parts: string[] = [];
    let items: PrintItem[] = [];
    let signatures: string[] = [];
    const flush = () => {
      parts.push(...listTree(items).map((list) => this.#list(list)));
      items = [];
      if (signatures.length > 0) parts.push(`<div class="signatures">\n${signatures.join('\n')}\n</div>`);
      signatures = [];
    };
    for (const block of blocks) {
      const prints = printedBlock(block).trim() !== '' || block.type === 'table' || block.type === 'image';
      if (!prints) continue;
      if (block.type !== 'item' && items.length > 0) flush();
      if (block.type !== 'signataire' && signatures.length > 0) flush();
      if (block.type === 'item') items.push(block);
      else if (block.type === 'signataire')
        signatures.push(`<p class="signataire"${this.#id(block.id)}>${this.#runs(block)}</p>`);
      else parts.push(this.#block(block));
    }
    flush();
    return parts.filter((part) => part !== '').join('\n');
  }

  #runs(block: { readonly runs: PrintItem['runs'] }): string {
    return htmlRuns(block.runs, this.#anchors);
  }

  #id(id: BlockId): string {
    return this.#anchors.blocks.has(id) ? ` id="b-${id}"` : '';
  }

  #block(block: Exclude<PrintBlock, PrintItem | { type: 'signataire' }>): string {
    switch (block.type) {
      case 'titre': {
        const first = block.role === 'principal' && !this.#hasH1;
        if (first) this.#hasH1 = true;
        const tag = first ? 'h1' : 'p';
        return `<${tag} class="${TITLE_CLASS[block.role]}"${this.#id(block.id)}>${this.#runs(block)}</${tag}>`;
      }
      case 'intitule': {
        const level = Math.min(6, block.niveau + 1);
        const space = block.printed === '' || /\s$/.test(block.printed) || block.runs.length === 0 ? '' : ' ';
        const number = escapeHtml(block.printed).replace(/(?<=(?<!\d)1)(er|re)(?!\p{L})/u, '<sup>$1</sup>');
        const annexe = block.genre === 'annexe' ? ' class="annexe"' : '';
        return `<h${level}${annexe} id="b-${block.id}">${number}${space}${this.#runs(block)}</h${level}>`;
      }
      case 'alinea': {
        const indent = block.retrait > 0 ? ` style="margin-left:${block.retrait * 1.4}rem"` : '';
        return `<p${this.#id(block.id)}${indent}>${this.#runs(block)}</p>`;
      }
      case 'note':
        return block.number === null
          ? `<p class="note">${block.marked ? '* ' : ''}${this.#runs(block)}</p>`
          : '';
      case 'table':
        return this.#table(block);
      case 'image':
        return /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(block.src)
          ? `<img src="${block.src}" alt="${escapeHtml(block.alt)}">`
          : `<p>${escapeHtml(block.alt)}</p>`;
      case 'sautPage':
        return '';
      case 'liaison': {
        const short = plainRuns(block.runs).trim().length <= SHORT_LIAISON ? ' class="liaison"' : '';
        return `<p${short}${this.#id(block.id)}>${this.#runs(block)}</p>`;
      }
      default:
        return `<p class="${block.type}"${this.#id(block.id)}>${this.#runs(block)}</p>`;
    }
  }

  #list({ depth, items }: ItemList): string {
    const indent = depth > 0 ? ` style="margin-left:${depth * 1.4}rem"` : '';
    const rows = items.map(({ item, inside }) => {
      const deeper = inside.map((list) => this.#list(list)).join('\n');
      const marker = `<span class="marker">${escapeHtml(item.marker)}</span>`;
      return `<li${this.#id(item.id)}>${marker} <div>${this.#runs(item)}${deeper === '' ? '' : `\n${deeper}`}</div></li>`;
    });
    return `<ul class="items" role="list"${indent}>\n${rows.join('\n')}\n</ul>`;
  }

  #table(table: PrintTable): string {
    const rows = table.rows.map((row, index) => {
      const cells = row.map((cell) => {
        const tag = cell.header ? 'th' : 'td';
        const scope = cell.header ? ` scope="${index < table.headerRows ? 'col' : 'row'}"` : '';
        const colspan = cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '';
        const rowspan = cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '';
        return `<${tag}${scope}${colspan}${rowspan}>${this.blocks(cell.blocks)}</${tag}>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    });
    const head = rows.slice(0, table.headerRows).join('\n');
    const body = rows.slice(table.headerRows).join('\n');
    const thead = head === '' ? '' : `<thead>\n${head}\n</thead>\n`;
    // A table wider than the screen scrolls by keyboard too.
    return `<div class="scroll" role="region" aria-label="Tableau" tabindex="0"><table>\n${thead}<tbody>\n${body}\n</tbody></table></div>`;
  }
}

function contentsOf(model: PrintModel): string {
  if (model.contents.length < ENTRIES_FOR_CONTENTS) return '';
  const top = Math.min(...model.contents.map(({ niveau }) => niveau));
  const lines = model.contents.map(({ id, niveau, printed, text }) => {
    const space = printed === '' || /\s$/.test(printed) ? '' : ' ';
    const indent = niveau > top ? ` style="margin-left:${(niveau - top) * 1.25}rem"` : '';
    return `<li${indent}><a href="#b-${id}">${escapeHtml(printed + space + text)}</a></li>`;
  });
  return `<nav aria-labelledby="sommaire"><h2 id="sommaire">Sommaire</h2>\n<ul role="list">\n${lines.join('\n')}\n</ul></nav>`;
}

/** Base 64 of a picture, a few kilobytes at a time. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let from = 0; from < bytes.length; from += 8192)
    binary += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(binary);
}

function logosOf({ edition }: PrintModel): string {
  const logos = edition.logos ?? [];
  if (logos.length === 0) return '';
  const marks = logos.map(({ name, picture }) =>
    picture === null
      ? `<li>${escapeHtml(name)}</li>`
      : `<li><img src="data:image/${picture.type === 'png' ? 'png' : 'jpeg'};base64,${base64(picture.bytes)}" alt="Logo\u00a0: ${escapeHtml(name)}"></li>`,
  );
  return `<ul class="logos" role="list" aria-label="Parties">${marks.join('')}</ul>\n`;
}

function notesOf(model: PrintModel, anchors: HtmlAnchors): string {
  const lines = model.notes.flatMap(({ alineas }, index) => {
    const number = index + 1;
    if (!anchors.notes.has(number)) return [];
    const words = alineas
      .map((alinea) => htmlRuns(alinea.runs, { ...anchors, notes: new Set() }))
      .join('<br>');
    const back = `<a href="#appel-${number}" role="doc-backlink" aria-label="Retour à l’appel de la note ${number}">↩</a>`;
    return [`<li id="note-${number}"><span class="marker">${number}</span> <div>${words} ${back}</div></li>`];
  });
  if (lines.length === 0) return '';
  return `<section class="notes" role="doc-endnotes" aria-label="Notes">\n<ol role="list">\n${lines.join('\n')}\n</ol>\n</section>`;
}

/** @returns the blocks that something links to, each id once */
function anchored(model: PrintModel): ReadonlySet<BlockId> {
  const found = new Set<BlockId>();
  for (const block of model.blocks) if (block.type === 'intitule') found.add(block.id);
  const look = (blocks: readonly PrintBlock[]) => {
    for (const block of blocks) {
      if ('runs' in block)
        for (const run of block.runs) if (run.type === 'renvoi' && run.cible !== null) found.add(run.cible);
      if (block.type === 'table') for (const row of block.rows) for (const cell of row) look(cell.blocks);
    }
  };
  look(model.blocks);
  return found;
}

/**
 * Writes a model as one page that stands alone: no script, nothing fetched, readable by a screen reader.
 * @returns the whole file
 */
export function writeHtml(model: PrintModel): string {
  const { edition } = model;
  const anchors: HtmlAnchors = {
    blocks: anchored(model),
    notes: new Set(
      model.notes.flatMap(({ alineas }, index) =>
        alineas.some((one) => one.runs.length > 0) ? [index + 1] : [],
      ),
    ),
  };
  const writer = new HtmlWriter(anchors);
  const titles = writer.blocks(model.blocks.slice(0, model.titles));
  const body = writer.blocks(model.blocks.slice(model.titles));
  const mention =
    edition.mention === null ? '' : `<span class="mention">${escapeHtml(edition.mention)}</span>`;
  const heading = titles.includes('<h1') ? '' : `<h1>${escapeHtml(edition.title)}</h1>`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="generator" content="Clausier">
<title>${escapeHtml(edition.title)} – ${escapeHtml(edition.version)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#texte">Aller au texte</a>
<div class="sheet">
<header>
<p class="edition">${mention}<span>${escapeHtml(edition.version)}</span>${edition.date === '' ? '' : `<span>${escapeHtml(edition.date)}</span>`}<span>Empreinte SHA-256\u00a0: ${edition.hash}</span></p>
${logosOf(model)}${heading}${titles}
</header>
${contentsOf(model)}
<main id="texte">
${body}
${notesOf(model, anchors)}
</main>
</div>
</body>
</html>
`;
}
