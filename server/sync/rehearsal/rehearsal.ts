import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as later } from 'node:timers/promises';
import * as Y from 'yjs';
import { alinea, contentOf } from '#shared/document/builders.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { Logger } from '../../http/log.ts';
import { actEntries, findSessions } from '../../identity/index.ts';
import { newActId, newOrganisationId, newPersonId, newSessionId } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import { cutMessage } from '../large/cut.ts';
import { NO_OBSERVER } from '../observer.ts';
import { Room } from '../room.ts';
import type { Admission } from '../session.ts';
import { attachSockets } from '../socket.ts';
import { SqlUpdateLog } from '../sqlUpdateLog.ts';
import { storedActs } from '../storedActs.ts';
import { openSocket, Typist } from './typist.ts';

/** How many people type, how many turns they take, and letters in each: V8 has then compiled what typing goes through. */
const PEOPLE = 4;
const TURNS = 1_000;
const LETTERS = 2;
/** Real letters that make the rest of the rehearsal needless. */
const ENOUGH = 20;
/** More newcomers than this over so many milliseconds are a crowd that comes back: the rehearsal waits for its end. */
const CROWD = 100;
const LOOK_MS = 100;
/** Part of its time that the loop is at work for a crowd that is not served yet. */
const BUSY = 0.5;
/** Most of Yjs' client ids are too large for V8's small numbers. */
const LARGE_ID = 4_000_000_000;
const NO_BOUND = Number.MAX_SAFE_INTEGER;

/** What happens on the real server: whoever is there comes first. */
export interface Stage {
  /** Connections that were opened since the start, let in or not. */
  readonly came: number;
  /** Acts that are being read. */
  readonly loading: number;
  /** Updates taken since the start. */
  readonly taken: number;
}

/**
 * Types at the server before anybody does, in an act that is nowhere: V8 compiles what is used a thousand times, in
 * threads that would take the processor from the first people of the day. Nothing is written, and nobody else is let in.
 * @param db never read nor written
 */
export async function rehearse(db: Db, logger: Logger, stage: Stage): Promise<void> {
  // Whoever waited for the start comes first.
  await later(LOOK_MS);
  await new Crowd(stage).passes();
  await onStage(db, logger, (people) => typeTogether(people, stage));
}

/**
 * Goes once through all that the first page of the day needs, before the server says that it is there: people come in who
 * are nobody, and acts are asked for that do not exist. Nothing is written.
 */
export async function warmUp(db: Db, logger: Logger): Promise<void> {
  const [actId, personId] = [newActId(), newPersonId()];
  await Promise.all([
    findSessions(db, [''], 0),
    actEntries(db, [{ actId, personId }], 0),
    storedActs(db, [actId]),
    onStage(db, logger, async () => {}),
  ]);
}

/** Has people come in, in an act that is nowhere, do something, and leave. */
async function onStage(
  db: Db,
  logger: Logger,
  play: (people: readonly Typist[]) => Promise<void>,
): Promise<void> {
  const key = randomBytes(16).toString('hex');
  const server = createServer();
  const room = emptyRoom(db, logger);
  let came = 0;
  const sockets = attachSockets(server, {
    door: {
      revision: 0,
      admit: async (_request, _act, query) => {
        if (query.get('key') !== key) throw new ClausierError('acte.introuvable');
        came += 1;
        return someone(room, came);
      },
    },
    logger,
    clock: Date.now,
    trustProxy: 0,
    bounds: {
      messagesPerSecond: NO_BOUND,
      bytesPerSecond: NO_BOUND,
      ofPerson: { messagesPerSecond: NO_BOUND, bytesPerSecond: NO_BOUND },
      socketsPerPerson: 1,
      socketsPerAddress: PEOPLE,
    },
    observer: NO_OBSERVER,
    cut: async (parts) => cutMessage(parts),
  });
  try {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') return;
    const people: Typist[] = [];
    const after = lastLetter(room.doc);
    for (let rank = 0; rank < PEOPLE; rank += 1) {
      const socket = await openSocket(address.port, `/sync/a?clausier=1&key=${key}`);
      people.push(new Typist(socket, LARGE_ID - rank, after));
    }
    server.close();
    await play(people);
    for (const one of people) one.leave();
  } finally {
    sockets.close();
    server.close();
    room.destroy();
  }
}

