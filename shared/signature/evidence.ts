import { z } from 'zod';
import { type JournalEntry, type JournalHead, journalEntrySchema } from '#shared/identity/journal.ts';
import { actIdSchema, ceremonyIdSchema, personIdSchema, versionIdSchema } from '#shared/kernel/ids.ts';
import type { Ceremony, Signatory } from './model.ts';
import { sealFactsSchema } from './seal.ts';

/*
 * The dossier de preuve as data (rules P1 to P6 of server/sealing/RULES.md). Its keys are French: whoever opens it reads the contract, not the code.
 * Hashes are SHA-256 in lower-case hexadecimal, instants ISO 8601 in UTC, days `YYYY-MM-DD`.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 });
const day = z.iso.date();
const fichier = z.object({ nom: z.string(), type: z.string(), octets: z.number().int(), empreinte: hash });
const tete = z.object({ rang: z.number().int().positive(), empreinte: hash });

const electronique = z.object({
  methode: z.literal('electronique'),
  signeLe: instant,
  texteMontreLe: instant,
  /** Of the text that was on their screen. */
  empreintePresentee: hash,
  consentement: z.string(),
  identification: z.string(),
  /** Their e-mail address: masked where the file circulates. */
  courriel: z.string().nullable(),
  /** Minimised technical trace; `null` where the file circulates. */
  trace: z.object({ reseau: z.string(), navigateur: z.string() }).nullable(),
});

const papier = z.object({
  methode: z.literal('papier'),
  signeLe: day,
  recuLe: instant,
  /** Of the text that was printed. */
  empreinteImprimee: hash,
  enregistrePar: personIdSchema,
  original: fichier,
});

const signataire = z.object({
  rang: z.number().int().positive(),
  partie: z.string(),
  civilite: z.string(),
  nom: z.string(),
  capacite: z.string(),
  delegation: z
    .object({
      delegant: z.string(),
      acte: z.string(),
      date: day,
      du: day.nullable(),
      au: day.nullable(),
      piece: fichier.nullable(),
    })
    .nullable(),
  signature: z.discriminatedUnion('methode', [electronique, papier]),
});

