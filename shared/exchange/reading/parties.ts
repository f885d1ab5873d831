import type { DocumentJson, Fields } from '#shared/document/model.ts';
import type { Party, Signature } from '../wire.ts';
import { blockWords, NO_FIELDS, oneLine, readable } from './plain.ts';
import { addParty, bareParty, presentedParties, readPresentation } from './presentation.ts';
import { signaturesAmong } from './signatures.ts';

const BETWEEN =
  /(?:^|\s)(?:[Ee]ntre|ENTRE)\s+(.{3,200}?)\s+(?:et|ET|Et)\s+((?:[Ll]['’]|L[aA]\s|la\s|l[e]s?\s|L[Ee][sS]?\s)?\p{Lu}.{2,200})$/u;

/** « Convention entre A et B » names both. */
function titleParties(title: string): readonly Party[] {
  const match = BETWEEN.exec(oneLine(title));
  const names = [...(match?.[1] ?? '').split(/,\s(?=l['’]|la\s|le\s|les\s|\p{Lu})/u), match?.[2] ?? ''];
  return names.flatMap((name) => bareParty(name) ?? []);
}

function completed(party: Party, signatures: readonly Signature[]): Party {
  if (party.representative?.name != null) return party;
  const own = signatures.find((one) => one.party === party.name && one.name !== null && !one.byDelegation);
  if (own === undefined) return party;
  return {
    ...party,
    representative: {
      civility: party.representative?.civility ?? null,
      name: own.name,
      capacity: party.representative?.capacity ?? own.capacity,
    },
  };
}

/** The parties that the text names, without what only the signatures tell. */
function namedParties(document: DocumentJson, champs: Fields): readonly Party[] {
  const parties = presentedParties(document, champs);
  if (parties.length >= 2) return parties;
  const { context } = readable(document, champs);
  const titles: string[] = [];
  for (const block of document.content) {
    if (block.type !== 'titre') continue;
    const words = oneLine(blockWords(block, context));
    titles.push(words);
    if (block.attrs.role !== 'partie') continue;
    const party = readPresentation(words, null);
    if (party !== null) addParty(parties, party);
  }
  if (parties.length < 2) for (const party of titleParties(titles.join(' '))) addParty(parties, party);
  return parties;
}

/**
 * Reads the parties of an act (rules P5 to P12 of RULES.md): from their presentations, else the cover, else the
 * title, else the signatures; a representative that no presentation names is taken from the signature.
 * @returns parties in the order of the text
 */
export function readParties(document: DocumentJson, champs: Fields = NO_FIELDS): readonly Party[] {
  const named = namedParties(document, champs);
  const signatures = signaturesAmong(document, champs, named);
  if (named.length > 0) return named.map((party) => completed(party, signatures));
  const parties: Party[] = [];
  for (const signature of signatures) {
    const party = signature.party === null ? null : readPresentation(signature.party, signature.partieId);
    if (party !== null) addParty(parties, party);
  }
  return parties.map((party) => completed(party, signatures));
}

/**
 * Reads the signature blocks (rules S1 to S6 of RULES.md): who signs, in what capacity, for whom.
 * @returns one entry per signatory, in reading order; fields are null where the text is silent
 */
export function readSignatures(document: DocumentJson, champs: Fields = NO_FIELDS): readonly Signature[] {
  return signaturesAmong(document, champs, readParties(document, champs));
}