/** One after the other, each heard by all the others before the next one. */
async function typeTogether(people: readonly Typist[], stage: Stage): Promise<void> {
  const crowd = new Crowd(stage);
  for (let turn = 0; turn < TURNS && stage.taken < ENOUGH; turn += 1) {
    await crowd.passes();
    if (people.some(({ gone }) => gone)) throw new Error('Somebody left the rehearsal.');
    await heard(people, turn);
  }
}

/** Has one of them type, or two at once. Resolves once the others have heard something, or one of them is gone. */
function heard(people: readonly Typist[], turn: number): Promise<void> {
  const place = (rank: number) => (rank + people.length - (turn % people.length)) % people.length;
  const writers = people.filter((_, rank) => place(rank) <= turn % 2);
  return new Promise((resolve) => {
    let left = people.length - writers.length;
    for (const one of people)
      one.heard = () => {
        if (!writers.includes(one)) left -= 1;
        if (left === 0 || one.gone) resolve();
        if (!writers.includes(one)) one.heard = () => {};
      };
    for (const one of writers) one.type(LETTERS);
  });
}

/** Many who come at once. */
class Crowd {
  readonly #stage: Stage;
  #came: number;
  #at = performance.now();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#came = stage.came;
  }

  /** Resolves when nobody waits to be let in. */
  async passes(): Promise<void> {
    let busy = this.#comes();
    while (busy || this.#stage.loading > 0) {
      const before = performance.eventLoopUtilization();
      await later(LOOK_MS);
      busy = busy && performance.eventLoopUtilization(before).utilization > BUSY;
      busy = this.#comes() || busy;
    }
  }

  #comes(): boolean {
    const { came } = this.#stage;
    const crowd = came - this.#came > CROWD;
    if (!crowd && performance.now() - this.#at < LOOK_MS) return false;
    this.#came = came;
    this.#at = performance.now();
    return crowd;
  }
}

function emptyRoom(db: Db, logger: Logger): Room {
  const ranks = new Map<string, number>();
  const log = new SqlUpdateLog(db, Date.now, {
    write: async (groups) =>
      new Map(
        groups.map(([act, updates]) => {
          const first = (ranks.get(act) ?? 0) + 1;
          ranks.set(act, first + updates.length - 1);
          return [act, first];
        }),
      ),
    fold: async () => null,
  });
  const text = alinea('Les parties conviennent de se réunir au moins une fois par semestre.');
  const snapshot = encodeNewDocument(contentOf([text]));
  let told = 0;
  return new Room(
    newActId(),
    { snapshot, updates: [], seq: 0, authors: [] },
    {
      log,
      logger,
      now: Date.now,
      observer: NO_OBSERVER,
      broken: () => {},
      empty: () => {},
      changed: () => {},
      number: () => {
        told += 1;
        return told;
      },
      tell: null,
    },
  );
}

function someone(room: Room, rank: number): Admission {
  const name = `Répétition ${rank}`;
  const id = newPersonId();
  return {
    room,
    who: {
      sessionId: newSessionId(),
      expiresAt: Number.POSITIVE_INFINITY,
      person: { id, name, email: '' },
      organisation: { id: newOrganisationId(), denomination: name, sigle: null, house: false },
      membership: 'membre',
    },
    access: {
      id: room.actId,
      holder: room.actId,
      state: 'negociation',
      working: false,
      role: 'pilote',
      until: null,
    },
    identity: { name, organisation: name, color: '#000000' },
  };
}

/** @returns id of the last letter of the act */
function lastLetter(doc: Y.Doc): { readonly client: number; readonly clock: number } {
  const [text] = doc.getXmlFragment('contenu').createTreeWalker((node) => node instanceof Y.XmlText);
  if (!(text instanceof Y.XmlText)) throw new Error('The act of the rehearsal has no text.');
  const { item } = Y.createRelativePositionFromTypeIndex(text, text.length - 1);
  if (item === null) throw new Error('The act of the rehearsal has no letter.');
  return item;
}
