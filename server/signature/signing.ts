import type { ActContent } from '#shared/document/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, SignatoryId } from '#shared/kernel/ids.ts';
import {
  nextSignatories,
  OBSTACLE_SENTENCES,
  recordPaper,
  refuseToSign,
  signElectronically,
  signingObstacle,
} from '#shared/signature/ceremony.ts';
import {
  type Ceremony,
  consentWording,
  type Signatory,
  type SignatureFile,
} from '#shared/signature/model.ts';
import type { SigningPage } from '#shared/signature/wire.ts';
import { appendEvent, frenchDay, tokenHash } from '../identity/index.ts';
import type { Tx } from '../storage/tables.ts';
import { markRead, readingsOf } from '../versions/index.ts';
import { ceremoniesOf, lockCeremony, placeOf, readCeremony, saveCeremony } from './ceremonies.ts';
import { allowed, type CeremonyDeps, requireCeremony, requireSignatory, titleOf } from './ceremony.ts';
import { makeCode, takeCode } from './codes.ts';
import { effectDayOf } from './effect.ts';
import { addFile, fileTypeOf } from './files.ts';
import { type Mover, moveAct } from './states.ts';
import { signatoryView } from './views.ts';

/** What signing needs beside what conducting a ceremony does. */
export interface SigningDeps extends CeremonyDeps {
  /** Called after the last signature is kept: the act is then *signé*. */
  readonly completed: (actId: ActId, ceremony: Ceremony) => Promise<void>;
  /** Called when it becomes somebody's turn to sign. */
  readonly turnCame: (ceremony: Ceremony, one: Signatory) => Promise<void>;
}

/** Where a signature came from, minimised. */
type Trace = { readonly network: string; readonly agent: string };

/** @throws ClausierError `signature.lien` for a secret that opens no place */
async function requirePlace(deps: CeremonyDeps, token: string) {
  const place = await placeOf(deps.db, tokenHash(token));
  if (place === null) throw new ClausierError('signature.lien');
  return place;
}

/** Whoever opens their link: kept the first time, with the hash that is shown. */
async function markShown(deps: CeremonyDeps, ceremony: Ceremony, signatory: Signatory): Promise<void> {
  const at = deps.clock();
  await deps.db.transaction().execute(async (tx) => {
    const first = await tx
      .updateTable('signatories')
      .set({ shown_at: at })
      .where('id', '=', signatory.id)
      .where('shown_at', 'is', null)
      .executeTakeFirst();
    if (first.numUpdatedRows !== 1n) return;
    await appendEvent(tx, {
      act: ceremony.actId,
      at,
      person: signatory.personId,
      organisation: await organisationOf(tx, ceremony.actId, signatory),
      kind: 'signature.consultee',
      facts: { ceremonie: ceremony.id, signataire: signatory.id, empreinte: ceremony.hash },
    });
  });
}

async function organisationOf(tx: Tx, actId: ActId, signatory: Signatory) {
  if (signatory.personId === null) return null;
  const right = await tx
    .selectFrom('rights')
    .select('organisation_id')
    .where('act_id', '=', actId)
    .where('person_id', '=', signatory.personId)
    .executeTakeFirst();
  return right?.organisation_id ?? null;
}

const wordingFor = (ceremony: Ceremony, signatory: Signatory, title: string) =>
  consentWording({
    title,
    hash: ceremony.hash,
    capacite: signatory.capacite,
    party: signatory.party.denomination,
    delegant: signatory.delegation?.delegant ?? null,
  });

/**
 * All that somebody sees before they sign; opening it is kept as the moment when the text was shown to them.
 * @throws ClausierError `signature.lien`
 */
