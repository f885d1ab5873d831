import type { Context } from 'hono';
import type { SessionAnswer } from '#shared/identity/access-wire.ts';
import { ClausierError, type ErrorCode } from '#shared/kernel/errors.ts';
import type { ActId, LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { browserName } from '../http/browser.ts';
import { readCookie, writeCookie } from '../http/cookie.ts';
import type { Clock } from '../ids.ts';
import type { Step } from '../storage/steps.ts';
import {
  BROWSER_LIFE_MS,
  browserKnowing,
  type EntryWriting,
  entryBurning,
  type ProvenEntry,
} from './entries-store.ts';
import { linkStanding } from './links-store.ts';
import {
  type Candidate,
  findSession,
  type NewSession,
  SESSION_LIFE_MS,
  type SignedIn,
  sessionClosing,
  sessionOpening,
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
export interface OpeningDeps extends EntryWriting {
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

  const opening = {
    claim,
    session: {
      personId: chosen.personId,
      organisationId: chosen.organisationId,
      linkId: claim.link?.id ?? null,
      browser: browserName(c.req.header('user-agent')),
    },
    closes: current?.sessionId ?? null,
  };
  const opened = await write(opening, readCookie(c, 'navigateur', deps.secure()), deps);
  if (current !== null) deps.sessionsEnded([current.sessionId]);
  writeCookie(c, 'session', opened.session, SESSION_LIFE_MS, deps.secure());
  if (opened.browser !== null) writeCookie(c, 'navigateur', opened.browser, BROWSER_LIFE_MS, deps.secure());
  return { outcome: 'opened', actId: claim.link?.actId ?? null };
}

/** Writes what opens a session, and uses up what it is opened by. @returns the secrets for the cookies */
async function write(
  opening: {
    readonly claim: Claim;
    readonly session: NewSession;
    /** The session that this browser holds. */
    readonly closes: SessionId | null;
  },
  browserToken: string | null,
  deps: OpeningDeps,
): Promise<{ readonly session: string; readonly browser: string | null }> {
  const { db } = deps;
  const { entry, link } = opening.claim;
  const now = deps.clock();
  const session = sessionOpening(db, opening.session, now);
  const browser = entry && (await browserKnowing(db, browserToken, entry.email, now));
  const steps: (Step & { readonly code?: ErrorCode })[] = [];
  if (entry !== null)
    steps.push({ query: entryBurning(db, entry, now).compile(), must: { rows: 1 }, code: 'code.perime' });
  if (link !== null)
    steps.push({ query: linkStanding(db, link, now).compile(), must: { rows: 1 }, code: 'lien.invalide' });
  if (opening.closes !== null) steps.push({ query: sessionClosing(db, opening.closes, now).compile() });
  steps.push({ query: session.query.compile() }, ...(browser?.steps ?? []));
  const outcome = await deps.write(steps);
  if (outcome.written) return { session: session.token, browser: browser?.token ?? null };
  const code = steps[outcome.failed]?.code;
  if (code !== undefined) throw new ClausierError(code);
  // The browser was forgotten since it was looked up: it is a new one.
  return write(opening, null, deps);
}
