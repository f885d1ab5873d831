import { z } from 'zod';
import { COUNTERS, DIVISION_KINDS, FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { ACT_ROLES, ACT_STATES } from '#shared/identity/roles.ts';
import { CHEMIN } from './condition.ts';
import { MAX_PARTIES } from './wire.ts';

/*
 * The shapes of what jurists write in YAML (rule D1). Objects are strict, so that a misspelt key is told,
 * never ignored. `oui` and `non` are words in YAML 1.2, read here as booleans.
 */

const slug = z.string().regex(/^[a-z][a-z0-9-]*$/);
const text = z.string().trim().min(1);
const day = z.iso.date();
const yesNo = z.enum(['oui', 'non']).transform((value) => value === 'oui');
const scalar = z.union([z.string(), z.number()]).transform(String);
const family = z.enum(FAMILIES);
/** Read further by condition.ts. */
const condition = text;

const variable = z.strictObject({
  chemin: z.string().regex(CHEMIN),
  type: z.enum(['texte', 'date', 'entier', 'montant', 'enum', 'booleen', 'reference']),
  libelle: text,
  aide: text.optional(),
  defaut: scalar.optional(),
  requis: yesNo.default(false),
  choix: z.array(text).min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  apres: z.string().regex(CHEMIN).optional(),
  si: condition.optional(),
});
export type VariableHead = z.infer<typeof variable>;

/** Head of `clauses/<famille>/<variante>.md`. */
export const clauseHead = z.strictObject({
  id: slug,
  famille: family,
  variante: slug,
  titre: text.optional(),
  version: z.number().int().min(1),
  date: day,
  auteur: text,
  note: text.optional(),
  emploi: text,
  conditions: z.array(z.strictObject({ si: condition, sinon: text })).default([]),
  variables: z.array(variable).default([]),
  /** Facts of a party's sheet that the text prints: `{{partie.faits.structures}}`. */
  faits: z
    .array(
      z.strictObject({
        cle: slug,
        libelle: text,
        type: z.enum(['entier', 'montant', 'texte']).default('entier'),
      }),
    )
    .default([]),
});

const numbering = z.strictObject({
  genre: z.enum(DIVISION_KINDS),
  prefixe: z.string().default(''),
  compteur: z.union([z.enum(COUNTERS), z.literal(1).transform(() => '1' as const)]).default('aucun'),
  complet: yesNo.default(false),
  separateur: z.string().default(''),
});

const step = z.union([
  z.strictObject({ bloc: z.literal('formule'), texte: text }),
  z.strictObject({
    clause: family,
    cle: slug.optional(),
    defaut: slug,
    variantes: z.array(slug).min(1).optional(),
    facultative: yesNo.default(false),
    si: condition.optional(),
  }),
]);

const modeleShape = {
  titre: text,
  /** Place among the modèles offered, the first one first. */
  rang: z.number().int().min(1).default(99),
  description: text,
  version: z.number().int().min(1),
  date: day,
  kind: z.enum(['convention', 'avenant']),
  qualification: text,
  parties: z.strictObject({
    min: z.number().int().min(1).max(MAX_PARTIES),
    max: z.number().int().min(1).max(MAX_PARTIES),
  }),
  numerotation: z.array(numbering).min(1).max(6),
  familles: z.partialRecord(family, z.array(numbering).min(1).max(6)).default({}),
  variables: z.array(variable).default([]),
  deroule: z.array(step).min(1),
};

/** `modeles/<id>.yaml`. */
export const modeleHead = z.strictObject({ id: slug, ...modeleShape });
export type ModeleHead = z.infer<typeof modeleHead>;

/** `exemple/exemple.yaml`. */
export const exampleHead = z.strictObject({
  organisations: z
    .array(
      z.strictObject({
        cle: slug,
        denomination: text,
        sigle: z.string(),
        forme: text,
        siege: text,
        personnePublique: yesNo,
        representant: z.strictObject({
          civilite: z.enum(['Madame', 'Monsieur']),
          nom: text,
          capacite: text,
        }),
        presentation: text.optional(),
        faits: z
          .array(
            z.strictObject({
              cle: slug,
              libelle: text,
              type: z.enum(['entier', 'montant', 'texte']).default('entier'),
              valeur: scalar,
              date: day,
              source: z.string(),
            }),
          )
          .default([]),
      }),
    )
    .min(2),
  personnes: z
    .array(z.strictObject({ cle: slug, nom: text, courriel: z.email(), organisation: slug }))
    .min(1),
  actes: z
    .array(
      z.strictObject({
        titre: text,
        etat: z.enum(ACT_STATES),
        /** The id of a modèle, or the name of an act written whole in `exemple/<name>.md`. */
        modele: slug,
        parties: z.array(slug).min(2),
        valeurs: z.record(z.string(), scalar).default({}),
        variantes: z.record(slug, slug).default({}),
        droits: z.array(z.strictObject({ personne: slug, role: z.enum(ACT_ROLES) })).min(1),
        liens: z.array(slug).default([]),
      }),
    )
    .min(1),
});
export type ExampleHead = z.infer<typeof exampleHead>;
