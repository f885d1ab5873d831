import { typeset } from './typeset.ts';

/** What can be wrong in a file of `templates/`: closed codes, each with the sentence that says what to do. */
const TEMPLATE_PROBLEMS = {
  'tete.absente': 'La fiche doit commencer par un en-tête YAML entre deux lignes « --- ».',
  'yaml.illisible':
    'L’en-tête n’est pas du YAML lisible. Vérifiez les deux-points, les guillemets et l’alignement.',
  'tete.invalide': 'Une rubrique de l’en-tête manque ou n’a pas la forme attendue. Corrigez-la.',
  'chemin.incoherent': 'Le fichier n’est pas rangé à sa place. Déplacez-le, ou corrigez son en-tête.',
  'famille.inconnue': 'Cette famille de clauses n’existe pas. Choisissez-en une dans la liste du LISEZ-MOI.',
  'id.double': 'Cet identifiant est déjà pris par un autre fichier. Donnez-en un autre à l’un des deux.',
  'version.incoherente':
    'Une ancienne version garde l’identifiant de la clause et un numéro plus petit. Corrigez l’un ou l’autre.',
  'clause.inconnue': 'Le modèle cite une clause qui n’existe pas. Créez-la, ou corrigez le modèle.',
  'variable.inconnue':
    'Cette variable n’est pas déclarée. Ajoutez-la aux variables de l’en-tête, ou corrigez son nom.',
  'variable.contradictoire':
    'Cette variable est déclarée deux fois dans le même modèle, avec deux types. Gardez-en un seul.',
  'defaut.invalide':
    'La valeur par défaut ne respecte pas la règle de sa propre variable. Corrigez l’une ou l’autre.',
  'renvoi.inconnu':
    'Ce renvoi vise une clause absente du modèle. Ajoutez la clause au modèle, ou ôtez le renvoi.',
  'renvoi.ambigu':
    'Ce renvoi vise une famille qui a plusieurs clauses dans le modèle. Citez la clause par son id.',
  'condition.illisible':
    'Cette condition n’est pas comprise. Reprenez une des formes données dans le LISEZ-MOI.',
  'condition.boucle': 'Ces conditions dépendent l’une de l’autre en boucle. Ôtez-en une.',
  'bloc.illisible': 'Cette ligne commençant par « @ » n’est pas comprise, ou son « @fin » manque.',
  'texte.illisible': 'Une accolade ou un crochet du texte n’est pas refermé, ou son format n’existe pas.',
  'note.orpheline': 'Cet appel de note n’a pas de texte, ou ce texte de note n’a pas d’appel.',
} as const satisfies Record<string, string>;

export type TemplateProblemCode = keyof typeof TEMPLATE_PROBLEMS;

/** One thing to correct in one template file. `line` counts from 1; `message` is whole and in French. */
export interface TemplateProblem {
  readonly code: TemplateProblemCode;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Where a template's text stands, so that a problem can name it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/**
 * @param detail what is wrong here, as a noun phrase (« {{duree.moi}} »)
 * @returns the problem with its whole French sentence: file, line, detail, what to do
 */
export function templateProblem(code: TemplateProblemCode, place: Place, detail: string): TemplateProblem {
  return {
    code,
    ...place,
    message: typeset(`${place.file}, ligne ${place.line} : ${detail}. ${TEMPLATE_PROBLEMS[code]}`),
  };
}

/** What can be wrong in what a person filled in: closed codes. */
type DraftingProblemCode =
  | 'modele.inconnu'
  | 'variante.inconnue'
  | 'champ.inconnu'
  | 'valeur.manquante'
  | 'valeur.invalide'
  | 'valeur.hors_bornes'
  | 'parties.nombre'
  | 'parties.doublon'
  | 'division.introuvable';

/** One thing to correct in a form. `champ` is the key concerned (`duree.mois`, `parties`); `message` is French. */
export interface DraftingProblem {
  readonly code: DraftingProblemCode;
  readonly champ: string;
  readonly message: string;
}

/** @param sentence French, typeset here */
export function draftingProblem(
  code: DraftingProblem['code'],
  champ: string,
  sentence: string,
): DraftingProblem {
  return { code, champ, message: typeset(sentence) };
}
