import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './paths.ts';

const MEBIBYTE = 1024 * 1024;
/** Longest time that something is kept for before it is forgotten: a hundred years. */
const MAX_DAYS = 36_500;

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Loopback by default: opening the server to a network is a decision. `0.0.0.0` listens everywhere. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  /** PostgreSQL instead of the embedded database. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Lets several processes share the work; needs DATABASE_URL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How many proxies stand in front: the caller's address is that many from the end of X-Forwarded-For. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(9).default(0),
  MAX_IMPORT_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(20 * MEBIBYTE),
  /** Opens /metrics to whoever gives it; without it, only this machine reads them. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Bytes left on the disk under which the server warns that it is nearly full. */
  DISK_WARNING_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(1024 * MEBIBYTE),
  SYNC_MESSAGES_PER_SECOND: z.coerce.number().int().positive().default(1_000),
  SYNC_BYTES_PER_SECOND: z.coerce.number().int().positive().default(MEBIBYTE),
  SYNC_PERSON_MESSAGES_PER_SECOND: z.coerce.number().int().positive().default(4_000),
  SYNC_PERSON_BYTES_PER_SECOND: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * MEBIBYTE),
  SYNC_SOCKETS_PER_PERSON: z.coerce.number().int().positive().default(100),
  SYNC_SOCKETS_PER_ADDRESS: z.coerce.number().int().positive().default(200),
  /** `0`: the server does not type to itself as it starts. */
  SYNC_REHEARSAL: z.enum(['0', '1']).default('1'),
  /** How long ended sessions are kept, in days; and guests who hold nothing any more. */
  RETENTION_SESSIONS_DAYS: z.coerce.number().int().min(1).max(MAX_DAYS).default(90),
  RETENTION_GUESTS_DAYS: z.coerce.number().int().min(1).max(MAX_DAYS).default(1_095),
  /** How often, in days, whoever is to sign is reminded; and how long before the end. 0: never. */
  SIGNATURE_REMINDER_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  SIGNATURE_LAST_REMINDER_DAYS: z.coerce.number().int().min(0).max(365).default(3),
  /** PKCS #12 file of the organisation's seal; without it, a development certificate is made. */
  SEAL_P12: z.string().min(1).optional(),
  SEAL_P12_PASSWORD: z.string().optional(),
  SEAL_P12_PASSWORD_FILE: z.string().min(1).optional(),
  /** Remote seal (Cloud Signature Consortium API v2), in place of SEAL_P12. */
  SEAL_CSC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SEAL_CSC_CREDENTIAL: z.string().min(1).optional(),
  SEAL_CSC_TOKEN: z.string().min(1).optional(),
  SEAL_CSC_PIN: z.string().min(1).optional(),
  /** RFC 3161 timestamp authority. */
  TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** `Clausier <clausier@example.org>` or a bare address: no line break, one address. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\p{Cc}]*<[^\s<>@,]+@[^\s<>@,]+>|[^\s<>@,]+@[^\s<>@,]+)$/u)
    .optional(),
  /** `1` keeps the local outbox page on a production server without SMTP. */
  MAIL_OUTBOX: z.enum(['0', '1']).optional(),
  NODE_ENV: z.string().default(''),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(60).default('votre organisation'),
});

