import type { Address, Refusal, RefusalCode } from '../model.ts';

/** What each refusal says, and what to do about it (rule R1 of RULES.md). */
const SENTENCES: Readonly<Record<RefusalCode, readonly [reason: string, remedy: string]>> = {
  'no-address': [
    'Ce passage ne peut pas être désigné sans équivoque\u00a0: rien ne le distingue d’un autre dans le texte signé.',
    'Faites d’abord un avenant qui numérote ou intitule ces divisions, ou remplacez la division entière.',
  ],
  'note-call': [
    'Le passage remplacé porte un appel de note, qu’une phrase ne peut pas rédiger.',
    'Modifiez les mots de part et d’autre de l’appel, et laissez celui-ci en place.',
  ],
  note: [
    'Une note de bas de page est ajoutée ou retirée.',
    'Écrivez son contenu dans l’alinéa, ou modifiez les mots d’une note qui existe.',
  ],
  image: [
    'Une image est ajoutée, retirée ou changée.',
    'Joignez-la dans une annexe nouvelle, que l’avenant cite.',
  ],
  visa: [
    'Les visas d’un acte signé disent sur quoi il s’est fondé\u00a0: ils ne se réécrivent pas.',
    'Rétablissez-les ici, et mettez les nouveaux visas dans l’avenant.',
  ],
  closing: [
    'Le lieu, la date et les signatures d’un acte signé ne se modifient pas.',
    'Rétablissez-les ici\u00a0: l’avenant porte les siens.',
  ],
  front: [
    'Cette partie du texte liminaire ne peut pas être désignée.',
    'Rétablissez-la ici, ou dites le changement dans le préambule de l’avenant.',
  ],
  level: [
    'Le nouveau texte a une structure (niveau, genre, liste) que sa lecture sur papier ne montre pas.',
    'Donnez à ces lignes un numéro ou un marqueur comme le texte signé en a déjà.',
  ],
  unnumbered: [
    'Le nouveau texte contient un intertitre sans numéro, que rien ne distinguerait d’un alinéa.',
    'Numérotez cet intertitre, ou insérez-le seul, par une division à part.',
  ],
  quotes: [
    'Des guillemets s’ouvrent ou se ferment seuls dans ce passage, qui ne peut donc pas être cité.',
    'Fermez chaque guillemet dans l’alinéa où il s’ouvre.',
  ],
  table: [
    'Ce tableau a des cellules fusionnées ou change de colonnes d’une façon qui ne peut pas être écrite.',
    'Remplacez-le par un tableau sans cellule fusionnée, ou mettez-le en annexe.',
  ],
  order: [
    'L’ordre des divisions change d’une façon qu’aucune instruction simple ne dit.',
    'Laissez les divisions à leur place, ou déplacez-en une seule par avenant.',
  ],
  prose: [
    'La phrase qui dirait ce changement pourrait être lue autrement.',
    'Numérotez ou intitulez ce passage autrement, ou remplacez toute la division.',
  ],
  unproved: [
    'Les instructions trouvées ne redonnent pas exactement ce texte.',
    'Choisissez un grain plus large pour cet article, ou faites le changement en deux fois.',
  ],
};

/** An edit that no instruction of this grain expresses: a coarser one may. */
export class Inexpressible extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(code);
    this.code = code;
  }
}

/** @returns the refusal of a code, for the reader */
export function refusalOf(code: RefusalCode, address: Address | null): Refusal {
  const [reason, remedy] = SENTENCES[code];
  return { code, address, reason, remedy };
}
