import { z } from 'zod';
import { partyWords } from '#shared/document/names.ts';
import { expectedSignatories } from '#shared/signature/ceremony.ts';
import type { Ceremony, Signatory } from '#shared/signature/model.ts';
import { dueReminders, type ReminderPace } from '#shared/signature/reminders.ts';
import { appendEvent } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Mailer } from '../mail/index.ts';
import type { Db } from '../storage/tables.ts';
import { type KeptCeremony, readCeremony } from './ceremonies.ts';
import { titleOf } from './ceremony.ts';
import { frenchDate, frenchInstant } from './links.ts';

/** What reminding needs of the rest of the server. */
export interface ReminderDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly pace: ReminderPace;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
}

/** Reminds whoever is late to sign, and tells the pilote of what ended without a signature (rules R1 to R3). */
export async function lookAtReminders(deps: ReminderDeps): Promise<void> {
  const open = await deps.db.selectFrom('ceremonies').select('id').where('status', '=', 'ouverte').execute();
  for (const { id } of open) {
    const kept = await readCeremony(deps.db, id);
    if (kept === null) continue;
    await remind(deps, kept);
    await tellExpiry(deps, kept);
  }
}

async function remind(deps: ReminderDeps, kept: KeptCeremony): Promise<void> {
  const { ceremony, traces } = kept;
  const toldAt = (one: Signatory) => traces.get(one.id)?.remindedAt ?? ceremony.openedAt;
  for (const one of dueReminders(ceremony, toldAt, deps.clock(), deps.pace)) {
    const before = traces.get(one.id)?.remindedAt ?? null;
    if (await markReminded(deps, ceremony, one, before)) await mailReminder(deps, ceremony, one, 'Rappel');
  }
}

/**
 * Tells somebody that it is their turn to sign (rule R2), in a ceremony where each signs after the other.
 * @param ceremony as it stands now
 */
export async function tellTurn(deps: ReminderDeps, ceremony: Ceremony, one: Signatory): Promise<void> {
  if (one.email === null || one.method !== 'electronique') return;
  const kept = await readCeremony(deps.db, ceremony.id);
  const before = kept?.traces.get(one.id)?.remindedAt ?? null;
  if (await markReminded(deps, ceremony, one, before))
    await mailReminder(deps, ceremony, one, 'À votre tour');
}

/** @returns false when another process has reminded them, or they have signed meanwhile */
async function markReminded(
  { db, clock }: ReminderDeps,
  ceremony: Ceremony,
  one: Signatory,
  before: number | null,
): Promise<boolean> {
  const at = clock();
  return db.transaction().execute(async (tx) => {
    const marked = await tx
      .updateTable('signatories')
      .set({ reminded_at: at })
      .where('id', '=', one.id)
      .where('status', '=', 'a-signer')
      .where('reminded_at', before === null ? 'is' : '=', before)
      .executeTakeFirst();
    if (marked.numUpdatedRows !== 1n) return false;
    await appendEvent(tx, {
      act: ceremony.actId,
      at,
      person: null,
      organisation: null,
      kind: 'signature.relancee',
      facts: { ceremonie: ceremony.id, signataire: one.id },
    });
    return true;
  });
}

/** The link that somebody has stays the only one: a reminder carries no secret, and ends none. */
async function mailReminder(
  { db, mailer }: ReminderDeps,
  ceremony: Ceremony,
  one: Signatory,
  why: string,
): Promise<void> {
  if (one.email === null) return;
  const title = await titleOf(db, ceremony.actId);
  const pilote = await piloteOf(db, ceremony);
  mailer.sendLater({
    to: one.email,
    subject: `${why}\u00a0: signature de «\u00a0${title}\u00a0»`,
    text: [
      `${one.civilite === '' ? 'Bonjour' : one.civilite},`,
      '',
      `Votre signature est attendue sur le texte «\u00a0${title}\u00a0», pour ${partyWords(one.party.denomination, 'le')}, jusqu’au ${frenchInstant.format(ceremony.expiresAt)}.`,
      '',
      `Ouvrez le lien personnel que vous avez reçu pour le signer. Si vous ne le retrouvez pas, demandez-en un autre à ${pilote?.name ?? 'la personne qui conduit la signature'}.`,
    ].join('\n'),
  });
}

async function piloteOf(db: Db, { openedBy }: Ceremony) {
  const row = await db
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', openedBy.personId)
    .executeTakeFirst();
  return row ?? null;
}

/** Rule R3: once for each term that passes. */
async function tellExpiry(deps: ReminderDeps, { ceremony }: KeptCeremony): Promise<void> {
  const { db, clock, mailer } = deps;
  const at = clock();
  if (at < ceremony.expiresAt) return;
  const missing = expectedSignatories(ceremony).filter(({ status }) => status !== 'signe');
  const told = await db.transaction().execute(async (tx) => {
    const first = await tx
      .updateTable('ceremonies')
      .set({ expiry_told: ceremony.expiresAt })
      .where('id', '=', ceremony.id)
      .where('status', '=', 'ouverte')
      .where('expires_at', '=', ceremony.expiresAt)
      .where((eb) => eb.or([eb('expiry_told', 'is', null), eb('expiry_told', '!=', ceremony.expiresAt)]))
      .executeTakeFirst();
    if (first.numUpdatedRows !== 1n) return false;
    await appendEvent(tx, {
      act: ceremony.actId,
      at,
      person: null,
      organisation: null,
      kind: 'signature.expiree',
      facts: { ceremonie: ceremony.id, manquantes: missing.length },
    });
    return true;
  });
  const pilote = told ? await piloteOf(db, ceremony) : null;
  if (pilote === null || !z.email().safeParse(pilote.email).success) return;
  const title = await titleOf(db, ceremony.actId);
  mailer.sendLater({
    to: pilote.email,
    subject: `Délai de signature passé\u00a0: «\u00a0${title}\u00a0»`,
    text: [
      `Le délai pour signer «\u00a0${title}\u00a0» est passé le ${frenchDate.format(ceremony.expiresAt)}. Plus personne ne peut signer.`,
      '',
      'Il manque\u00a0:',
      ...missing.map(({ nom, party }) => `- ${nom}, ${party.denomination}`),
      '',
      `Prolongez le délai, nommez une autre personne ou rouvrez le texte\u00a0: ${deps.publicUrl()}/actes/${ceremony.actId}/signature`,
    ].join('\n'),
  });
}