/** What to write instead, for each setting that can be wrong. */
const WANTED: Readonly<Record<keyof z.infer<typeof environment>, string>> = {
  PORT: 'a whole number from 0 to 65535, such as 3000',
  HOST: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  DATA_DIR: 'a folder, such as ./data',
  DATABASE_URL: 'an address such as postgres://user:password@host/database',
  REDIS_URL: 'an address such as redis://host:6379',
  PUBLIC_URL: 'an address that begins with http:// or https://, such as https://clausier.example.org',
  LOG_LEVEL: 'one of fatal, error, warn, info, debug, trace, silent',
  TRUST_PROXY: 'how many proxies stand in front, such as 0 or 1',
  MAX_IMPORT_BYTES: 'a whole number of bytes above 0, such as 20971520',
  METRICS_TOKEN: 'a secret of 16 characters or more',
  DISK_WARNING_BYTES: 'a whole number of bytes above 0, such as 1073741824',
  SYNC_MESSAGES_PER_SECOND: 'a whole number above 0, such as 1000',
  SYNC_BYTES_PER_SECOND: 'a whole number of bytes above 0, such as 1048576',
  SYNC_PERSON_MESSAGES_PER_SECOND: 'a whole number above 0, such as 4000',
  SYNC_PERSON_BYTES_PER_SECOND: 'a whole number of bytes above 0, such as 2097152',
  SYNC_SOCKETS_PER_PERSON: 'a whole number above 0, such as 100',
  SYNC_SOCKETS_PER_ADDRESS: 'a whole number above 0, such as 200',
  SYNC_REHEARSAL: '0 or 1',
  RETENTION_SESSIONS_DAYS: 'a number of days from 1 to 36500, such as 90',
  RETENTION_GUESTS_DAYS: 'a number of days from 1 to 36500, such as 1095',
  SIGNATURE_REMINDER_DAYS: 'a number of days from 0 (never) to 365, such as 7',
  SIGNATURE_LAST_REMINDER_DAYS: 'a number of days from 0 (never) to 365, such as 3',
  SEAL_P12: 'a PKCS #12 file, such as /etc/clausier/cachet.p12',
  SEAL_P12_PASSWORD: 'the password of SEAL_P12',
  SEAL_P12_PASSWORD_FILE: 'the file that holds the password of SEAL_P12',
  SEAL_CSC_URL: 'the address of a remote seal, such as https://cachet.example.org/csc/v2',
  SEAL_CSC_CREDENTIAL: 'the name of the credential at the remote seal',
  SEAL_CSC_TOKEN: 'the token that opens the remote seal',
  SEAL_CSC_PIN: 'the PIN of the credential, when it has one',
  TSA_URL: 'the address of an RFC 3161 timestamp authority, such as https://tsa.example.org/tsr',
  SMTP_URL: 'the address of a mail server, such as smtps://user:password@mail.example.org',
  MAIL_FROM: 'one sender, such as Clausier <clausier@example.org>',
  MAIL_OUTBOX: '0 or 1',
  NODE_ENV: 'production, or nothing',
  OIDC_ISSUER: 'the https address of an OpenID Connect provider, such as https://id.example.org',
  OIDC_CLIENT_ID: 'the name that the provider knows this server by',
  OIDC_CLIENT_SECRET: 'the secret that the provider gave for it',
  OIDC_NAME: 'at most 60 characters, such as Moncompte UNML',
};

/** Settings whose value must not be repeated on a terminal. */
const SECRET: ReadonlySet<string> = new Set<keyof typeof WANTED>([
  'SMTP_URL',
  'DATABASE_URL',
  'REDIS_URL',
  'OIDC_CLIENT_SECRET',
  'SEAL_P12_PASSWORD',
  'SEAL_CSC_TOKEN',
  'SEAL_CSC_PIN',
  'TSA_URL',
]);

