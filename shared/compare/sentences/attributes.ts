import type { AttributeChange } from '../model.ts';

const NATURES: Readonly<Record<string, string>> = {
  alinea: 'un alinéa',
  titre: 'une ligne de titre',
  partie: 'la désignation d’une partie',
  liaison: 'une ligne entre les parties',
  visa: 'un visa',
  considerant: 'un considérant',
  formule: 'la formule d’accord',
  intitule: 'un intitulé',
  item: 'un élément de liste',
  cloture: 'la formule de clôture',
  signataire: 'un bloc de signature',
  note: 'une note',
};

const LABELS: Readonly<Record<string, string>> = {
  niveau: 'le niveau change',
  genre: 'le genre de division change',
  role: 'la présentation de la ligne change',
  retrait: 'le retrait change',
  partieId: 'la partie désignée change',
  noteId: 'la note se rattache à un autre appel',
  famille: 'la famille de clause change',
  clause: 'l’origine dans le clausier change',
  aVerifier: 'la marque «\u00a0à vérifier\u00a0» change',
  src: 'l’image est remplacée',
  alt: 'la description de l’image change',
  colwidth: 'la largeur de la colonne change',
  colspan: 'la largeur de la cellule change',
  rowspan: 'la hauteur de la cellule change',
};

/** @returns what changes of attributes say; numbering and ids, told otherwise, say nothing */
export function attributeClauses(changes: readonly AttributeChange[]): readonly string[] {
  const nature = changes.find((change) => change.name === 'type');
  if (nature !== undefined) {
    if (String(nature.new).startsWith('table')) return ['l’en-tête du tableau change'];
    return [`la ligne devient ${NATURES[String(nature.new)] ?? 'une ligne d’une autre nature'}`];
  }
  return changes.flatMap((change) => LABELS[change.name] ?? []);
}
