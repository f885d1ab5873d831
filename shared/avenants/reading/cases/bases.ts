import {
  alinea,
  annexe,
  article,
  axe,
  type Body,
  block,
  contentOf,
  intitule,
  item,
  numero,
  rubrique,
  sousArticle,
  table,
} from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { service, subvention } from './bases-more.ts';

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

const titre = (text: string) =>
  intitule(text, { genre: 'titre', prefixe: 'Titre\u00a0', compteur: 'I', separateur: ' – ' });
const inTitre = (text: string, ...body: Body) =>
  article({ text, attrs: { niveau: 2, compteur: '1er' } }, ...body);
const bullet = (text: string) => item(text, { marqueur: '•' });

/** A framework agreement: visas, préambule, titres, amounts and dates, a table of three columns, an annexe. */
const cadre = contentOf([
  block('titre', 'Convention-cadre de coopération'),
  block('liaison', 'Entre'),
  block('partie', 'Le réseau Gamma, sis 3 rue Haute à Dijon, représenté par son président, M. Paul Roy,'),
  block('liaison', 'et'),
  block('partie', 'L’union Delta, sise 8 quai Sud à Brest, représentée par sa présidente, Mme Anne Legoff,'),
  block('visa', 'Vu la loi du 1er juillet 1901 relative au contrat d’association\u202f;'),
  block('visa', 'Vu la délibération du 4 février 2010\u202f;'),
  block('formule', 'Il a été convenu ce qui suit\u00a0:'),
  intitule('Préambule', { genre: 'preambule' }),
  alinea('Les réseaux ont une ambition commune.'),
  alinea('Ils ont signé une charte en 2007.'),
  titre('Principes'),
  inTitre(
    'Objet',
    'La convention fixe le cadre de la coopération.',
    'Elle vise à\u00a0:',
    bullet('échanger des données\u202f;'),
    bullet('former les équipes\u202f;'),
    bullet('publier un rapport annuel.'),
  ),
  inTitre('Autonomie', 'Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.'),
  titre('Moyens'),
  inTitre(
    'Gouvernance',
    'Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
    'Le secrétariat du comité est assuré par Gamma.',
  ),
  inTitre(
    'Financement',
    'Delta verse à Gamma une subvention annuelle de 12\u202f000\u00a0€ (douze mille euros), au plus tard le 30\u00a0juin.',
    table([
      ['Année', 'Gamma', 'Delta'],
      ['2011', '4\u202f000\u00a0€', '8\u202f000\u00a0€'],
      ['2012', '5\u202f000\u00a0€', '9\u202f000\u00a0€'],
      ['2013', '5\u202f500\u00a0€', '9\u202f500\u00a0€'],
    ]),
    'Le taux de prise en charge est de 20\u00a0%.',
  ),
  titre('Stipulations finales'),
  inTitre(
    'Durée',
    'La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
  ),
  inTitre(
    'Résiliation',
    'Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
    'La résiliation n’ouvre droit à aucune indemnité.',
  ),
  annexe(
    'Indicateurs',
    'Les indicateurs sont\u00a0:',
    item('le nombre de stagiaires\u202f;'),
    item('le coût des sessions.'),
  ),
  block('cloture', 'Fait à Dijon, le 2 février 2011.'),
  block('signataire', 'Pour Gamma'),
  block('signataire', 'Pour Delta'),
]);

const roman = (text: string) => item(text, { marqueur: 'I. –' });
const level = (niveau: 2 | 3, marqueur: string) => (text: string) => item(text, { niveau, marqueur });

/** Levels under levels: « I. – », « 1° », « a) »; bullets under dashes; an article « bis »; an annexe in letters. */
const niveaux = contentOf([
  article(
    'Missions',
    roman('Alpha anime le réseau\u00a0:'),
    level(2, '1°')('elle tient un site\u202f;'),
    level(2, '1°')('elle forme\u00a0:'),
    level(3, 'a)')('les salariés\u202f;'),
    level(3, 'a)')('les bénévoles.'),
    roman('Bêta soutient le réseau.'),
    roman('Le soutien est annuel.'),
  ),
  article(
    'Suivi',
    'Un bilan compte\u00a0:',
    item('les actions menées\u202f;'),
    item('leur coût\u202f;'),
    item('le public reçu, soit\u00a0:'),
    level(2, '•')('les jeunes\u202f;'),
    level(2, '•')('les adultes.'),
    'Il est transmis avant le 31 mars. Il est publié.',
  ),
  article({ text: 'Concertation', attrs: { numFixe: '2 bis' } }, 'Les parties se concertent.'),
  article('Personnel', 'Le personnel reste salarié d’Alpha.', 'Il porte un badge.'),
  annexe(
    { text: 'Barème', attrs: { compteur: 'A' } },
    'La journée est facturée 150 €.',
    'La nuit est offerte.',
  ),
]);

/** The base texts by name. */
export const BASES = {
  articles,
  axes,
  cadre,
  dotted,
  niveaux,
  repeated,
  service,
  subvention,
} as const satisfies Record<string, ActContent>;
