import { splitHead } from '#shared/drafting/yaml.ts';

/** Where a problem is, in the form's own terms. */
export interface PlacedProblem {
  /** « Texte, ligne 3 » or « En-tête, variables ». */
  readonly place: string;
  readonly message: string;
  /** Line of the text, from 1; `null` for the head. */
  readonly line: number | null;
}

const PLACE = /^[^:]*?, ligne (\d+)[\s\u00a0]:[\s\u00a0]*/u;
const HEAD_NAMES: Readonly<Record<string, string>> = {
  id: 'identifiant',
  famille: 'famille',
  variante: 'variante',
  titre: 'intitulé',
  emploi: 'emploi',
  note: 'note',
  conditions: 'questions',
  variables: 'variables',
  faits: 'faits',
};

/**
 * Puts the reader's problems in the form's terms: a line of the file means nothing to whoever sees two fields.
 * @param source the file they were found in
 * @param messages whole sentences, each beginning with file and line
 */
export function placeProblems(source: string, messages: readonly string[]): readonly PlacedProblem[] {
  const split = splitHead(source);
  const lines = source.split('\n');
  return messages.map((whole) => {
    const found = PLACE.exec(whole);
    const message = whole.replace(PLACE, '');
    const said = message.charAt(0).toLocaleUpperCase('fr') + message.slice(1);
    if (found === null || split === null) return { place: 'Clause', message: said, line: null };
    const line = Number(found[1]);
    if (line >= split.bodyLine) {
      const own = line - split.bodyLine + 1;
      return { place: `Texte, ligne ${own}`, message: said, line: own };
    }
    const key = lines
      .slice(0, line)
      .flatMap((text) => /^(\w+):/.exec(text)?.[1] ?? [])
      .at(-1);
    const name = key === undefined ? undefined : HEAD_NAMES[key];
    return { place: name === undefined ? 'En-tête' : `En-tête, ${name}`, message: said, line: null };
  });
}
