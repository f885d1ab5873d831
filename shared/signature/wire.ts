import { z } from 'zod';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { ACT_STATES } from '#shared/identity/roles.ts';
import { MOVE_NAMES } from '#shared/identity/states.ts';
import { linkTokenSchema } from '#shared/identity/wire.ts';
import { fileName } from '#shared/kernel/file-name.ts';
import { actIdSchema, ceremonyIdSchema, signatoryIdSchema, versionIdSchema } from '#shared/kernel/ids.ts';
import { closingAnswerSchema } from './closing.ts';
import {
  CEREMONY_STATUSES,
  SIGNATORY_STATUSES,
  SIGNATURE_METHODS,
  SIGNATURE_ORDERS,
  signatureFileSchema,
} from './model.ts';

const instant = z.number().int();
const hash = z.string().length(64);
const day = z.iso.date();
const who = z.object({ name: z.string(), organisation: z.string() });

/** The text as it was frozen. */
const frozenTextSchema = z.object({
  versionId: versionIdSchema,
  hash,
  at: instant,
  by: who,
});
export type FrozenText = z.infer<typeof frozenTextSchema>;

/** What keeps the text from being frozen: one sentence, and where it is. */
const reasonSchema = z.object({
  rule: z.string(),
  message: z.string(),
  /** As one cites it: « article 4 »; `null` for the act as a whole. */
  address: z.string().nullable(),
});
export type FreezeReason = z.infer<typeof reasonSchema>;

/** Another act, for whoever may see it; else without a title. */
const otherActSchema = z.object({ id: actIdSchema, title: z.string().nullable() });
export type OtherAct = z.infer<typeof otherActSchema>;

/** `GET /api/acts/:id/etat`: where the act is in its life. */
export const actStateSchema = z.object({
  state: z.enum(ACT_STATES),
  /** While the text is frozen, and from then on. */
  frozen: frozenTextSchema.nullable(),
  /** Why the act was last moved where it stands (reopened, abandoned, terminated), when that was to be said. */
  motif: z.object({ move: z.enum(MOVE_NAMES), at: instant, by: who, motif: z.string() }).nullable(),
  /** What the caller may ask for now. */
  moves: z.array(z.enum(MOVE_NAMES)),
  /** Once it is signed. */
  signedOn: day.nullable(),
  effectDay: day.nullable(),
  /** When it ends by itself, and the sentence that says so; `null` when the text says nothing that can be counted. */
  term: z.object({ last: day, sentence: z.string() }).nullable(),
  /** Announced, or in effect once the act is *résilié*: from which day, and why. */
  ending: z
    .object({ effect: day, received: day.nullable(), motif: z.string(), by: who, at: instant })
    .nullable(),
  /** In months, as the text says. */
  notice: z.number().int().nullable(),
  /** The acts whose place it takes, and the one that takes its place. */
  replaces: z.array(otherActSchema),
  replacedBy: otherActSchema.nullable(),
  /** What it could be declared to replace: signed acts of which the caller is the pilote; `null` when that can’t be said. */
  replaceable: z.array(otherActSchema).nullable(),
  /** Whether it went through *en négociation*. */
  negotiated: z.boolean(),
});
export type ActStateAnswer = z.infer<typeof actStateSchema>;

/**
 * `GET /api/acts/:id/etat/arret`: what keeps the text from being frozen now, and what is asked of whoever freezes it
 * (rule G11); both empty when nothing does.
 */
export const freezeReasonsSchema = z.object({
  reasons: z.array(reasonSchema),
  questions: z.array(
    z.object({
      key: z.string(),
      libelle: z.string(),
      type: z.enum(['texte', 'date', 'entier', 'montant', 'enum', 'booleen', 'reference']),
      lastSignature: z.boolean(),
    }),
  ),
});
export type FreezeAnswer = z.infer<typeof freezeReasonsSchema>;

/** `POST /api/acts/:id/etat/arreter`: answers to what is asked. Answer: `actStateSchema`. */
export const freezeRequestSchema = z.object({ reponses: z.array(closingAnswerSchema).max(100).default([]) });

/** Why, told to the parties and kept with the act. */
const motifSchema = z.string().trim().min(3).max(1000);

