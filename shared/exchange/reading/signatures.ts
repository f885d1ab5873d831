import type { DocumentJson, Fields, TableJson } from '#shared/document/model.ts';
import { printBlock } from '#shared/document/text.ts';
import type { Party, Signature } from '../wire.ts';
import { capacityThenName, isCapacity, looksLikeOrganisation, personName, readPerson } from './persons.ts';
import { blockWords, nameKey, oneLine, readable } from './plain.ts';

const FOR = /^pour\s(?:et\sau\snom\sd[eu]s?\s)?(?:le\scompte\sde\s)?/i;
const IN_PLACE = /^p\s?[./]\s?(?:o\s?[./]?\s?)?/i;
const DELEGATION = /,?\s?(?:et\s)?par\s(?:délégation|délégat|procuration|ordre)\s?(?:de\s.*)?[,:]?/iu;
const FILLER =
  /^(?:\(?\s?(?:signatures?|signé|cachet|tampon|nom|prénom|qualité|fonction|date|lu et approuvé|bon pour accord|mention manuscrite|paraphe)\b.*|[._…\s/-]+|\[.*\]|le\s?:?\s?[._…/\s\d-]*(?:\d{4})?)$/iu;

/** What one column of a signature block says. */
interface Reading {
  onBehalfOf: string | null;
  party: string | null;
  name: string | null;
  capacity: string | null;
  byDelegation: boolean;
  delegator: string | null;
  /** Lines that say nothing by themselves; one may name a party. */
  readonly others: string[];
}

const clean = (text: string): string => oneLine(text).replace(/^[\s:–-]+|[\s,:;]+$/g, '');
const withoutArticle = (text: string): string => text.replace(/^(?:l['’]|la\s|le\s|les\s)\s?/i, '').trim();

function readForLine(line: string, reading: Reading): void {
  const [whole = '', person = ''] = clean(line.replace(FOR, '')).split(/\s?:\s/);
  const target = clean(whole);
  if (person !== '') readLine(person, reading);
  if (target === '' || FILLER.test(target)) return;
  reading.byDelegation ||= DELEGATION.test(line);
  const bare = clean(target.replace(DELEGATION, ''));
  if (isCapacity(bare) && (DELEGATION.test(line) || reading.onBehalfOf !== null)) {
    reading.delegator ??= bare;
    reading.onBehalfOf ??= withoutArticle(bare);
    return;
  }
  const [organisation = bare, ...rest] = bare.split(/,\s/);
  reading.onBehalfOf ??= withoutArticle(organisation);
  reading.party ??= withoutArticle(organisation);
  if (rest.length > 0) readLine(rest.join(', '), reading);
}

function readInPlaceLine(line: string, reading: Reading): void {
  const [target = '', ...others] = clean(line.replace(IN_PLACE, '').replace(DELEGATION, '')).split(/,\s/);
  reading.byDelegation = true;
  if (others.length > 0) readLine(others.join(', '), reading);
  if (target === '') return;
  reading.onBehalfOf ??= withoutArticle(target);
  reading.delegator ??= target;
}

function readLine(raw: string, reading: Reading): void {
  const line = clean(raw);
  if (line === '' || FILLER.test(line)) return;
  if (FOR.test(line)) {
    readForLine(line, reading);
    return;
  }
  if (IN_PLACE.test(line) && /^p\s?[./]/i.test(line)) {
    readInPlaceLine(line, reading);
    return;
  }
  if (DELEGATION.test(line) && clean(line.replace(DELEGATION, '')) === '') {
    reading.byDelegation = true;
    return;
  }
  const both = reading.name === null ? capacityThenName(line) : null;
  if (both !== null) {
    reading.name = both.name;
    reading.capacity ??= withoutArticle(both.capacity);
    return;
  }
  const [first = line, ...others] = line.split(/,\s?/);
  const person = personName(first);
  if (person !== null && reading.name === null) {
    reading.name = person.name;
    const rest = others.join(', ');
    if (rest !== '') readLine(rest, reading);
    return;
  }
  if (reading.capacity === null && isCapacity(line)) {
    readCapacityLine(line, reading);
    return;
  }
  if (reading.capacity !== null && reading.capacity.length < 160 && person === null) {
    reading.capacity = `${reading.capacity} ${line}`;
    return;
  }
  if (reading.party === null && looksLikeOrganisation(line)) reading.party = withoutArticle(line);
  else reading.others.push(line);
}

/** « Le Président Stéphane VALLI » holds both; « Président de l’Association » only the capacity. */
function readCapacityLine(line: string, reading: Reading): void {
  const both = reading.name === null ? readPerson(line) : null;
  if (both?.name !== undefined && both.name !== null && line.endsWith(both.name)) {
    reading.name = both.name;
    reading.capacity = both.capacity;
    return;
  }
  reading.capacity = withoutArticle(line);
}

/** Lines of each column: a block whose lines hold tabs has signatories side by side. */
function columnsOf(words: string): readonly (readonly string[])[] {
  const lines = words.split('\n');
  const count = lines.reduce((most, line) => Math.max(most, line.split('\t').length), 1);
  return Array.from({ length: count }, (_, column) => lines.map((line) => line.split('\t')[column] ?? ''));
}

function readColumn(lines: readonly string[]): Reading {
  const reading: Reading = {
    onBehalfOf: null,
    party: null,
    name: null,
    capacity: null,
    byDelegation: false,
    delegator: null,
    others: [],
  };
  for (const line of lines) readLine(line, reading);
  return reading;
}

const acronym = (text: string): string =>
  text
    .split(/[\s'’-]+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => word[0])
    .join('');

/** @returns the party that `text` names, by denomination, alias or initials */
function partyNamed(text: string, parties: readonly Party[]): Party | null {
  const key = nameKey(text);
  if (key === '') return null;
  const names = (party: Party) => [party.name, ...party.alias];
  return (
    parties.find((party) => names(party).some((name) => nameKey(name) === key)) ??
    parties.find((party) =>
      names(party).some((name) => nameKey(name).length > 2 && ` ${key} `.includes(` ${nameKey(name)} `)),
    ) ??
    parties.find((party) =>
      names(party).some((name) => key.length > 3 && ` ${nameKey(name)} `.includes(` ${key} `)),
    ) ??
    parties.find((party) => acronym(party.name) === text.trim()) ??
    null
  );
}

/** « Délégué général à l’emploi » acts for the « Délégation générale à l’emploi »: their words share their stems. */
function partyOfCapacity(capacity: string, parties: readonly Party[]): Party | null {
  const stems = (text: string) =>
    new Set(
      nameKey(text)
        .split(' ')
        .filter((word) => word.length > 3)
        .map((word) => word.slice(0, 5)),
    );
  const wanted = stems(capacity);
  return (
    parties.find((party) => {
      const own = [...stems(party.name)];
      const shared = own.filter((stem) => wanted.has(stem)).length;
      return (own.length >= 3 && shared >= own.length * 0.8) || (own.length === 2 && shared === 2);
    }) ?? null
  );
}

const surnameOf = (name: string): string => nameKey(name).split(' ').at(-1) ?? '';

function partyOf(reading: Reading, parties: readonly Party[]): Party | null {
  const named = firstNamed([reading.party], parties);
  if (named !== null) return named;
  const people = [reading.delegator, reading.name].filter((one) => one !== null);
  const represented = parties.find((party) => {
    const name = party.representative?.name ?? null;
    return name !== null && people.some((person) => surnameOf(person) === surnameOf(name));
  });
  if (represented !== undefined) return represented;
  const { capacity, delegator, others } = reading;
  const told = firstNamed([capacity, delegator, organisationIn(delegator), ...others], parties);
  if (told !== null) return told;
  for (const text of [delegator, capacity]) {
    const party = text === null ? null : partyOfCapacity(text, parties);
    if (party !== null) return party;
  }
  const ofState = [capacity, delegator].some((text) => text !== null && STATE_OFFICE.test(text));
  return ofState ? (parties.find((party) => nameKey(party.name) === 'etat') ?? null) : null;
}

/** Those who sign for the State say their office, not its name. */
const STATE_OFFICE = /^(?:l[ea]\s)?(?:sous-)?(?:pr[ée]f[eè]te?|ministre|recteur|rectrice)(?!\p{L})/iu;

function firstNamed(texts: readonly (string | null)[], parties: readonly Party[]): Party | null {
  for (const text of texts) {
    const party = text === null ? null : partyNamed(text, parties);
    if (party !== null) return party;
  }
  return null;
}

/** Text of a capacity after its last « de », which often names the organisation. */
function organisationIn(capacity: string | null): string | null {
  const match = /(?:\sde\sl['’]|\sde\sla\s|\sdu\s|\sdes\s|\sde\s)(.+)$/iu.exec(capacity ?? '');
  return match?.[1] !== undefined && looksLikeOrganisation(match[1]) ? match[1] : null;
}

const isEmpty = (reading: Reading): boolean =>
  reading.name === null && reading.capacity === null && reading.onBehalfOf === null && reading.party === null;

function tableColumns(table: TableJson, print: (table: TableJson, row: number, column: number) => string) {
  const width = table.content.reduce((most, row) => Math.max(most, row.content.length), 1);
  return Array.from({ length: width }, (_, column) =>
    table.content.flatMap((_row, row) => print(table, row, column).split('\n')),
  );
}

/** The second half of a block says what the first lacks, and opens nothing. */
function completes(before: readonly string[], after: readonly string[]): boolean {
  const first = readColumn(before);
  const second = readColumn(after);
  if (second.onBehalfOf !== null) return false;
  if (first.name === null)
    return second.name !== null && (first.capacity === null || second.capacity === null);
  return first.capacity === null && second.name === null && second.capacity !== null;
}

/** Rule S7: columns run together (« Colette Brun Aziz Belkacem ») are told apart by the representatives' names. */
function crowded(words: string, parties: readonly Party[]): readonly Reading[] {
  const key = ` ${nameKey(words)} `;
  return parties.flatMap(({ name: party, representative }) => {
    const name = representative?.name ?? null;
    if (name === null || !key.includes(` ${nameKey(name)} `)) return [];
    const capacity = representative?.capacity ?? null;
    return [{ onBehalfOf: null, party, name, capacity, byDelegation: false, delegator: null, others: [] }];
  });
}

/**
 * Reads the signature blocks among parties already read; see `readSignatures` of ./parties.ts.
 * A table after the closing formula is read as signatories side by side.
 */
export function signaturesAmong(
  document: DocumentJson,
  champs: Fields,
  parties: readonly Party[],
): readonly Signature[] {
  const { context } = readable(document, champs);
  const signatures: Signature[] = [];
  const take = (reading: Reading, partieId: string | null) => {
    if (isEmpty(reading)) return;
    const party =
      parties.find((one) => one.partieId !== null && one.partieId === partieId) ?? partyOf(reading, parties);
    const { onBehalfOf, name, capacity, byDelegation, delegator } = reading;
    signatures.push({
      partieId: party?.partieId ?? partieId,
      party: party?.name ?? reading.party ?? organisationIn(capacity),
      name,
      capacity,
      onBehalfOf,
      byDelegation,
      delegator,
    });
  };
  let closed = false;
  let cut = false;
  // A block cut by the end of a page goes on after it.
  let pending: { readonly lines: readonly string[]; readonly partieId: string | null } | null = null;
  const settle = () => {
    if (pending !== null) take(readColumn(pending.lines), pending.partieId);
    pending = null;
  };
  for (const block of document.content) {
    if (block.type === 'cloture') closed = true;
    else if (block.type === 'intitule' && closed) closed = false;
    const ofPage = block.type === 'sautPage' || (block.type === 'alinea' && block.attrs.aVerifier);
    if (block.type === 'signataire') {
      closed = true;
      const words = blockWords(block, context);
      const columns = columnsOf(words);
      const [lines = []] = columns;
      if (pending !== null && cut && columns.length === 1 && completes(pending.lines, lines))
        pending = { lines: [...pending.lines, ...lines], partieId: pending.partieId ?? block.attrs.partieId };
      else {
        settle();
        const readings = columns.map(readColumn);
        const crowd = readings.some((reading) => reading.name !== null) ? [] : crowded(words, parties);
        if (crowd.length <= 1 && columns.length === 1) pending = { lines, partieId: block.attrs.partieId };
        else for (const reading of crowd.length > 1 ? crowd : readings) take(reading, block.attrs.partieId);
      }
      cut = false;
      continue;
    }
    if (ofPage) {
      cut = true;
      continue;
    }
    settle();
    if (block.type === 'table' && closed) {
      const cell = (table: TableJson, row: number, column: number) =>
        (table.content[row]?.content[column]?.content ?? [])
          .map((inner) => printBlock(inner, context))
          .join('\n');
      for (const column of tableColumns(block, cell)) take(readColumn(column), null);
    }
  }
  settle();
  return signatures;
}
