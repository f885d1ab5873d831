import type { MarkJson } from '#shared/document/model.ts';
import type { PrintBlock, PrintModel, PrintNote, PrintRun, PrintTable } from './model.ts';
import { printedBlock } from './text.ts';

/** @returns words in which Markdown finds no mark */
export const escapeWords = (text: string): string =>
  text.replace(/[\\`*_[\]<>|~^]/g, '\\$&').replace(/[\n\r]+/g, ' ');

/** At the start of a line, what would be read as a heading, a list or a rule. */
const escapeStart = (line: string): string =>
  line.replace(/^(\s*)([#+=-])/, '$1\\$2').replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:)[^\s()<>]+$/i;

function wrapped(text: string, mark: MarkJson): string {
  // A mark that opens or closes on a space is no mark: it goes inside.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  if (words === '') return text;
  switch (mark.type) {
    case 'bold':
      return `${before}**${words}**${after}`;
    case 'italic':
      return `${before}*${words}*${after}`;
    case 'strike':
      return `${before}~~${words}~~${after}`;
    case 'superscript':
      return `${before}<sup>${words}</sup>${after}`;
    case 'link':
      return SAFE_ADDRESS.test(mark.attrs.href) ? `${before}[${words}](${mark.attrs.href})${after}` : text;
    case 'underline':
    case 'terme':
    case 'referenceExterne':
      return text;
  }
}

function words(runs: readonly PrintRun[], lineEnd: string): string {
  return runs
    .map((run) => {
      if (run.type === 'saut') return lineEnd;
      return run.type === 'appel' ? `[^${run.number}]` : run.marks.reduce(wrapped, escapeWords(run.text));
    })
    .join('');
}

const line = (runs: readonly PrintRun[]): string => escapeStart(words(runs, '\\\n').trim());

function table({ rows, columns }: PrintTable): string {
  const cell = (blocks: readonly PrintBlock[]) =>
    blocks
      .map((block) => {
        const marker = block.type === 'item' ? `${escapeWords(block.marker)} ` : '';
        return 'runs' in block ? marker + words(block.runs, '<br>') : '';
      })
      .join('<br>');
  const row = (cells: readonly string[]) => {
    const padded = [...cells, ...Array.from({ length: Math.max(0, columns - cells.length) }, () => '')];
    return `| ${padded.join(' | ')} |`;
  };
  const lines = rows.map((cells) => row(cells.map((one) => cell(one.blocks))));
  const rule = `|${' --- |'.repeat(columns)}`;
  return [lines[0] ?? '', rule, ...lines.slice(1)].join('\n');
}

const TITLES = { principal: '# ', 'sous-titre': '## ', partie: '', mention: '' } as const;

function blockOf(block: PrintBlock): string {
  switch (block.type) {
    case 'titre': {
      const text = words(block.runs, ' ').trim();
      if (block.role === 'partie') return `**${text.replace(/\*\*/g, '')}**`;
      return block.role === 'mention' ? `*${text}*` : TITLES[block.role] + text;
    }
    case 'intitule': {
      const space = block.printed === '' || /\s$/.test(block.printed) ? '' : ' ';
      const text = words(block.runs, ' ').trim();
      return `${'#'.repeat(Math.min(6, block.niveau + 1))} ${escapeWords(block.printed)}${space}${text}`.trimEnd();
    }
    case 'item': {
      const text = words(block.runs, '\\\n').trim();
      return `${'  '.repeat(block.niveau - 1)}- ${/^[-–—•▪○*]?$/.test(block.marker) ? '' : `${escapeWords(block.marker)} `}${text}`;
    }
    case 'note':
      return block.number === null ? `\\* ${words(block.runs, ' ').trim()}` : '';
    case 'table':
      return table(block);
    case 'image':
      return block.alt === '' ? '' : `*${escapeWords(block.alt)}*`;
    case 'sautPage':
      return '';
    default:
      return line(block.runs);
  }
}

const noteOf = (alineas: readonly PrintNote[], number: number): string => {
  const [first, ...rest] = alineas.map((alinea) => words(alinea.runs, ' ').trim());
  return [`[^${number}]: ${first ?? ''}`, ...rest.map((text) => `    ${text}`)].join('\n\n');
};

/** @returns a model in Markdown, with tables and notes as GitHub reads them; the first line says which text it is */
export function writeMarkdown(model: PrintModel): string {
  const { edition } = model;
  const mention = edition.mention === null ? '' : `**${escapeWords(edition.mention)}** · `;
  const head = `> ${mention}${escapeWords(edition.version)} · ${edition.date === '' ? '' : `${edition.date} · `}empreinte SHA-256\u00a0: ${edition.hash}`;
  let text = head;
  let before: PrintBlock['type'] | null = null;
  for (const block of model.blocks) {
    if (printedBlock(block).trim() === '') continue;
    const printed = blockOf(block);
    if (printed === '') continue;
    text += (before === 'item' && block.type === 'item' ? '\n' : '\n\n') + printed;
    before = block.type;
  }
  const notes = model.notes.flatMap(({ alineas }, index) =>
    alineas.length > 0 ? [noteOf(alineas, index + 1)] : [],
  );
  return `${[text, ...notes].join('\n\n')}\n`;
}
