import type { IncomingMessage } from 'node:http';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { type ActId, actIdSchema } from '#shared/kernel/ids.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { sessionTokenFromHeader } from '../http/cookie.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { actAccesses, findSession, participantsOf } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from './hub.ts';
import { Recent } from './recent.ts';
import type { Admission } from './session.ts';

/** Who may come in, and where. */
export interface Door {
  /** Moves each time that what `admit` read may be wrong. */
  readonly revision: number;
  /**
   * @param own true for a client that asks for our own messages
   * @throws ClausierError why the caller may not come in
   */
  admit(request: IncomingMessage, actId: string, query: URLSearchParams, own: boolean): Promise<Admission>;
}

interface DoorDeps {
  readonly db: Db;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly publicUrl: string | null;
}

/** @returns the door of the acts: a session, and the right to read */
export function doorOf({ db, hub, clock, publicUrl }: DoorDeps): Door {
  const revision = () => hub.accessRevision;
  const signedIn = new Recent((token: string) => findSession(db, token, clock()), revision);
  const accesses = new Recent((actId: ActId) => actAccesses(db, actId, clock()), revision);
  const participants = new Recent(async (actId: ActId) => {
    const all = await participantsOf(db, actId);
    return new Map(all.map((participant) => [participant.personId, participant]));
  }, revision);
  return {
    get revision() {
      return hub.accessRevision;
    },
    admit: async (request, actId, query, own) => {
      if (!isOwnOrigin(request.headers.origin, request.headers.host, publicUrl))
        throw new ClausierError('requete.origine');
      const schema = query.get(QUERY.schema);
      if (schema === null ? own : schema !== String(SCHEMA_VERSION))
        throw new ClausierError('schema.incompatible');
      const secure = publicUrl?.startsWith('https:') ?? false;
      const token = sessionTokenFromHeader(request.headers.cookie, secure);
      const who = token === null ? null : await signedIn.of(token);
      if (who === null || who.expiresAt <= clock()) throw new ClausierError('session.absente');
      const id = actIdSchema.safeParse(actId);
      const access = id.success ? (await accesses.of(id.data))?.(who.person.id) : undefined;
      if (access === undefined) throw new ClausierError('acte.introuvable');
      const decision = can(access, 'lire', access);
      if (!decision.allowed) throw new ClausierError(decision.code);
      const participant = (await participants.of(access.holder)).get(who.person.id);
      if (participant === undefined) throw new ClausierError('acte.introuvable');
      const { name, organisation, color } = participant;
      return { room: await hub.open(access.id), who, access, identity: { name, organisation, color } };
    },
  };
}
