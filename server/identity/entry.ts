import type { Context } from 'hono';
import {
  codeRequestSchema,
  entryAnswerSchema,
  entryRequestSchema,
  entryWaysSchema,
  type SessionAnswer,
  sessionAnswerSchema,
  sessionRequestSchema,
} from '#shared/identity/access-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { Attempts } from '../http/attempts.ts';
import { readJson } from '../http/body.ts';
import { readCookie, writeCookie } from '../http/cookie.ts';
import type { Mailer } from '../mail/index.ts';
import { addEntry, entryOfLink, isKnownBrowser, tryCode } from './entries-store.ts';
import { openRoute, type Route } from './guard.ts';
import { personalUrl } from './links.ts';
import { findLink } from './links-store.ts';
import { codeMail, entryMail } from './mails.ts';
import { currentSession, type OpeningDeps, openSession } from './opening.ts';
import { candidate, candidatesOf, sessionClosing } from './sessions-store.ts';

const MINUTE_MS = 60_000;
/** Secrets tried in vain from one address. They hold 256 bits, or their tries are counted: this is against noise. */
const FAILURES = { max: 20, windowMs: MINUTE_MS } as const;
/** Requests for a mail, from one address, then from everywhere (rule E5). */
const REQUESTS = { max: 20, windowMs: MINUTE_MS } as const;
const REQUESTS_OF_ALL = { max: 300, windowMs: 10_000 } as const;

/** What coming in needs of the rest of the server. */
export interface EntryDeps extends OpeningDeps {
  readonly mailer: Mailer;
  /** Address that people use, without a trailing slash. */
  readonly publicUrl: () => string;
  /** @returns the caller's network address, to count attempts by */
  readonly address: (c: Context) => string;
  /** What people call the OpenID Connect provider; `null` without one. */
  readonly oidcName: string | null;
}

/** « l•••@amf.example »: enough for whoever owns it to know where to look. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}

/** @returns counts what fails on a secret, so that nobody tries many */
export function failureBound(deps: Pick<EntryDeps, 'clock' | 'address'>) {
  const failures = new Attempts(deps.clock, FAILURES);
  return async function attempt<T>(c: Context, run: () => Promise<T>): Promise<T> {
    const address = deps.address(c);
    // Counted before it is known, so that those made at once are so many.
    if (!failures.take(address)) throw new ClausierError('requete.trop_frequente');
    try {
      const result = await run();
      failures.giveBack(address);
      return result;
    } catch (error) {
      if (!(error instanceof ClausierError)) failures.giveBack(address);
      throw error;
    }
  };
}

/** The routes by which people come in and leave. */
export function entryRoutes(deps: EntryDeps): readonly Route[] {
  const { db, clock, mailer } = deps;
  const attempt = failureBound(deps);
  const requests = new Attempts(clock, REQUESTS);
  const requestsOfAll = new Attempts(clock, REQUESTS_OF_ALL);
  const browserOf = (c: Context) => readCookie(c, 'navigateur', deps.secure());

  const told = (c: Context, answer: SessionAnswer) =>
    c.json(sessionAnswerSchema.parse(answer), answer.outcome === 'opened' ? 201 : 200);

  return [
    openRoute('get', '/api/entree', 'entree.lire', async (c) =>
      c.json(entryWaysSchema.parse({ mailLeaves: mailer.leaves, oidc: deps.oidcName })),
    ),

    openRoute('post', '/api/entree', 'entree.demander', async (c) => {
      // Before anything is read: a burst must cost as little as it can.
      if (!requests.take(deps.address(c))) throw new ClausierError('requete.trop_frequente');
      const browser = browserOf(c);
      if (browser === null && !requestsOfAll.allowed('')) throw new ClausierError('requete.trop_frequente');
      const email = (await readJson(c, entryRequestSchema)).email.toLowerCase();
      const now = clock();
      const known = await isKnownBrowser(db, browser, email, now);
      if (!known && !requestsOfAll.take('')) throw new ClausierError('requete.trop_frequente');
      const secrets = await addEntry(deps, { email, origin: 'courriel', linkId: null, known }, now);
      const candidates = await candidatesOf(db, email, now);
      if (secrets === null) throw new ClausierError('requete.trop_frequente');
      if (candidates.length > 0)
        // After the answer, which then says nothing of whether a message leaves (rule E2).
        setImmediate(() =>
          mailer.sendLater(entryMail(email, secrets.code, personalUrl(deps.publicUrl(), secrets.link))),
        );
      return c.json(entryAnswerSchema.parse({ attempt: secrets.attempt }), 202);
    }),

    openRoute('post', '/api/session', 'session.ouvrir', (c) =>
      attempt(c, async () => {
        const { token, ...decided } = await readJson(c, sessionRequestSchema);
        const now = clock();
        const link = await findLink(db, { token }, now);
        if (link === null) {
          const entry = await entryOfLink(db, token, now);
          if (entry === null) throw new ClausierError('lien.invalide');
          const candidates = await candidatesOf(db, entry.email, now);
          if (candidates.length === 0) throw new ClausierError('entree.inconnue');
          const claim = { candidates, link: null, entry, ask: entry.origin === 'courriel' };
          return told(c, await openSession(c, claim, decided, deps));
        }
        if (link.kind === 'courriel' && !(await isKnownBrowser(db, browserOf(c), link.email, now))) {
          const entry = { email: link.email, origin: 'lien', linkId: link.id, known: false } as const;
          const secrets = await addEntry(deps, entry, now);
          if (secrets === null) throw new ClausierError('requete.trop_frequente');
          mailer.sendLater(codeMail(link.email, secrets.code));
          return told(c, { outcome: 'code', attempt: secrets.attempt, address: masked(link.email) });
        }
        const claim = {
          candidates: [await candidate(db, link.person_id, link.organisation_id)],
          link: { id: link.id, actId: link.act_id },
          entry: null,
          ask: false,
        };
        return told(c, await openSession(c, claim, decided, deps));
      }),
    ),

    openRoute('post', '/api/session/code', 'session.ouvrir', (c) =>
      attempt(c, async () => {
        const { attempt: secret, code, ...decided } = await readJson(c, codeRequestSchema);
        const now = clock();
        const entry = await tryCode(deps, secret, code, now);
        if (entry === 'faux') throw new ClausierError('code.faux');
        if (entry === 'perime') throw new ClausierError('code.perime');
        if (entry.linkId === null) {
          const candidates = await candidatesOf(db, entry.email, now);
          if (candidates.length === 0) throw new ClausierError('code.faux');
          return told(c, await openSession(c, { candidates, link: null, entry, ask: false }, decided, deps));
        }
        const link = await findLink(db, { id: entry.linkId }, now);
        if (link === null) throw new ClausierError('lien.invalide');
        const claim = {
          candidates: [await candidate(db, link.person_id, link.organisation_id)],
          link: { id: link.id, actId: link.act_id },
          entry,
          ask: false,
        };
        return told(c, await openSession(c, claim, decided, deps));
      }),
    ),

    openRoute('delete', '/api/session', 'session.fermer', async (c) => {
      const session = await currentSession(c, deps);
      if (session !== null) {
        await deps.write([{ query: sessionClosing(db, session.sessionId, clock()).compile() }]);
        deps.sessionsEnded([session.sessionId]);
      }
      writeCookie(c, 'session', '', 0, deps.secure());
      return c.body(null, 204);
    }),
  ];
}