/** What is known of a signed text: sealed inside it, and kept beside it with more. */
export const evidenceSchema = z.object({
  format: z.literal('clausier-preuve-1'),
  acte: z.object({ id: actIdSchema, titre: z.string(), genre: z.enum(['convention', 'avenant']) }),
  texte: z.object({
    version: versionIdSchema,
    /** Of the canonical JSON joined as `clausier-texte.json`. */
    empreinte: hash,
    calcul: z.string(),
  }),
  ceremonie: z.object({
    id: ceremonyIdSchema,
    ordre: z.enum(['parallele', 'successif']),
    ouverteLe: instant,
    closeLe: instant,
  }),
  signataires: z.array(signataire).min(1).readonly(),
  /** The act's journal from the freezing of the text on, each event chained to the one before it. */
  journal: z.object({
    /** The event that the extract follows; `null` when it begins with the journal. */
    avant: tete.nullable(),
    evenements: z.array(journalEntrySchema).readonly(),
    tete: tete.nullable(),
  }),
  /** Names of those whom the journal calls by their id. */
  personnes: z.array(z.object({ id: personIdSchema, nom: z.string() })).readonly(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The whole dossier: the evidence, and the seal that closes it. */
export const dossierSchema = z.object({
  format: z.literal('clausier-dossier-1'),
  preuve: evidenceSchema,
  sceau: sealFactsSchema,
  lecture: z.string(),
});
export type Dossier = z.infer<typeof dossierSchema>;

/** What the evidence is made from; everything in it has been checked by the ceremony. */
export interface EvidenceFacts {
  readonly act: { readonly title: string; readonly kind: 'convention' | 'avenant' };
  readonly ceremony: Ceremony;
  /** The whole journal of the act, oldest first. */
  readonly journal: readonly JournalEntry[];
  /** How people are called, by their id. */
  readonly names: ReadonlyMap<string, string>;
  /**
   * `scelle`: for the file that circulates, without e-mail addresses and technical traces. `complet`: for the dossier,
   * that the parties keep.
   */
  readonly extent: 'scelle' | 'complet';
}

/** Why no evidence can be given. */
type EvidenceGap = 'non-signe' | 'autre-texte' | 'non-close';

/** A ceremony that is not what a seal may close: nothing is sealed. */
class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused';
  readonly gap: EvidenceGap;

  constructor(gap: EvidenceGap, who: string) {
    super(`no evidence: ${gap} (${who})`);
    this.gap = gap;
  }
}

const iso = (at: number) => new Date(at).toISOString();

/**
 * Tells a complete ceremony as evidence.
 * @throws EvidenceRefused when somebody has not signed, or signed another text than the frozen one (rule P1)
 */
export function buildEvidence(facts: EvidenceFacts): Evidence {
  const { act, ceremony, journal, names, extent } = facts;
  if (ceremony.status !== 'complete' || ceremony.closedAt === null)
    throw new EvidenceRefused('non-close', ceremony.id);
  const signatories = ceremony.signatories.filter(
    ({ status }) => status !== 'remplace' && status !== 'annule',
  );
  const from = extractStart(journal);
  const events = journal.slice(from);
  const before = journal[from - 1];
  const mentioned = new Set(events.map((event) => event.person).filter((id) => id !== null));
  for (const { signature } of signatories)
    if (signature?.method === 'papier') mentioned.add(signature.recordedBy);
  return {
    format: 'clausier-preuve-1',
    acte: { id: ceremony.actId, titre: act.title, genre: act.kind },
    texte: {
      version: ceremony.versionId,
      empreinte: ceremony.hash,
      calcul: 'SHA-256 du fichier joint clausier-texte.json, octet pour octet',
    },
    ceremonie: {
      id: ceremony.id,
      ordre: ceremony.order,
      ouverteLe: iso(ceremony.openedAt),
      closeLe: iso(ceremony.closedAt),
    },
    signataires: [...signatories]
      .sort((a, b) => a.rank - b.rank)
      .map((one) => tell(one, ceremony.hash, extent)),
    journal: { avant: headOf(before), evenements: events, tete: headOf(journal.at(-1)) },
    personnes: [...mentioned].map((id) => ({ id, nom: names.get(id) ?? 'personne inconnue' })),
  };
}

const headOf = (entry: JournalHead | undefined) =>
  entry === undefined ? null : { rang: entry.seq, empreinte: entry.hash };

/** The extract begins where the text that was signed was last frozen. */
function extractStart(journal: readonly JournalEntry[]): number {
  const last = journal.findLastIndex(({ kind }) => kind === 'texte.arrete');
  return Math.max(0, last);
}

function tell(
  one: Signatory,
  frozen: string,
  extent: EvidenceFacts['extent'],
): Evidence['signataires'][number] {
  const { signature, delegation, delegationFile } = one;
  if (one.status !== 'signe' || signature === null) throw new EvidenceRefused('non-signe', one.id);
  if (signature.hash !== frozen) throw new EvidenceRefused('autre-texte', one.id);
  return {
    rang: one.rank,
    partie: one.party.denomination,
    civilite: one.civilite,
    nom: one.nom,
    capacite: one.capacite,
    delegation:
      delegation === null
        ? null
        : {
            delegant: delegation.delegant,
            acte: delegation.reference,
            date: delegation.date,
            du: delegation.du,
            au: delegation.au,
            piece: delegationFile === null ? null : fileOf(delegationFile),
          },
    signature:
      signature.method === 'papier'
        ? {
            methode: 'papier',
            signeLe: signature.signedOn,
            recuLe: iso(signature.at),
            empreinteImprimee: signature.hash,
            enregistrePar: signature.recordedBy,
            original: fileOf(signature.scan),
          }
        : {
            methode: 'electronique',
            signeLe: iso(signature.at),
            texteMontreLe: iso(signature.shownAt),
            empreintePresentee: signature.hash,
            consentement: signature.consent,
            identification: signature.code
              ? 'lien personnel, et code envoyé à son adresse électronique'
              : 'lien personnel remis par le pilote de l’acte, sans code',
            courriel: one.email === null || extent === 'complet' ? one.email : maskEmail(one.email),
            trace:
              extent === 'complet'
                ? { reseau: signature.trace.network, navigateur: signature.trace.agent }
                : null,
          },
  };
}

const fileOf = (file: { name: string; type: string; size: number; hash: string }) => ({
  nom: file.name,
  type: file.type,
  octets: file.size,
  empreinte: file.hash,
});

/** @returns `c…@unml.info`: enough for its owner to know it, not for somebody else to write to it */
function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0] ?? ''}…${email.slice(at)}`;
}
