/** Words of variants, which files name without accents, as they are written. */
const WORDS: Readonly<Record<string, string>> = {
  adhesion: 'adhésion',
  chiffre: 'chiffré',
  collectivite: 'collectivité',
  comite: 'comité',
  completes: 'complètes',
  cooperation: 'coopération',
  declinaison: 'déclinaison',
  delegation: 'délégation',
  electronique: 'électronique',
  inchangees: 'inchangées',
  indicateurs: 'fiche d’indicateurs',
  interet: 'intérêt',
  intitule: 'intitulé',
  partages: 'partagés',
  prealable: 'préalable',
  preavis: 'préavis',
  president: 'par son représentant',
  reciproque: 'réciproque',
  reseau: 'réseau',
  responsabilite: 'responsabilité',
  roles: 'rôles',
  sieges: 'sièges',
};

/** @returns a variant as people read it: « sans-preavis » gives « Sans préavis » */
export function variantName(variante: string): string {
  // The one variant named by what it excludes, whose family is not said beside it.
  if (variante === 'sans') return 'Sans reconduction';
  const words = variante
    .split('-')
    .map((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : word))
    .join(' ');
  return words.charAt(0).toLocaleUpperCase('fr') + words.slice(1);
}
