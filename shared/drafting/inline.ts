import type { NameForm } from '#shared/document/names.ts';
import {
  REFERENCE_FORMATS,
  type ReferenceFormat,
  VARIABLE_FORMATS,
  type VariableFormat,
} from '#shared/document/schema/vocabulary.ts';
import { CHEMIN, parseCondition } from './condition.ts';
import type { ActForm, TemplateInline, TemplateMark } from './model.ts';
import type { TemplateProblemCode } from './problems.ts';
import { typeset } from './typeset.ts';

/** Told of each thing that can't be read: closed code, line in the file, what is wrong there. */
export type Report = (code: TemplateProblemCode, line: number, detail: string) => void;

const PARTY_FORMS: readonly NameForm[] = ['nom', 'le', 'Le', 'du', 'au'];

/** `defId` of a defined term: its letters and digits, so that the same term is the same everywhere in an act. */
function termId(label: string): string {
  return label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const ACT_FORMS: readonly ActForm[] = [
  'nom',
  'le',
  'Le',
  'du',
  'au',
  'le présent',
  'Le présent',
  'du présent',
  'au présent',
  'il',
  'Il',
  'lui',
];

/** Formats as a template writes them: those of the document, « à » for the preposition that contracts. */
function variableFormat(written: string): VariableFormat | undefined {
  if (written === '') return 'texte';
  return written === 'à' ? 'a' : VARIABLE_FORMATS.find((each: VariableFormat) => each === written);
}

/** Slots that stand for more than one variable: a party by its name, its representative, the act, a list's element. */
function wordSlot(name: string, format: string, marks: readonly TemplateMark[]): TemplateInline | null {
  const agrees = /^\p{L}+·\p{L}+(?:·s)?$/u.test(format);
  switch (name) {
    case 'partie':
    case 'partie.complet': {
      if (agrees) return { type: 'accord', avec: 'partie', mot: format, marks };
      const forme = PARTY_FORMS.find((each) => each === (format || 'nom'));
      return forme === undefined
        ? null
        : { type: 'partie', forme, complet: name === 'partie.complet', marks };
    }
    case 'partie.representant':
      return format === '' ? { type: 'representant', forme: 'complet', marks } : null;
    case 'partie.signataire':
      return format === '' ? { type: 'representant', forme: 'nom', marks } : null;
    case 'acte': {
      if (agrees) return { type: 'accord', avec: 'acte', mot: format, marks };
      const forme = ACT_FORMS.find((each) => each === (format || 'nom'));
      return forme === undefined ? null : { type: 'acte', forme, marks };
    }
    default: {
      const element = /^(engagement|fait)(?:\.(libelle|date))?$/.exec(name);
      const printed = variableFormat(format);
      if (element === null || printed === undefined) return null;
      const liste = element[1] === 'fait' ? 'fait' : 'engagement';
      const part = element[2] === 'libelle' || element[2] === 'date' ? element[2] : 'valeur';
      return { type: 'element', liste, part, format: printed, marks };
    }
  }
}

function slot(inner: string, marks: readonly TemplateMark[]): TemplateInline | null {
  const [name = '', format = ''] = inner.split('|').map((part) => part.trim());
  const words = wordSlot(name, format, marks);
  if (words !== null) return words;
  const printed = variableFormat(format);
  if (printed === undefined || !CHEMIN.test(name) || name === 'partie.complet') return null;
  const bold = printed === 'texte' && marks.some((mark) => mark.type === 'bold');
  return { type: 'variable', chemin: name, format: bold ? 'gras' : printed, marks };
}

function reference(inner: string, marks: readonly TemplateMark[]): TemplateInline | null {
  const [cible = '', format = ''] = inner.split('|').map((part) => part.trim());
  const printed = format === '' ? 'nom' : REFERENCE_FORMATS.find((each: ReferenceFormat) => each === format);
  return printed === undefined || !/^[a-z][a-z0-9-]*$/.test(cible)
    ? null
    : { type: 'renvoi', cible, format: printed, marks };
}

/** Delimited forms: opening, closing, and what their inside becomes. */
const DELIMITERS = ['{{', '{si ', '[[', '[^', '^{', '**', '==', '*'] as const;
const CLOSING: Readonly<Record<(typeof DELIMITERS)[number], string>> = {
  '{{': '}}',
  '{si ': '{fin}',
  '[[': ']]',
  '[^': ']',
  '^{': '}',
  '**': '**',
  '==': '==',
  '*': '*',
};

/**
 * Reads the inline text of a template: `**gras**`, `*italique*`, `^{er}`, `{{chemin|format}}`, `{{partie|Le}}`,
 * `{{acte|le présent}}`, `{{partie|représenté·e}}`, `{{engagement}}`, `[[famille|format]]`, `[^note]`, `==terme==`, `==SIGLE|sigle==`, `{si condition}…{fin}`, `\` before a sign taken literally, and a
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
    if (open === '{si ') return conditional(inner, marks);
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

  const conditional = (inner: string, marks: readonly TemplateMark[]): TemplateInline[] => {
    const [, asked = '', text = ''] = /^([^}]*)\}(.*)$/s.exec(inner) ?? [];
    const condition = parseCondition(asked.replace(/\s+/g, ' '));
    if (condition === null) report('condition.illisible', line, `« ${asked || inner} »`);
    return condition === null ? [] : [{ type: 'si', condition, alors: read(text, marks), marks }];
  };

  return read(source, []);
}
