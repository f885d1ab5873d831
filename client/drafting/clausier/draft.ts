import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { FIELD_TYPES } from '#shared/drafting/wire.ts';
import { splitHead } from '#shared/drafting/yaml.ts';
import type { PlacedProblem } from './problems.ts';
import { unwrap } from './unwrap.ts';

/*
 * A clause being written, as a form holds it: every value is what was typed. `sourceOf` makes the file of it, in
 * which the reader of templates/ finds what is wrong.
 */

const typed = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const optional = typed.catch('').default('');

const variableSchema = z.object({
  chemin: optional,
  type: z.enum(FIELD_TYPES).catch('texte'),
  libelle: optional,
  aide: optional,
  defaut: optional,
  requis: optional,
  choix: z.array(typed).catch([]).default([]),
  min: optional,
  max: optional,
  apres: optional,
  si: optional,
});
/** A variable that the clause asks for. */
export type VariableDraft = z.infer<typeof variableSchema>;

const headSchema = z.object({
  id: optional,
  famille: optional,
  variante: optional,
  titre: optional,
  emploi: optional,
  note: optional,
  conditions: z
    .array(z.object({ si: optional, sinon: optional }))
    .catch([])
    .default([]),
  variables: z.array(variableSchema).catch([]).default([]),
  faits: z
    .array(z.object({ cle: optional, libelle: optional, type: optional }))
    .catch([])
    .default([]),
});

/** A clause as typed so far. `corps`: its text, in the format of `templates/`. */
export type ClauseDraft = z.infer<typeof headSchema> & { readonly corps: string };

/** A variable with nothing filled in. */
export const BLANK_VARIABLE: VariableDraft = variableSchema.parse({});

/** @returns a clause with nothing filled in */
export function blankDraft(): ClauseDraft {
  return { ...headSchema.parse({}), corps: '' };
}

/** @returns the form of a source, or a blank one when it has no head that can be read */
export function draftOf(source: string): ClauseDraft {
  const split = splitHead(source);
  if (split === null) return { ...blankDraft(), corps: source };
  let head: unknown;
  try {
    head = parse(split.head);
  } catch {
    return { ...blankDraft(), corps: split.body.trim() };
  }
  return { ...headSchema.catch(headSchema.parse({})).parse(head), corps: unwrap(split.body.trim()) };
}

/** Leaves out what was not filled in, so that the reader tells it missing rather than empty. */
function filled(entries: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entries).filter(
      ([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

const numeric = (text: string): string | number =>
  /^-?\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : text;

/**
 * @param stamp what the server will put in its place, for the preview
 * @returns the file: YAML head, then the text
 */
export function sourceOf(
  draft: ClauseDraft,
  stamp: { readonly date: string; readonly auteur: string },
): string {
  const { corps, conditions, variables, faits, ...head } = draft;
  const yaml = stringify(
    filled({
      id: head.id.trim(),
      famille: head.famille,
      variante: head.variante.trim(),
      titre: head.titre.trim(),
      version: 1,
      date: stamp.date,
      auteur: stamp.auteur,
      emploi: head.emploi.trim(),
      note: head.note.trim(),
      conditions: conditions.map((each) => filled(each)),
      variables: variables.map(({ min, max, requis, ...each }) =>
        filled({
          ...each,
          requis: requis === 'oui' ? 'oui' : '',
          min: numeric(min),
          max: numeric(max),
          choix: each.type === 'enum' ? each.choix : [],
        }),
      ),
      faits: faits.map((each) => filled(each)),
    }),
    { lineWidth: 0 },
  );
  return `---\n${yaml}---\n${corps.trim()}\n`;
}

/** @returns « nombre-de-mois » for « Nombre de mois », what ids and variables are named with */
export function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '');
}

/** Where the caret goes in a snippet: a sign that nobody types, since `|` is of the format itself. */
export const CARET = '\u0000';

/** @returns a text with a snippet in place of what is selected, the selection and then the caret at its `CARET` */
export function insertSnippet(
  text: string,
  selection: { readonly start: number; readonly end: number },
  snippet: string,
): { readonly text: string; readonly caret: number } {
  const chosen = text.slice(selection.start, selection.end);
  const mark = snippet.indexOf(CARET);
  const clean = mark === -1 ? snippet : snippet.slice(0, mark) + chosen + snippet.slice(mark + 1);
  const before = text.slice(0, selection.start);
  // A directive stands alone on its line.
  const glue = clean.startsWith('@') && before !== '' && !before.endsWith('\n') ? '\n' : '';
  const caret = before.length + glue.length + (mark === -1 ? clean.length : mark + chosen.length);
  return { text: before + glue + clean + text.slice(selection.end), caret };
}

/** What the form itself sees missing, before the reader is asked. */
export function missingHead(draft: ClauseDraft): readonly PlacedProblem[] {
  const tell = (message: string): PlacedProblem => ({ place: 'La clause', message, line: null });
  return [
    ...(draft.corps.trim() === '' ? [tell('Écrivez le texte de la clause.')] : []),
    ...(draft.famille === '' ? [tell('Choisissez sa famille.')] : []),
    ...(draft.variante.trim() === '' ? [tell('Nommez la variante, avec des lettres.')] : []),
    ...(draft.emploi.trim() === '' ? [tell('Dites en une phrase quand l’employer.')] : []),
  ];
}

/** The draft with something in place of what is missing, so that its text can be read all the same. */
export function completed(draft: ClauseDraft): ClauseDraft {
  const famille = draft.famille || 'objet';
  const variante = draft.variante.trim() || 'nouvelle';
  const named = { famille, variante, id: draft.id.trim() || `${famille}-${variante}` };
  const titre = draft.famille === '' && draft.titre.trim() === '' ? 'Intitulé' : draft.titre;
  return { ...draft, ...named, titre, emploi: draft.emploi.trim() || 'À dire.' };
}
