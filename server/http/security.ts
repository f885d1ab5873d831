import type { MiddlewareHandler } from 'hono';
import { ClausierError } from '#shared/kernel/errors.ts';
import { isOwnOrigin } from './origin.ts';

/**
 * No script but our own files. Styles may be inline: the interface kit sets them on elements. Pictures may be
 * `data:` because an act holds all that it prints.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  // The preview of an export, which is the very file that one keeps.
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers that every answer carries. @param https true when people reach the server over https */
export function securityHeaders(https: boolean): MiddlewareHandler {
  return (c, next) => {
    // Before the answer is made: each header added to one that is made makes another one. A file that one exports says
    // a stricter policy after this one.
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    if (https) c.header('Strict-Transport-Security', 'max-age=31536000');
    return next();
  };
}

/** Refuses what another site's page sends: `SameSite` alone leaves sibling domains in. */
export function ownOriginOnly(publicUrl: string | null): MiddlewareHandler {
  return async (c, next) => {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS';
    if (!reading && !isOwnOrigin(c.req.header('origin'), c.req.header('host'), publicUrl))
      throw new ClausierError('requete.origine');
    await next();
  };
}
