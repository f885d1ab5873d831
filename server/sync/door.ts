import type { IncomingMessage } from 'node:http';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { sessionTokenFromHeader } from '../http/cookie.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { actEntries, findSessions, type Newcomer, type SignedIn } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from './hub.ts';
import { Recent } from './recent.ts';
import type { Admission } from './session.ts';
import { Together } from './together.ts';

/** Newcomers whose rights are read at once: some milliseconds of the database. */
const NEWCOMERS = 256;

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
  const sessions = new Together<string, SignedIn | null>(
    (tokens) => findSessions(db, tokens, clock()),
    NEWCOMERS,
  );
  const signedIn = new Recent((token: string) => sessions.of(token), revision);
  const entries = new Together((all: readonly Newcomer[]) => actEntries(db, all, clock()), NEWCOMERS);
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
      const entry = id.success ? await entries.of({ actId: id.data, personId: who.person.id }) : null;
      if (entry === null) throw new ClausierError('acte.introuvable');
      const { access, shown } = entry;
      const decision = can(access, 'lire', access);
      if (!decision.allowed) throw new ClausierError(decision.code);
      if (shown === null) throw new ClausierError('acte.introuvable');
      return { room: await hub.open(access.id), who, access, identity: shown };
    },
  };
}
