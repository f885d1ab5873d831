import { z } from 'zod';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { MAX_FACTS, organisationFactSchema } from '#shared/identity/facts.ts';
import { ACT_KINDS, ACT_ROLES, ACT_STATES } from '#shared/identity/roles.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';

/** One act of the portfolio. Instants are milliseconds since 1970. */
const actSummarySchema = z.object({
  id: actIdSchema,
  title: z.string(),
  kind: z.enum(ACT_KINDS),
  state: z.enum(ACT_STATES),
  role: z.enum(ACT_ROLES),
  parties: z.array(z.string()),
  createdAt: z.number().int(),
  changedAt: z.number().int(),
  /** When a signed act ends, by itself or because it was ended; `null` when nothing says so, and once it has. */
  ends: z.object({ day: z.iso.date(), how: z.enum(['terme', 'resiliation']) }).nullable(),
});
export type ActSummary = z.infer<typeof actSummarySchema>;

/** `GET /api/acts` */
export const actListSchema = z.object({ acts: z.array(actSummarySchema) });

/** `GET /api/acts/:id` */
export const actDetailSchema = actSummarySchema.extend({
  participants: z.array(
    z.object({ name: z.string(), organisation: z.string(), role: z.enum(ACT_ROLES), color: z.string() }),
  ),
  can: z.object({ write: z.boolean(), invite: z.boolean(), rename: z.boolean() }),
  /** True for the text that is edited for an avenant: it is no act of its own. */
  working: z.boolean().default(false),
});
export type ActDetail = z.infer<typeof actDetailSchema>;

/** A proposal of a sheet, as `nameOfProposal` names it. */
const proposalName = z.string().regex(/^[0-9a-f]{64}$/);

/** `GET /api/acts/:id/propositions`: what was proposed to the draft, and is kept as it is (rule D24). */
export const keptProposalsSchema = z.object({ gardees: z.array(proposalName) });

/** `POST /api/acts/:id/propositions`: keeps what the draft says. */
export const keepProposalSchema = z.object({ garder: proposalName });

export const FIELD_TYPES = ['texte', 'date', 'entier', 'montant', 'enum', 'booleen', 'reference'] as const;

/** A condition, as `holds` evaluates it: all atoms must hold; the empty one always does. See condition.ts. */
export const conditionSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('champ'),
      chemin: z.string(),
      valeurs: z.array(z.string()),
      nie: z.boolean(),
    }),
    z.object({ kind: z.literal('rempli'), chemin: z.string(), nie: z.boolean() }),
    /** `max` is `null` when there is no most. */
    z.object({ kind: z.literal('parties'), min: z.number().int(), max: z.number().int().nullable() }),
    z.object({ kind: z.literal('publique'), nie: z.boolean() }),
    z.object({ kind: z.literal('famille'), famille: z.enum(FAMILIES), nie: z.boolean() }),
    /** Within `@pour chaque partie`: the first of them, or the last. */
    z.object({ kind: z.literal('rang'), rang: z.enum(['premiere', 'derniere']) }),
  ]),
);

/** A variable to ask for, with all that its field needs. */
export const variableSchema = z.object({
  chemin: z.string(),
  libelle: z.string(),
  type: z.enum(FIELD_TYPES),
  aide: z.string().nullable(),
  /** As typed; `{{parties.nombre}}` stands for the number of parties. */
  defaut: z.string().nullable(),
  choix: z.array(z.string()),
  requis: z.boolean(),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Key of a date that this one may not precede. */
  apres: z.string().nullable(),
  /** When it is asked for. */
  si: conditionSchema,
});
export type VariableSummary = z.infer<typeof variableSchema>;

/** What should hold where a clause is used, with the question to ask when it does not. */
export const questionSchema = z.object({ si: conditionSchema, sinon: z.string() });

/** A fact of a party's sheet that a clause prints: `{{partie.faits.structures}}`. */
export const factNeedSchema = z.object({
  cle: z.string(),
  libelle: z.string(),
  type: z.enum(['entier', 'montant', 'texte']),
});

