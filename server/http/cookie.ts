import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';

/**
 * What browsers keep for us: the session, what makes this browser known to an e-mail address (rule E8), and what a
 * provider's answer must match (rule E12).
 */
type CookieName = 'session' | 'navigateur' | 'oidc';

/** Over https, browsers take a `__Host-` cookie from this very host only: no sibling domain can plant one (E13). */
function nameOf(name: CookieName, secure: boolean): string {
  return `${secure ? '__Host-' : ''}clausier_${name}`;
}

/** @returns the secret that a request carries, or `null` */
export function readCookie(c: Context, name: CookieName, secure: boolean): string | null {
  return getCookie(c, nameOf(name, secure)) ?? null;
}

/** The session's secret, from a `Cookie` header as an upgrade request carries it. */
export function sessionTokenFromHeader(header: string | undefined, secure: boolean): string | null {
  const name = nameOf('session', secure);
  return header ? (parse(header, name)[name] ?? null) : null;
}

/**
 * Hands a secret to the browser: out of the reach of scripts, and not sent along by another site's forms.
 * @param lifeMs how long it lasts; 0 takes it back
 * @param secure true when people reach the server over https
 */
export function writeCookie(
  c: Context,
  name: CookieName,
  token: string,
  lifeMs: number,
  secure: boolean,
): void {
  setCookie(c, nameOf(name, secure), token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
    maxAge: Math.floor(lifeMs / 1000),
  });
}
