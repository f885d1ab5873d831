import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Fields } from '#shared/document/model.ts';
import {
  compactNumber,
  type Fiche,
  inFunction,
  nameKey,
  representativeOn,
} from '#shared/identity/organisation.ts';

/** What the sheet of a party says today, and its draft no longer (rule D24). */
export interface SheetProposal {
  /** Dénomination of the party, as the draft has it. */
  readonly party: string;
  readonly kind: 'siege' | 'representant';
  /** What the draft says, and what the sheet says. */
  readonly from: string;
  readonly to: string;
  /** Values to give, by key of the draft's `champs`; `null` empties one. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** @returns a name of a proposal, in 64 hexadecimal digits, the same for as long as neither side changes */
export function nameOfProposal({ party, kind, from, to }: SheetProposal): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([party, kind, from, to]))));
}

const text = (champs: Fields, key: string) => (champs[key]?.valeur ?? '').trim();

/** @returns the sheet of a party: by its SIREN when both have one, by its dénomination otherwise */
function sheetOf(champs: Fields, base: string, sheets: readonly Fiche[]): Fiche | null {
  const siren = compactNumber(text(champs, `${base}.siren`));
  const byNumber = siren === '' ? undefined : sheets.find((sheet) => sheet.siren === siren);
  if (byNumber !== undefined) return byNumber;
  const name = nameKey(text(champs, `${base}.denomination`));
  const named = sheets.find((sheet) => nameKey(sheet.denomination) === name);
  // Two numbers that differ are two organisations, whatever they are called.
  return named === undefined || (siren !== '' && named.siren !== '') ? null : named;
}

/**
 * Rule D24. Nothing is proposed for what the draft leaves empty, nor of who signs by delegation.
 * @param today `YYYY-MM-DD`
 * @returns the seat, then the representative of each party, in the order of the parties
 */
export function sheetProposals(
  champs: Fields,
  sheets: readonly Fiche[],
  today: string,
): readonly SheetProposal[] {
  const bases = Object.keys(champs)
    .flatMap((key) => /^(partie\.\w+)\.denomination$/.exec(key)?.[1] ?? [])
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }));
  return bases.flatMap((base): readonly SheetProposal[] => {
    const sheet = sheetOf(champs, base, sheets);
    if (sheet === null) return [];
    const party = text(champs, `${base}.denomination`);
    const keyed = (values: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          champs[`${base}.${name}`] === undefined ? [] : [[`${base}.${name}`, value === '' ? null : value]],
        ),
      );
    const proposals: SheetProposal[] = [];
    const siege = text(champs, `${base}.siege`);
    if (siege !== '' && sheet.siege !== '' && nameKey(siege) !== nameKey(sheet.siege))
      proposals.push({
        party,
        kind: 'siege',
        from: siege,
        to: sheet.siege,
        values: keyed({ siege: sheet.siege }),
      });
    const nom = text(champs, `${base}.representant.nom`);
    const delegated =
      text(champs, `${base}.representant.delegant`) !== '' ||
      text(champs, `${base}.representant.acte`) !== '';
    const still = sheet.representants.some(
      (each) => nameKey(each.nom) === nameKey(nom) && inFunction(each, today),
    );
    const present = representativeOn(sheet.representants, today);
    if (nom !== '' && !delegated && !still && present !== null) {
      const { civilite, capacite } = present;
      proposals.push({
        party,
        kind: 'representant',
        from: nom,
        to: [present.nom, capacite].filter((part) => part !== '').join(', '),
        values: keyed({
          'representant.civilite': civilite,
          'representant.nom': present.nom,
          'representant.capacite': capacite,
        }),
      });
    }
    return proposals;
  });
}
