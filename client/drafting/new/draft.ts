import { z } from 'zod';
import { partyWords } from '#shared/document/names.ts';
import { NONE } from '#shared/drafting/plan.ts';
import { defaultOf } from '#shared/drafting/values.ts';
import {
  type BeginAct,
  MAX_PARTIES,
  type ModeleStepSummary,
  type ModeleSummary,
  type PartyInput,
  type VariableSummary,
} from '#shared/drafting/wire.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { MAX_FACTS, organisationFactSchema } from '#shared/identity/facts.ts';
import {
  type Fiche,
  printSiren,
  type Representative,
  representativeOn,
} from '#shared/identity/organisation.ts';

const partySchema = z.object({
  /** Tells the cards apart while they are reordered; never sent. */
  cle: z.string(),
  /** False while nobody was chosen: the card then asks for an organisation. */
  choisie: z.boolean(),
  /** Id in the annuaire; `null` for one typed here. */
  organisation: z.string().nullable(),
  /** Also keep what is typed here in the annuaire. */
  garder: z.boolean(),
  denomination: z.string(),
  sigle: z.string(),
  forme: z.string(),
  siege: z.string(),
  siren: z.string(),
  rna: z.string(),
  personnePublique: z.boolean(),
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: z.string(),
  capacite: z.string(),
  /** The representative signs for another (« P/ »). */
  delegue: z.boolean(),
  delegant: z.string(),
  acte: z.string(),
  presentation: z.string(),
  faits: z.array(organisationFactSchema).max(MAX_FACTS),
  /** What the party undertakes, one per line. */
  engagements: z.string(),
});
/** A party as typed so far. */
export type PartyDraft = z.infer<typeof partySchema>;

const draftSchema = z.object({
  modele: z.string().nullable(),
  /** `null` while the person has not typed a title: the suggested one is used. */
  titre: z.string().nullable(),
  parties: z.array(partySchema),
  /** What was typed, by key; a key that is absent shows the default. */
  valeurs: z.record(z.string(), z.string()),
  /** Variant chosen, by step; a step that is absent takes the modèle's. */
  variantes: z.record(z.string(), z.string()),
});
/** All that is typed on « Nouvelle convention ». */
export type Draft = z.infer<typeof draftSchema>;

/** @returns a party with nobody chosen, under a key of its own among `parties` */
export function emptyParty(parties: readonly PartyDraft[]): PartyDraft {
  const last = parties.reduce((max, { cle }) => Math.max(max, Number(cle) || 0), 0);
  return {
    cle: String(last + 1),
    choisie: false,
    organisation: null,
    garder: false,
    denomination: '',
    sigle: '',
    forme: '',
    siege: '',
    siren: '',
    rna: '',
    personnePublique: false,
    civilite: '',
    nom: '',
    capacite: '',
    delegue: false,
    delegant: '',
    acte: '',
    presentation: '',
    faits: [],
    engagements: '',
  };
}

/** @returns the party with somebody else to represent it; nobody for `null` */
export function representedBy(party: PartyDraft, person: Representative | null): PartyDraft {
  const { civilite = '', nom = '', capacite = '' } = person ?? {};
  return { ...party, civilite, nom, capacite };
}

/**
 * @param today `YYYY-MM-DD`: who represents the organisation on that day
 * @returns the party as the sheet of an organisation says it; what it undertakes in this act stays
 */
export function partyFrom(
  party: PartyDraft,
  { id, fiche, faits, presentation }: OrganisationSummary,
  today: string,
): PartyDraft {
  const { representants, ...identity } = fiche;
  const chosen = {
    ...party,
    ...identity,
    siren: printSiren(identity.siren),
    choisie: true,
    organisation: id,
    garder: false,
    presentation: presentation ?? '',
    faits: faits.slice(0, MAX_FACTS),
  };
  return representedBy(chosen, representativeOn(representants, today));
}

/** @returns the sheet to keep in the annuaire of a party that was typed here */
export function ficheOf(party: PartyDraft): Fiche {
  const { denomination, sigle, forme, siege, siren, rna, personnePublique, civilite, nom, capacite } = party;
  return {
    ...{ denomination, sigle, forme, siege, siren, rna, personnePublique },
    representants: nom.trim() === '' ? [] : [{ civilite, nom, capacite, du: null, au: null }],
  };
}

/**
 * @param fiche the sheet as it is kept
 * @returns it with what is typed here where it was empty; what it said stays. `null` when nothing is to be added
 */
export function completedFiche(fiche: Fiche, party: PartyDraft): Fiche | null {
  const typed = ficheOf(party);
  const filled: Fiche = {
    ...fiche,
    sigle: fiche.sigle || typed.sigle.trim(),
    forme: fiche.forme || typed.forme.trim(),
    siege: fiche.siege || typed.siege.trim(),
    siren: fiche.siren || typed.siren.trim(),
    rna: fiche.rna || typed.rna.trim(),
    // A sheet without a legal form says nothing of it yet.
    personnePublique: fiche.forme === '' ? typed.personnePublique : fiche.personnePublique,
    representants: fiche.representants.length > 0 ? fiche.representants : typed.representants,
  };
  return JSON.stringify(filled) === JSON.stringify(fiche) ? null : filled;
}

