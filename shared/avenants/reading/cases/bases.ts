import {
  alinea,
  annexe,
  article,
  axe,
  block,
  contentOf,
  item,
  numero,
  rubrique,
  sousArticle,
  table,
} from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';

/*
 * Small base texts that the reading set amends. Written for it; nothing comes from a real convention.
 */

const degree = (text: string) => item(text, { marqueur: '1°' });
const letter = (text: string) => item(text, { marqueur: 'a)', niveau: 2 });

/** A convention in articles, with a numbered list two deep, a table, two annexes. */
const articles = contentOf([
  block('titre', 'Convention de partenariat'),
  block('liaison', 'Entre'),
  block('partie', 'L’association Alpha, dont le siège est à Lyon, représentée par sa présidente,'),
  block('liaison', 'et'),
  block('partie', 'La fédération Bêta, dont le siège est à Nantes, représentée par son président,'),
  article(
    'Objet',
    'La convention fixe les relations entre Alpha et Bêta. Elle porte sur la formation des bénévoles. Elle est conclue sans exclusivité.',
    'Elle s’applique à toute la France.',
    'Elle ne crée aucune société.',
  ),
  article(
    'Engagements d’Alpha',
    'Alpha s’engage à :',
    degree('informer ses adhérents\u202f;'),
    degree('organiser les sessions suivantes :'),
    letter('une session au printemps\u202f;'),
    letter('une session à l’automne\u202f;'),
    degree('publier un bilan.'),
    'Alpha désigne un référent.',
  ),
  article(
    'Engagements de Bêta',
    'Bêta met à disposition une salle. La salle est équipée. La salle est gratuite.',
    'Bêta prend en charge :',
    item('les frais de déplacement\u202f;'),
    item('les frais de repas\u202f;'),
    item('les frais de reprographie.'),
  ),
  article(
    'Dispositions financières',
    'Bêta verse une subvention de 500 €. Le montant de 500 € est versé en une fois.',
    'Le comptable est le trésorier d’Alpha.',
    table([
      ['Année', 'Montant'],
      ['2007', '200 €'],
      ['2008', '300 €'],
    ]),
  ),
  article(
    'Durée',
    'La convention est conclue pour trois ans. Elle prend effet le 1er janvier 2006 et expire le 31 décembre 2008.',
    'Elle peut être dénoncée avec un préavis de deux mois.',
  ),
  article('Communication', 'Chaque partie mentionne le soutien de l’autre.', 'Les logos sont joints.'),
  article('Litiges', 'Les parties recherchent un accord amiable.'),
  annexe('Calendrier', 'Le calendrier est arrêté en mars.'),
  annexe('Modèle de bilan', 'Le bilan compte deux pages.', 'Il est signé.'),
  block('cloture', 'Fait à Lyon, le 3 mars 2006.'),
]);

/** Axes and unnumbered headings, bullets. */
const axes = contentOf([
  block('titre', 'Charte de coopération'),
  rubrique('Axes de travail'),
  axe(
    'Accueil',
    'Les réseaux se concertent.',
    item('partager les annuaires\u202f;'),
    item('organiser une journée\u202f;'),
    item('former les accueillants.'),
  ),
  axe(
    'Logement',
    'Les réseaux agissent.',
    item('recenser les offres\u202f;', { marqueur: '•' }),
    item('orienter les jeunes.', { marqueur: '•' }),
  ),
  rubrique('Suivi', 'Un comité se réunit chaque année.', 'Il rend compte.'),
  rubrique('Durée', 'La charte vaut deux ans.'),
]);

/** Articles with numbered subdivisions. */
const dotted = contentOf([
  article(
    'Moyens',
    sousArticle('Locaux', 'La ville prête deux salles.', 'Elle en assure le ménage.'),
    sousArticle('Matériel', 'La ville prête du matériel.'),
  ),
  article(
    'Programme',
    numero('Ateliers', 'Un atelier se tient chaque lundi.'),
    numero('Sorties', 'Une sortie se tient chaque mois.', 'Elle est gratuite.'),
  ),
  article({ text: 'Évaluation', attrs: { numFixe: '2 bis' } }, 'Un bilan est rendu en juin.'),
  article('Fin', 'La convention cesse en juin 2012.', 'Nul renouvellement n’est tacite.'),
]);

/** An article whose second paragraph is a long one, for occurrences and quotations. */
const repeated = contentOf([
  article(
    'Comité',
    'Le comité se réunit. Le comité décide. Le comité publie ses avis.',
    'Le président du comité préside le comité.',
  ),
  article(
    'Définitions',
    alinea('Au sens des présentes, «\u00a0le Plan\u00a0» désigne le programme d’action.'),
    'Le Plan est annuel, et le Plan est public.',
  ),
  article('Clôture', 'Le comité rend un avis final.'),
]);

/** The base texts by name. */
export const BASES = { articles, axes, dotted, repeated } as const satisfies Record<string, ActContent>;
