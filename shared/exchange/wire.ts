import { z } from 'zod';
import { DIVISION_KINDS } from '#shared/document/schema/vocabulary.ts';

/** What an instrument calls itself in its title. */
export const QUALIFICATIONS = [
  'convention',
  'convention-cadre',
  'accord-cadre',
  'accord',
  'avenant',
  'protocole',
  'charte',
  'contrat',
] as const;

/** The natural person who acts for a party, as the text names them. */
const representativeSchema = z.object({
  civility: z.string().nullable(),
  name: z.string().nullable(),
  capacity: z.string().nullable(),
});

/** One party, gathered from its presentation, the cover, the title and the signatures. */
const partySchema = z.object({
  /** Shared by the blocks `partie` and `signataire` of the document; null when the text only names the party. */
  partieId: z.string().nullable(),
  name: z.string(),
  alias: z.array(z.string()),
  legalForm: z.string().nullable(),
  /** The registered seat, as written. */
  address: z.string().nullable(),
  siren: z.string().nullable(),
  representative: representativeSchema.nullable(),
  /** Null when the text does not tell. */
  publicBody: z.boolean().nullable(),
  /** « D’une part » is 1, « D’autre part » 2; null when the text has no sides. */
  side: z.number().int().nullable(),
});
export type Party = z.infer<typeof partySchema>;

/** One signature block as read. */
const signatureSchema = z.object({
  partieId: z.string().nullable(),
  /** Denomination of the party signed for, as the parties give it when it is one of them. */
  party: z.string().nullable(),
  name: z.string().nullable(),
  capacity: z.string().nullable(),
  /** Who the block says it signs for (« Pour X », « P/ X »), as written. */
  onBehalfOf: z.string().nullable(),
  byDelegation: z.boolean(),
  /** The absent person for whom the signatory signs. */
  delegator: z.string().nullable(),
});
export type Signature = z.infer<typeof signatureSchema>;

/** Place, date and originals of the closing formula. */
const closingSchema = z.object({
  place: z.string().nullable(),
  /** ISO `YYYY-MM-DD`, only when day, month and year are written. */
  date: z.string().nullable(),
  dateText: z.string().nullable(),
  originals: z.object({ count: z.number().int().nullable(), text: z.string() }).nullable(),
});
export type Closing = z.infer<typeof closingSchema>;

/** A division of the act, with those it contains. */
export interface DivisionReport {
  /** The counter as printed, without prefix (« 4 », « 2.1 », « 1er », « ○ »); empty when unnumbered. */
  readonly number: string;
  /** How one cites it (« Article 4 », « Axe 3 », « 2.1 »), or its heading when unnumbered. */
  readonly label: string;
  readonly heading: string;
  readonly kind: (typeof DIVISION_KINDS)[number];
  /** 1 for the outermost. */
  readonly level: number;
  readonly line: number | null;
  /** Own alinéas, list items and tables, those of the divisions inside not counted. */
  readonly paragraphs: number;
  readonly items: number;
  readonly tables: number;
  readonly children: readonly DivisionReport[];
}

const divisionSchema: z.ZodType<DivisionReport> = z.lazy(() =>
  z.object({
    number: z.string(),
    label: z.string(),
    heading: z.string(),
    kind: z.enum(DIVISION_KINDS),
    level: z.number().int(),
    line: z.number().int().nullable(),
    paragraphs: z.number().int(),
    items: z.number().int(),
    tables: z.number().int(),
    children: z.array(divisionSchema),
  }),
);

/** What an import recognised in a text, and what it did not; printed as JSON by `clausier import --json`. */
export const importReportSchema = z.object({
  title: z.string().nullable(),
  qualification: z.enum(QUALIFICATIONS).nullable(),
  parties: z.array(partySchema),
  visas: z.array(z.string()),
  considerants: z.array(z.string()),
  /** The agreement formula, when there is one. */
  formula: z.string().nullable(),
  /** `heading` is null for a preamble without a title of its own. */
  preambule: z.object({ heading: z.string().nullable(), paragraphs: z.number().int() }).nullable(),
  divisions: z.array(divisionSchema),
  footnotes: z.array(z.object({ number: z.number().int(), text: z.string() })),
  references: z.object({
    internal: z.array(z.object({ text: z.string(), target: z.string().nullable(), resolved: z.boolean() })),
    external: z.array(z.object({ text: z.string(), ref: z.string() })),
  }),
  definedTerms: z.array(
    z.object({ term: z.string(), kind: z.enum(['terme', 'sigle']), definition: z.string().nullable() }),
  ),
  /** Number of tables. */
  tables: z.number().int(),
  signatures: z.array(signatureSchema),
  place: z.string().nullable(),
  date: z.string().nullable(),
  dateText: z.string().nullable(),
  originals: closingSchema.shape.originals,
  /** Text kept in place whose role was not recognised. `line` is its first line in the source, from 1. */
  unrecognised: z.array(z.object({ line: z.number().int(), text: z.string(), reason: z.string() })),
  warnings: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;
