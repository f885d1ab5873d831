import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId, SignatoryId } from '#shared/kernel/ids.ts';
import { never } from '#shared/kernel/never.ts';
import type { Result } from '#shared/kernel/result.ts';
import {
  changeMethod,
  OBSTACLE_SENTENCES,
  prolong,
  reassign,
  type SigningObstacle,
  voidCeremony,
} from '#shared/signature/ceremony.ts';
import type { Ceremony, Signatory } from '#shared/signature/model.ts';
import { partiesOf, signatoriesProblems, signatoryProblems } from '#shared/signature/signatories.ts';
import type { NamedSignatoryRequest, OpenCeremony } from '#shared/signature/wire.ts';
import {
  appendEvent,
  findOrAddInvitee,
  findOrAddOrganisation,
  frenchDay,
  giveRight,
} from '../identity/index.ts';
import { type Clock, newCeremonyId, newSignatoryId } from '../ids.ts';
import type { Mailer } from '../mail/index.ts';
import type { Db, Tx } from '../storage/tables.ts';
import type { Versions } from '../versions/index.ts';
import {
  insertCeremony,
  type KeptCeremony,
  lockCeremony,
  saveCeremony,
  standingCeremony,
} from './ceremonies.ts';
import { type MadeLink, mailLinks, mailVoided, makeLink } from './links.ts';
import { frozenText, type Mover, moveAct } from './states.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What conducting a ceremony needs of the rest of the server. */
export interface CeremonyDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly versions: Pick<Versions, 'archive' | 'history'>;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
}

/**
 * @returns the value of a rule's answer
 * @throws ClausierError `signature.impossible` with the sentence that says why
 */
export function allowed<T>(outcome: Result<T, SigningObstacle>): T {
  if (outcome.ok) return outcome.value;
  throw new ClausierError('signature.impossible', [OBSTACLE_SENTENCES[outcome.error]]);
}

/** @returns the ceremony that is open or complete. @throws ClausierError `signature.impossible` without one */
export async function requireCeremony(db: Db | Tx, actId: ActId): Promise<KeptCeremony> {
  const kept = await standingCeremony(db, actId);
  if (kept === null) throw new ClausierError('signature.impossible');
  return kept;
}

/** @returns the name of an act */
export async function titleOf(db: Db | Tx, actId: ActId): Promise<string> {
  const { title } = await db
    .selectFrom('acts')
    .select('title')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  return title;
}

/**
 * Opens the ceremony of a frozen text: everybody named, each with a link of their own where they sign electronically.
 * @throws ClausierError `signature.incomplete` with one sentence per problem, `etat.impossible`
 */
export async function openCeremony(
  deps: CeremonyDeps,
  actId: ActId,
  by: Mover,
  request: OpenCeremony,
): Promise<readonly MadeLink[]> {
  const at = deps.clock();
  const frozen = await frozenText(deps.db, actId);
  if (frozen === null) throw new ClausierError('etat.impossible');
  const { content } = await deps.versions.archive.read(actId, frozen.versionId);
  const problems = signatoriesProblems(partiesOf(content), request.signatories, frenchDay(at));
  if (problems.length > 0) throw new ClausierError('signature.incomplete', problems);
  const { ceremony, links } = await deps.db.transaction().execute(async (tx) => {
    const signatories: Signatory[] = [];
    for (const [index, named] of request.signatories.entries())
      signatories.push(newSignatory(named, index + 1, await personFor(tx, actId, named, by, at)));
    const opened: Ceremony = {
      id: newCeremonyId(),
      actId,
      versionId: frozen.versionId,
      hash: frozen.hash,
      order: request.order,
      status: 'ouverte',
      openedAt: at,
      openedBy: by,
      expiresAt: at + request.days * DAY_MS,
      closedAt: null,
      motif: null,
      signatories,
    };
    const facts = { ceremonie: opened.id, version: opened.versionId, empreinte: opened.hash };
    await moveAct(tx, actId, 'signer', { by, at, facts });
    await insertCeremony(tx, opened);
    await say(tx, actId, by, at, 'signature.ouverte', {
      ...facts,
      ordre: opened.order,
      electroniques: signatories.filter(({ method }) => method === 'electronique').length,
      papier: signatories.filter(({ method }) => method === 'papier').length,
    });
    return { ceremony: opened, links: await linksFor(deps, tx, actId, by, at, signatories) };
  });
  mailLinks(deps.mailer, links, { title: await titleOf(deps.db, actId), ceremony, reminder: false });
  return links;
}