/** The person's own organisation, as `GET /api/me` tells it. */
interface Own {
  readonly id: string;
  readonly denomination: string;
  readonly sigle: string | null;
}

/** @returns a fresh draft between the person's own organisation, as its sheet has it, and a partner to choose */
export function newDraft(own: Own, annuaire: readonly OrganisationSummary[], today: string): Draft {
  const bare = emptyParty([]);
  const sheet = annuaire.find(({ id }) => id === own.id);
  const first =
    sheet === undefined
      ? { ...bare, choisie: true, denomination: own.denomination, sigle: own.sigle ?? '' }
      : partyFrom(bare, sheet, today);
  return { modele: null, titre: null, parties: [first, emptyParty([first])], valeurs: {}, variantes: {} };
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

/** @returns enough parties for the modèle: cards to fill in are added, none is taken away */
export function withEnoughParties(parties: readonly PartyDraft[], min: number): PartyDraft[] {
  const enough = [...parties];
  while (enough.length < Math.min(min, MAX_PARTIES)) enough.push(emptyParty(enough));
  return enough;
}

/** @returns « Convention de partenariat entre l’A, B et le C », by sigle where there is one */
export function suggestedTitle(modele: Pick<ModeleSummary, 'titre'>, parties: readonly PartyDraft[]): string {
  const names = parties.flatMap((party) => {
    const denomination = party.denomination.trim();
    const nom = party.sigle.trim() || denomination;
    return nom === '' ? [] : [partyWords(nom, 'le', denomination)];
  });
  if (names.length < 2) return modele.titre;
  const list = new Intl.ListFormat('fr', { type: 'conjunction' }).format(names);
  return `${modele.titre} entre ${list}`.slice(0, 300);
}

/** @returns what the field of a variable shows: what was typed, else its default */
export function shownValue(draft: Draft, variable: VariableSummary): string {
  return draft.valeurs[variable.chemin] ?? defaultOf(variable, draft.parties.length);
}

/** @returns the variant that a step takes as the draft stands; `aucune` when it is left out */
export function chosenVariant(draft: Draft, etape: ModeleStepSummary): string {
  const chosen = draft.variantes[etape.cle];
  const offered =
    etape.variantes.some(({ variante }) => variante === chosen) || (chosen === NONE && etape.facultative);
  return chosen !== undefined && offered ? chosen : etape.defaut;
}

/** Sets an undertaking apart from what a list is written with: its dash, its last comma or full stop. */
const bare = (line: string) => line.replace(/^\s*[-–—•*]?\s*/u, '').replace(/[\s;,.]+$/u, '');

function partyOf(draft: PartyDraft, delegation: boolean): PartyInput {
  const { civilite, nom, capacite, delegue, delegant, acte } = draft;
  const engagements = draft.engagements.split('\n').map(bare).filter(Boolean).slice(0, 40);
  const optional = (name: 'siren' | 'rna' | 'presentation') =>
    draft[name].trim() === '' ? {} : { [name]: draft[name].trim() };
  return {
    denomination: draft.denomination.trim(),
    sigle: draft.sigle.trim(),
    forme: draft.forme.trim(),
    siege: draft.siege.trim(),
    personnePublique: draft.personnePublique,
    representant: {
      civilite,
      nom: nom.trim(),
      capacite: capacite.trim(),
      ...(delegation && delegue ? { delegation: { delegant: delegant.trim(), acte: acte.trim() } } : {}),
    },
    ...optional('siren'),
    ...optional('rna'),
    ...optional('presentation'),
    ...(draft.faits.length > 0 ? { faits: draft.faits } : {}),
    ...(engagements.length > 0 ? { engagements } : {}),
  };
}

/** @returns whether the parties may sign by delegation, as the signature clause chosen says */
export function signsByDelegation(draft: Draft, modele: ModeleSummary): boolean {
  const step = modele.etapes.find(({ famille }) => famille === 'signature');
  return step !== undefined && chosenVariant(draft, step) === 'delegation';
}

/**
 * @returns the request that begins the act, whatever is still to correct in it. A value left as it was proposed is not
 *   sent, since a default may depend on the rest; one that was emptied is. What another modèle asked stays behind.
 */
export function requestOf(draft: Draft, modele: ModeleSummary): BeginAct {
  const variables = [
    ...modele.propres,
    ...modele.etapes.flatMap(({ variantes }) => variantes.flatMap((each) => each.variables)),
  ];
  const known = new Map(variables.map((each) => [each.chemin, each]));
  const sent = Object.entries(draft.valeurs).filter(([chemin, value]) => {
    const variable = known.get(chemin);
    return variable !== undefined && (value.trim() !== '' || variable.defaut !== null);
  });
  const delegation = signsByDelegation(draft, modele);
  return {
    modele: modele.id,
    titre: draft.titre?.trim() || suggestedTitle(modele, draft.parties),
    parties: draft.parties.map((party) => partyOf(party, delegation)),
    valeurs: Object.fromEntries(sent),
    variantes: Object.fromEntries(modele.etapes.map((etape) => [etape.cle, chosenVariant(draft, etape)])),
  };
}