/** Settings of one server process; every size in bytes, every duration in milliseconds. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** PostgreSQL; `null`: the embedded database of `dataDir`. */
  readonly databaseUrl: string | null;
  /** Redis; `null`: one process has the work to itself, or follows the log. */
  readonly redisUrl: string | null;
  /** Address that people use, without a trailing slash; `null`: `http://localhost:<port>`. */
  readonly publicUrl: string | null;
  readonly logLevel: z.infer<typeof environment>['LOG_LEVEL'];
  /** How many proxies stand in front. */
  readonly trustProxy: number;
  readonly maxImportBytes: number;
  /** True on a server that people rely on: what only helps tests is refused. */
  readonly production: boolean;
  /** Secret that opens /metrics; `null`: only this machine reads them. */
  readonly metricsToken: string | null;
  /** Bytes left on the disk under which it is told to be nearly full. */
  readonly diskWarningBytes: number;
  /** Bounds of the websocket; a connection may do at once what these let it do in one or two minutes. */
  readonly sync: {
    readonly messagesPerSecond: number;
    readonly bytesPerSecond: number;
    /** The same for all the pages of one person. */
    readonly ofPerson: { readonly messagesPerSecond: number; readonly bytesPerSecond: number };
    readonly socketsPerPerson: number;
    readonly socketsPerAddress: number;
  };
  /** As it starts, the server types in an act that is nowhere (server/sync, rule S61). */
  readonly rehearsal: boolean;
  /** How long, in days, before the server forgets: ended sessions; the name of guests who hold nothing any more. */
  readonly retention: { readonly sessionsDays: number; readonly guestsDays: number };
  /** When signatories are reminded by themselves, in days; 0 for never. */
  readonly reminders: { readonly every: number; readonly beforeEnd: number };
  readonly mail: {
    /** `null`: messages stay on this machine. */
    readonly smtp: { readonly url: string; readonly from: string } | null;
    /** Whether what stays here can be read on the local outbox page. */
    readonly outbox: boolean;
  };
  /** The OpenID Connect provider; `null` for none. */
  readonly oidc: OidcSettings | null;
  readonly seal: SealSettings;
  readonly clientDir: string;
  readonly templatesDir: string;
}

/** What this server seals with. */
interface SealSettings {
  /** `null`: the development certificate of `dataDir`. */
  readonly p12: {
    readonly file: string;
    /** The password itself, or the file that holds it. */
    readonly password: { readonly value: string } | { readonly file: string };
  } | null;
  /** A key at a remote service, in place of `p12`; `null` for none. */
  readonly remote: {
    readonly url: string;
    readonly credential: string;
    readonly token: string;
    readonly pin: string | null;
  } | null;
  /** Address of the timestamp authority; `null`: seals bear the time of this server alone. */
  readonly timestampUrl: string | null;
}

/** An OpenID Connect provider, as this server knows it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it: stands on the button. */
  readonly name: string;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function oidcSettings(env: z.infer<typeof environment>): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: give all three.');
  const { protocol, hostname } = new URL(issuer);
  if (protocol !== 'https:' && !LOOPBACK.has(hostname))
    throw new ConfigError('OIDC_ISSUER must begin with https:// unless the provider runs on this machine.');
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME };
}