async function linksFor(
  deps: CeremonyDeps,
  tx: Tx,
  actId: ActId,
  by: Mover,
  at: number,
  signatories: readonly Signatory[],
): Promise<readonly MadeLink[]> {
  const links: MadeLink[] = [];
  for (const one of signatories)
    if (one.method === 'electronique')
      links.push(await makeLink(tx, actId, one, { by, at, publicUrl: deps.publicUrl() }));
  return links;
}

function newSignatory(named: NamedSignatoryRequest, rank: number, personId: PersonId | null): Signatory {
  return {
    ...named,
    id: newSignatoryId(),
    rank,
    personId,
    delegationFile: null,
    status: 'a-signer',
    signature: null,
    refusal: null,
    replaces: null,
  };
}

/**
 * Who a signatory is in this server: a participant of the act with that address, else somebody new, who then reads the
 * act as a signataire. Nobody's role is changed by being named to sign.
 */
async function personFor(
  tx: Tx,
  actId: ActId,
  named: Pick<NamedSignatoryRequest, 'email' | 'nom' | 'party'>,
  by: Mover,
  at: number,
): Promise<PersonId | null> {
  const { email, nom, party } = named;
  if (email === null) return null;
  const known = await tx
    .selectFrom('people')
    .innerJoin('rights', 'rights.person_id', 'people.id')
    .select('people.id')
    .where('people.email', '=', email.toLowerCase())
    .where('rights.act_id', '=', actId)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const organisationId = await findOrAddOrganisation(tx, { denomination: party.denomination, sigle: '' }, at);
  const role = 'invite';
  const personId = await findOrAddInvitee(tx, { name: nom, email, organisationId, actId, role }, at);
  await giveRight(tx, { actId, personId, organisationId, role: 'signataire' }, at);
  await say(tx, actId, by, at, 'droit.change', {
    personne: personId,
    organisation: organisationId,
    role: 'signataire',
  });
  return personId;
}

type Kind = Parameters<typeof appendEvent>[1]['kind'];
type Facts = Parameters<typeof appendEvent>[1]['facts'];

async function say(
  tx: Tx,
  actId: ActId,
  by: Mover | null,
  at: number,
  kind: Kind,
  facts: Facts,
): Promise<void> {
  const who = { person: by?.personId ?? null, organisation: by?.organisationId ?? null };
  await appendEvent(tx, { act: actId, at, ...who, kind, facts });
}

/** What the pilote may do with somebody's place. */
export type Conduct =
  | { readonly kind: 'rappel'; readonly id: SignatoryId }
  | { readonly kind: 'moyen'; readonly id: SignatoryId; readonly method: Signatory['method'] }
  | {
      readonly kind: 'remplacement';
      readonly id: SignatoryId;
      readonly named: Omit<NamedSignatoryRequest, 'party'>;
    }
  | { readonly kind: 'terme'; readonly days: number };

/**
 * Does what the pilote asks of an open ceremony.
 * @returns the links that were made
 * @throws ClausierError `signature.impossible`, `signature.incomplete`
 */
