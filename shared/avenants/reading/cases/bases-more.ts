import {
  annexe,
  article,
  type Body,
  block,
  contentOf,
  intitule,
  item,
  sousArticle,
  table,
} from '#shared/document/builders.ts';

/*
 * More base texts that the reading set amends. Written for it; nothing comes from a real convention.
 */

const degree = (text: string) => item(text, { marqueur: '1°' });
const roman = (text: string) => item(text, { marqueur: 'I. –' });
const letter = (text: string) => item(text, { marqueur: 'a)' });

/** A convention between a town and an association: degrees, Roman levels, dashes, two annexes of which one holds a table. */
export const subvention = contentOf([
  block('titre', 'Convention pluriannuelle d’objectifs'),
  block('liaison', 'Entre'),
  block('partie', 'La commune de Valmont, représentée par son maire,'),
  block('liaison', 'et'),
  block('partie', 'L’association Horizons, représentée par sa présidente,'),
  article(
    'Objet',
    'La commune soutient le projet de l’association.',
    'Le projet comprend\u00a0:',
    degree('l’accueil du public\u202f;'),
    degree('la formation des salariés\u202f;'),
    degree('la tenue d’un registre.'),
    'Le projet est décrit en annexe 1.',
  ),
  article(
    'Durée',
    'La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2022.',
    'Elle n’est pas renouvelable par tacite reconduction.',
  ),
  article(
    'Subvention',
    roman('La commune verse une subvention de 10\u202f000\u00a0€. Cette subvention est versée en deux fois.'),
    roman(
      'Le premier versement intervient avant le 31 mars. Le second versement intervient avant le 30 septembre.',
    ),
    roman('Le comptable assignataire est le trésorier municipal.'),
  ),
  article(
    'Obligations',
    'L’association s’engage à\u00a0:',
    item('tenir une comptabilité\u202f;'),
    item('transmettre ses comptes\u202f;'),
    item('signaler tout retard.'),
    'Elle remet un rapport annuel à la commune. La commune accuse réception du rapport annuel.',
  ),
  article(
    'Contrôle',
    'Le contrôle est exercé par la commune. Le contrôle porte sur les comptes.',
    'L’association facilite le contrôle. Elle en supporte le coût.',
  ),
  article('Assurances', 'L’association souscrit une assurance.'),
  article(
    'Sanctions',
    'En cas de manquement, la commune peut exiger le remboursement de la subvention.',
    'La commune en informe l’association.',
  ),
  article('Résiliation', 'La convention peut être résiliée avec un préavis de deux mois.'),
  article('Litiges', 'Le tribunal administratif de Rouen est compétent.'),
  block('cloture', 'Fait à Valmont, le 12 décembre 2019.'),
  annexe('Programme', 'Le programme est annuel.', 'Il est évalué.'),
  annexe(
    'Budget',
    'Le budget prévisionnel est le suivant\u00a0:',
    table([
      ['Poste', '2020', '2021'],
      ['Salaires', '6\u202f000\u00a0€', '6\u202f500\u00a0€'],
      ['Locaux', '2\u202f000\u00a0€', '2\u202f100\u00a0€'],
      ['Divers', '500\u00a0€', '400\u00a0€'],
    ]),
  ),
]);

const chapitre = (text: string) =>
  intitule(text, { genre: 'chapitre', prefixe: 'Chapitre\u00a0', compteur: 'I', separateur: ' – ' });
const inChapitre = (text: string, ...body: Body) => article({ text, attrs: { niveau: 2 } }, ...body);

/** A public service in chapters: definitions in letters, 3.1 and 3.2 under article 3. */
export const service = contentOf([
  block('titre', 'Convention de service'),
  chapitre('Dispositions générales'),
  inChapitre(
    'Définitions',
    'Au sens de la convention, on entend par\u00a0:',
    letter('usager\u00a0: toute personne accueillie\u202f;'),
    letter('site\u00a0: tout local ouvert aux usagers.'),
  ),
  inChapitre('Champ', 'Le service est ouvert à tous les usagers. Il est gratuit.'),
  chapitre('Organisation'),
  inChapitre(
    'Service',
    sousArticle(
      { text: 'Horaires', attrs: { niveau: 3 } },
      'Le service est ouvert du lundi au vendredi, de 9 heures à 17 heures.',
      'Il est fermé en août.',
    ),
    sousArticle(
      { text: 'Accès', attrs: { niveau: 3 } },
      'L’accès est libre.',
      'Les mineurs sont accompagnés.',
      'Les animaux sont interdits.',
    ),
  ),
  inChapitre(
    'Tarifs',
    'Le tarif est fixé par délibération. Le tarif est affiché.',
    'Le tarif réduit est réservé aux étudiants.',
  ),
  chapitre('Stipulations finales'),
  inChapitre('Données', 'Les données sont conservées cinq ans. Elles sont ensuite détruites.'),
  inChapitre('Exécution', 'Le directeur, le trésorier et le secrétaire sont chargés de l’exécution.'),
]);