/**
 * `POST /api/acts/:id/etat/resilier`: from which day the act is ended, today, before or later; `recuLe`: when the letter
 * that ends it was received, if a notice runs from it. Answer: `actStateSchema`.
 */
export const endingRequestSchema = z.object({ motif: motifSchema, effet: day, recuLe: day.nullable() });

/** `POST /api/acts/:id/succession`: the acts whose place this one takes. Answer: `actStateSchema`. */
export const successionRequestSchema = z.object({ remplace: z.array(actIdSchema).max(20) });

/** `POST /api/acts/:id/etat/rouvrir` and `…/abandonner`. Answer: `actStateSchema`. */
export const motifRequestSchema = z.object({ motif: motifSchema });

/** `POST /api/acts/:id/etat/negocier` and `…/resilier/retrait`. Answer: `actStateSchema`. */
export const moveRequestSchema = z.object({});

const line = z.string().trim().max(300);
const partySchema = z.object({
  key: z.string().trim().min(1).max(40),
  denomination: z.string().trim().min(1).max(300),
});

const delegationRequestSchema = z.object({
  delegant: line.min(1),
  reference: line.min(1),
  date: day,
  du: day.nullable(),
  au: day.nullable(),
});

/** Somebody named to sign. Lengths only bound the request; `signatoriesProblems` says what is missing. */
const namedSignatorySchema = z.object({
  party: partySchema,
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: line,
  email: z.email().max(254).nullable(),
  capacite: line,
  delegation: delegationRequestSchema.nullable(),
  method: z.enum(SIGNATURE_METHODS),
});
export type NamedSignatoryRequest = z.infer<typeof namedSignatorySchema>;

/** Longest time that a ceremony may stay open, in days. */
const MAX_CEREMONY_DAYS = 365;

/** `POST /api/acts/:id/signature`: opens the ceremony. Answer: `ceremonyAnswerSchema`. */
export const openCeremonySchema = z.object({
  order: z.enum(SIGNATURE_ORDERS),
  /** How long signatures are awaited. */
  days: z.number().int().min(1).max(MAX_CEREMONY_DAYS),
  signatories: z.array(namedSignatorySchema).min(2).max(60),
});
export type OpenCeremony = z.infer<typeof openCeremonySchema>;

/** A signing link shown to the pilote, where no mail leaves the server. `url` is absolute. */
const signingLinkSchema = z.object({ signatory: signatoryIdSchema, nom: z.string(), url: z.url() });
export type SigningLink = z.infer<typeof signingLinkSchema>;

/** A signatory as the parties see them: no technical trace, no e-mail address but for the pilote. */
const signatoryViewSchema = z.object({
  id: signatoryIdSchema,
  rank: z.number().int(),
  party: z.string(),
  partyKey: z.string(),
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: z.string(),
  email: z.string().nullable(),
  capacite: z.string(),
  delegation: delegationRequestSchema.nullable(),
  delegationFile: signatureFileSchema.nullable(),
  method: z.enum(SIGNATURE_METHODS),
  status: z.enum(SIGNATORY_STATUSES),
  /** True when it is for them to sign now, the term aside. */
  next: z.boolean(),
  signedAt: instant.nullable(),
  /** The day written beside a signature on paper. */
  signedOn: day.nullable(),
  scan: signatureFileSchema.nullable(),
  refusal: z.object({ at: instant, motif: z.string() }).nullable(),
  shownAt: instant.nullable(),
  remindedAt: instant.nullable(),
});
export type SignatoryView = z.infer<typeof signatoryViewSchema>;

const ceremonyViewSchema = z.object({
  id: ceremonyIdSchema,
  versionId: versionIdSchema,
  hash,
  order: z.enum(SIGNATURE_ORDERS),
  status: z.enum(CEREMONY_STATUSES),
  openedAt: instant,
  expiresAt: instant,
  /** Whether the term has passed, by the server's clock. */
  expired: z.boolean(),
  closedAt: instant.nullable(),
  motif: z.string().nullable(),
  effectDay: day.nullable(),
  signatories: z.array(signatoryViewSchema),
});
export type CeremonyView = z.infer<typeof ceremonyViewSchema>;

