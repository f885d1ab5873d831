import type { DocumentJson, Fields } from '#shared/document/model.ts';
import type { Party } from '../wire.ts';
import { isPublicBody } from './party-kind.ts';
import { tableParties } from './party-table.ts';
import { isCapacity, looksLikeOrganisation, personName, readPerson } from './persons.ts';
import { blockWords, lenient, nameKey, oneLine, readable } from './plain.ts';

const LEAD =
  /^(?:[-–—•*▪]\s?|(?:conclue?\s|passée?\s|signée?\s)(?=entre\s)|\(?(?:\d{1,2}|[a-zA-Z])(?:[.)°]|\s[-–])\s|entre\s?:?\s(?:les\ssoussignée?s?\s?:?,?\s)?|et\s?:?\s|,\s?|d['’](?:une|autre)\spart\s?[,:]?\s(?:et\s)?)+/iu;
const NAME_END = lenient(
  /\s?(?:,|;|\n|\(|«|\s:|\.\s|\.$|\s[–—-]\s|\sreprésentée?s?(?!\p{L})|\sdont\s|\sci-après\b|\ssise?s?\s|\ssituée?s?\s|\sayant\s|\srégie?s?\spar\s|\sdomiciliée?s?(?!\p{L})|\simmatriculée?s?(?!\p{L})|\sagissant\b|\sdénommée?s?(?!\p{L})|\sdésignée?s?(?!\p{L})|,?\sd['’](?:une|autre)\spart\b)/iu,
);
const GENERIC_NOUN = lenient(
  /^(?:état|région|département|ville|commune|communauté|métropole|préfecture|mairie|ministère|association|union|agence|fédération|chambre|caisse|fondation|société|université|académie|rectorat|établissement|syndicat|groupement|comité|conseil|collectivité|mission|direction)/iu,
);
const FORM = lenient(
  /(?<![\p{L}'’])(?<![«“"]\s?)(association(?:\s(?:régie|loi|déclarée|à\sbut|reconnue|de\sdroit|sans\sbut|soumise|de\sla\sloi|intermédiaire)[^,;\n(]{0,90})?|commune(?=[,;\n])|mutuelle\s(?:soumise|régie)[^,;\n(]{0,90}|société\smutuelle|établissement\spublic[^,;\n(]{0,90}|collectivité\sterritoriale[^,;\n(]{0,40}|société\s(?:anonyme|par\sactions|à\sresponsabilité|coopérative|civile|d['’]économie)[^,;\n(]{0,80}|groupement\sd['’]intérêt\spublic[^,;\n(]{0,40}|groupement\sd['’]employeurs[^,;\n(]{0,40}|fondation\s(?:reconnue|d['’]entreprise)[^,;\n(]{0,60}|syndicat\s(?:mixte|professionnel)[^,;\n(]{0,60}|fédération\sd['’]associations[^,;\n(]{0,60}|personne\smorale\sde\sdroit\s(?:public|privé)|service\s(?:de\sl['’]État|déconcentré)[^,;\n(]{0,60})/iu,
);
const FORM_SIGLE = /(?<!\p{L})(?:SAS|SARL|SASU|EURL|SCIC|SCOP|SA|GIP|GIE|EPCI|EPIC|EPA)(?!\p{L})/u;
const FORM_CUT = lenient(
  /\s(?:dont\s|ayant\s|représentée?(?!\p{L})|sise?\s|située?\s|immatriculée?(?!\p{L})|domiciliée?(?!\p{L})|,).*$/iu,
);
const SEAT = lenient(
  /(?:siège(?:\ssocial)?\s(?:est\s)?(?:situé\s|sis\s|fixé\s|établi\s|domicilié\s|se\strouve\s)?(?:au\s|à\sla\s|à\sl['’]|à\s|est\sau\s|:\s)?|(?:^|[\s,])(?:sise?s?|située?s?|domiciliée?s?|adresse\s?:)\s(?:au\s|à\s)?)([^;\n]{4,220})/iu,
);
/** An address on several lines, down to its postal code and town. */
const SEAT_LINES = lenient(
  /(?:siège(?:\ssocial)?\s(?:est\s)?(?:situé|sis|fixé|établi)?\s?(?:au|à)?|adresse|domiciliée?|situé[e]?|sise?)\s?:?[\s\n]\s?((?:[^;\n]{2,90}\n){1,4}\d{5}\s\p{Lu}[\p{L}'’ -]{1,40})/iu,
);
const PRESENTS = lenient(/représentée?|ci-après|siren|siret/iu);
const ADDRESS =
  /(?:^|[,\s])((?:\d{1,4}(?:\s?(?:bis|ter))?,?\s(?!\d))[^;\n]{3,90}?\d{5}\s\p{Lu}[\p{L}'’ -]{1,40}(?:\scedex(?:\s\d{1,2})?)?)/iu;
const SEAT_END = lenient(
  /\s?,?\s(?:et\s)?(?:représentée?s?(?!\p{L})|ci-après|dûment|immatriculée?|siret|siren|identifiée?|enregistrée?|déclarée?|n°|inscrite?|d['’](?:une|autre)\spart|prise?\sen|agissant|dont\s|ayant\s|désignée?|dénommée?).*$/isu,
);
const REPRESENTED = lenient(
  /(?:représentée?s?(?:\s(?:aux\sprésentes|légalement|ici|à\scet\seffet|dans\sla\sprésente\sconvention))?\s(?:par|:)|prise?\sen\sla\spersonne\sde)\s?:?\s?/giu,
);
const ALIAS_INTRO = lenient(
  /ci[- ]après(?:\s(?:et\s)?(?:aussi\s)?(?:désignée?s?|dénommée?s?|nommée?s?|appelée?s?|intitulée?s?|mentionnée?s?|l['’]|ensemble))*(?:\s(?:par|sous\sle\s(?:terme|nom|vocable|sigle)\s(?:de\s)?|comme|:))?\s?/giu,
);
const SIGLE = /^\s?\(\s?(?:ci-après\s)?[«"“]?\s?([\p{Lu}\d][\p{L}\d&.'’-]{1,14})\s?[»"”]?\s?\)/u;
const LEGAL_FORM_SIGLE = /^(?:SAS|SASU|SARL|EURL|SA|SCI|SCIC|SCOP|GIE|GIP|EPCI|EPA|EPIC)$/;
const COLLECTIVE = lenient(
  /ensemble|collectivement|conjointement|les\s(?:«\s?)?part(?:ies|enaires)|individuellement|chacune?/iu,
);
const SIREN =
  /(?:siren|siret|rcs|identifi\p{L}*|immatricul\p{L}*)[^\d\n]{0,60}((?:\d[\s.\u00A0\u202F]?){9})/iu;

/** « L’Union… » is « Union… »; « La Poste » keeps the article that is part of its name. */
function withoutArticle(name: string): string {
  const stripped = name.replace(/^(?:l['’]\s?|la\s|le\s|les\s)/iu, '');
  if (stripped === name) return name;
  const single = !/\s/.test(stripped) && stripped !== stripped.toUpperCase() && !GENERIC_NOUN.test(stripped);
  const kept = single && !/^l['’]/i.test(name) ? name : stripped;
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

/** « L’association « Les Ateliers du Lac » »: the guillemets hold the name, not an alias. */
const QUOTED_NAME =
  /^(?:[Ll]['’]\s?|[Ll]a\s|[Ll]e\s|LA\s|LE\s)?(?:associations?|société|fondation|entreprise|compagnie|collectif|club|mutuelle|coopérative|centre|théâtre|groupement|réseau|fédération|union|maison|école|lycée|collège)\s[«"“]\s?[^»"”\n]{2,80}\s?[»"”]/iu;

/** @returns the denomination at the start of a party's presentation, and where it ends; null when there is none */
function nameOf(text: string): { readonly name: string; readonly rest: string } | null {
  const lead = LEAD.exec(text)?.[0].length ?? 0;
  const body = text.slice(lead).replace(/^[«"“]\s?/, '');
  const quoted = QUOTED_NAME.exec(body)?.[0].length ?? 0;
  const from = Math.max(1, quoted);
  const cut = NAME_END.exec(body.slice(from));
  const raw = cut === null ? body : body.slice(0, cut.index + from);
  const name = withoutArticle(oneLine(raw).replace(quoted > 0 ? /[\s,;:.]+$/ : /[\s,;:.»"”]+$/, ''));
  if (name.length < 2 || name.length > 250 || !/\p{L}/u.test(name)) return null;
  return { name, rest: body.slice(raw.length) };
}

function aliasesOf(text: string, afterName: string): readonly string[] {
  const found: string[] = [];
  const sigle = SIGLE.exec(afterName)?.[1];
  if (sigle !== undefined && !LEGAL_FORM_SIGLE.test(sigle)) found.push(sigle);
  for (const match of text.matchAll(ALIAS_INTRO)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 200);
    if (
      COLLECTIVE.test(match[0]) ||
      /^(?:ensemble|collectivement|conjointement|individuellement)/iu.test(rest)
    )
      continue;
    const quoted =
      /^[^«»"“”\n]{0,25}[«"“]\s?([^»"”\n]{1,80}?)\s?[»"”](?:\s(?:ou|et)\s[«"“]\s?([^»"”\n]{1,80}?)\s?[»"”])?/u.exec(
        rest,
      );
    const plain = /^([^,.;:»"”)\n]{1,80})/u.exec(rest)?.[1];
    for (const alias of quoted === null ? [plain] : [quoted[1], quoted[2]]) {
      if (alias === undefined) continue;
      const clean = oneLine(alias).replace(/^(?:l['’]\s?|la\s|les?\s)(?=\p{L})/iu, '');
      if (clean !== '' && !COLLECTIVE.test(alias) && !/^d['’](?:une|autre)/i.test(alias)) found.push(clean);
    }
  }
  return [...new Set(found)];
}

function formOf(text: string): string | null {
  const form = FORM.exec(text)?.[1] ?? FORM_SIGLE.exec(text)?.[0];
  return form === undefined ? null : oneLine(form.replace(FORM_CUT, ''));
}

function addressOf(text: string): string | null {
  const lines = SEAT_LINES.exec(text)?.[1];
  const over = lines !== undefined && !PRESENTS.test(lines) ? lines.replace(/,?\s*\n/g, ', ') : undefined;
  const seat = over ?? SEAT.exec(text)?.[1]?.replace(SEAT_END, '') ?? ADDRESS.exec(text)?.[1];
  const clean = seat === undefined ? '' : oneLine(seat).replace(/[\s,;.]+$/, '');
  return clean.length < 4 ? null : clean;
}

function representativeOf(text: string): Party['representative'] {
  for (const match of text.matchAll(REPRESENTED)) {
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 400);
    const person = readPerson(rest.replace(/\n/g, ', ').replace(/,\s?,/g, ','));
    if (person !== null) return person;
  }
  return null;
}

/** Letters of a presentation that are read; a longer one is no presentation. */
const MAX_PRESENTATION = 6000;

/** Reads one party's presentation (rules P5 to P9 of RULES.md). */
export function readPresentation(whole: string, partieId: string | null): Party | null {
  const text = whole.slice(0, MAX_PRESENTATION);
  const named = nameOf(text);
  if (named === null) return null;
  const { name, rest } = named;
  const siren = SIREN.exec(text)?.[1]?.replace(/\D/g, '') ?? null;
  const legalForm = formOf(rest);
  return {
    partieId,
    name,
    alias: [...aliasesOf(text, rest)],
    legalForm,
    address: addressOf(rest),
    siren,
    representative: representativeOf(text),
    publicBody: isPublicBody(name, legalForm),
    side: null,
  };
}

const SIDES: readonly RegExp[] = [
  /d['’]une\s+part|de\s+premi[èe]re\s+part/iu,
  /d['’]autre\s+part|de\s+(?:seconde|deuxi[èe]me)\s+part/iu,
  /de\s+troisi[èe]me\s+part/iu,
  /de\s+quatri[èe]me\s+part/iu,
  /de\s+cinqui[èe]me\s+part/iu,
];
/** @returns the last side that a text names, from 1; null when it names none */
function sideOf(text: string): number | null {
  const last = SIDES.findLastIndex((side) => side.test(text));
  return last === -1 ? null : last + 1;
}

interface Group {
  readonly partieId: string | null;
  readonly texts: string[];
}

/** @returns the parties presented in blocks `partie`, with their sides, in order */
export function presentedParties(document: DocumentJson, champs: Fields): Party[] {
  const { context } = readable(document, champs);
  const parties: Party[] = [];
  // The party being read, if any.
  const groups: Group[] = [];
  let from = 0;
  let pending: number | null = null;
  const close = () => {
    const group = groups.pop();
    if (group === undefined) return;
    const text = group.texts.join('\n');
    const party = readPresentation(text, group.partieId);
    if (party !== null)
      addParty(parties, pending === null ? party : { ...party, side: party.side ?? pending });
    const side = sideOf(text);
    if (side !== null) setSide(side);
  };
  const setSide = (side: number) => {
    // « Entre d’une part : » announces the side of the parties that follow.
    pending = parties.slice(from).every((party) => party.side !== null) ? side : null;
    for (let i = from; i < parties.length; i += 1) {
      const party = parties[i];
      if (party !== undefined && party.side === null) parties[i] = { ...party, side };
    }
    from = parties.length;
  };
  let front = true;
  for (const block of document.content) {
    front &&= block.type !== 'intitule';
    if (block.type === 'table' && front) {
      close();
      for (const party of tableParties(block, context)) addParty(parties, party);
      continue;
    }
    if (block.type === 'partie') {
      const words = blockWords(block, context);
      const { partieId } = block.attrs;
      const last = groups.at(-1);
      if (last !== undefined && partieId !== null && last.partieId === partieId) last.texts.push(words);
      else {
        close();
        groups.push({ partieId, texts: [words] });
      }
      continue;
    }
    if (block.type === 'liaison') {
      const words = blockWords(block, context);
      close();
      const side = sideOf(words);
      if (side !== null) setSide(side);
    } else close();
  }
  close();
  return parties;
}

const sameParty = (a: Party, b: Party): boolean => {
  const keys = new Set([a.name, ...a.alias].map(nameKey));
  return (
    (a.partieId !== null && a.partieId === b.partieId) ||
    [b.name, ...b.alias].some((name) => keys.has(nameKey(name)))
  );
};

/** A party presented twice (cover, then in full; long, then short) is one party that knows both. */
export function addParty(parties: Party[], party: Party): void {
  const index = parties.findIndex((one) => sameParty(one, party));
  const known = parties[index];
  if (known === undefined) {
    parties.push(party);
    return;
  }
  parties[index] = {
    ...known,
    partieId: known.partieId ?? party.partieId,
    alias: [...new Set([...known.alias, ...party.alias])],
    legalForm: known.legalForm ?? party.legalForm,
    address: known.address ?? party.address,
    siren: known.siren ?? party.siren,
    representative: known.representative ?? party.representative,
    publicBody: known.publicBody ?? party.publicBody,
    side: known.side ?? party.side,
  };
}

/** A party known by its name only (cover, title). */
export function bareParty(text: string): Party | null {
  const clean = oneLine(text);
  if (clean === '' || personName(clean) !== null || isCapacity(clean) || !looksLikeOrganisation(clean))
    return null;
  return readPresentation(clean, null);
}
