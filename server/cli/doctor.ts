import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Clock } from '../ids.ts';
import { hasDevelopmentCertificate, noticeOf, openSealer, SealerProblem } from '../sealing/index.ts';
import { databaseVersion } from '../storage/migrate.ts';
import { MIGRATIONS } from '../storage/migrations/index.ts';
import type { Db, Storage } from '../storage/tables.ts';
import { contentOf, SqlUpdateLog, unreadableFieldsOf } from '../sync/index.ts';
import type { Outcome } from './command.ts';

/** Free space under which writing is at risk, in bytes. */
const LITTLE_SPACE = 200 * 1024 * 1024;

/** What doctor needs; the storage is opened by it, not migrated, so that it looks at things as they are. */
export interface DoctorTools {
  readonly config: Config;
  readonly clock: Clock;
  /** The embedded database; `null` when the data is in PostgreSQL. */
  readonly databaseFile: string | null;
  /** @returns the database, and what its own check says: one sentence per problem */
  readonly open: () => Promise<{ storage: Storage; integrity: () => readonly string[] }>;
  /** True when a server holds the data folder. */
  readonly serverRuns: () => boolean;
}

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do; `null` when all is well. */
  readonly remedy: string | null;
}

const fine = (check: string, detail: string): Finding => ({ check, ok: true, detail, remedy: null });
const wrong = (check: string, detail: string, remedy: string): Finding => ({
  check,
  ok: false,
  detail,
  remedy,
});

/** `doctor`: looks at everything that can go wrong with an installation; exits with 1 when something is. */
export async function doctor(tools: DoctorTools): Promise<Outcome> {
  const findings = [
    nodeVersion(),
    ...(tools.databaseFile === null ? [] : folder(tools)),
    ...(await database(tools)),
    await sealCertificate(tools),
  ];
  const ok = findings.every((finding) => finding.ok);
  const lines = findings.map(
    (finding) =>
      `${finding.ok ? 'ok   ' : 'WRONG'}  ${finding.check}: ${finding.detail}${finding.remedy === null ? '' : `\n       → ${finding.remedy}`}`,
  );
  return { json: { ok, findings }, text: lines.join('\n'), code: ok ? 0 : 1 };
}

async function sealCertificate({ config, clock }: DoctorTools): Promise<Finding> {
  const check = 'seal certificate';
  // Looks at things as they are: it makes none.
  if (config.seal.p12 === null && config.seal.remote === null && !hasDevelopmentCertificate(config.dataDir))
    return fine(check, 'none yet; the first start makes a development certificate');
  try {
    const { name, development, problem } = noticeOf(await openSealer(config, clock()), clock());
    if (problem !== null) return wrong(check, name, problem);
    return fine(check, development ? `${name} (proves nothing outside this server; see SEAL_P12)` : name);
  } catch (error) {
    if (!(error instanceof SealerProblem)) throw error;
    return wrong(check, config.seal.remote?.url ?? config.seal.p12?.file ?? config.dataDir, error.message);
  }
}

function nodeVersion(): Finding {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? fine('Node', node)
    : wrong('Node', node, 'Install Node 20.19 or later.');
}

function folder(tools: DoctorTools): Finding[] {
  const { dataDir } = tools.config;
  if (!existsSync(dataDir))
    return [fine('data folder', `${dataDir} does not exist yet; the first start makes it`)];
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [wrong('data folder', reason, 'Give the user who runs the server write access to that folder.')];
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const mebibytes = `${Math.floor(free / 1024 / 1024)} MiB free`;
  return [
    fine('data folder', `${dataDir}, writable`),
    free >= LITTLE_SPACE
      ? fine('free space', mebibytes)
      : wrong(
          'free space',
          mebibytes,
          'Free some space on that disk before it is full; keep at least 200 MiB.',
        ),
    fine('server', tools.serverRuns() ? 'running on this data' : 'not running'),
  ];
}

async function database(tools: DoctorTools): Promise<Finding[]> {
  if (tools.databaseFile !== null && !existsSync(tools.databaseFile)) return [fine('database', 'none yet')];
  let opened: Awaited<ReturnType<DoctorTools['open']>>;
  try {
    opened = await tools.open();
  } catch (error) {
    return [
      wrong('database', error instanceof Error ? error.message : String(error), 'See the message above.'),
    ];
  }
  const { storage, integrity } = opened;
  try {
    const problems = integrity();
    if (problems.length > 0)
      return problems.map((problem) =>
        wrong(
          'database',
          problem,
          'Stop the server and restore a backup: npm run -s clausier -- restore <file>',
        ),
      );
    const version = await databaseVersion(storage.db);
    const known = MIGRATIONS.length;
    if (version > known)
      return [
        wrong(
          'database',
          `version ${version}, newer than this release (${known})`,
          'Start the newer release again.',
        ),
      ];
    const versionSays =
      version === known ? `version ${version}` : `version ${version}, brought to ${known} at the next start`;
    const sound = fine(
      'database',
      `${tools.databaseFile === null ? 'PostgreSQL, reached' : 'sound'}, ${versionSays}`,
    );
    return version === known ? [sound, ...(await eachAct(storage.db, tools.clock))] : [sound];
  } finally {
    await storage.close();
  }
}

async function eachAct(db: Db, clock: Clock): Promise<Finding[]> {
  const log = new SqlUpdateLog(db, clock);
  const acts = await db.selectFrom('acts').select('id').orderBy('id').execute();
  const damaged: Finding[] = [];
  for (const { id } of acts) {
    const problem = await actProblem(log, id);
    const fields = problem === null ? unreadableFieldsOf(await log.load(id)) : [];
    if (fields.length > 0)
      damaged.push(
        wrong(
          `act ${id}`,
          `values that cannot be read, and print as empty: ${fields.join(', ')}`,
          'Open the act and type these values again; the text itself is sound.',
        ),
      );
    if (problem !== null)
      damaged.push(
        wrong(
          `act ${id}`,
          problem,
          'Keep the data folder aside and restore a backup; report this with the log.',
        ),
      );
  }
  return damaged.length > 0 ? damaged : [fine('acts', `${acts.length}, all reopen with a valid text`)];
}

async function actProblem(
  log: SqlUpdateLog,
  id: Parameters<SqlUpdateLog['load']>[0],
): Promise<string | null> {
  try {
    const content = contentOf(await log.load(id));
    return content.ok ? null : `its text is not valid: ${content.error.reason} at ${content.error.path}`;
  } catch (error) {
    return `it cannot be reopened: ${error instanceof Error ? error.message : String(error)}`;
  }
}
