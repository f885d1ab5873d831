import * as decoding from 'lib0/decoding';
import { WebSocket as NodeWebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { OWN_MESSAGE, QUERY } from '#shared/sync/protocol.ts';
import type { TestPerson } from './app.ts';

/** A real y-websocket provider in Node, with its document and what it was told. */
export interface TestClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Last `stored` count; -1 before the first. Only for a client of ours. */
  readonly told: { stored: number; notices: string[]; events: string[] };
  /** Code and reason of a final close, once there was one. */
  readonly closed: { code: number; reason: string } | null;
  /** Every close code since it was opened, final or not: one that comes back soon meets a server that is away. */
  readonly closes: readonly number[];
  text(): string;
  /** Adds text at the start of the second block. */
  type(text: string): void;
  destroy(): void;
}

/** Opens `act` as `person`. `own`: asks for our own messages, as the product's pages do. */
export function openClient(
  socketUrl: string,
  act: string,
  person: TestPerson | null,
  options: {
    own?: boolean;
    params?: Record<string, string>;
    headers?: Record<string, string>;
    doc?: Y.Doc;
  } = {},
): TestClient {
  const headers = { ...(person ? { cookie: person.cookie } : {}), ...options.headers };
  class Polyfill extends NodeWebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols ?? [], { headers });
    }
  }
  const doc = options.doc ?? new Y.Doc();
  const params: Record<string, string> = {
    ...(options.own ? { [QUERY.own]: '1', [QUERY.schema]: String(SCHEMA_VERSION) } : {}),
    ...options.params,
  };
  const provider = new WebsocketProvider(socketUrl, act, doc, {
    connect: false,
    disableBc: true,
    params,
    // ws has the browser's interface where the provider uses it.
    WebSocketPolyfill: Polyfill as unknown as typeof WebSocket,
  });
  const told: TestClient['told'] = { stored: -1, notices: [], events: [] };
  const state: { closed: TestClient['closed']; closes: number[] } = { closed: null, closes: [] };
  if (params[QUERY.own] === '1') {
    provider.messageHandlers[OWN_MESSAGE.stored] = (_encoder, decoder) => {
      told.stored = decoding.readVarUint(decoder);
    };
    provider.messageHandlers[OWN_MESSAGE.notice] = (_encoder, decoder) => {
      told.notices.push((JSON.parse(decoding.readVarString(decoder)) as { code: string }).code);
    };
  }
  if (params[QUERY.own] === '1')
    provider.messageHandlers[OWN_MESSAGE.event] = (_encoder, decoder) => {
      told.events.push(decoding.readVarString(decoder));
    };
  provider.on('closed', (event) => {
    state.closed = event;
  });
  provider.on('connection-close', (event) => {
    if (event) state.closes.push(event.code);
  });
  provider.connect();
  const fragment = doc.getXmlFragment('contenu');
  return {
    doc,
    provider,
    told,
    get closed() {
      return state.closed;
    },
    closes: state.closes,
    text: () =>
      fragment
        .toArray()
        .map((block) => (block instanceof Y.XmlElement ? block.toArray().join('') : ''))
        .join('\n'),
    type: (text) => {
      const block = fragment.get(1);
      if (!(block instanceof Y.XmlElement)) throw new Error('The act has no second block yet.');
      const first = block.get(0);
      if (first instanceof Y.XmlText) first.insert(0, text);
      else block.insert(0, [new Y.XmlText(text)]);
    },
    destroy: () => {
      provider.destroy();
      doc.destroy();
    },
  };
}
