import { z } from 'zod';
import { SEAL_LEVELS } from './seal.ts';

/** Largest file that may be verified, in bytes. */
export const MAX_VERIFIED_BYTES = 25 * 1024 * 1024;

/**
 * Every answer that a file can get (rule P6).
 * - `intact`: sealed by this server, not a byte changed.
 * - `dossier`: a dossier de preuve given by this server, not a byte changed.
 * - `complete`: the sealed part is whole, something was added after it.
 * - `altere`: sealed by this server, then changed.
 * - `reenregistre`: comes from a sealed file that other software wrote again, or that was cut.
 * - `hors-registre`: sealed with a certificate of this server, whole, and unknown to its register.
 * - `autre`: signed or sealed, by somebody else.
 * - `sans-sceau`, `protege`, `illisible`, `pas-pdf`: no answer can be given.
 */
const OTHER_VERDICTS = [
  'dossier',
  'complete',
  'altere',
  'reenregistre',
  'hors-registre',
  'autre',
  'sans-sceau',
  'protege',
  'illisible',
  'pas-pdf',
] as const;

/** What is told of a file that is ours and intact, and of no other (rule P5). Instants in milliseconds since 1970. */
const intactSchema = z.object({
  verdict: z.literal('intact'),
  act: z.object({
    title: z.string(),
    /** SHA-256 of the signed wording. */
    hash: z.string(),
    signatories: z.array(
      z.object({
        party: z.string(),
        name: z.string(),
        capacity: z.string(),
        /** For whom, when by delegation. */
        for: z.string().nullable(),
        method: z.enum(['electronique', 'papier']),
        /** A day, `YYYY-MM-DD`. */
        day: z.string(),
      }),
    ),
  }),
  seal: z.object({
    by: z.string(),
    level: z.enum(SEAL_LEVELS),
    /** By this server's clock. */
    at: z.number(),
    timestamp: z.object({ at: z.number(), authority: z.string() }).nullable(),
    development: z.boolean(),
    /** True when the certificate has run out since. */
    expired: z.boolean(),
  }),
});

/** `POST /api/verification`, and `clausier verify`. */
export const verificationSchema = z.discriminatedUnion('verdict', [
  intactSchema,
  z.object({ verdict: z.enum(OTHER_VERDICTS) }),
]);
export type Verification = z.infer<typeof verificationSchema>;
export type Verdict = Verification['verdict'];

/** How an answer is told: `good` only for a file that is what it was when it was sealed. */
export interface Told {
  readonly tone: 'good' | 'bad' | 'unknown';
  readonly title: string;
  /** What it means, then what to do. */
  readonly sentence: string;
}

/** What people read for each answer. */
export const VERDICT_TEXTS: Readonly<Record<Verdict, Told>> = {
  intact: {
    tone: 'good',
    title: 'Scellé par ce serveur, intact',
    sentence: 'Pas un octet de ce fichier n’a changé depuis qu’il a été scellé ici.',
  },
  dossier: {
    tone: 'good',
    title: 'Dossier de preuve scellé par ce serveur, intact',
    sentence:
      'Pas un octet de ce dossier n’a changé depuis qu’il a été donné ici. Le texte signé est un autre fichier\u00a0: vérifiez-le aussi.',
  },
  complete: {
    tone: 'bad',
    title: 'Scellé par ce serveur, puis complété',
    sentence:
      'La partie scellée est intacte, mais autre chose a été ajouté après elle\u00a0: annotation, signature, page… Ce que vous voyez peut différer du texte scellé. Demandez le fichier d’origine à une partie, et vérifiez-le.',
  },
  altere: {
    tone: 'bad',
    title: 'Scellé par ce serveur, puis modifié',
    sentence:
      'Ce fichier n’est plus celui qui a été scellé\u00a0: son contenu a changé depuis. Ne vous y fiez pas. Demandez le fichier d’origine à une partie, et vérifiez-le.',
  },
  reenregistre: {
    tone: 'bad',
    title: 'Copie réenregistrée ou incomplète',
    sentence:
      'Ce fichier vient d’un texte scellé par ce serveur, mais un logiciel l’a réécrit, ou il a été coupé\u00a0: son sceau ne le couvre plus. Demandez le fichier d’origine, sans passer par «\u00a0Imprimer\u00a0» ni «\u00a0Enregistrer sous\u00a0».',
  },
  'hors-registre': {
    tone: 'unknown',
    title: 'Scellé avec le certificat de ce serveur, absent de son registre',
    sentence:
      'Le fichier est intact et le sceau est bien le nôtre, mais ce serveur n’en garde pas trace\u00a0: une sauvegarde plus ancienne a peut-être été remise en place. Montrez-le à la personne qui administre ce serveur.',
  },
  autre: {
    tone: 'unknown',
    title: 'Signé ou scellé par quelqu’un d’autre',
    sentence:
      'Ce PDF porte une signature que ce serveur n’a pas faite, et qu’il n’a pas vérifiée. Ouvrez-le dans un lecteur de PDF qui affiche les signatures, ou adressez-vous à qui vous l’a envoyé.',
  },
  'sans-sceau': {
    tone: 'unknown',
    title: 'Aucun sceau',
    sentence:
      'Ce PDF ne porte ni sceau ni signature\u00a0: rien ne dit d’où il vient ni s’il a changé. Si un texte signé vous a été promis, demandez le fichier scellé.',
  },
  protege: {
    tone: 'unknown',
    title: 'PDF protégé par un mot de passe',
    sentence:
      'Ce fichier ne peut pas être lu\u00a0: les textes scellés ici ne sont jamais protégés ainsi. Demandez le fichier d’origine.',
  },
  illisible: {
    tone: 'unknown',
    title: 'PDF illisible',
    sentence: 'Ce fichier est abîmé et ne peut pas être lu. Téléchargez-le de nouveau, puis réessayez.',
  },
  'pas-pdf': {
    tone: 'unknown',
    title: 'Ce n’est pas un PDF',
    sentence: 'Seuls les textes scellés, en PDF, peuvent être vérifiés. Choisissez le fichier PDF reçu.',
  },
};

/** Exit codes of `clausier verify`: 0 intact; 2 ours and broken; 3 nothing to do with this server, or unreadable. */
export function verdictExitCode(verdict: Verdict): 0 | 2 | 3 {
  const { tone } = VERDICT_TEXTS[verdict];
  return tone === 'good' ? 0 : tone === 'bad' ? 2 : 3;
}
