import type { IncomingMessage, Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { ClausierError, type ErrorCode } from '#shared/kernel/errors.ts';
import { MAX_FRAME_BYTES, MESSAGE, QUERY, SYNC } from '#shared/sync/protocol.ts';
import { callerAddress, isLoopback } from '../http/address.ts';
import type { Logger } from '../http/log.ts';
import type { Clock } from '../ids.ts';
import { isDiskRefusal } from '../storage/problems.ts';
import type { Door } from './door.ts';
import type { Cut } from './large/cut.ts';
import { Gather, type LargeMessage } from './large/gather.ts';
import type { SyncObserver } from './observer.ts';
import { Openings } from './openings.ts';
import { type Rate, RateBound, type Sent } from './rate.ts';
import { Session } from './session.ts';
import { Turns } from './turns.ts';
import { wireOf } from './wire.ts';

const PATH = /^\/sync\/([^/]+)$/;
const HEARTBEAT_MS = 30_000;
/** What is read of a peer that is sent away, in bytes: their goodbye comes behind what they had sent before. */
const MAX_FAREWELL_BYTES = 1024 * 1024;
/** How long one that sends more still has to read why, in milliseconds. */
const FAREWELL_MS = 1_000;

/** What one person, one address and one connection may take of the server. */
interface SyncBounds extends Rate {
  /** What all the connections of one person may send. */
  readonly ofPerson: Rate;
  readonly socketsPerPerson: number;
  readonly socketsPerAddress: number;
}

export interface SocketDeps {
  readonly door: Door;
  readonly logger: Logger;
  readonly clock: Clock;
  /** How many proxies stand in front. */
  readonly trustProxy: number;
  readonly bounds: SyncBounds;
  readonly observer: SyncObserver;
  /** Cuts large updates. */
  readonly cut: Cut;
  readonly heartbeatMs?: number;
}

/** The websocket side of the server. */
export interface Sockets {
  /** Refuses newcomers with `serveur.arret` from now on. */
  stopAccepting(): void;
  /** Ends the heartbeat, and cuts whoever has not gone yet. */
  close(): void;
}

/** Serves `/sync/<actId>` on `server`. */
export function attachSockets(server: Server, deps: SocketDeps): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const alive = new WeakSet<WebSocket>();
  const sessions = new WeakMap<WebSocket, Session>();
  const turns = new Turns();
  const openings = new Openings(() => turns.writing);
  const ofPerson = new Count();
  const ratesOfPeople = new Map<string, RateBound>();
  const ofAddress = new Count();
  let stopping = false;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer may go before it reads the answer: an error that nobody hears would end the process.
    socket.on('error', (error) => deps.logger.debug({ err: error }, 'upgrade socket error'));
    const url = addressOf(request);
    const actId = url === null ? undefined : PATH.exec(url.pathname)?.[1];
    if (url === null || actId === undefined) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    const open = () => {
      if (socket.destroyed) return;
      sockets.handleUpgrade(request, socket, head, (ws) =>
        connect(ws, socket, request, actId, url.searchParams),
      );
    };
    if (!openings.add(request.headers.cookie ?? '', open))
      socket.end('HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n\r\n');
  });

  function connect(
    ws: WebSocket,
    socket: Duplex,
    request: IncomingMessage,
    actId: string,
    query: URLSearchParams,
  ): void {
    const own = query.get(QUERY.own) === '1';
    const session = new Session(wireOf(ws, socket), {
      own,
      now: deps.clock,
      refused: (code) => {
        deps.observer.refused(code);
        sendAway();
      },
    });
    alive.add(ws);
    sessions.set(ws, session);
    const address = callerAddress(
      deps.trustProxy,
      header(request, 'x-forwarded-for'),
      request.socket.remoteAddress,
    );
    const release = ofAddress.take(address);
    ws.on('close', release);
    const rate = new RateBound(deps.bounds, performance.now());
    const early = { messages: 0, bytes: 0 };
    const line = turns.line({
      pause: () => ws.pause(),
      resume: () => {
        gather.goOn();
        if (!line.paused) ws.resume();
      },
      flooded: () => session.refuse('sync.trop_frequent'),
    });
    ws.on('pong', () => alive.add(ws));
    const handle = (bytes: number, take: () => Promise<readonly (() => void)[]> | void) => {
      // A slow line may still be bringing it a large act, and our ping waits behind.
      alive.add(ws);
      line.add(() => {
        if (takes(rate, session.personId, bytes, early)) return take();
        session.refuse('sync.trop_frequent');
      });
    };
    const small = (bytes: Uint8Array) => {
      if (!session.mayAsk(bytes)) session.refuse('sync.trop_frequent');
      else
        handle(bytes.byteLength, () => {
          if (isUpdate(bytes)) line.writes();
          session.receive(bytes);
        });
    };
    const large = (message: LargeMessage) =>
      handle(message.byteLength, () =>
        session.receiveLarge(message, deps.cut).catch((error: unknown) => {
          session.refuse(codeOf(error, actId));
          return [];
        }),
      );
    const refused = (code: ErrorCode) => line.add(() => session.refuse(code));
    ws.on('message', (data: RawData, isBinary: boolean) => {
      // As its socket ends, `ws` reads what was left unread, which follows what is kept here.
      if (socket.destroyed) return;
      if (isBinary) small(bytesOf(data));
      else refused('sync.message_invalide');
    });
    const gather = gatherBefore(ws, socket, {
      small,
      large,
      refused,
      get full() {
        return line.paused;
      },
    });
    /** What waits is let go; so is what still comes, but for the peer's goodbye, and of a flood not even that is read. */
    function sendAway(): void {
      line.end();
      let left = MAX_FAREWELL_BYTES;
      socket.on('data', (chunk: Buffer) => {
        left -= chunk.byteLength;
        if (left >= 0 || ws.isPaused) return;
        ws.pause();
        setTimeout(() => ws.terminate(), FAREWELL_MS).unref();
      });
    }
    ws.on('error', (error) => {
      gather.end();
      deps.logger.debug({ err: error, act: actId }, 'socket error');
    });
    // In its turn too: what was received before is taken first.
    ws.on('close', () => line.add(() => session.left()));
    // On this machine itself: a proxy that says nothing of its callers, or whoever administers the server.
    if (!isLoopback(address) && ofAddress.of(address) > deps.bounds.socketsPerAddress) {
      session.refuse('sync.trop_de_connexions');
      return;
    }
    admit(ws, session, request, actId, query, own, early).catch((error: unknown) =>
      session.refuse(codeOf(error, actId)),
    );
  }

  /**
   * Counts a message for its connection and for its person.
   * @param early what came before one knew whose connection it is, which its person is then charged with
   * @returns false when it is one too many for either
   */
  function takes(
    rate: RateBound,
    person: string | null,
    bytes: number,
    early: { messages: number; bytes: number },
  ): boolean {
    const now = performance.now();
    const sent = { messages: 1, bytes };
    if (person === null) {
      early.messages += 1;
      early.bytes += bytes;
    }
    const known = person === null ? undefined : ratesOfPeople.get(person);
    return rate.take(sent, now) && (known === undefined || known.take(sent, now));
  }

  /** Lets a session in, unless rights have moved since they were read: then they are read again. */
  async function admit(
    ws: WebSocket,
    session: Session,
    request: IncomingMessage,
    actId: string,
    query: URLSearchParams,
    own: boolean,
    early: Sent,
  ): Promise<void> {
    for (;;) {
      const revision = deps.door.revision;
      if (stopping) throw new ClausierError('serveur.arret');
      const admission = await deps.door.admit(request, actId, query, own);
      if (stopping) throw new ClausierError('serveur.arret');
      if (revision !== deps.door.revision) continue;
      const person = admission.who.person.id;
      if (ofPerson.of(person) >= deps.bounds.socketsPerPerson)
        throw new ClausierError('sync.trop_de_connexions');
      if (ws.readyState !== ws.OPEN) return;
      ws.on('close', ofPerson.take(person));
      const now = performance.now();
      const all = ratesOfPeople.get(person) ?? new RateBound(deps.bounds.ofPerson, now);
      ratesOfPeople.set(person, all);
      if (!all.take(early, now)) throw new ClausierError('sync.trop_frequent');
      session.admit(admission);
      return;
    }
  }

  function codeOf(error: unknown, actId: string): ErrorCode {
    if (error instanceof ClausierError) return error.code;
    deps.logger.error({ err: error, act: actId }, 'an act could not be opened');
    return isDiskRefusal(error) ? 'disque.indisponible' : 'serveur.erreur';
  }

  const heartbeat = setInterval(() => {
    for (const ws of sockets.clients) {
      if (!alive.delete(ws)) ws.terminate();
      else ws.ping();
      sessions.get(ws)?.checkTerm();
    }
    // Not as they leave: coming back would give them all of it again.
    for (const [person, rate] of ratesOfPeople)
      if (ofPerson.of(person) === 0 && rate.full(performance.now())) ratesOfPeople.delete(person);
  }, deps.heartbeatMs ?? HEARTBEAT_MS);
  heartbeat.unref();

  return {
    stopAccepting: () => {
      stopping = true;
    },
    close: () => {
      clearInterval(heartbeat);
      for (const ws of sockets.clients) ws.terminate();
      sockets.close();
    },
  };
}

