import type { Context, Hono } from 'hono';
import {
  type ActAction,
  can,
  canOnOrganisation,
  canOnServer,
  type OrganisationAction,
  type OrganisationFacts,
  type ServerAction,
} from '#shared/identity/can.ts';
import type { ActRole } from '#shared/identity/roles.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { actIdSchema, organisationIdSchema } from '#shared/kernel/ids.ts';
import { readCookie } from '../http/cookie.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { type ActAccess, actAccess } from './access.ts';
import { organisationFacts } from './organisations-access.ts';
import { actorOf, findSession, type SignedIn } from './sessions-store.ts';

type Method = 'get' | 'post' | 'delete';

/** Who asks, in an act where they hold a role. */
export interface ActCaller {
  readonly who: SignedIn;
  readonly act: ActAccess & { readonly role: ActRole };
}

/** Who asks about an organisation's sheet, and whether they may also change it. */
export interface OrganisationCaller {
  readonly who: SignedIn;
  readonly organisation: OrganisationFacts;
  readonly mayEdit: boolean;
  /** Whether they say who belongs to it. */
  readonly mayManage: boolean;
}

/** A route and the action that it needs; only the four makers below build one. */
export type Route = { readonly method: Method; readonly path: string } & (
  | {
      readonly kind: 'open';
      readonly action: ServerAction;
      readonly handle: (c: Context) => Promise<Response>;
    }
  | {
      readonly kind: 'server';
      readonly action: ServerAction;
      readonly handle: (c: Context, who: SignedIn) => Promise<Response>;
    }
  | {
      readonly kind: 'act';
      readonly action: ActAction;
      readonly handle: (c: Context, caller: ActCaller) => Promise<Response>;
    }
  | {
      readonly kind: 'organisation';
      readonly action: OrganisationAction;
      readonly handle: (c: Context, caller: OrganisationCaller) => Promise<Response>;
    }
);

/** A route that needs no session; the policy must say that its action is open to all. */
export function openRoute(
  method: Method,
  path: string,
  action: ServerAction,
  handle: (c: Context) => Promise<Response>,
): Route {
  return { kind: 'open', method, path, action, handle };
}

/** A route for signed-in people, outside one act. */
export function serverRoute(
  method: Method,
  path: string,
  action: ServerAction,
  handle: (c: Context, who: SignedIn) => Promise<Response>,
): Route {
  return { kind: 'server', method, path, action, handle };
}

/** A route about one act, named by `:id` in its path. */
export function actRoute(
  method: Method,
  path: string,
  action: ActAction,
  handle: (c: Context, caller: ActCaller) => Promise<Response>,
): Route {
  return { kind: 'act', method, path, action, handle };
}

/** A route about one organisation's sheet, named by `:id` in its path. */
export function organisationRoute(
  method: Method,
  path: string,
  action: OrganisationAction,
  handle: (c: Context, caller: OrganisationCaller) => Promise<Response>,
): Route {
  return { kind: 'organisation', method, path, action, handle };
}

/**
 * Mounts routes behind the one check of rights. There is no other way to add a route to the API, and a test
 * compares what the application answers to with what is declared here.
 */
export function mountRoutes(
  app: Hono,
  routes: readonly Route[],
  deps: { db: Db; clock: Clock; secure: boolean },
): void {
  const signedIn = async (c: Context): Promise<SignedIn | null> => {
    const token = readCookie(c, 'session', deps.secure);
    return token === null ? null : findSession(deps.db, token, deps.clock());
  };
  const requireSession = async (c: Context): Promise<SignedIn> => {
    const who = await signedIn(c);
    if (who === null) throw new ClausierError('session.absente');
    return who;
  };

  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, async (c) => {
      switch (route.kind) {
        case 'open': {
          if (!canOnServer({ signedIn: false }, route.action)) throw new ClausierError('session.absente');
          return route.handle(c);
        }
        case 'server': {
          const who = await requireSession(c);
          if (!canOnServer(actorOf(who), route.action)) throw new ClausierError('acces.reserve');
          return route.handle(c, who);
        }
        case 'act': {
          const who = await requireSession(c);
          const id = actIdSchema.safeParse(c.req.param('id'));
          const access = id.success ? await actAccess(deps.db, id.data, who.person.id, deps.clock()) : null;
          if (access === null) throw new ClausierError('acte.introuvable');
          const decision = can(access, route.action, access);
          if (!decision.allowed) throw new ClausierError(decision.code);
          // `can` refuses everybody who has no role.
          if (access.role === null) throw new ClausierError('acte.introuvable');
          return route.handle(c, { who, act: { ...access, role: access.role } });
        }
        case 'organisation': {
          const who = await requireSession(c);
          const id = organisationIdSchema.safeParse(c.req.param('id'));
          const facts = id.success ? await organisationFacts(deps.db, id.data, who.person.id) : null;
          if (facts === null) throw new ClausierError('organisation.introuvable');
          const actor = {
            membership: who.membership,
            organisationId: who.organisation.id,
            house: who.organisation.house,
          };
          const decision = canOnOrganisation(actor, route.action, facts);
          if (!decision.allowed) throw new ClausierError(decision.code);
          const mayEdit = canOnOrganisation(actor, 'modifier', facts).allowed;
          const mayManage = canOnOrganisation(actor, 'membres.gerer', facts).allowed;
          return route.handle(c, { who, organisation: facts, mayEdit, mayManage });
        }
      }
    });
  }
}
