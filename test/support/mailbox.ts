import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** One message as it came. */
interface Received {
  readonly to: string;
  /** Headers and body, as sent. */
  readonly raw: string;
  /** The body, decoded. */
  readonly text: string;
}

/** A real SMTP server on a free port, which keeps what it is given. */
export interface Mailbox {
  /** For the setting `SMTP_URL`. */
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** Undoes quoted-printable, which is how short French texts come. */
function decoded(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '');
  const bytes = body.replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8').replace(/\r\n/g, '\n');
}

/** Starts a mail server. @param refuses true: it takes no message */
export async function startMailbox({ refuses = false } = {}): Promise<Mailbox> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_to, _session, done) => done(refuses ? new Error('no such mailbox') : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        received.push({ to, raw, text: decoded(raw) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
