import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';

const NAME = 'clausier_session';

/** @returns the session secret that a request carries, or `null` */
export function sessionToken(c: Context): string | null {
  return getCookie(c, NAME) ?? null;
}

/** The same, from a `Cookie` header as an upgrade request carries it. */
export function sessionTokenFromHeader(header: string | undefined): string | null {
  return header ? (parse(header, NAME)[NAME] ?? null) : null;
}

/**
 * Hands a session to the browser: out of the reach of scripts, and not sent along by another site's forms.
 * @param lifeMs how long it lasts; 0 takes it back
 * @param secure true when people reach the server over https
 */
export function setSessionCookie(c: Context, token: string, lifeMs: number, secure: boolean): void {
  setCookie(c, NAME, token, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure,
    maxAge: Math.floor(lifeMs / 1000),
  });
}
