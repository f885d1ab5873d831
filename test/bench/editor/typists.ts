import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const KEYS_PER_SECOND = 5;
const WORDS = 'le présent article précise les engagements de chaque partie ';

/** Several people typing in one document, from Node, until stopped. */
export interface Typists {
  stop(): void;
}

function textsOf(parent: Y.XmlFragment | Y.XmlElement, found: Y.XmlText[] = []): Y.XmlText[] {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      if (child.length > 0) found.push(child);
    } else if (child instanceof Y.XmlElement) textsOf(child, found);
  }
  return found;
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
 * Has each client type in a paragraph of its own, spread over the document, at about 5 keys a second.
 * @param clients as many as people typing
 * @param fragment name of the shared text in their documents
 */
export function startTyping(
  clients: readonly { readonly document: Y.Doc; readonly provider: WebsocketProvider }[],
  fragment: string,
): Typists {
  const timers = clients.map(({ document, provider }, rank) => {
    const texts = textsOf(document.getXmlFragment(fragment));
    const text = texts[Math.floor(((rank + 0.5) / clients.length) * texts.length)];
    if (!text) throw new Error(`Nothing to type in: "${fragment}" is empty.`);
    let typed = 0;
    let position = Math.floor(text.length / 2);
    provider.awareness.setLocalStateField('user', { name: `Personne ${rank + 1}`, color: '#3366cc' });
    return setInterval(
      () => {
        text.insert(position, WORDS[typed % WORDS.length] ?? ' ');
        position += 1;
        typed += 1;
        const caret = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, position));
        provider.awareness.setLocalStateField('cursor', { anchor: caret, head: caret });
      },
      1000 / KEYS_PER_SECOND + rank,
    );
  });
  return {
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}