/** A clause that a modèle offers for one of its steps. */
const variantSchema = z.object({
  variante: z.string(),
  /** Id of the clause (`duree-signature`), and its version in this server. */
  id: z.string(),
  version: z.number().int(),
  /** Its heading as plain text; `null` when it prints none. */
  titre: z.string().nullable(),
  /** In one sentence, when to use it. */
  emploi: z.string(),
  /** What a jurist should know, with the sources. */
  note: z.string().nullable(),
  questions: z.array(questionSchema),
  variables: z.array(variableSchema),
  /** Facts of a party's sheet that it prints, by key. */
  faits: z.array(factNeedSchema),
  /** True when it prints what each party undertakes (`PartyInput.engagements`). */
  engagements: z.boolean(),
});
export type VariantSummary = z.infer<typeof variantSchema>;

/** A place for a clause in a modèle, in the order of the text. */
const stepSchema = z.object({
  /** Names the step in `BeginAct.variantes`: its family, unless the modèle has two of that family. */
  cle: z.string(),
  famille: z.enum(FAMILIES),
  /** Variant taken when none is chosen; `aucune` for a step left out by default. */
  defaut: z.string(),
  /** True when `aucune` may be chosen. */
  facultative: z.boolean(),
  /** When the step is in the act at all. */
  si: conditionSchema,
  variantes: z.array(variantSchema),
});
export type ModeleStepSummary = z.infer<typeof stepSchema>;

/** `GET /api/modeles`: all that *Nouvelle convention* needs; `planDraft` works on it, here and on the server. */
const modeleSummarySchema = z.object({
  id: z.string(),
  titre: z.string(),
  description: z.string(),
  version: z.number().int(),
  kind: z.enum(['convention', 'avenant']),
  partiesMin: z.number().int(),
  partiesMax: z.number().int(),
  etapes: z.array(stepSchema),
  /** Variables of the modèle itself, asked for whatever the clauses. */
  propres: z.array(variableSchema),
  /** Variables of the modèle and of its default clauses, each once, in order. */
  variables: z.array(variableSchema),
});
export type ModeleSummary = z.infer<typeof modeleSummarySchema>;
export const modeleListSchema = z.object({ modeles: z.array(modeleSummarySchema) });

/** A party as filled in by the person who begins an act. */
const partyInputSchema = z.object({
  denomination: z.string().trim().min(1).max(300),
  sigle: z.string().trim().max(40),
  forme: z.string().trim().max(200),
  siege: z.string().trim().max(300),
  /** Nine digits, spaces allowed; checked by its key. */
  siren: z.string().trim().max(20).optional(),
  /** « W751234567 ». */
  rna: z.string().trim().max(20).optional(),
  personnePublique: z.boolean(),
  representant: z.object({
    civilite: z.enum(['Madame', 'Monsieur', '']),
    nom: z.string().trim().max(200),
    capacite: z.string().trim().max(200),
    /** When this person signs for another: whose signature it is (« le Président »), and the act that allows it. */
    delegation: z
      .object({ delegant: z.string().trim().max(200), acte: z.string().trim().max(300) })
      .optional(),
  }),
  /** A few sentences about the organisation, from its sheet. */
  presentation: z.string().trim().max(2000).optional(),
  /** Dated facts of its sheet. */
  faits: z.array(organisationFactSchema).max(MAX_FACTS).optional(),
  /** What this party undertakes in this act, one sentence part each (« informer ses adhérents »). */
  engagements: z.array(z.string().trim().min(1).max(1000)).max(40).optional(),
});
export type PartyInput = z.infer<typeof partyInputSchema>;

/** Most parties one act can have; a real convention rarely passes six. */
export const MAX_PARTIES = 30;

/** The name of an act in the portfolio; its printed title is in its text. */
const actTitleSchema = z.string().trim().min(1).max(300);

/** `POST /api/acts`: begins an act from a modèle. */
export const beginActSchema = z.object({
  modele: z.string().min(1).max(100),
  titre: actTitleSchema,
  parties: z.array(partyInputSchema).min(2).max(MAX_PARTIES),
  valeurs: z.record(z.string().max(100), z.string().max(2000)),
  /** Variant chosen for a step, by the step's `cle`; `aucune` leaves an optional one out. */
  variantes: z.record(z.string().max(100), z.string().max(100)).optional(),
});
export type BeginAct = z.infer<typeof beginActSchema>;

/** `POST /api/acts/:id/title`: gives the act the name that the portfolio shows, from then on. */
export const renameActSchema = z.object({ titre: actTitleSchema });
export type RenameAct = z.infer<typeof renameActSchema>;

/** `POST /api/acts/import`. */
export const importActSchema = z.object({ texte: z.string(), nom: z.string().max(300).nullable() });

/** Answer of both. */
export const createdActSchema = z.object({ id: actIdSchema });