export async function signingPage(deps: CeremonyDeps, token: string): Promise<SigningPage> {
  const { kept, signatory } = await requirePlace(deps, token);
  const { ceremony } = kept;
  const now = deps.clock();
  const obstacle = signingObstacle(ceremony, signatory, { now, day: frenchDay(now) });
  if (ceremony.status === 'ouverte' && signatory.status === 'a-signer')
    await markShown(deps, ceremony, signatory);
  const { version, content } = await deps.versions.archive.read(ceremony.actId, ceremony.versionId);
  const actTitle = await titleOf(deps.db, ceremony.actId);
  const fresh = (await readCeremony(deps.db, ceremony.id)) ?? kept;
  const view = (one: Signatory) => {
    const { email: _, ...shown } = signatoryView(fresh, one);
    return shown;
  };
  return {
    actTitle,
    pilote: await piloteOf(deps, ceremony),
    signatory: view(signatory),
    others: ceremony.signatories
      .filter(({ id, status }) => id !== signatory.id && status !== 'remplace')
      .map(view),
    hash: ceremony.hash,
    frozenAt: version.at,
    expiresAt: ceremony.expiresAt,
    obstacle: obstacle === null ? null : OBSTACLE_SENTENCES[obstacle],
    motif: ceremony.motif,
    content,
    since: await sinceOf(deps, ceremony, signatory),
    consent: wordingFor(ceremony, signatory, actTitle),
    codeRequired: deps.mailer.leaves,
    emailHint: signatory.email === null ? null : hint(signatory.email),
  };
}

/** « e…@region.example »: enough to know which mailbox to open. */
const hint = (email: string) => email.replace(/^(.)[^@]*/, '$1…');

async function piloteOf({ db }: CeremonyDeps, ceremony: Ceremony): Promise<SigningPage['pilote']> {
  const row = await db
    .selectFrom('people')
    .select('name')
    .where('id', '=', ceremony.openedBy.personId)
    .executeTakeFirst();
  const organisation = await db
    .selectFrom('organisations')
    .select(['sigle', 'denomination'])
    .where('id', '=', ceremony.openedBy.organisationId)
    .executeTakeFirst();
  if (row === undefined || organisation === undefined) return null;
  return { name: row.name, organisation: organisation.sigle ?? organisation.denomination };
}

/** The text that somebody signed last in an earlier ceremony of the act, or else read last; `null` for neither. */
async function sinceOf(
  deps: CeremonyDeps,
  ceremony: Ceremony,
  signatory: Signatory,
): Promise<{ kind: 'signature' | 'lecture'; at: number; content: ActContent } | null> {
  const { db, versions } = deps;
  const { actId } = ceremony;
  const earlier = (await ceremoniesOf(db, actId)).filter(({ ceremony: one }) => one.id !== ceremony.id);
  for (const { ceremony: one } of earlier.toReversed()) {
    const signed = one.signatories.find(
      (other) => other.signature !== null && isSame(other, signatory),
    )?.signature;
    if (signed == null) continue;
    const { content } = await versions.archive.read(actId, one.versionId);
    return { kind: 'signature', at: signed.at, content };
  }
  if (signatory.personId === null) return null;
  const right = await db
    .selectFrom('rights')
    .select('organisation_id')
    .where('act_id', '=', actId)
    .where('person_id', '=', signatory.personId)
    .executeTakeFirst();
  if (right === undefined) return null;
  const reader = { personId: signatory.personId, organisationId: right.organisation_id };
  // Their own reading alone: what a colleague has read tells them nothing.
  const { mine: mark } = await readingsOf(db, actId, reader);
  if (mark === null) return null;
  const { content } = await versions.history.at(actId, mark.seq);
  return { kind: 'lecture', at: mark.at, content };
}

const isSame = (one: Signatory, other: Signatory) =>
  one.personId !== null ? one.personId === other.personId : one.email !== null && one.email === other.email;

/**
 * Sends a code to whoever holds a link.
 * @throws ClausierError `signature.lien`, `signature.impossible`, `requete.trop_frequente`
 */
export async function sendCode(deps: CeremonyDeps, token: string): Promise<void> {
  const { kept, signatory } = await requirePlace(deps, token);
  const now = deps.clock();
  const obstacle = signingObstacle(kept.ceremony, signatory, { now, day: frenchDay(now) });
  if (obstacle !== null || signatory.email === null)
    throw new ClausierError('signature.impossible', [OBSTACLE_SENTENCES[obstacle ?? 'autre-moyen']]);
  const code = await makeCode(deps.db, signatory.id, token, now);
  await deps.mailer.send({
    to: signatory.email,
    subject: `Votre code de signature\u00a0: ${code}`,
    text: `Votre code pour signer «\u00a0${await titleOf(deps.db, kept.ceremony.actId)}\u00a0»\u00a0: ${code}\n\nIl vaut dix minutes. Ne le communiquez à personne.`,
  });
}

