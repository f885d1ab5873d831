import type { LocateCode } from './found.ts';
import type { ReadProblem } from './read.ts';

/** Why an instruction is not carried over (closed list). */
export type ParseCode =
  | ReadProblem
  | LocateCode
  | 'words-not-found'
  | 'several-hits'
  | 'no-occurrence'
  | 'count'
  | 'apart'
  | 'renumbering'
  | 'no-attached-text'
  | 'not-expressible';

/** What is told of a failure. */
export interface ParseProblem {
  readonly code: ParseCode;
  /** A French sentence: what is wrong, and what to do. */
  readonly message: string;
  /** The wording of the base text nearest to the words quoted, where there is one. */
  readonly nearest: string | null;
}

/** Thrown while an operation is placed in the base text; caught for each operation. */
export class Refused extends Error {
  readonly problem: ParseProblem;

  constructor(code: ParseCode, message: string, nearest: string | null = null) {
    super(message);
    this.problem = { code, message, nearest };
  }
}

const READ_MESSAGES: Readonly<Record<ReadProblem, string>> = {
  guillemets:
    'Les guillemets de cette phrase ne se ferment pas comme ils s’ouvrent\u00a0: corrigez-les d’après l’original, puis relisez.',
  'unknown-words':
    'Une partie de cette phrase n’a pas été comprise\u00a0: faites la modification à la main, ou reformulez-la.',
  'too-long': 'Cette phrase est trop longue pour être lue\u00a0: coupez-la.',
  'no-place': 'Cette phrase ne dit pas où la modification s’applique\u00a0: indiquez l’article.',
  'no-object':
    'Cette phrase ne donne pas le nouveau texte entre guillemets\u00a0: ajoutez-les, ou faites la modification à la main.',
  'no-words': 'Cette phrase ne cite pas les mots à remplacer\u00a0: indiquez le passage concerné.',
  'no-position':
    'Cette phrase ne dit pas où insérer le nouveau texte\u00a0: indiquez après quel article ou quel alinéa.',
  pairs: 'Il n’y a pas autant de mots nouveaux que de mots à remplacer\u00a0: séparez les remplacements.',
  'table-column':
    'Une colonne de tableau ne se modifie pas par une instruction\u00a0: remplacez les lignes ou le tableau.',
  unclear: 'Cette phrase n’a pas été comprise\u00a0: faites la modification à la main, ou reformulez-la.',
};

/** @returns what is told of a sentence that was not read */
export function readProblem(code: ReadProblem, unknown: readonly string[]): ParseProblem {
  const words = unknown.join(' ').replace(/' /g, '’');
  const message =
    code === 'unknown-words' && words !== ''
      ? `« ${words} » n’a pas été compris\u00a0: faites la modification à la main, ou reformulez la phrase.`
      : READ_MESSAGES[code];
  return { code, message, nearest: null };
}

/** @returns what is told of a place that is not found */
export function locateMessage(code: LocateCode, place: string, where: string): string {
  switch (code) {
    case 'not-found':
      return `Le texte de départ n’a pas de «\u00a0${place}\u00a0»${where}\u00a0: vérifiez l’adresse.`;
    case 'several':
      return `Plusieurs passages s’appellent «\u00a0${place}\u00a0»${where}\u00a0: précisez lequel.`;
    case 'ambiguous-rank':
      return `Le rang «\u00a0${place}\u00a0» ne se compte pas à travers des subdivisions${where}\u00a0: dites dans laquelle.`;
    case 'no-rank':
      return `Il n’y a pas de «\u00a0${place}\u00a0»${where}\u00a0: le texte de départ en a moins.`;
    case 'no-address':
      return `«\u00a0${place}\u00a0» ne peut pas être désigné sans ambiguïté dans le texte de départ\u00a0: numérotez-le d’abord.`;
    case 'not-amendable':
      return `«\u00a0${place}\u00a0» ne se modifie pas par une instruction\u00a0: faites la modification à la main.`;
  }
}
