import type { Context } from 'hono';
import type { SessionAnswer } from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { browserName } from '../http/browser.ts';
import { readCookie, writeCookie } from '../http/cookie.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { BROWSER_LIFE_MS, burnEntry, type ProvenEntry, rememberBrowser } from './entries-store.ts';
import { findLink } from './links-store.ts';
import {
  addSession,
  type Candidate,
  closeSession,
  findSession,
  SESSION_LIFE_MS,
  type SignedIn,
} from './sessions-store.ts';

/** What a secret that proved right lets somebody do. */
export interface Claim {
  /** Whom they may come in as: one at least. */
  readonly candidates: readonly Candidate[];
  readonly link: { readonly id: LinkId; readonly actId: ActId | null } | null;
  /** The request to use up, which proves that they hold its address. */
  readonly entry: ProvenEntry | null;
  /** True when somebody must press a button first: what only reads mail must open nothing (rule E4). */
  readonly ask: boolean;
}

/** What the person has decided so far. */
interface Decided {
  readonly identity?: { personId: PersonId; organisationId: OrganisationId } | undefined;
  readonly confirmed?: boolean | undefined;
}

/** What opens a session needs of the server. */
export interface OpeningDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly secure: () => boolean;
  /** Closes the connections of ended sessions. */
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
}

const nameOf = ({ name, organisation }: Candidate) => ({ name, organisation });

/** @returns whose session the request carries, or `null` */
export async function currentSession(c: Context, deps: OpeningDeps): Promise<SignedIn | null> {
  const token = readCookie(c, 'session', deps.secure());
  return token === null ? null : findSession(deps.db, token, deps.clock());
}

/**
 * Opens the session that a claim allows, or asks what it must first: as whom (rule E10), and in whose place (rule E6).
 * Until it opens one it changes nothing.
 * @throws ClausierError `lien.invalide` or `code.perime` when the claim was used or revoked meanwhile
 */
export async function openSession(
  c: Context,
  claim: Claim,
  decided: Decided,
  deps: OpeningDeps,
): Promise<SessionAnswer> {
  const { db, clock } = deps;
  const [only, ...others] = claim.candidates;
  const chosen =
    decided.identity === undefined
      ? others.length === 0
        ? only
        : null
      : claim.candidates.find(
          ({ personId, organisationId }) =>
            personId === decided.identity?.personId && organisationId === decided.identity.organisationId,
        );
  if (chosen === null) return { outcome: 'choice', identities: [...claim.candidates] };
  if (chosen === undefined) throw new ClausierError('lien.invalide');

  const current = await currentSession(c, deps);
  const replaced = current !== null && current.person.id !== chosen.personId ? current : null;
  if ((claim.ask || replaced !== null) && decided.confirmed !== true)
    return {
      outcome: 'confirmation',
      opens: nameOf(chosen),
      replaces:
        replaced === null
          ? null
          : {
              name: replaced.person.name,
              organisation: replaced.organisation.sigle || replaced.organisation.denomination,
            },
    };

  const now = clock();
  const browserToken = readCookie(c, 'navigateur', deps.secure());
  const { entry, link } = claim;
  const opened = await db.transaction().execute(async (tx) => {
    if (entry !== null && !(await burnEntry(tx, entry, now))) throw new ClausierError('code.perime');
    if (link !== null && (await findLink(tx, { id: link.id }, now)) === null)
      throw new ClausierError('lien.invalide');
    if (current !== null) await closeSession(tx, current.sessionId, now);
    const session = await addSession(
      tx,
      {
        personId: chosen.personId,
        organisationId: chosen.organisationId,
        linkId: link?.id ?? null,
        browser: browserName(c.req.header('user-agent')),
      },
      now,
    );
    return { session, browser: entry && (await rememberBrowser(tx, browserToken, entry.email, now)) };
  });
  if (current !== null) deps.sessionsEnded([current.sessionId]);
  writeCookie(c, 'session', opened.session, SESSION_LIFE_MS, deps.secure());
  if (opened.browser !== null) writeCookie(c, 'navigateur', opened.browser, BROWSER_LIFE_MS, deps.secure());
  return { outcome: 'opened', actId: link?.actId ?? null };
}
