import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { z } from 'zod';

/** Where people type, and who they are. */
export interface TypingPlace {
  /** Address of the socket, without the room. */
  readonly url: string;
  readonly room: string;
  /** Name of the shared text. */
  readonly fragment: string;
  /** True for our own server, whose messages are asked for. */
  readonly own: boolean;
  readonly schema: number;
  /** Cookies, in turn; none where nobody is asked. */
  readonly people: readonly { readonly cookie: string }[];
}

const typedSchema = z.object({
  /** Letters that were typed in a second, all together. */
  edits: z.number(),
  /** Processor time of the typists' process, in seconds per second. */
  cpu: z.number(),
});

/** What was typed while a page was measured. */
export type Typed = z.infer<typeof typedSchema>;

/** Several people typing in one document, from a process of their own, until stopped. */
export interface Typists {
  stop(): Promise<Typed>;
  /** Ends their process, if it still runs. */
  kill(): void;
}

/**
 * Opens a document as a client without a browser.
 * @param url address of the socket, without the room
 * @param room last segment of the path
 * @param headers sent with the upgrade (a session's cookie)
 * @param params query of the socket's address
 * @returns once the document is in sync
 */
export function connect(
  url: string,
  room: string,
  headers: Readonly<Record<string, string>>,
  params: Readonly<Record<string, string>>,
): Promise<{ document: Y.Doc; provider: WebsocketProvider }> {
  class SocketWithHeaders extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
    }
  }
  const document = new Y.Doc();
  const provider = new WebsocketProvider(url, room, document, {
    disableBc: true,
    // `ws` has the browser's interface as far as the provider uses it.
    WebSocketPolyfill: SocketWithHeaders as unknown as typeof globalThis.WebSocket,
    params: { ...params },
  });
  return new Promise((done, fail) => {
    provider.once('sync', () => done({ document, provider }));
    provider.once('closed', (event) =>
      fail(new Error(`The server closed ${room}: ${JSON.stringify(event)}`)),
    );
  });
}

/**
 * Has people type, each in a paragraph of their own, spread over the document.
 * @param typists how many
 * @param rate letters per second of each
 * @returns once all of them are there
 */
export async function startTyping(place: TypingPlace, typists: number, rate: number): Promise<Typists> {
  const { room, people, ...rest } = place;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'typing.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const said = async () => {
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`The typists ended with ${code}`))),
    ]);
    return String(line);
  };
  const target = { ...rest, named: false, typists, ...(people.length > 0 ? { people } : {}) };
  const ready = said();
  child.stdin.write(`${JSON.stringify({ target, room, rate })}\n`);
  await ready;
  return {
    stop: async () => {
      const last = said();
      child.stdin.end();
      return typedSchema.parse(JSON.parse(await last));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
