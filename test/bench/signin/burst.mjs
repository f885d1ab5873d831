import { connect } from 'node:net';

/*
 * A burst of requests to come in, by raw sockets, in a process of its own: `{ host, port, count, sockets, addresses }`
 * in JSON. `addresses`: true, each request comes from another one, through a proxy that is trusted. Prints how long it
 * took and the statuses.
 */

const { host, port, count, sockets, addresses } = JSON.parse(process.argv[2]);

function requestOf(rank) {
  const body = JSON.stringify({ email: `personne${rank}@essai.example` });
  const from = addresses ? `X-Forwarded-For: 10.7.${(rank >> 8) & 255}.${rank & 255}\r\n` : '';
  const head = `POST /api/entree HTTP/1.1\r\nHost: ${host}:${port}\r\n${from}Content-Type: application/json\r\n`;
  return Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

const requests = Array.from({ length: count }, (_, rank) => requestOf(rank));
const statuses = {};

/** One connection, which sends its share one after the other, as a browser's would. */
function line(share) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    // A sign for a byte: lengths are in bytes.
    socket.setEncoding('latin1');
    let next = 0;
    let text = '';
    const send = () => socket.write(share[next++]);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      text += chunk;
      // Answers have a body of a known length, or none: the next status line says that the last one is over.
      for (;;) {
        const end = text.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
        if (text.length < end + 4 + length) return;
        const status = text.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        text = text.slice(end + 4 + length);
        if (next < share.length) send();
        else socket.end(resolve);
      }
    });
    socket.on('connect', send);
  });
}

// Everything is ready before the word is given.
process.stdin.once('data', async () => {
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: sockets }, (_, rank) =>
      line(requests.filter((_one, index) => index % sockets === rank)),
    ),
  );
  console.log(JSON.stringify({ ms: performance.now() - begin, statuses }));
  process.exit(0);
});
console.log('ready');
