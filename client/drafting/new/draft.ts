import { z } from 'zod';
import { parseFieldInput } from '#shared/document/variables.ts';
import type { BeginAct, ModeleSummary, PartyInput } from '#shared/drafting/wire.ts';

/** A variable that a modèle asks for. */
export type VariableSummary = ModeleSummary['variables'][number];

const partySchema = z.object({
  /** Tells the cards apart while they are reordered; never sent. */
  cle: z.string(),
  denomination: z.string(),
  sigle: z.string(),
  forme: z.string(),
  siege: z.string(),
  personnePublique: z.boolean(),
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: z.string(),
  capacite: z.string(),
});
/** A party as typed so far. */
export type PartyDraft = z.infer<typeof partySchema>;

const draftSchema = z.object({
  modele: z.string().nullable(),
  /** `null` while the person has not typed a title: the suggested one is used. */
  titre: z.string().nullable(),
  parties: z.array(partySchema),
  /** What was typed, by key; a key that is absent shows the modèle's default. */
  valeurs: z.record(z.string(), z.string()),
});
/** All that is typed on « Nouvelle convention ». */
export type Draft = z.infer<typeof draftSchema>;

/** @returns a party with nothing filled in, under a key of its own among `parties` */
export function emptyParty(parties: readonly PartyDraft[]): PartyDraft {
  const last = parties.reduce((max, { cle }) => Math.max(max, Number(cle) || 0), 0);
  return {
    cle: String(last + 1),
    denomination: '',
    sigle: '',
    forme: '',
    siege: '',
    personnePublique: false,
    civilite: '',
    nom: '',
    capacite: '',
  };
}

/** @returns a fresh draft between the person's own organisation and a partner yet unnamed */
export function newDraft(own: { readonly denomination: string; readonly sigle: string | null }): Draft {
  const first = { ...emptyParty([]), denomination: own.denomination, sigle: own.sigle ?? '' };
  return { modele: null, titre: null, parties: [first, emptyParty([first])], valeurs: {} };
}

const STORAGE_KEY = 'clausier:nouvelle-convention';

/** The draft that a reload finds again; `null` when there is none or it is of another release. */
export function readDraft(): Draft | null {
  try {
    return draftSchema.safeParse(JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps the draft for a reload, or forgets it; a browser without storage keeps the screen's own state only. */
export function keepDraft(draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(STORAGE_KEY);
    else sessionStorage.setItem(STORAGE_KEY, JSON.stringify(draft));
  } catch {
    // Storage closed to this page: the draft lives as long as the screen.
  }
}

/** @returns the parties with the one at `from` put at `to` */
export function moveParty(parties: readonly PartyDraft[], from: number, to: number): PartyDraft[] {
  const moved = parties[from];
  if (moved === undefined || to < 0 || to >= parties.length) return [...parties];
  return parties.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** @returns « Convention de partenariat entre A, B et C », by sigle where there is one */
export function suggestedTitle(modele: Pick<ModeleSummary, 'titre'>, parties: readonly PartyDraft[]): string {
  const names = parties.map(({ sigle, denomination }) => sigle.trim() || denomination.trim()).filter(Boolean);
  if (names.length < 2) return modele.titre;
  const list = new Intl.ListFormat('fr', { type: 'conjunction' }).format(names);
  return `${modele.titre} entre ${list}`.slice(0, 300);
}

/** @returns what the field of a variable shows: what was typed, else the modèle's default */
export function shownValue(draft: Draft, variable: VariableSummary): string {
  return draft.valeurs[variable.chemin] ?? variable.defaut ?? '';
}

/** What is to be corrected, by field: `modele`, `titre`, `parties`, `partie.<cle>.denomination`, `valeur.<chemin>`. */
export type DraftErrors = Readonly<Record<string, string>>;

function longest(errors: Record<string, string>, field: string, text: string, limit: number): void {
  if (text.trim().length > limit) errors[field] = `${limit} caractères au plus.`;
}

/** Checks what can be told without the server, which has the last word. */
export function checkDraft(draft: Draft, modele: ModeleSummary | null): DraftErrors {
  const errors: Record<string, string> = {};
  if (modele === null) return { modele: 'Choisissez un modèle.' };
  longest(errors, 'titre', draft.titre ?? '', 300);
  const count = draft.parties.length;
  if (count < modele.partiesMin || count > modele.partiesMax)
    errors.parties =
      modele.partiesMin === modele.partiesMax
        ? `Ce modèle réunit exactement ${modele.partiesMin} parties.`
        : `Ce modèle réunit de ${modele.partiesMin} à ${modele.partiesMax} parties.`;
  for (const party of draft.parties) {
    const field = (name: string) => `partie.${party.cle}.${name}`;
    if (party.denomination.trim() === '') errors[field('denomination')] = 'Indiquez la dénomination.';
    longest(errors, field('denomination'), party.denomination, 300);
    longest(errors, field('sigle'), party.sigle, 40);
    longest(errors, field('forme'), party.forme, 200);
    longest(errors, field('siege'), party.siege, 300);
    longest(errors, field('nom'), party.nom, 200);
    longest(errors, field('capacite'), party.capacite, 200);
  }
  for (const variable of modele.variables) {
    const read = parseFieldInput(variable.type, shownValue(draft, variable));
    if (!read.ok) errors[`valeur.${variable.chemin}`] = read.error;
  }
  return errors;
}

/**
 * Puts the server's sentences on the fields they name: each begins with the label of its variable.
 * @returns the errors by field, and the sentences that concern none
 */
export function errorsFromServer(
  details: readonly string[],
  variables: readonly VariableSummary[],
): { readonly errors: DraftErrors; readonly others: readonly string[] } {
  const errors: Record<string, string> = {};
  const others: string[] = [];
  for (const detail of details) {
    const variable = variables.find(({ libelle }) => detail.startsWith(libelle));
    if (variable === undefined) others.push(detail);
    else errors[`valeur.${variable.chemin}`] = detail;
  }
  return { errors, others };
}

function partyOf(draft: PartyDraft): PartyInput {
  const { cle: _cle, civilite, nom, capacite, ...party } = draft;
  return {
    denomination: party.denomination.trim(),
    sigle: party.sigle.trim(),
    forme: party.forme.trim(),
    siege: party.siege.trim(),
    personnePublique: party.personnePublique,
    representant: { civilite, nom: nom.trim(), capacite: capacite.trim() },
  };
}

/**
 * @returns the request that begins the act. A value left as the modèle proposes it is not sent, since a default may
 *   depend on the rest; one that was emptied is.
 */
export function requestOf(draft: Draft, modele: ModeleSummary): BeginAct {
  const known = new Set(modele.variables.map(({ chemin }) => chemin));
  const typed = Object.entries(draft.valeurs).filter(([chemin]) => known.has(chemin));
  const sent = typed.filter(
    ([chemin, value]) =>
      value.trim() !== '' || modele.variables.some((each) => each.chemin === chemin && each.defaut !== null),
  );
  return {
    modele: modele.id,
    titre: draft.titre?.trim() || suggestedTitle(modele, draft.parties),
    parties: draft.parties.map(partyOf),
    valeurs: Object.fromEntries(sent),
  };
}
