/*
 * Persons, capacities and organisations, told apart by the form of their names (rules P1 to P4 of RULES.md).
 */

import { lenient } from './plain.ts';

/** A person as a text names them. */
export interface NamedPerson {
  readonly civility: string | null;
  readonly name: string | null;
  readonly capacity: string | null;
}

const CIVILITY = /^(Mesdames|Messieurs|Madame|Monsieur|Mme|Mlle|Me|Dr|Pr|M\.|MM\.|M(?=\s\p{Lu}))\s{0,2}/u;
const CAPACITY_WORDS =
  'présidente?|vice[- ]présidente?|co[- ]?présidente?s?|directeur|directrice|maire|préfet|préfète|sous[- ]préfet|sous[- ]préfète|ministre|secrétaire|déléguée?|recteur|rectrice|trésori(?:er|ère)|gérante?|chef|cheffe|membre|haut[- ]commissaire|commissaire|administrat(?:eur|rice)|adjointe?|conseill(?:er|ère)|doyenne?|proviseure?|principale?|responsable|coordinat(?:eur|rice)|coordonnat(?:eur|rice)|représentante?|premi(?:er|ère)|chancelière?|députée?|sénat(?:eur|rice)|chargée?|défenseure?|bâtonni(?:er|ère)|inspecteur|inspectrice|général|commandante?|mandataire|fondé|associée?|ingénieure?|médecin|fondat(?:eur|rice)|élue?|garde|référente?|cadre|juriste|dirigeante?|directoire|contrôleur';
