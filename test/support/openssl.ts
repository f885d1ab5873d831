import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns true when a tool is on this machine: tests that need another one say so in their name */
export function hasTool(name: string, versionFlag = '--version'): boolean {
  return spawnSync(name, [versionFlag], { stdio: 'ignore' }).error === undefined;
}

/** Runs a tool. @returns its exit code and all that it says */
export function run(name: string, args: readonly string[]): { code: number | null; says: string } {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8' });
  return { code: status, says: `${stdout}${stderr}` };
}

/** A folder with keys and certificates made by OpenSSL, for one test file. */
export interface CertificateLab {
  readonly path: (name: string) => string;
  /** Makes a key and its certificate, `<name>.key` and `<name>.pem`; `issuer` signs it, else itself. */
  certificate(
    name: string,
    options?: { key?: 'rsa' | 'ec'; days?: number; issuer?: string; extensions?: string },
  ): void;
  /** Packs them as `<name>.p12`. */
  p12(name: string, options: { password: string; with?: string; legacy?: boolean; key?: string }): string;
  /** DER of a certificate. */
  der(name: string): Buffer;
  remove(): void;
}

export function certificateLab(): CertificateLab {
  const folder = mkdtempSync(join(tmpdir(), 'clausier-lab-'));
  const path = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  return {
    path,
    certificate: (name, { key = 'rsa', days = 30, issuer, extensions = '' } = {}) => {
      const kind = key === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
      const subject = `/O=Essai/CN=${name}`;
      openssl(
        'req',
        '-newkey',
        ...kind,
        '-nodes',
        '-keyout',
        path(`${name}.key`),
        '-subj',
        subject,
        '-out',
        path(`${name}.csr`),
      );
      writeFileSync(path(`${name}.ext`), `basicConstraints=CA:${issuer ? 'FALSE' : 'TRUE'}\n${extensions}`);
      const signer = issuer
        ? ['-CA', path(`${issuer}.pem`), '-CAkey', path(`${issuer}.key`), '-CAcreateserial']
        : ['-signkey', path(`${name}.key`)];
      openssl(
        'x509',
        '-req',
        '-in',
        path(`${name}.csr`),
        ...signer,
        '-days',
        String(days),
        '-extfile',
        path(`${name}.ext`),
        '-out',
        path(`${name}.pem`),
      );
    },
    p12: (name, { password, with: extra, legacy = false, key = name }) => {
      const file = path(`${name}-${legacy ? 'ancien' : 'recent'}.p12`);
      const chain = extra === undefined ? [] : ['-certfile', path(`${extra}.pem`)];
      const age = legacy ? ['-legacy'] : [];
      openssl(
        'pkcs12',
        '-export',
        '-inkey',
        path(`${key}.key`),
        '-in',
        path(`${name}.pem`),
        ...chain,
        ...age,
        '-passout',
        `pass:${password}`,
        '-out',
        file,
      );
      return file;
    },
    der: (name) => openssl('x509', '-in', path(`${name}.pem`), '-outform', 'DER'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A timestamp authority that answers over HTTP. */
export interface TestAuthority {
  readonly url: string;
  /** How many requests it has had. */
  readonly asked: () => number;
  /** What it does next: answers, says 503, or answers the token of another request. */
  mode: 'answers' | 'down' | 'lies';
  close(): Promise<void>;
}

const CONFIG = (lab: CertificateLab) => `
[tsa]
default_tsa = tsa1
[tsa1]
serial = ${lab.path('serial')}
signer_cert = ${lab.path('tsa.pem')}
signer_key = ${lab.path('tsa.key')}
certs = ${lab.path('tsa.pem')}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** Gives over HTTP what an authority publishes: its certificate, and the list of those that it revoked. */
export interface TestPublisher {
  /** For the certificates that it publishes about: where they say that these are. */
  extensions(issuer: string): string;
  /** Writes the list of an issuer anew, with those certificates in it. */
  revoke(issuer: string, ...names: readonly string[]): void;
  /** False: nothing answers any more. */
  open: boolean;
  close(): Promise<void>;
}

/** Publishes the lists of revoked certificates of a lab's authorities. */
export async function startPublisher(lab: CertificateLab): Promise<TestPublisher> {
  const server = createServer((request, response) => {
    const file = lab.path(String(request.url).slice(1));
    if (!publisher.open || !existsSync(file)) response.writeHead(503).end();
    else response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const publisher: TestPublisher = {
    open: true,
    extensions: (issuer) =>
      `crlDistributionPoints=URI:${url}/${issuer}.crl\nauthorityInfoAccess=caIssuers;URI:${url}/${issuer}.der\n`,
    revoke: (issuer, ...names) => {
      writeFileSync(lab.path(`${issuer}.der`), lab.der(issuer));
      writeFileSync(lab.path(`${issuer}.index`), '');
      const settings = ['[ca]', 'default_ca=ca', '[ca]', `database=${lab.path(`${issuer}.index`)}`];
      writeFileSync(lab.path(`${issuer}.cnf`), [...settings, 'default_md=sha256', ''].join('\n'));
      const ca = ['ca', '-config', lab.path(`${issuer}.cnf`), '-cert', lab.path(`${issuer}.pem`)];
      const signed = [...ca, '-keyfile', lab.path(`${issuer}.key`)];
      for (const name of names) openssl(...signed, '-revoke', lab.path(`${name}.pem`));
      openssl(...signed, '-gencrl', '-crldays', '2', '-out', lab.path(`${issuer}.crl.pem`));
      openssl(
        'crl',
        '-in',
        lab.path(`${issuer}.crl.pem`),
        '-outform',
        'DER',
        '-out',
        lab.path(`${issuer}.crl`),
      );
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return publisher;
}

/** Starts an RFC 3161 authority: OpenSSL's own responder behind HTTP. */
export async function startAuthority(lab: CertificateLab, publisher?: TestPublisher): Promise<TestAuthority> {
  lab.certificate('tsa-racine');
  const published = publisher?.extensions('tsa-racine') ?? '';
  const purpose = 'extendedKeyUsage=critical,timeStamping\n';
  lab.certificate('tsa', { issuer: 'tsa-racine', extensions: `${purpose}${published}` });
  writeFileSync(lab.path('tsa.cnf'), CONFIG(lab));
  writeFileSync(lab.path('serial'), '01\n');
  let asked = 0;
  let first: Buffer | null = null;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked += 1;
      if (authority.mode === 'down') {
        response.writeHead(503).end();
        return;
      }
      writeFileSync(lab.path('query.tsq'), Buffer.concat(chunks));
      execFileSync(
        'openssl',
        [
          'ts',
          '-reply',
          '-config',
          lab.path('tsa.cnf'),
          '-queryfile',
          lab.path('query.tsq'),
          '-out',
          lab.path('reply.tsr'),
        ],
        { stdio: 'pipe' },
      );
      const reply = readFileSync(lab.path('reply.tsr'));
      first ??= reply;
      response
        .writeHead(200, { 'content-type': 'application/timestamp-reply' })
        .end(authority.mode === 'lies' ? first : reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority: TestAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    mode: 'answers',
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return authority;
}
