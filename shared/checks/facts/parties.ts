import type { DocumentJson, Fields, TableJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { KnownParty } from '../model.ts';
import { folded, plainOf } from '../text.ts';
import type { Line } from './act.ts';
import { type BlockFacts, once } from './block.ts';

/** A party as its blocks present it. */
export interface PartyFacts {
  readonly partieId: string | null;
  readonly name: string;
  /** Blocks of its presentation; empty when only a cover names it. */
  readonly lines: readonly Line[];
  readonly plain: string;
  readonly aliases: readonly string[];
  readonly personnePublique: boolean | null;
  /** True when the act presents it (legal form, seat, representative), and not by its name alone. */
  readonly presented: boolean;
  readonly hasSeat: boolean;
  readonly represented: boolean;
  /** First word of its representative's capacity, without gender; null when unknown. */
  readonly capacity: string | null;
}

/** One signature block, or one column of it. */
export interface SignatoryFacts {
  readonly line: Line;
  readonly partieId: string | null;
  readonly plain: string;
  readonly party: PartyFacts | null;
  readonly capacity: string | null;
  readonly delegated: boolean;
  /** True when the block names somebody or something, not only a place to sign. */
  readonly named: boolean;
}

/** An alias that a text gives: « ci-après « l’UNML » ». */
interface AliasGiven {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

const ALIAS =
  /(?:ci-apr[eè]s|(?:désignée?s?|dénommée?s?|appelée?s?) (?:ensemble|collectivement|individuellement)|ensemble (?:désignée?s?|dénommée?s?|appelée?s?))[^«"“.;]{0,80}?(?:«\s?([^»«]{1,60}?)\s?»|"([^"]{1,60})"|“([^”]{1,60})”)|ci-apr[eè]s (?:(?:aussi |ensemble |collectivement |individuellement )?(?:désignée?s?|dénommée?s?|nommée?s?|appelée?s?)) (?:comme |par |sous le (?:terme|nom|sigle) )?((?:l'|la |le |les )?[A-ZÉÈ][\p{L}&' -]{1,40}?)(?= ?[»,.;)]|$)/giu;

/** @returns the short names that a block gives, in order */
export function aliasesIn(facts: BlockFacts): readonly AliasGiven[] {
  return once(facts, scanAliases);
}

function scanAliases(facts: BlockFacts): readonly AliasGiven[] {
  if (!/ci-apres|designe|denomme|appele/.test(facts.plain)) return [];
  const found: AliasGiven[] = [];
  for (const match of facts.text.matchAll(ALIAS)) {
    const words = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (words === undefined) continue;
    const from = match.index + match[0].lastIndexOf(words);
    found.push({ words: words.trim(), from, to: from + words.length });
    // « … et chacune « la Partie » » goes on with the same words.
    const rest = facts.text.slice(match.index + match[0].length, match.index + match[0].length + 90);
    const second = /^[^.;«]{0,60}\bet\b[^.;«]{0,50}«\s?([^»]{1,60}?)\s?»/.exec(rest);
    if (second?.[1] !== undefined) {
      const at = match.index + match[0].length + second[0].lastIndexOf(second[1]);
      found.push({ words: second[1].trim(), from: at, to: at + second[1].length });
    }
  }
  return found;
}

const PUBLIC =
  /\b(?:etat|prefecture|prefete?|conseil (?:regional|departemental|municipal|general)|collectivite territoriale|etablissement public|service deconcentre|groupement d'interet public|personne (?:morale de droit )?publi(?:c|que)|universite|rectorat|ministere|ccas|dgefp|dreets|anpe|france travail|cma france|caisse des depots)\b|\b(?:la region|region (?!s)|le departement|departement (?:de|du|d')|la commune|la ville|ville de|commune de|la metropole|metropole|communaute (?:de communes|d'agglomeration|urbaine)|syndicat mixte)\b/;
const PRIVATE =
  /\bassociation\b|\bsociete\b|\b(?:sas|sarl|scop|scic)\b|\bfondation\b|\bsyndicat professionnel\b|loi du 1er juillet 1901/;

function publicness(plain: string): boolean | null {
  if (PRIVATE.test(plain.slice(0, 300))) return false;
  return PUBLIC.test(plain.slice(0, 400)) ? true : null;
}

const CAPACITY =
  /\b(?:(vice-president|vice president|co-president|president|directeur|directrice|maire|prefet|ministre|secretaire|delegue|recteur|rectrice|tresorier|tresoriere|gerant|chef|membre|haut-commissaire|commissaire|administrateur|administratrice|adjoint|conseiller|conseillere|doyen|proviseur|principal|responsable|coordinateur|coordinatrice|representant|depute|senateur|mandataire|fonde|dirigeant|procureur))(?:e|s|es)?\b/;
const SAME: Readonly<Record<string, string>> = {
  directrice: 'directeur',
  rectrice: 'recteur',
  tresoriere: 'tresorier',
  administratrice: 'administrateur',
  conseillere: 'conseiller',
  coordinatrice: 'coordinateur',
  'vice president': 'vice-president',
};

function capacityIn(plain: string): string | null {
  const found = CAPACITY.exec(plain)?.[1];
  return found === undefined ? null : (SAME[found] ?? found);
}

function representedCapacity(plain: string): string | null {
  const at = plain.search(
    /\brepresentee?s? (?:aux presentes |legalement |ici )?(?:par|:)|prise? en la personne|agissant (?:par|en)/,
  );
  if (at === -1) return null;
  // « représentée par M. X, président de l’association … »: what comes after « ci-après » names the party.
  const end = plain.indexOf('ci-apres', at);
  return capacityIn(plain.slice(at, end === -1 ? at + 260 : end));
}

const NAME_END = /,| \(|;|\n| dont | represente| ci-apr| sise? | situee? |:| - | – | ayant /;

function nameOf(text: string): string {
  const bare = text
    .replace(/^(?:\s|[-–•*]|\d+[.)]|entre\b:?|et\b:?|d'une part,?|d'autre part,?)+/i, '')
    .trim();
  const end = plainOf(bare).search(NAME_END);
  return (end === -1 ? bare : bare.slice(0, end)).trim().slice(0, 150);
}

const SEAT = /\bsiege\b|\bsise?s? (?:au|a|\d)|situee? (?:au|a)|domiciliee?|\b\d{5} [a-z]|adresse/;

function fieldOf(champs: Fields, partieId: string | null, name: string): string | null {
  const key = `partie.${partieId}.${name}`;
  return partieId !== null && Object.hasOwn(champs, key) ? (champs[key]?.valeur ?? null) : null;
}

const key = (name: string): string =>
  plainOf(folded(name))
    .replace(/^(?:l'|la |le |les )/, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

function partyFrom(
  lines: readonly Line[],
  partieId: string | null,
  champs: Fields,
  known: readonly KnownParty[],
): PartyFacts {
  const [first] = lines;
  const text = lines.map(({ facts }) => facts.text).join('\n');
  const plain = plainOf(text);
  const name = nameOf(text);
  const told = known.find(
    (one) => (one.partieId !== null && one.partieId === partieId) || key(one.name) === key(name),
  );
  const publique = fieldOf(champs, partieId, 'publique');
  const represented = /\brepresentee?s?\b|prise? en la personne|agissant en qualite/.test(plain);
  return {
    partieId,
    name,
    lines,
    plain,
    aliases: lines.flatMap(({ facts }) => aliasesIn(facts).map((alias) => alias.words)),
    personnePublique: told?.personnePublique ?? (publique === null ? publicness(plain) : publique === 'oui'),
    presented:
      first?.facts.block.type === 'partie' && (represented || SEAT.test(plain) || publicness(plain) !== null),
    hasSeat: SEAT.test(plain),
    represented,
    capacity: representedCapacity(plain),
  };
}

/**
 * Reads the parties: from their presentations, else from the cover.
 * @param known what the caller knows of them, which wins over what their words suggest
 */
export function partiesOf(
  lines: readonly Line[],
  champs: Fields,
  known: readonly KnownParty[],
): readonly PartyFacts[] {
  const groups: { partieId: string | null; lines: Line[] }[] = [];
  let before: Line | null = null;
  for (const line of lines) {
    const { block } = line.facts;
    if (block.type === 'partie' && line.facts.plain.trim() !== '') {
      const { partieId } = block.attrs;
      const last = groups.at(-1);
      const follows = before?.facts.block.type === 'partie' || partieId !== null;
      const same = last !== undefined && partieId !== null && last.partieId === partieId;
      const goesOn =
        last !== undefined &&
        follows &&
        /^(?:represente|ci-apres|dont|et ci-apres|siret|siren)/.test(line.facts.plain);
      if (last !== undefined && (same || goesOn)) last.lines.push(line);
      else groups.push({ partieId, lines: [line] });
    }
    before = line;
  }
  const parties = groups.map((one) => partyFrom(one.lines, one.partieId, champs, known));
  if (parties.length >= 2) return parties;
  const cover = lines
    .filter(({ facts }) => facts.block.type === 'titre' && facts.block.attrs.role === 'partie')
    .map((line) => partyFrom([line], null, champs, known));
  return cover.length > parties.length ? cover : parties;
}

const CAPITALISED = /(?:^|[\s.])\p{Lu}[\p{Ll}'-]+(?:[ -](?:d[eu] )?\p{Lu}[\p{L}'-]+)+|\bM(?:me|\.)? /u;

function partyNamed(plain: string, parties: readonly PartyFacts[]): PartyFacts | null {
  const words = ` ${plain.replace(/[^a-z0-9]+/g, ' ').trim()} `;
  return (
    parties.find((party) =>
      [party.name, ...party.aliases].some((name) => key(name).length > 1 && words.includes(` ${key(name)} `)),
    ) ?? null
  );
}

/** « Association des maires » holds a word that is a capacity elsewhere: names are taken out first. */
function withoutName(plain: string, party: PartyFacts | null): string {
  const lines = plain.split(' | ');
  const rest =
    lines.length > 1 ? lines.filter((one) => !/^pour (?!l[ea] president)/.test(one.trim())) : lines;
  const names = [party?.name ?? '', ...(party?.aliases ?? [])].map((name) =>
    plainOf(name).replace(/^(?:l'|la |le |les )/, ''),
  );
  return names.reduce(
    (words, name) => (name.length > 3 ? words.replaceAll(name, ' ') : words),
    rest.join(' | '),
  );
}

/** Words of one signatory, with the block that they are told at. */
interface Column {
  readonly line: Line;
  readonly rows: readonly string[];
  /** The party that the block itself says, when it holds one signatory alone. */
  readonly partieId: string | null;
}

/** The signatories of a block; lines that hold tabs have several, side by side. */
function columnsOfBlock(line: Line): readonly Column[] {
  const { block, printed } = line.facts;
  if (block.type !== 'signataire') return [];
  const rows = printed.split('\n').map((row) => row.split(/\t| {3,}/));
  const count = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const partieId = count === 1 ? block.attrs.partieId : null;
  return Array.from({ length: count }, (_, column) => ({
    line,
    rows: rows.map((row) => row[column] ?? ''),
    partieId,
  }));
}

/** The signatories of a table that follows the closing formula: one per column, as an import reads them. */
function columnsOfTable(table: TableJson, lineOf: ReadonlyMap<BlockId, Line>): readonly Column[] {
  const count = table.content.reduce((most, row) => Math.max(most, row.content.length), 0);
  return Array.from({ length: count }, (_, column) =>
    table.content.flatMap((row) => row.content[column]?.content ?? []),
  ).flatMap((blocks) => {
    const lines = blocks.flatMap(({ attrs }) => lineOf.get(attrs.id) ?? []);
    const line = lines.find(({ facts }) => facts.printed.trim() !== '');
    return line === undefined
      ? []
      : [{ line, rows: lines.flatMap(({ facts }) => facts.printed.split('\n')), partieId: null }];
  });
}

function columnsOf(document: DocumentJson, lines: readonly Line[]): readonly Column[] {
  const lineOf = new Map(lines.map((line) => [line.facts.block.attrs.id, line]));
  const found: Column[] = [];
  let closed = false;
  for (const block of document.content) {
    if (block.type === 'cloture' || block.type === 'signataire') closed = true;
    else if (block.type === 'intitule') closed = false;
    const line = block.type === 'signataire' ? lineOf.get(block.attrs.id) : undefined;
    if (line !== undefined) found.push(...columnsOfBlock(line));
    else if (block.type === 'table' && closed) found.push(...columnsOfTable(block, lineOf));
  }
  return found;
}

/** Reads the signatories: one per block, per column of a block, or per column of a table after the closing formula. */
export function signatoriesOf(
  document: DocumentJson,
  lines: readonly Line[],
  parties: readonly PartyFacts[],
): readonly SignatoryFacts[] {
  return columnsOf(document, lines).flatMap(({ line, rows, partieId }) => {
    const text = folded(rows.join('\n').trim().replaceAll('\n', ' | '));
    if (text.replace(/[|\s._…-]/g, '') === '') return [];
    const plain = plainOf(text);
    const tied = partieId === null ? undefined : parties.find((one) => one.partieId === partieId);
    const party = tied ?? partyNamed(plain, parties);
    return [
      {
        line,
        partieId,
        plain,
        party,
        capacity: capacityIn(withoutName(plain, party)),
        delegated:
          /(?:^|\| )p ?[./]|par delegation|par procuration|par ordre|pour (?:le|la) president[a-z]* et/.test(
            plain,
          ),
        named: CAPITALISED.test(text),
      },
    ];
  });
}
