import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as later } from 'node:timers/promises';
import * as Y from 'yjs';
import { alinea, block, contentOf } from '#shared/document/builders.ts';
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

/** Acts, how many people type in each, turns that they take, and letters in each: V8 has then compiled what typing goes through. */
const ACTS = 2;
const PEOPLE = 3;
const TURNS = 600;
const LETTERS = 2;
/** What a slow machine gives of its start, in milliseconds; and what one that lets nothing through does. */
const MOST_MS = 1_000;
const GIVEN_UP_MS = 2_000;
/** Most of Yjs' client ids are too large for V8's small numbers. */
const LARGE_ID = 4_000_000_000;
const NO_BOUND = Number.MAX_SAFE_INTEGER;

/**
 * Types at the server before it lets anybody in, in acts that are nowhere: V8 compiles what is used a thousand times, in
 * threads that would take the processor from the first people of the day. What the first page asks of the database is asked
 * once too. Nothing is written, and nobody else is let in.
 * @param mostMs how long it may last, in milliseconds
 * @param givenUpMs after how long it is given up, whatever it waits for
 * @returns how many turns were taken
 * @throws Error when it was given up
 */
export async function rehearse(
  db: Db,
  logger: Logger,
  { mostMs = MOST_MS, givenUpMs = GIVEN_UP_MS } = {},
): Promise<number> {
  const end = performance.now() + mostMs;
  await askOnce(db);
  const key = randomBytes(16).toString('hex');
  const server = createServer();
  const rooms = Array.from({ length: ACTS }, () => emptyRoom(db, logger));
  let came = 0;
  const sockets = attachSockets(server, {
    door: {
      revision: 0,
      admit: async (_request, _act, query) => {
        if (query.get('key') !== key) throw new ClausierError('acte.introuvable');
        const room = rooms[came % rooms.length];
        if (room === undefined) throw new ClausierError('acte.introuvable');
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
      socketsPerAddress: ACTS * PEOPLE,
    },
    observer: NO_OBSERVER,
    cut: async (parts) => cutMessage(parts),
  });
  const given = new AbortController();
  const late = later(givenUpMs, null, { signal: given.signal }).then(() => {
    throw new Error('Nothing is heard of the rehearsal.');
  });
  const play = async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const people = await comeIn(server, key, rooms);
    server.close();
    let turn = 0;
    for (; turn < TURNS && performance.now() < end; turn += 1) {
      if (people.flat().some(({ gone }) => gone)) throw new Error('Somebody left the rehearsal.');
      await Promise.all(people.map((those) => heard(those, turn)));
    }
    for (const one of people.flat()) one.leave();
    return turn;
  };
  try {
    // A letter that gets lost must not keep the server from starting.
    return await Promise.race([play(), late]);
  } finally {
    given.abort();
    late.catch(() => {});
    sockets.close();
    server.close();
    for (const room of rooms) room.destroy();
  }
}

/** @returns those who have come in, by act */
async function comeIn(server: Server, key: string, rooms: readonly Room[]): Promise<readonly Typist[][]> {
  const address = server.address();
  const people = rooms.map((): Typist[] => []);
  if (address === null || typeof address === 'string') return people;
  for (let rank = 0; rank < ACTS * PEOPLE; rank += 1) {
    const socket = await openSocket(address.port, `/sync/a?clausier=1&key=${key}`);
    const act = rank % ACTS;
    const room = rooms[act];
    if (room !== undefined) people[act]?.push(new Typist(socket, LARGE_ID - rank, lastLetter(room.doc)));
  }
  return people;
}

/** Goes through what the first page asks of the database: for nobody, and for an act that does not exist. */
async function askOnce(db: Db): Promise<void> {
  const [actId, personId] = [newActId(), newPersonId()];
  await findSessions(db, [''], 0);
  await actEntries(db, [{ actId, personId }], 0);
  await storedActs(db, [actId]);
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
  const title = block('titre', [{ type: 'text', text: 'Convention', marks: [{ type: 'bold' }] }]);
  const snapshot = encodeNewDocument(contentOf([title, block('item', 'Un point'), text]));
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
  const texts = [...doc.getXmlFragment('contenu').createTreeWalker((node) => node instanceof Y.XmlText)];
  const text = texts.at(-1);
  if (!(text instanceof Y.XmlText)) throw new Error('The act of the rehearsal has no text.');
  const { item } = Y.createRelativePositionFromTypeIndex(text, text.length - 1);
  if (item === null) throw new Error('The act of the rehearsal has no letter.');
  return item;
}
