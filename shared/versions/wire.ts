import { z } from 'zod';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import {
  actIdSchema,
  type BlockId,
  isBlockId,
  organisationIdSchema,
  personIdSchema,
  type VersionId,
  versionIdSchema,
} from '#shared/kernel/ids.ts';

/**
 * Why a version was taken. `initiale`: the act's first text; `automatique`: a quiet moment (V1, V2); `nommee`: somebody
 * asked for it; `etat`: the act changed state; `restauration`: what stood just before an older state was put back.
 */
const VERSION_KINDS = ['initiale', 'automatique', 'nommee', 'etat', 'restauration'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

/** A person on behalf of an organisation, as they were when it was recorded. `null` ids: the server's administrator. */
const authorSchema = z.object({
  personId: personIdSchema.nullable(),
  name: z.string(),
  organisationId: organisationIdSchema.nullable(),
  /** Sigle, or dénomination. */
  organisation: z.string(),
});
export type Author = z.infer<typeof authorSchema>;

const count = z.number().int().nonnegative();
const instant = z.number().int();

/** See `ChangeSize`. */
const sizeSchema = z.object({
  blocksAdded: count,
  blocksRemoved: count,
  blocksChanged: count,
  added: count,
  removed: count,
});

const versionSchema = z.object({
  id: versionIdSchema,
  /** 1, 2, 3… in its act. */
  rank: z.number().int().positive(),
  /** Rank in the act's log of the last update that it holds. */
  seq: count,
  kind: z.enum(VERSION_KINDS),
  /** Its name: the one given last, or `null`. */
  label: z.string().nullable(),
  /** What was said of it last; empty for nothing. */
  note: z.string(),
  /** For `restauration`, the version that was about to be put back; `null` when that was another moment. */
  sourceId: versionIdSchema.nullable(),
  /** Who changed the text since the version before, most updates first. For `nommee`, whoever named it is `by`. */
  authors: z.array(authorSchema),
  by: authorSchema.nullable(),
  at: instant,
  /** Since the version before. */
  size: sizeSchema,
  /** SHA-256 of the canonical JSON, hexadecimal. */
  hash: z.string().length(64),
});
export type Version = z.infer<typeof versionSchema>;

/** `GET /api/acts/:id/versions?avant=<rank>&limite=<1..200>&genre=<kind>&jusqua=<instant>`: newest first. */
export const versionListSchema = z.object({
  versions: z.array(versionSchema),
  /** Give it as `avant` for the page that follows; `null` on the last one. */
  next: z.number().int().nullable(),
  can: z.object({ name: z.boolean(), restore: z.boolean() }),
  /** How the modèle is called from which the act was made, when the caller may read it: `modele` names that state. */
  modele: z.string().nullable(),
});
export type VersionList = z.infer<typeof versionListSchema>;

export const listQuerySchema = z.object({
  avant: z.coerce.number().int().positive().optional(),
  limite: z.coerce.number().int().min(1).max(200).default(50),
  genre: z.enum(VERSION_KINDS).optional(),
  /** Only those taken before it. */
  jusqua: z.coerce.number().int().positive().optional(),
});

const labelSchema = z.string().trim().min(1).max(200);
const noteSchema = z.string().trim().max(2000);

/** `POST /api/acts/:id/versions`: names the present state. Answer: the version. */
export const nameVersionSchema = z.object({ label: labelSchema, note: noteSchema.default('') });
/** `POST /api/acts/:id/versions/:version/annotation`: replaces its name and note. Answer: the version. */
export const annotateVersionSchema = z.object({ label: labelSchema.nullable(), note: noteSchema });
export const versionAnswerSchema = z.object({ version: versionSchema });

/**
 * Names one state of an act: `actuel`, a version, `seq-<n>`, the state after an update of its log, `modele`, the modèle
 * from which it was made, as it was filled in; or a text that is computed from signed ones: `au-<YYYY-MM-DD>`, that of a signed act in force on a day; `base`, the text that an avenant
 * amends; and `consolide`, the one that it will give, as it will be numbered.
 */
export type StateRef =
  | { readonly kind: 'current' }
  | { readonly kind: 'version'; readonly id: VersionId }
  | { readonly kind: 'seq'; readonly seq: number }
  | { readonly kind: 'modele' }
  | ComputedRef;

/** Names a text that the log of the act does not hold. */
export type ComputedRef =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'base' }
  | { readonly kind: 'consolidated' };

const daySchema = z.iso.date();

/** @returns what `text` names, or `null` when it names no state */
export function readStateRef(text: string): StateRef | null {
  if (text === 'actuel') return { kind: 'current' };
  if (text === 'modele') return { kind: 'modele' };
  if (text === 'consolide') return { kind: 'consolidated' };
  if (text === 'base') return { kind: 'base' };
  const day = daySchema.safeParse(/^au-(.+)$/.exec(text)?.[1]);
  if (day.success) return { kind: 'day', day: day.data };
  const version = versionIdSchema.safeParse(text);
  if (version.success) return { kind: 'version', id: version.data };
  const seq = /^seq-([1-9]\d{0,14})$/.exec(text)?.[1];
  return seq === undefined ? null : { kind: 'seq', seq: Number(seq) };
}