/** What somebody says when they sign. */
export interface Signing {
  readonly token: string;
  readonly hash: string;
  readonly consent: string;
  readonly code: string | null;
}

/** Where a ceremony stands after somebody signed or refused. */
interface Done {
  readonly status: Signatory['status'];
  readonly at: number;
  readonly complete: boolean;
}

/**
 * Signs (rules G2 to G5, G8, G9). The last signature makes the act *signé*.
 * @throws ClausierError `signature.lien`, `signature.impossible`, `signature.empreinte`, `signature.code`
 */
export async function sign(deps: SigningDeps, signing: Signing, trace: Trace): Promise<Done> {
  const place = await requirePlace(deps, signing.token);
  if (place.kept.ceremony.status === 'annulee') throw new ClausierError('signature.lien');
  if (signing.hash !== place.kept.ceremony.hash) throw new ClausierError('signature.empreinte');
  const codeRequired = deps.mailer.leaves;
  // Apart from what follows: a wrong code counts even though nothing else is kept.
  if (codeRequired) await takeCode(deps.db, place.signatory.id, signing.token, signing.code, deps.clock());
  const title = await titleOf(deps.db, place.kept.ceremony.actId);
  return change(deps, place.kept.ceremony.id, async (tx, before, at) => {
    // The link may have been replaced since it was read.
    const standing = await placeOf(tx, tokenHash(signing.token));
    if (standing === null) throw new ClausierError('signature.lien');
    const { signatory, kept } = standing;
    const signature = {
      method: 'electronique' as const,
      at,
      hash: signing.hash,
      consent: signing.consent,
      shownAt: kept.traces.get(signatory.id)?.shownAt ?? at,
      code: codeRequired,
      trace,
    };
    const wording = wordingFor(before, signatory, title);
    const after = allowed(signElectronically(before, signatory.id, signature, wording, frenchDay(at)));
    const organisation = await organisationOf(tx, before.actId, signatory);
    await appendEvent(tx, {
      act: before.actId,
      at,
      person: signatory.personId,
      organisation,
      kind: 'signature.faite',
      facts: { ...factsOf(before, signatory.id), moyen: 'electronique', code: codeRequired },
    });
    await readUpTo(tx, before, signatory, at);
    return { after, id: signatory.id };
  });
}

const factsOf = (ceremony: Ceremony, signataire: SignatoryId) => ({
  ceremonie: ceremony.id,
  signataire,
  version: ceremony.versionId,
  empreinte: ceremony.hash,
});

/** Whoever signs has read. */
async function readUpTo(tx: Tx, ceremony: Ceremony, signatory: Signatory, at: number): Promise<void> {
  const organisationId = await organisationOf(tx, ceremony.actId, signatory);
  if (signatory.personId === null || organisationId === null) return;
  const { seq } = await tx
    .selectFrom('versions')
    .select('seq')
    .where('id', '=', ceremony.versionId)
    .executeTakeFirstOrThrow();
  const { actId } = ceremony;
  await markRead(tx, { actId, personId: signatory.personId, organisationId, seq, at });
}

/**
 * Refuses to sign.
 * @throws ClausierError `signature.lien`, `signature.impossible`
 */
export async function refuse(deps: SigningDeps, token: string, motif: string): Promise<Done> {
  const place = await requirePlace(deps, token);
  if (place.kept.ceremony.status === 'annulee') throw new ClausierError('signature.lien');
  return change(deps, place.kept.ceremony.id, async (tx, before, at) => {
    const { id } = place.signatory;
    const after = allowed(refuseToSign(before, id, { at, motif }));
    await appendEvent(tx, {
      act: before.actId,
      at,
      person: place.signatory.personId,
      organisation: await organisationOf(tx, before.actId, place.signatory),
      kind: 'signature.refusee',
      facts: factsOf(before, id),
    });
    return { after, id };
  });
}

/** The scan of an original signed on paper. */
export interface Original {
  readonly signatory: SignatoryId;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The day written beside the signature, `YYYY-MM-DD`. */
  readonly signedOn: string;
}

/**
 * Keeps the scan of an original as a party's signature on paper (rule G7).
 * @throws ClausierError `signature.fichier`, `signature.impossible`
 */
