import { z } from 'zod';

/**
 * What a seal proves: PAdES B-B its origin and integrity; B-T, that it existed at a time that an authority gave; B-LT, that
 * none of the certificates was revoked then, by what the file itself holds.
 */
export const SEAL_LEVELS = ['B-B', 'B-T', 'B-LT'] as const;
export type SealLevel = (typeof SEAL_LEVELS)[number];

/** Names of the files put inside a sealed PDF, before it is sealed; the last one, inside a dossier. */
export const SEALED_FILES = {
  text: 'clausier-texte.json',
  evidence: 'clausier-preuve.json',
  dossier: 'clausier-dossier.json',
} as const;

/** A seal as the dossier de preuve tells it. Instants are ISO 8601 in UTC. */
export const sealFactsSchema = z.object({
  /** As its certificate names it. */
  par: z.string(),
  le: z.iso.datetime({ precision: 3 }),
  niveau: z.enum(SEAL_LEVELS),
  horodatage: z.object({ le: z.iso.datetime({ precision: 3 }), autorite: z.string() }).nullable(),
  certificat: z.object({
    empreinte: z.string(),
    /** True for the one that the server made itself. */
    developpement: z.boolean(),
    du: z.iso.datetime({ precision: 3 }),
    au: z.iso.datetime({ precision: 3 }),
  }),
  fichier: z.object({ octets: z.number().int().positive(), empreinte: z.string() }),
});
export type SealFacts = z.infer<typeof sealFactsSchema>;

/** @returns the level that an artefact has: what was checked in it, never what was asked for (rule P4) */
export function sealLevel(checked: { readonly timestamped: boolean; readonly longTerm: boolean }): SealLevel {
  if (!checked.timestamped) return 'B-B';
  return checked.longTerm ? 'B-LT' : 'B-T';
}

const LEVEL_SENTENCES: Readonly<Record<SealLevel, (established: string) => string>> = {
  'B-B': (established) =>
    `Cachet électronique (PAdES B-B)\u00a0: ${established}. La date est celle de l’horloge de ce serveur.`,
  'B-T': (established) =>
    `Cachet électronique horodaté (PAdES B-T)\u00a0: ${established}, et une autorité d’horodatage en atteste la date.`,
  'B-LT': (established) =>
    `Cachet électronique horodaté, vérifiable dans la durée (PAdES B-LT)\u00a0: ${established}, une autorité d’horodatage en atteste la date, et le fichier contient de quoi vérifier qu’aucun certificat n’était alors révoqué.`,
};

/**
 * @returns what a level establishes, as people read it
 * @param development whether the seal is made with a certificate that the server gave itself: it says no origin
 */
export const levelSentence = (level: SealLevel, development: boolean): string =>
  LEVEL_SENTENCES[level](
    development
      ? 'l’intégrité du fichier est établie, son origine ne l’est pas'
      : 'l’origine et l’intégrité du fichier sont établies',
  );

/** What a seal does not say, told wherever one is shown. */
export const SEAL_IS_NO_CONSENT =
  'Un cachet établit d’où vient un fichier et qu’il n’a pas changé. Le consentement des parties, lui, est établi par leurs signatures, que le dossier de preuve détaille.';

/** What a development certificate is worth. */
export const DEVELOPMENT_WARNING =
  'Ce sceau est fait avec un certificat de développement, que ce serveur s’est donné à lui-même\u00a0: il ne prouve rien hors de lui.';

/** `GET /api/acts/:id/sceau`: the seal of an act, or whether one is due. */
export const actSealSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('aucun') }),
  /** Every signature is there; the server has not sealed yet. */
  z.object({
    state: z.literal('attendu'),
    /** Whether the reader may ask for it now. */
    mayAsk: z.boolean(),
  }),
  z.object({
    state: z.literal('scelle'),
    facts: sealFactsSchema,
    /** True while a timestamp that was asked for is still to be had. */
    awaitsTimestamp: z.boolean(),
  }),
]);
export type ActSeal = z.infer<typeof actSealSchema>;
