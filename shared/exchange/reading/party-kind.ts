import { lenient } from './plain.ts';

const PUBLIC = lenient(
  /(?:^|[\s'’])(?:état|préfecture|préfète?|région(?!s\sde\sfrance)|conseil\s(?:régional|départemental|municipal|général)|département(?!s\sde\sfrance)|ville|commune|mairie|métropole|communauté\s(?:de|d['’]|urbaine)|ministère|ministre|établissement\spublic|collectivité|rectorat|académie|université|ccas|cias|chambre\sde\s(?:commerce|métiers)|cma\sfrance|cci|france\stravail|pôle\semploi|anpe|agence\snationale|dgefp|dreets|direccte|centre\shospitalier|service\sdéconcentré|groupement\sd['’]intérêt\spublic|syndicat\smixte|office\spublic)(?![\p{L}])/iu,
);
const PRIVATE = lenient(
  /(?:^|[\s'’])(?:association|union|fédération|fondation|société|sas|sarl|confédération|mutuelle|coopérative|entreprise|syndicat\sprofessionnel|régions\sde\sfrance|départements\sde\sfrance|mission\slocale)(?![\p{L}])/iu,
);
const ASSOCIATION = lenient(/^(?:association|société|fédération|union|club)(?!\p{L})/iu);

/**
 * Tells a public body by its denomination and legal form.
 * @returns null when neither tells
 */
export function isPublicBody(name: string, legalForm: string | null): boolean | null {
  const kind = `${name} ${legalForm ?? ''}`;
  if (PUBLIC.test(kind) && !ASSOCIATION.test(legalForm ?? name)) return true;
  return PRIVATE.test(kind) ? false : null;
}