export async function keepOriginal(
  deps: SigningDeps,
  actId: ActId,
  by: Mover,
  original: Original,
): Promise<Done> {
  const type = fileTypeOf(original.bytes);
  const { ceremony } = await requireCeremony(deps.db, actId);
  return change(deps, ceremony.id, async (tx, before, at) => {
    const { id } = requireSignatory(before, original.signatory);
    if (original.signedOn > frenchDay(at) || original.signedOn < frenchDay(before.openedAt))
      throw new ClausierError('signature.impossible', [
        'La date de signature doit se situer entre l’ouverture de la signature et aujourd’hui.',
      ]);
    const { name, bytes } = original;
    const scan: SignatureFile = await addFile(tx, {
      signatoryId: id,
      kind: 'original',
      name,
      type,
      bytes,
      at,
    });
    const after = allowed(
      recordPaper(before, id, {
        method: 'papier',
        at,
        signedOn: original.signedOn,
        hash: before.hash,
        recordedBy: by.personId,
        recordedFor: by.organisationId,
        scan,
      }),
    );
    await appendEvent(tx, {
      act: actId,
      at,
      person: by.personId,
      organisation: by.organisationId,
      kind: 'signature.papier',
      facts: { ...factsOf(before, id), moyen: 'papier', jour: original.signedOn, original: scan.hash },
    });
    return { after, id };
  });
}

/**
 * Joins the act by which somebody signs for another (rule G5).
 * @throws ClausierError `signature.fichier`, `signature.impossible`
 */
export async function joinDelegation(
  deps: CeremonyDeps,
  actId: ActId,
  by: Mover,
  file: { readonly signatory: SignatoryId; readonly name: string; readonly bytes: Uint8Array },
): Promise<void> {
  const type = fileTypeOf(file.bytes);
  const at = deps.clock();
  await deps.db.transaction().execute(async (tx) => {
    const { ceremony } = await requireCeremony(tx, actId);
    const one = requireSignatory(ceremony, file.signatory);
    if (one.delegation === null || one.status !== 'a-signer' || ceremony.status !== 'ouverte')
      throw new ClausierError('signature.impossible');
    const { name, bytes } = file;
    const kept = await addFile(tx, { signatoryId: one.id, kind: 'delegation', name, type, bytes, at });
    await appendEvent(tx, {
      act: actId,
      at,
      person: by.personId,
      organisation: by.organisationId,
      kind: 'signature.piece',
      facts: { ceremonie: ceremony.id, signataire: one.id, piece: kept.id, empreinte: kept.hash },
    });
  });
}

/** Changes a ceremony, one at a time, and concludes the act when it is complete (rules G9 and G10). */
async function change(
  deps: SigningDeps,
  id: Ceremony['id'],
  apply: (
    tx: Tx,
    before: Ceremony,
    at: number,
  ) => Promise<{ readonly after: Ceremony; readonly id: SignatoryId }>,
): Promise<Done> {
  const at = deps.clock();
  const found = await readCeremony(deps.db, id);
  // Read before the transaction, which has the only connection.
  const effectDay = found === null ? null : await effectDayOf(deps, found.ceremony, frenchDay(at));
  const changed = await deps.db.transaction().execute(async (tx) => {
    await lockCeremony(tx, id);
    const kept = await readCeremony(tx, id);
    if (kept === null) throw new ClausierError('signature.impossible');
    const { after, id: signatory } = await apply(tx, kept.ceremony, at);
    const complete = after.status === 'complete';
    await saveCeremony(tx, kept.ceremony, after, complete ? effectDay : null);
    if (complete) {
      const facts = { ceremonie: id, version: after.versionId, empreinte: after.hash };
      await moveAct(tx, after.actId, 'conclure', { by: null, at, facts });
    }
    return { before: kept.ceremony, after, signatory, complete };
  });
  const waited = new Set(nextSignatories(changed.before).map((one) => one.id));
  for (const one of nextSignatories(changed.after))
    if (!waited.has(one.id)) await deps.turnCame(changed.after, one);
  if (changed.complete) await deps.completed(changed.after.actId, changed.after);
  return {
    status: requireSignatory(changed.after, changed.signatory).status,
    at,
    complete: changed.complete,
  };
}