export async function conduct(
  deps: CeremonyDeps,
  actId: ActId,
  by: Mover,
  asked: Conduct,
): Promise<readonly MadeLink[]> {
  const at = deps.clock();
  const { ceremony, links } = await deps.db.transaction().execute(async (tx) => {
    const { id } = (await requireCeremony(tx, actId)).ceremony;
    await lockCeremony(tx, id);
    const before = (await requireCeremony(tx, actId)).ceremony;
    const { after, linked, kind, facts } = await conducted(tx, before, by, asked, at);
    await saveCeremony(tx, before, after);
    await say(tx, actId, by, at, kind, { ceremonie: id, ...facts });
    if (asked.kind === 'rappel')
      await tx.updateTable('signatories').set({ reminded_at: at }).where('id', '=', asked.id).execute();
    return { ceremony: after, links: await linksFor(deps, tx, actId, by, at, linked) };
  });
  const reminder = asked.kind === 'rappel';
  mailLinks(deps.mailer, links, { title: await titleOf(deps.db, actId), ceremony, reminder });
  return links;
}

async function conducted(
  tx: Tx,
  before: Ceremony,
  by: Mover,
  asked: Conduct,
  at: number,
): Promise<{
  readonly after: Ceremony;
  readonly linked: readonly Signatory[];
  readonly kind: Kind;
  readonly facts: Facts;
}> {
  switch (asked.kind) {
    case 'terme': {
      const expiresAt = at + asked.days * DAY_MS;
      const after = allowed(prolong(before, expiresAt));
      return { after, linked: [], kind: 'signature.prolongee', facts: { terme: expiresAt } };
    }
    case 'rappel': {
      const one = requireSignatory(before, asked.id);
      if (before.status !== 'ouverte' || one.status !== 'a-signer')
        throw new ClausierError('signature.impossible');
      return { after: before, linked: [one], kind: 'signature.relancee', facts: { signataire: one.id } };
    }
    case 'moyen': {
      const after = allowed(changeMethod(before, asked.id, asked.method));
      const one = requireSignatory(after, asked.id);
      // Whoever signs on paper no longer signs by the link they had.
      await tx.updateTable('signatories').set({ token_hash: null }).where('id', '=', one.id).execute();
      const facts = { signataire: one.id, moyen: one.method };
      return { after, linked: [one], kind: 'signature.moyen', facts };
    }
    case 'remplacement': {
      const left = requireSignatory(before, asked.id);
      const named = { ...asked.named, party: left.party };
      const problems = signatoryProblems(named, frenchDay(at));
      if (problems.length > 0) throw new ClausierError('signature.incomplete', problems);
      const personId = await personFor(tx, before.actId, named, by, at);
      const id = newSignatoryId();
      const after = allowed(reassign(before, left.id, { ...asked.named, id, personId }));
      const facts = { signataire: left.id, par: id };
      return { after, linked: [requireSignatory(after, id)], kind: 'signature.reattribuee', facts };
    }
    default:
      return never(asked);
  }
}

/** @throws ClausierError `signature.impossible` for somebody who is not in the ceremony */
export function requireSignatory(ceremony: Ceremony, id: SignatoryId): Signatory {
  const found = ceremony.signatories.find((one) => one.id === id);
  if (found === undefined) throw new ClausierError('signature.impossible', [OBSTACLE_SENTENCES.inconnu]);
  return found;
}

/**
 * Voids the ceremony that awaits signatures in an act, if there is one (rule G6).
 * @returns what is to be mailed once the transaction is done
 */
export async function voidSignatures(
  deps: CeremonyDeps,
  tx: Tx,
  actId: ActId,
  how: { readonly motif: string; readonly by: Mover; readonly at: number },
): Promise<() => void> {
  const kept = await standingCeremony(tx, actId);
  if (kept === null || kept.ceremony.status !== 'ouverte') return () => {};
  await lockCeremony(tx, kept.ceremony.id);
  const { ceremony: before } = await requireCeremony(tx, actId);
  const { ceremony, again } = allowed(voidCeremony(before, how));
  await saveCeremony(tx, before, ceremony);
  await say(tx, actId, how.by, how.at, 'signature.annulee', {
    ceremonie: ceremony.id,
    version: ceremony.versionId,
    dejaSignees: again.length,
  });
  const title = await titleOf(tx, actId);
  const ids = new Set(again.map(({ id }) => id));
  return () => mailVoided(deps.mailer, ceremony, { title, motif: how.motif, again: ids });
}
