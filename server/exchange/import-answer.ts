import type { DivisionReport, ImportReport, Party } from '#shared/exchange/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';

/** Letters of a sigle: « UNML », « CMA ». */
const SIGLE = /^[\p{Lu}\d][\p{Lu}\d&.-]{1,11}s?$/u;

type Representative = NonNullable<Party['representative']>;

/** A party as a program reads it: what the report says, under the names of the domain too. */
interface PartyAnswer extends Party {
  readonly denomination: string;
  readonly sigle: string | null;
  readonly form: string | null;
  readonly seat: string | null;
  readonly representatives: readonly Representative[];
}

/** A division as a program reads it. */
interface DivisionAnswer extends Omit<DivisionReport, 'children'> {
  /** The heading, without its number. */
  readonly title: string;
  readonly children: readonly DivisionAnswer[];
}

/** What `clausier import --json` prints: the new act, and all that was recognised in its text. */
export interface ImportAnswer extends Omit<ImportReport, 'title' | 'parties' | 'divisions'> {
  readonly id: ActId;
  /** The title kept. */
  readonly title: string;
  readonly parties: readonly PartyAnswer[];
  readonly divisions: readonly DivisionAnswer[];
}

const partyAnswer = (party: Party): PartyAnswer => ({
  ...party,
  denomination: party.name,
  sigle: party.alias.find((alias) => SIGLE.test(alias)) ?? null,
  form: party.legalForm,
  seat: party.address,
  representatives: party.representative === null ? [] : [party.representative],
});

const divisionAnswer = (division: DivisionReport): DivisionAnswer => ({
  ...division,
  title: division.heading,
  children: division.children.map(divisionAnswer),
});

/**
 * The answer of an import for another program.
 * @param title the title kept, which may have been given
 */
export function importAnswer(id: ActId, title: string, report: ImportReport): ImportAnswer {
  return {
    id,
    ...report,
    title,
    parties: report.parties.map(partyAnswer),
    divisions: report.divisions.map(divisionAnswer),
  };
}
