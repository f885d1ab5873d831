import type { Logger } from '../http/log.ts';
import type { Route } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import { Archive } from './archive.ts';
import { Authors } from './authors.ts';
import { History } from './history.ts';
import { Keeper } from './keeper.ts';
import { TextReader } from './past/reader.ts';
import { versionRoutes } from './routes.ts';
import { type ComputeState, StateReader, type TitleOf } from './states.ts';

export { authorsFor } from './people.ts';
export type { StateReader } from './states.ts';

/** Versions and history of acts, put together. */
export interface Versions {
  readonly routes: readonly Route[];
  /** Takes a version when another feature asks for one: a change of state. */
  readonly archive: Archive;
  /** Reads any state of an act. */
  readonly history: History;
  /** Reads one for somebody. */
  readonly states: StateReader;
  /** Takes the automatic ones. */
  readonly keeper: Keeper;
  /** Ends the thread that reads long texts; the rounds of the keeper are its own. */
  readonly stop: () => Promise<void>;
}

/** The states of acts, for a program that only reads them: the command line beside a running server. */
export function readStates(deps: { db: Db; clock: Clock; logger: Logger }): StateReader {
  const history = new History({ db: deps.db, settled: () => null, reader: new TextReader(), keeps: false });
  return new StateReader({ db: deps.db, history, archive: new Archive({ ...deps, history }) });
}

/** @returns who sent updates `after < seq <= upTo` of an act, most updates first: for a program that only reads */
export function sendersOf(db: Db): History['senders'] {
  const history = new History({ db, settled: () => null, reader: new TextReader(), keeps: false });
  return (actId, after, upTo) => history.senders(actId, after, upTo);
}

/** Puts the versions together; nothing is taken before `keeper.start`. */
export function createVersions(deps: {
  db: Db;
  clock: Clock;
  logger: Logger;
  settled: Hub['settled'];
  /** Texts computed from signed ones; may be called once everything is put together. */
  compute: ComputeState;
  modeleTitle: TitleOf;
}): Versions {
  const { db, clock, logger } = deps;
  const reader = new TextReader();
  const history = new History({ db, settled: deps.settled, reader, keeps: true });
  const archive = new Archive({ db, clock, logger, history });
  const keeper = new Keeper({ db, clock, logger, archive });
  const authors = new Authors(history);
  const states = new StateReader({
    db,
    history,
    archive,
    compute: deps.compute,
    modeleTitle: deps.modeleTitle,
  });
  return {
    routes: versionRoutes({ db, clock, history, archive, authors, states }),
    archive,
    history,
    states,
    keeper,
    stop: () => reader.stop(),
  };
}

export { readQuery } from './query.ts';
export { markRead, readingsOf } from './readings.ts';