/** A setting that cannot be used; the message is for the person who starts the server. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables.
 * @param env `process.env`; an empty variable counts as absent
 * @throws ConfigError naming every wrong variable
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
    const wrong = [...names].map(
      (name) =>
        `${name}=${SECRET.has(name) ? '…' : (present[name] ?? '')}: give ${WANTED[name as keyof typeof WANTED]}, or leave it out.`,
    );
    throw new ConfigError(`Wrong settings in the environment:\n  ${wrong.join('\n  ')}`);
  }
  const root = projectRoot();
  const { DATA_DIR, PUBLIC_URL, SMTP_URL, MAIL_FROM, MAIL_OUTBOX, NODE_ENV, DATABASE_URL, REDIS_URL } =
    parsed.data;
  if (SMTP_URL !== undefined && MAIL_FROM === undefined)
    throw new ConfigError(`SMTP_URL needs MAIL_FROM: give ${WANTED.MAIL_FROM}.`);
  if (REDIS_URL !== undefined && DATABASE_URL === undefined)
    throw new ConfigError(
      'REDIS_URL is set without DATABASE_URL: several processes need a PostgreSQL database. Set both, or neither.',
    );
  const oidc = oidcSettings(parsed.data);
  return {
    port: parsed.data.PORT,
    host: parsed.data.HOST,
    dataDir: isAbsolute(DATA_DIR) ? DATA_DIR : resolve(root, DATA_DIR),
    databaseUrl: DATABASE_URL ?? null,
    redisUrl: REDIS_URL ?? null,
    publicUrl: PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    logLevel: parsed.data.LOG_LEVEL,
    trustProxy: parsed.data.TRUST_PROXY,
    maxImportBytes: parsed.data.MAX_IMPORT_BYTES,
    production: NODE_ENV === 'production',
    metricsToken: parsed.data.METRICS_TOKEN ?? null,
    diskWarningBytes: parsed.data.DISK_WARNING_BYTES,
    sync: {
      messagesPerSecond: parsed.data.SYNC_MESSAGES_PER_SECOND,
      bytesPerSecond: parsed.data.SYNC_BYTES_PER_SECOND,
      ofPerson: {
        messagesPerSecond: parsed.data.SYNC_PERSON_MESSAGES_PER_SECOND,
        bytesPerSecond: parsed.data.SYNC_PERSON_BYTES_PER_SECOND,
      },
      socketsPerPerson: parsed.data.SYNC_SOCKETS_PER_PERSON,
      socketsPerAddress: parsed.data.SYNC_SOCKETS_PER_ADDRESS,
    },
    rehearsal: parsed.data.SYNC_REHEARSAL === '1',
    retention: {
      sessionsDays: parsed.data.RETENTION_SESSIONS_DAYS,
      guestsDays: parsed.data.RETENTION_GUESTS_DAYS,
    },
    reminders: {
      every: parsed.data.SIGNATURE_REMINDER_DAYS,
      beforeEnd: parsed.data.SIGNATURE_LAST_REMINDER_DAYS,
    },
    mail: {
      smtp: SMTP_URL !== undefined && MAIL_FROM !== undefined ? { url: SMTP_URL, from: MAIL_FROM } : null,
      outbox:
        SMTP_URL === undefined &&
        (MAIL_OUTBOX === undefined ? NODE_ENV !== 'production' : MAIL_OUTBOX === '1'),
    },
    oidc,
    seal: sealSettings(parsed.data),
    clientDir: join(root, 'dist', 'client'),
    templatesDir: join(root, 'templates'),
  };
}

/** @throws ConfigError for a remote service half told, or beside a file */
function remoteSettings(env: z.infer<typeof environment>): SealSettings['remote'] {
  const {
    SEAL_CSC_URL: url,
    SEAL_CSC_CREDENTIAL: credential,
    SEAL_CSC_TOKEN: token,
    SEAL_CSC_PIN: pin,
  } = env;
  if ((url ?? credential ?? token ?? pin) === undefined) return null;
  if (url === undefined || credential === undefined || token === undefined)
    throw new ConfigError(
      'SEAL_CSC_URL, SEAL_CSC_CREDENTIAL and SEAL_CSC_TOKEN go together: set all three, or none.',
    );
  if (env.SEAL_P12 !== undefined)
    throw new ConfigError(
      'SEAL_P12 and SEAL_CSC_URL are both set: this server seals with one certificate. Leave one out.',
    );
  return { url, credential, token, pin: pin ?? null };
}

/** @throws ConfigError when a password is given for no file, or a remote service half told */
function sealSettings(env: z.infer<typeof environment>): SealSettings {
  const { SEAL_P12: file, SEAL_P12_PASSWORD: value, SEAL_P12_PASSWORD_FILE, TSA_URL } = env;
  if (file === undefined && (value ?? SEAL_P12_PASSWORD_FILE) !== undefined)
    throw new ConfigError(`A password is set without SEAL_P12: give ${WANTED.SEAL_P12}.`);
  const password =
    SEAL_P12_PASSWORD_FILE === undefined ? { value: value ?? '' } : { file: SEAL_P12_PASSWORD_FILE };
  return {
    p12: file === undefined ? null : { file, password },
    remote: remoteSettings(env),
    timestampUrl: TSA_URL ?? null,
  };
}