/** `GET /api/acts/:id/signature`, and the answer of whatever changes the ceremony. */
export const ceremonyAnswerSchema = z.object({
  /** The ceremony that is open or complete; `null` when there is none. */
  ceremony: ceremonyViewSchema.nullable(),
  /** Whoever had signed a text that was reopened since, and has not signed again: with the reason (rule G6). */
  again: z.array(
    z.object({ nom: z.string(), party: z.string(), signedAt: instant, motif: z.string(), voidedAt: instant }),
  ),
  /** Who could sign, by the variables of the frozen text. */
  parties: z.array(
    z.object({
      key: z.string(),
      denomination: z.string(),
      representative: z.object({
        civilite: z.enum(['Madame', 'Monsieur', '']),
        nom: z.string(),
        capacite: z.string(),
        delegant: z.string(),
        acte: z.string(),
      }),
    }),
  ),
  /** Whether links and codes are sent by e-mail; if not, the pilote hands the links over. */
  mail: z.boolean(),
  can: z.object({ open: z.boolean(), conduct: z.boolean() }),
  /** Links made by this request, shown once. */
  links: z.array(signingLinkSchema),
});
export type CeremonyAnswer = z.infer<typeof ceremonyAnswerSchema>;

/** `POST …/signature/signataires/:signatory/remplacement` */
export const reassignSchema = namedSignatorySchema.omit({ party: true });
/** `POST …/signature/signataires/:signatory/moyen` */
export const methodRequestSchema = z.object({ method: z.enum(SIGNATURE_METHODS) });
/** `POST …/signature/signataires/:signatory/rappel`: another link; the one before opens nothing any more. */
export const remindSchema = z.object({});
/** `POST …/signature/terme`: another term, counted from now. */
export const prolongSchema = z.object({ days: z.number().int().min(1).max(MAX_CEREMONY_DAYS) });
/** `POST …/signataires/:signatory/delegation?nom=…` and `…/original?nom=…&jour=…`: the body is the file itself. */
export const fileQuerySchema = z.object({ nom: z.string().trim().min(1).max(300).transform(fileName) });
export const paperQuerySchema = fileQuerySchema.extend({ jour: day });

const contentSchema = z.unknown().transform((json, ctx): ActContent => {
  const content = parseContent(json);
  if (content.ok) return content.value;
  ctx.addIssue({ code: 'custom', message: content.error.path });
  return z.NEVER;
});

/** `POST /api/signature/ouvrir` and `…/code`: the secret of a signing link. */
export const signingTokenSchema = z.object({ token: linkTokenSchema });

/** Answer of `POST /api/signature/ouvrir`: all that somebody sees before they sign. */
export const signingPageSchema = z.object({
  actTitle: z.string(),
  pilote: who.nullable(),
  signatory: signatoryViewSchema.omit({ email: true }),
  others: z.array(signatoryViewSchema.omit({ email: true })),
  hash,
  frozenAt: instant,
  expiresAt: instant,
  /** Why they can't sign now, as a sentence; `null` when they can. */
  obstacle: z.string().nullable(),
  /** Why the ceremony was voided; `null` otherwise. */
  motif: z.string().nullable(),
  content: contentSchema,
  /** What they signed, or else read, last: what changed since is told from it. */
  since: z.object({ kind: z.enum(['signature', 'lecture']), at: instant, content: contentSchema }).nullable(),
  consent: z.string(),
  /** Whether a code sent to their address is asked for. */
  codeRequired: z.boolean(),
  /** Their address, half hidden. */
  emailHint: z.string().nullable(),
});
export type SigningPage = z.infer<typeof signingPageSchema>;

/** `POST /api/signature/signer`. Answer: `signingDoneSchema`. */
export const signSchema = z.object({
  token: linkTokenSchema,
  /** Of the text that was shown. */
  hash,
  /** The sentence that was accepted, as shown. */
  consent: z.string().min(1).max(2000),
  code: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
});
/** `POST /api/signature/refuser`. */
export const refuseSchema = z.object({ token: linkTokenSchema, motif: motifSchema });

export const signingDoneSchema = z.object({
  status: z.enum(SIGNATORY_STATUSES),
  at: instant,
  /** True once everybody has signed. */
  complete: z.boolean(),
});
