import { load, type Measured, type ServerName, type Size } from './servers.ts';

/** Figures of one run, by their names. */
export type Figures = Readonly<Record<string, unknown>>;

/** Ours against some peers, and the ratio that is wanted. */
export interface Wanted {
  readonly figure: string;
  /** `itself`: the figure is a ratio already, to ours in quiet weather. */
  readonly against: 'yws-mem' | 'hocus' | 'best' | 'itself';
  /** `most`: ours divided by theirs is at most `ratio`; `least`: at least. */
  readonly sense: 'most' | 'least';
  readonly ratio: number;
}

/** One line of `sync-bench.md`. */
export interface Scenario {
  readonly name: string;
  readonly says: string;
  readonly size: Size;
  readonly servers: readonly ServerName[];
  readonly wanted: readonly Wanted[];
  readonly run: (server: Measured, seconds: number) => Promise<Figures>;
}

const ALL: readonly ServerName[] = ['ours', 'yws-mem', 'yws-ldb', 'hocus', 'floor'];
const PERSISTENT: readonly ServerName[] = ['ours', 'yws-ldb', 'hocus'];
const most = (figure: string, against: Wanted['against'], ratio: number): Wanted => ({
  figure,
  against,
  sense: 'most',
  ratio,
});
const least = (figure: string, against: Wanted['against'], ratio: number): Wanted => ({
  figure,
  against,
  sense: 'least',
  ratio,
});

const typing = (
  name: string,
  says: string,
  params: { rooms: number; perRoom: number; writers: number; rate: number; cursors: boolean },
  wanted: readonly Wanted[],
): Scenario => ({
  name,
  says,
  size: { acts: params.rooms, people: params.perRoom, paragraphs: 60 },
  servers: ALL,
  wanted,
  run: (server, seconds) => load(server.target, 'typing', params, seconds),
});

const attack = (name: string): Scenario => ({
  name: `G-${name}`,
  says: `others’ p99 under: ${name}`,
  size: { acts: name === 'openActs' ? 10_002 : 2, people: 8, paragraphs: 60 },
  servers: ['ours', 'yws-mem', 'hocus'],
  wanted: [most('times', 'itself', 3)],
  run: (server, seconds) => load(server.target, 'attacked', { attack: name }, seconds),
});

/** @param made what the act's history is, for `history` in the load */
const firstOpen = (name: string, says: string, made: object): Scenario => ({
  name,
  says: `first open after a restart, ${says}: ms; bytes sent, stored as the last edit is acknowledged, and after the restarts, beside the state`,
  size: { acts: 1, people: 1, paragraphs: 1 },
  servers: PERSISTENT,
  wanted: [],
  run: async (server, seconds) => {
    const { state } = await load(server.target, 'history', made, seconds);
    const times: number[] = [];
    let bytes = 0;
    const beside = (size: number) => Number((size / Number(state)).toFixed(2));
    const storeAtOnce = beside(server.stored());
    for (let round = 0; round < 5; round += 1) {
      await server.kill();
      await server.restart();
      const opened = await load(server.target, 'firstOpen', {}, seconds);
      times.push(Number(opened.ms));
      bytes = Number(opened.bytes);
    }
    // What is put in order after a crash is not while the first page waits.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    times.sort((a, b) => a - b);
    return {
      ms: times[2],
      bytesRatio: beside(bytes),
      storeAtOnce,
      storeRatio: beside(server.stored()),
      state,
    };
  },
});

/** The scenarios, A to G. */
export const SCENARIOS: readonly Scenario[] = [
  typing('A1', '20 rooms × 5 typing', { rooms: 20, perRoom: 5, writers: 5, rate: 10, cursors: false }, [
    most('p99', 'yws-mem', 1),
    most('us', 'yws-mem', 0.85),
  ]),
  typing(
    'A2',
    '20 × 5, a cursor message per edit',
    { rooms: 20, perRoom: 5, writers: 5, rate: 10, cursors: true },
    [most('p99', 'yws-mem', 1), most('us', 'yws-mem', 0.75)],
  ),
  typing('A3', '1 room × 50 typing', { rooms: 1, perRoom: 50, writers: 50, rate: 5, cursors: false }, [
    most('p99', 'best', 1),
    most('us', 'best', 0.75),
  ]),
  typing('A4', '1 room × 200, 20 typing', { rooms: 1, perRoom: 200, writers: 20, rate: 5, cursors: false }, [
    most('p99', 'best', 1),
    most('us', 'best', 0.75),
  ]),
  {
    name: 'B1',
    says: '1 writer waiting for a reader, 100 readers',
    size: { acts: 1, people: 101, paragraphs: 60 },
    servers: ALL,
    wanted: [least('edits', 'best', 1.1)],
    run: (server, seconds) => load(server.target, 'pingPong', { readers: 100, flight: 1 }, seconds),
  },
  {
    name: 'B2',
    says: 'the same with 16 edits in flight',
    size: { acts: 1, people: 101, paragraphs: 60 },
    servers: ALL,
    wanted: [least('edits', 'hocus', 1.3), most('us', 'hocus', 0.75)],
    run: (server, seconds) => load(server.target, 'pingPong', { readers: 100, flight: 16 }, seconds),
  },
  {
    name: 'B3',
    says: '50 writers + 100 readers, most edits/s with p99 < 200 ms',
    size: { acts: 1, people: 150, paragraphs: 60 },
    servers: ALL,
    wanted: [least('edits', 'hocus', 1.3), most('us', 'hocus', 0.5)],
    run: (server, seconds) => load(server.target, 'most', { writers: 50, readers: 100 }, seconds),
  },
  {
    name: 'C',
    says: 'idle: kB per connection, kB per open act of 30 kB, MB before and a minute after',
    size: { acts: 401, people: 100, paragraphs: 120 },
    servers: ['ours', 'yws-mem', 'hocus'],
    wanted: [],
    run: (server, seconds) => load(server.target, 'idle', { connections: 2_000, acts: 400 }, seconds),
  },
  firstOpen('D1', '100,000 single edits in a row', { edits: 100_000, scattered: false }),
  firstOpen('D2', '100,000 single edits all over', { edits: 100_000, scattered: true }),
  firstOpen('D3', '20 pages pasted', { pasted: 60_000 }),
  {
    name: 'E',
    says: '1,000 clients over 200 acts come back after a crash: ms until all are in sync; CPU s',
    size: { acts: 200, people: 100, paragraphs: 60 },
    servers: PERSISTENT,
    wanted: [most('ms', 'best', 0.7), most('cpu', 'best', 0.7)],
    run: async (server, seconds) => {
      const params = { clients: 1_000, acts: 200 };
      await load(server.target, 'comeBack', params, seconds, true);
      await server.kill();
      await server.restart();
      return load(server.target, 'comeBack', params, seconds);
    },
  },
  ...[
    'quiet',
    'reservedBit',
    'frame101',
    'frame99',
    'frame30',
    'paste30',
    'fragments30',
    'awareness',
    'awarenessIds',
    'step1',
    'pending',
    'updates',
    'openActs',
  ].map(attack),
];