const refSchema = z.string().refine((text) => readStateRef(text) !== null, 'état inconnu');

const contentSchema = z.unknown().transform((json, ctx): ActContent => {
  const content = parseContent(json);
  if (content.ok) return content.value;
  ctx.addIssue({ code: 'custom', message: content.error.path });
  return z.NEVER;
});

/** `GET /api/acts/:id/etats/:ref`: one state, whole. A comparison is made of two of them, of one act or of two. */
export const stateSchema = z.object({
  actId: actIdSchema,
  /** The version that was asked for, if one was. */
  version: versionSchema.nullable(),
  /** How a computed text, or a modèle, is called; `null` for any other state of the log. */
  name: z.string().nullable().default(null),
  seq: count,
  /** When the last update that it holds was received. */
  at: instant,
  hash: z.string().length(64),
  content: contentSchema,
});
export type State = z.infer<typeof stateSchema>;

/**
 * `POST /api/acts/:id/versions/restauration`: keeps the present as a version before an older state is put back, which
 * the caller's editor then does as an edit of its own. Answer: the version that holds the present.
 */
export const beginRestoreSchema = z.object({ ref: refSchema });

/** `POST /api/acts/:id/etats/:ref/copie`: a new act that begins from that state. Answer: `createdActSchema`. */
export const duplicateSchema = z.object({ titre: z.string().trim().min(1).max(300) });

/** A state that somebody has read. */
const readMarkSchema = z.object({ seq: count, at: instant, by: authorSchema });
export type ReadMark = z.infer<typeof readMarkSchema>;

/** `GET /api/acts/:id/lecture`: from where « depuis ma dernière lecture » counts (rules L1 to L3). */
export const readingSchema = z.object({
  /** The caller's own last reading. */
  mine: readMarkSchema.nullable(),
  /** The last reading of anybody of the caller's organisation in this act. */
  organisation: readMarkSchema.nullable(),
  /** The present. */
  seq: count,
  changedAt: instant,
  /** Who else changed the text since the caller's last reading; since the beginning open to them without one. */
  authors: z.array(authorSchema),
  /** Whether the caller changed it too: what is told since then is then not all of the others. */
  own: z.boolean(),
});
export type Reading = z.infer<typeof readingSchema>;

/** `POST /api/acts/:id/lecture`: the caller has read the state after that update. Never goes back. Answer: 204. */
export const markReadSchema = z.object({ seq: z.number().int().positive() });

/** `GET /api/acts/:id/historique?apres=<seq>`: moments of the history, oldest first. */
export const historySchema = z.object({
  /** Who appears in `moments`. */
  people: z.array(authorSchema),
  moments: z.array(
    z.object({
      /** Rank in `people`. */
      author: count,
      /** Ask for `seq-<seq>` to read the text at its end. */
      seq: count,
      since: instant,
      at: instant,
    }),
  ),
  /** Give it as `apres` for what follows; `null` when there is nothing more. */
  next: count.nullable(),
});
export type History = z.infer<typeof historySchema>;
export const historyQuerySchema = z.object({ apres: z.coerce.number().int().nonnegative().default(0) });

const blockIdSchema = z.custom<BlockId>(isBlockId, 'identifiant invalide');
/** Without `debut` and `fin`, which go together, the whole text. */
export const authorsQuerySchema = z
  .object({
    etat: refSchema.default('actuel'),
    debut: blockIdSchema.optional(),
    fin: blockIdSchema.optional(),
  })
  .refine(({ debut, fin }) => (debut === undefined) === (fin === undefined), 'début et fin vont ensemble');

const authorshipSchema = z.object({
  /** Rank in `people`. */
  author: count,
  /** Rank in `people` of whoever transmitted it, when that is not the author; `null` otherwise. */
  sender: count.nullable(),
  since: instant,
  until: instant,
});

/** `GET /api/acts/:id/auteurs?etat=<ref>&debut=<block>&fin=<block>`: who wrote each passage of a state of the log. */
export const authorsSchema = z.object({
  /** The state it was read from. */
  seq: count,
  people: z.array(authorSchema),
  blocks: z.array(
    z.object({
      id: z.string(),
      /** Who made the block; `null` when the log does not say. */
      made: authorshipSchema.nullable(),
      /** In characters of the block's text, each inline atom being one; `to` exclusive. */
      spans: z.array(authorshipSchema.extend({ from: count, to: count })),
    }),
  ),
});
export type Authors = z.infer<typeof authorsSchema>;
