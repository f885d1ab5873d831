import {
  REFERENCE_FORMATS,
  type ReferenceFormat,
  VARIABLE_FORMATS,
  type VariableFormat,
} from '#shared/document/schema/vocabulary.ts';
import { CHEMIN } from './condition.ts';
import type { PartyForm, TemplateInline, TemplateMark } from './model.ts';
import type { TemplateProblemCode } from './problems.ts';
import { typeset } from './typeset.ts';

/** Told of each thing that can't be read: closed code, line in the file, what is wrong there. */
export type Report = (code: TemplateProblemCode, line: number, detail: string) => void;

const PARTY_FORMS: readonly PartyForm[] = ['nom', 'le', 'Le', 'du', 'au'];

/** `defId` of a defined term: its letters and digits, so that the same term is the same everywhere in an act. */
function termId(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function slot(inner: string, marks: readonly TemplateMark[]): TemplateInline | null {
  const [name = '', format = ''] = inner.split('|').map((part) => part.trim());
  if (name === 'partie') {
    const forme = PARTY_FORMS.find((each) => each === (format || 'nom'));
    return forme === undefined ? null : { type: 'partie', forme, marks };
  }
  const printed = format === '' ? 'texte' : VARIABLE_FORMATS.find((each: VariableFormat) => each === format);
  return printed === undefined || !CHEMIN.test(name)
    ? null
    : { type: 'variable', chemin: name, format: printed, marks };
}

function reference(inner: string, marks: readonly TemplateMark[]): TemplateInline | null {
  const [cible = '', format = ''] = inner.split('|').map((part) => part.trim());
  const printed = format === '' ? 'nom' : REFERENCE_FORMATS.find((each: ReferenceFormat) => each === format);
  return printed === undefined || !/^[a-z][a-z0-9-]*$/.test(cible)
    ? null
    : { type: 'renvoi', cible, format: printed, marks };
}

/** Delimited forms: opening, closing, and what their inside becomes. */
const DELIMITERS = ['{{', '[[', '[^', '^{', '**', '==', '*'] as const;
const CLOSING: Readonly<Record<(typeof DELIMITERS)[number], string>> = {
  '{{': '}}',
  '[[': ']]',
  '[^': ']',
  '^{': '}',
  '**': '**',
  '==': '==',
  '*': '*',
};

/**
 * Reads the inline text of a template: `**gras**`, `*italique*`, `^{er}`, `{{chemin|format}}`, `{{partie|Le}}`,
 * `[[famille|format]]`, `[^note]`, `==terme==`, `==SIGLE|sigle==`, `\` before a sign taken literally, and a
 * backslash at the end of a line for a line break. French typography is set on the way.
 * @param line line of `source` in its file, for reports
 */
export function parseTemplateInline(source: string, line: number, report: Report): TemplateInline[] {
  const read = (text: string, marks: readonly TemplateMark[]): TemplateInline[] => {
    const out: TemplateInline[] = [];
    let plain = '';
    const flush = () => {
      if (plain !== '') out.push({ type: 'text', text: typeset(plain), marks });
      plain = '';
    };
    let at = 0;
    while (at < text.length) {
      if (text[at] === '\\') {
        if (text[at + 1] === '\n') {
          flush();
          out.push({ type: 'hardBreak', marks });
        } else plain += text[at + 1] ?? '';
        at += 2;
        continue;
      }
      const open = DELIMITERS.find((each) => text.startsWith(each, at));
      if (open === undefined) {
        plain += text[at] === '\n' ? ' ' : (text[at] ?? '');
        at += 1;
        continue;
      }
      const close = CLOSING[open];
      const end = text.indexOf(close, at + open.length);
      if (end <= at + open.length) {
        if (open !== '*') report('texte.illisible', line, `« ${open} » n’est pas refermé par « ${close} »`);
        plain += open;
        at += open.length;
        continue;
      }
      flush();
      out.push(...delimited(open, text.slice(at + open.length, end), marks));
      at = end + close.length;
    }
    flush();
    return out;
  };

  const delimited = (
    open: (typeof DELIMITERS)[number],
    inner: string,
    marks: readonly TemplateMark[],
  ): TemplateInline[] => {
    if (open === '**') return read(inner, [...marks, { type: 'bold' }]);
    if (open === '*') return read(inner, [...marks, { type: 'italic' }]);
    if (open === '^{') return read(inner, [...marks, { type: 'superscript' }]);
    if (open === '[^') return [{ type: 'note', cle: inner, marks }];
    if (open === '==') {
      const [label = '', genre] = inner.startsWith('{{') ? [inner] : inner.split('|');
      const attrs = {
        defId: termId(label),
        genre: genre === 'sigle' ? ('sigle' as const) : ('terme' as const),
      };
      return read(label, [...marks, { type: 'terme', attrs }]);
    }
    const atom = open === '{{' ? slot(inner, marks) : reference(inner, marks);
    if (atom !== null) return [atom];
    report('texte.illisible', line, `« ${open}${inner}${CLOSING[open]} » n’est pas compris`);
    return [];
  };

  return read(source, []);
}
