import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer } from 'ws';
import * as syncProtocol from 'y-protocols/sync';
import type * as Y from 'yjs';
import { MESSAGE } from '#shared/sync/protocol.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** A page server and y-websocket relay of one document in memory. */
export interface Relay {
  readonly port: number;
  close(): void;
}

/**
 * The least server that an unmodified `WebsocketProvider` works with: what the bare editor connects to, since our
 * own server holds only acts.
 * @param folder the built page
 * @param document what every client shares
 */
export function startRelay(folder: string, document: Y.Doc): Promise<Relay> {
  const http = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  const sockets = new WebSocketServer({ server: http });

  sockets.on('connection', (socket) => {
    socket.binaryType = 'arraybuffer';
    socket.on('message', (data: ArrayBuffer) => {
      const frame = new Uint8Array(data);
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      if (type === MESSAGE.awareness) {
        for (const peer of sockets.clients) peer.send(frame);
      } else if (type === MESSAGE.sync) {
        const encoder = encoding.createEncoder();
        encoding.writeVarUint(encoder, MESSAGE.sync);
        syncProtocol.readSyncMessage(decoder, encoder, document, socket);
        if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
      }
    });
    const first = encoding.createEncoder();
    encoding.writeVarUint(first, MESSAGE.sync);
    syncProtocol.writeSyncStep1(first, document);
    socket.send(encoding.toUint8Array(first));
  });
  document.on('update', (update: Uint8Array, origin: unknown) => {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    syncProtocol.writeUpdate(encoder, update);
    const frame = encoding.toUint8Array(encoder);
    for (const peer of sockets.clients) if (peer !== origin) peer.send(frame);
  });

  return new Promise((done) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      done({
        port,
        close: () => {
          for (const peer of sockets.clients) peer.terminate();
          http.close();
          http.closeAllConnections();
        },
      });
    });
  });
}
