import type { Random } from '../fuzz/random.ts';

/*
 * A small grammar of conventions: written for the benchmarks, taken from no existing text. It only has to look
 * and weigh like the real thing: sentence lengths, accents, punctuation and its spaces.
 */

const SUBJECTS = [
  'Chaque partie',
  'Le comité de suivi',
  'La structure d’accueil',
  'Le réseau des correspondants',
  'L’instance régionale de concertation',
  'Le référent désigné par chacune des parties',
  'La cellule commune d’observation',
  'Le groupe de travail permanent',
  'L’équipe chargée de la coordination',
  'La direction signataire',
] as const;

const VERBS = [
  's’engage à partager',
  'veille à tenir à jour',
  'prend à sa charge',
  'organise au moins deux fois par an',
  'transmet dans un délai de trente jours',
  'soumet à l’avis de l’autre partie',
  'met gratuitement à disposition',
  'recense et décrit',
  'évalue de façon contradictoire',
  'inscrit dans son programme annuel',
] as const;

const OBJECTS = [
  'les outils de repérage des publics les plus éloignés de l’emploi',
  'la liste des lieux d’accueil ouverts sur le territoire',
  'les données agrégées qui servent au calcul des indicateurs',
  'les supports d’information destinés aux équipes de terrain',
  'le calendrier prévisionnel des rencontres et des ateliers',
  'les moyens humains et matériels nécessaires aux actions communes',
  'le bilan qualitatif et quantitatif des parcours engagés',
  'les besoins de formation exprimés par les professionnels',
  'la cartographie des offres de logement et de mobilité',
  'les conditions d’accès aux droits sociaux et à la santé',
] as const;

const CIRCUMSTANCES = [
  'dans le respect des compétences de chacune',
  'sans que cela modifie les obligations nées d’autres accords',
  'sous réserve des crédits ouverts à cet effet',
  'après consultation des structures concernées',
  'selon des modalités précisées par échange de courriers',
  'avec le concours des acteurs économiques locaux',
  'en tenant compte des particularités de chaque bassin d’emploi',
  'pour la durée restant à courir de l’accord',
  'à l’exclusion de toute donnée nominative',
  'dès lors que l’autre partie en fait la demande écrite',
] as const;

const ENDINGS = [
  'et en rend compte lors de la réunion annuelle',
  'puis en informe l’ensemble des signataires',
  'et conserve les pièces utiles pendant cinq ans',
  'avant de proposer, s’il y a lieu, les ajustements nécessaires',
  'et désigne à cette fin un interlocuteur unique',
  'de manière à garantir l’égalité de traitement des jeunes accueillis',
] as const;

const ACTIONS = [
  'repérer les jeunes sans solution et leur proposer un premier entretien',
  'ouvrir les ateliers collectifs aux publics des deux réseaux',
  'former ensemble les conseillers nouvellement recrutés',
  'diffuser les offres d’apprentissage et de stage',
  'faciliter les immersions de courte durée en milieu professionnel',
  'associer les employeurs à la préparation des parcours',
  'préparer les déplacements et lever les freins à la mobilité',
  'suivre l’entrée en emploi pendant les six premiers mois',
  'recueillir l’avis des bénéficiaires sur les services rendus',
  'publier chaque année une synthèse accessible à tous',
] as const;

const THEMES = [
  'Accueil et repérage',
  'Orientation',
  'Apprentissage',
  'Accès au logement',
  'Mobilité',
  'Santé et bien-être',
  'Relations avec les employeurs',
  'Observation partagée',
  'Formation des professionnels',
  'Communication',
  'Moyens',
  'Suivi et évaluation',
] as const;

const pick = (random: Random, list: readonly string[]): string => random.pick(list) ?? '';

/** @returns one sentence of 20 to 45 words, with its final full stop */
export function sentence(random: Random): string {
  const parts = [
    pick(random, SUBJECTS),
    ' ',
    pick(random, VERBS),
    ' ',
    pick(random, OBJECTS),
    ', ',
    pick(random, CIRCUMSTANCES),
  ];
  if (random.chance(0.6)) parts.push(', ', pick(random, ENDINGS));
  return `${parts.join('')}.`;
}

/** @returns an action, as an item of a list says it, without its final punctuation */
export const action = (random: Random): string => pick(random, ACTIONS);

/** @returns the title of the division of rank `rank` */
export function theme(rank: number): string {
  const title = THEMES[rank % THEMES.length] ?? '';
  return rank < THEMES.length ? title : `${title} (suite ${Math.floor(rank / THEMES.length)})`;
}