/** @returns the address asked for, or `null` for one that no browser writes, such as `//` */
function addressOf(request: IncomingMessage): URL | null {
  const address = request.url ?? '/';
  return URL.canParse(address, 'http://server') ? new URL(address, 'http://server') : null;
}

/** @returns true for a change of the act */
const isUpdate = ([type, step]: Uint8Array): boolean => type === MESSAGE.sync && step === SYNC.update;

/** Has large messages gathered apart from `ws`, which reads the rest of what the socket brings. */
function gatherBefore(
  ws: WebSocket,
  socket: Duplex,
  sink: Pick<ConstructorParameters<typeof Gather>[0], 'full' | 'small' | 'large' | 'refused'>,
): Gather {
  const [toWs] = socket.listeners('data');
  const gather = new Gather({
    small: sink.small,
    large: sink.large,
    refused: sink.refused,
    get full() {
      return sink.full;
    },
    get open() {
      return ws.readyState === ws.OPEN;
    },
    forward: (bytes) => {
      if (toWs !== undefined) Reflect.apply(toWs, socket, [bytes]);
    },
  });
  socket.removeAllListeners('data');
  socket.on('data', (chunk: Buffer) => gather.take(chunk));
  return gather;
}

/** How many connections each has. */
class Count {
  readonly #counts = new Map<string, number>();

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  /** Counts one more. @returns what counts it out */
  take(key: string): () => void {
    this.#counts.set(key, this.of(key) + 1);
    return () => {
      const left = this.of(key) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    };
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