const CAPACITY = lenient(
  new RegExp(
    `^(?:(?:le|la|les|l['’]|sa|son|ses|en\\s(?:sa\\s)?qualité\\sde|agissant\\s(?:en\\s(?:sa\\s)?qualité\\sde|comme))\\s?){0,2}(?:${CAPACITY_WORDS})(?![\\p{L}])`,
    'iu',
  ),
);
const PARTICLE = /^(?:de|du|des|d['’].{0,30}|le|la|van|von|el|ben|di|da|dos|dit|y|et)$/iu;
const NAME_WORD = /^(?:\p{Lu}\.|(?:[dl]['’])?\p{Lu}[\p{L}'’.]*(?:-\p{Lu}?[\p{L}'’]+)*),?$/u;
const ORGANISATION_WORDS =
  /(?:^|[\s'’])(?:union|association|associations|région|régions|département|départements|ville|commune|communes|communauté|métropole|mairie|maires|préfecture|chambre|chambres|cma|cci|france|ministère|mission|missions|agence|fédération|établissement|conseil|fondation|société|université|académie|rectorat|caisse|comité|réseau|groupement|état|république|délégation|direction|syndicat|institut|centre|office|école|lycée|collège|hôpital|ccas|cnml|unml|unml|opco|pôle|maison|mutuelle|observatoire|confédération|coopérative|entreprise|groupe|service|services|collectivité|conférence|assemblée|ligue|club|régie|parc|port|musée|théâtre|banque|mutualité|alliance|collectif|secours|croix|apprentis|compagnons|cité|crous|greta|afpa|urssaf|sarl|sas|sa|gip|epci|insertion)(?![\p{L}])/iu;

/** @returns true when the words look like an organisation’s name rather than a person’s */
export function looksLikeOrganisation(text: string): boolean {
  return ORGANISATION_WORDS.test(text) || /^(?:l['’])?[A-Z]{3,10}$/.test(text.trim());
}

/** @returns true for « Le Président de … », « Directrice générale », « Membre du bureau » */
export function isCapacity(text: string): boolean {
  return text.length <= 200 && CAPACITY.test(text.trim());
}

/** @returns the civility at the start of `text` (« Mme »), or null */
function civilityOf(text: string): string | null {
  return CIVILITY.exec(text)?.[1] ?? null;
}

/**
 * Tells whether a line is nothing but a person’s name.
 * @returns the civility and the name, or null
 */
export function personName(text: string): { readonly civility: string | null; readonly name: string } | null {
  const trimmed = text
    .trim()
    .replace(/[,;.]$/, '')
    .trim();
  if (trimmed.length > 70 || /\d|[:«»()]/.test(trimmed)) return null;
  const civility = civilityOf(trimmed);
  const name = trimmed.replace(CIVILITY, '').trim();
  const words = name.split(/\s+/);
  if (words.length > 6 || words.length < (civility === null ? 2 : 1)) return null;
  if (!words.every((word) => NAME_WORD.test(word) || PARTICLE.test(word))) return null;
  const named = words.filter((word) => NAME_WORD.test(word));
  if (named.length < (civility === null ? 2 : 1) || !NAME_WORD.test(words[0] ?? '')) return null;
  const surname = words.some((word) => word.length > 1 && word === word.toUpperCase());
  const given = /^\p{Lu}\p{Ll}|^\p{Lu}\./u.test(words[0] ?? '');
  if (civility === null && (isCapacity(name) || looksLikeOrganisation(name))) return null;
  if (civility === null && /^(?:Les?|La|Aux?|Des|Du|Un|Une|Nos|Notre|Leurs?)$/u.test(words[0] ?? ''))
    return null;
  // A line in capitals is rather a heading, unless its civility says otherwise.
  if (civility === null && !given) return null;
  if (civility === null && !surname && named.length > 3) return null;
  return { civility, name };
}

// A particle belongs to the name that follows it: « d’Hérouville », « de l’Estoile », « de La Tour ».
const WITHIN =
  /(?:(?:Mesdames|Messieurs|Madame|Monsieur|Mme|Mlle|Me|M\.|M(?=\s\p{Lu}))\s{1,2})?(?:\p{Lu}[\p{Ll}'’]+|\p{Lu}\.)(?:-\p{Lu}[\p{Ll}]+)*(?:\s(?:de|du|des|le|la|van|von|el|ben)){0,2}(?:\s(?:(?:d['’]\s?|de\sl['’])?\p{Lu}[\p{L}'’]+(?:-\p{Lu}[\p{L}'’]+)*)){1,4}/gu;
const WITH_CIVILITY =
  /(Madame|Monsieur|Mme|Mlle|Me|M\.|M(?=\s\p{Lu}))\s{1,2}((?:(?:de|du|des)\s(?:la\s|l['’])?|d['’]\s?)?\p{Lu}[\p{L}'’.-]*(?:\s(?:(?:d['’]\s?|de\sl['’])?\p{Lu}[\p{L}'’.-]*|de|du|des|le|la)){0,5})/u;
const SEGMENT_END =
  /\s?(?:,\s)?(?:dûment|ci-après|d['’](?:une|autre)\spart|agissant\s(?:au\snom|pour|en\svertu)|ayant\s|habilitée?|autorisée?|en\svertu|conformément|domiciliée?|dont\sle\ssi[èe]ge|et\sdésignée?|par\sdélibération|à\scet\seffet|\(ci-|;|$)/u;

const tidy = (text: string): string | null => {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.;:–-]+|[\s,.;:–(-]+$/g, '')
    .trim();
  return clean === '' ? null : clean;
};

/**
 * Reads what follows « représentée par »: « son Président Stéphane VALLI », « Mme Claire Petit, maire ».
 * @param text one sentence at most
 */
export function readPerson(text: string): NamedPerson | null {
  const end = SEGMENT_END.exec(text)?.index ?? text.length;
  const segment = text.slice(0, end === 0 ? text.length : end).slice(0, 300);
  const titled = WITH_CIVILITY.exec(segment);
  let civility: string | null = null;
  let name: string | null = null;
  let start = -1;
  let length = 0;
  if (titled !== null) {
    civility = titled[1] ?? null;
    name = tidy((titled[2] ?? '').replace(/(?:\s(?:de|du|des|le|la)){1,2}$/u, ''));
    start = titled.index;
    length = titled[0].length;
  } else {
    for (const match of segment.matchAll(WITHIN)) {
      const found = splitCapacity(match[0]);
      if (found === null) continue;
      name = found.name;
      start = match.index + found.offset;
      length = found.name.length;
      break;
    }
  }
  if (name === null) {
    const capacity = capacityOf(segment);
    return capacity === null ? null : { civility: null, name: null, capacity };
  }
  const before = capacityOf(segment.slice(0, start));
  const after = capacityOf(segment.slice(start + length));
  const capacity = before !== null && /^(?:le|la|les|leur)$/i.test(before) ? after : (before ?? after);
  return { civility, name, capacity };
}

/** « Président Stéphane VALLI »: the capitalised capacity is no given name. */
function splitCapacity(text: string): { readonly name: string; readonly offset: number } | null {
  const words = text.split(' ');
  let offset = 0;
  let rest = words;
  while (rest.length > 0) {
    const joined = rest.join(' ');
    if (!isCapacity(joined) && !/^(?:Générale?|Régionale?|Nationale?|Exécuti(?:f|ve))$/.test(rest[0] ?? ''))
      break;
    offset += (rest[0]?.length ?? 0) + 1;
    rest = rest.slice(1);
  }
  const person = personName(rest.join(' '));
  return person === null ? null : { name: person.name, offset };
}

function capacityOf(text: string): string | null {
  const clean = tidy(
    text
      .replace(/^[\s,]*(?:par\s)?(?:son|sa|ses|leur)\s/i, '')
      .replace(/^[\s,]*(?:agissant\s)?(?:en\s(?:sa\s)?qualité\s(?:de\s|d['’])|en\stant\sque\s)/i, '')
      .replace(/^[\s,]*(?:le|la)\s(?=\p{L})/iu, '')
      .replace(/^[\s,]*l['’](?=\p{L})/iu, ''),
  );
  if (clean === null || clean.length < 3) return null;
  const first = clean.split(/,\s/)[0] ?? clean;
  return isCapacity(first) ? first : isCapacity(clean) ? clean : null;
}

/** « Le gérant : M. Luc Perrin », « Le Maire, Hélène Roux »: a capacity, then the name it goes with. */
export function capacityThenName(line: string): { readonly capacity: string; readonly name: string } | null {
  const cut = Math.max(line.lastIndexOf(': '), line.lastIndexOf(', '));
  if (cut <= 0) return null;
  const capacity = line.slice(0, cut).replace(/[\s,:]+$/, '');
  const person = personName(line.slice(cut + 1));
  return person === null || !isCapacity(capacity) ? null : { capacity, name: person.name };
}
