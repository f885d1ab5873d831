import { Command } from 'commander';
import { COMPARISON_FORMATS } from '#shared/exchange/comparison/formats.ts';
import { EXPORT_FORMATS } from '#shared/exchange/formats.ts';
import { ClausierError, ERRORS } from '#shared/kernel/errors.ts';
import { openForCommand } from '../adapters.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { readTemplates, TemplatesError } from '../drafting/index.ts';
import { migrate } from '../storage/migrate.ts';
import {
  explainPostgres,
  explainSqlite,
  postgresCode,
  StorageProblem,
  sqliteCode,
} from '../storage/problems.ts';
import { BackupRefused, backupTo, restoreFrom } from '../storage/sqlite/backup.ts';
import { integrityProblems } from '../storage/sqlite/check.ts';
import { databaseFile, lockDataFolder } from '../storage/sqlite/dataFolder.ts';
import { openSqlite } from '../storage/sqlite/open.ts';
import type { Storage } from '../storage/tables.ts';
import { acts, text } from './acts.ts';
import { auditVerify } from './audit.ts';
import { check } from './check.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';
import { type CompareOptions, compareFile } from './compare-file.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { type ExportOptions, exportFile } from './export-file.ts';
import { fixture, readSize } from './fixture.ts';
import { importFile } from './import-file.ts';
import { link } from './link.ts';
import { checkTemplates, previewTemplate } from './templates.ts';
import { verify } from './verify.ts';

/*
 * Composition root of the command line. Answers go to the standard output, as JSON with --json; what went wrong
 * goes to the standard error, with exit code 1.
 */

const program = new Command('clausier')
  .description('Clausier on the command line. Data in DATA_DIR (./data by default).')
  .showHelpAfterError();

/** Runs one command in its workplace, prints what it says and closes what it opened. */
async function run(command: Command, work: (place: Workplace) => Promise<Outcome>): Promise<void> {
  let opened: Storage | null = null;
  const json = command.opts<{ json?: boolean }>().json === true;
  try {
    const config = readConfig(process.env);
    const outcome = await work({
      config,
      clock: Date.now,
      storage: async () => {
        if (opened) return opened;
        const storage = await openForCommand(config);
        opened = storage;
        await migrate(storage.db, Date.now());
        return storage;
      },
      library: () => readTemplates(config.templatesDir),
    });
    process.stdout.write(`${json ? JSON.stringify(outcome.json, null, 2) : outcome.text}\n`);
    process.exitCode = outcome.code ?? 0;
  } catch (error) {
    const message = explain(error);
    process.stderr.write(`${json ? JSON.stringify({ error: message }) : message}\n`);
    process.exitCode = 1;
  } finally {
    await (opened as Storage | null)?.close();
  }
}

/** Expected failures are told; a bug keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ClausierError) return [ERRORS[error.code].message, ...error.details].join('\n');
  if (sqliteCode(error) !== null) return explainSqlite(error, 'of the data folder').message;
  if (postgresCode(error) !== null) return explainPostgres(error, process.env.DATABASE_URL ?? '').message;
  const told = [CommandError, BackupRefused, StorageProblem, ConfigError, TemplatesError];
  if (error instanceof Error && told.some((kind) => error instanceof kind)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** @throws BackupRefused on PostgreSQL, which has its own tools: ours know one file */
function embeddedOnly(config: Config): void {
  if (config.databaseUrl === null) return;
  throw new BackupRefused(
    'The data is in PostgreSQL (DATABASE_URL): back it up with pg_dump --format=custom, and restore it with pg_restore. See the README.',
  );
}

function command(usage: string, description: string): Command {
  return program.command(usage).description(description).option('--json', 'answer in JSON');
}

const demoCommand = command('demo', 'add the example, and print the links that open it').action(() =>
  run(demoCommand, demo),
);

const actsCommand = command('acts', 'list every act').action(() => run(actsCommand, acts));

const linkCommand = command('link <email>', 'make a new personal link for somebody known').action(
  (email: string) => run(linkCommand, (place) => link(place, email)),
);

const importCommand = command('import <file>', 'make an act from a Word, text or Markdown file')
  .option('--title <title>', 'title of the act, instead of the one recognised')
  .action((file: string, options: { title?: string }) =>
    run(importCommand, (place) => importFile(place, file, options.title ?? null)),
  );

const fixtureCommand = command('fixture', 'make acts, people and open sessions in bulk, for a load generator')
  .option('--acts <count>', 'how many acts', '20')
  .option('--people <count>', 'how many people, who may all write every act', '10')
  .option('--paragraphs <count>', 'length of each act', '130')
  .action((options: { acts: string; people: string; paragraphs: string }) =>
    run(fixtureCommand, (place) => fixture(place, readSize(options))),
  );

const textCommand = command('text <act>', 'print the whole text of an act').action((act: string) =>
  run(textCommand, (place) => text(place, act)),
);

const compareCommand = command('compare <act>', 'write what makes two states differ to a file')
  .option('--from <state>', 'actuel, ver_…, seq-<n>, or another act', 'seq-1')
  .option('--to <state>', 'the same', 'actuel')
  .option('--format <format>', Object.keys(COMPARISON_FORMATS).join(', '), 'suivi')
  .option('--output <file>', 'name of the file')
  .option('--force', 'replace an existing file')
  .action((act: string, options: CompareOptions) =>
    run(compareCommand, (place) => compareFile(place, act, options)),
  );

const exportCommand = command('export <act>', 'write one state of an act to a file')
  .option('--format <format>', `one of ${Object.keys(EXPORT_FORMATS).join(', ')}`, 'pdf')
  .option('--version <state>', 'actuel, a version (ver_…) or seq-<n>', 'actuel')
  .option('--output <file>', 'where to write it, instead of a name made from the title')
  .option('--force', 'replace an existing file')
  .action((act: string, options: ExportOptions) =>
    run(exportCommand, (place) => exportFile(place, act, options)),
  );

const checkCommand = command('check <act>', 'print what a careful jurist would notice in an act')
  .addHelpText(
    'after',
    '\nExit code: 0 nothing, or style only; 1 something recommandé (or the act cannot be read); 2 something bloquant.',
  )
  .action((act: string) => run(checkCommand, (place) => check(place, act)));

const verifyCommand = command('verify <file>', 'say whether a PDF is a text sealed by this server, and whole')
  .addHelpText(
    'after',
    '\nExit code: 0 sealed here and whole; 2 sealed here, and changed since; 3 anything else; 1 the file cannot be read.',
  )
  .action((file: string) => run(verifyCommand, (place) => verify(place, file)));

const backupCommand = command('backup <file>', 'copy all data into one file; the server may be running')
  .option('--force', 'replace an existing file')
  .action((file: string, options: { force?: boolean }) =>
    run(backupCommand, async (place) => {
      embeddedOnly(place.config);
      // Prepared and migrated as by any command, then read by a connection of its own.
      await place.storage();
      const storage = openSqlite(databaseFile(place.config.dataDir));
      let bytes: number;
      try {
        ({ bytes } = backupTo(storage, file, options.force === true));
      } finally {
        await storage.close();
      }
      return { json: { file, bytes }, text: `Backup written to ${file} (${bytes} bytes).` };
    }),
  );

const restoreCommand = command(
  'restore <file>',
  'put a backup in place of the data; the server must be stopped',
).action((file: string) =>
  run(restoreCommand, async ({ config, clock }) => {
    embeddedOnly(config);
    const { previous } = await restoreFrom(config.dataDir, file, clock());
    const aside = previous === null ? '' : ` The former data is kept in ${previous}.`;
    return { json: { file, previous }, text: `Restored ${file}.${aside}` };
  }),
);

const doctorCommand = command('doctor', 'check the installation and the data').action(() =>
  run(doctorCommand, ({ config, clock }) => {
    const { databaseUrl, dataDir } = config;
    const file = databaseFile(dataDir);
    return doctor({
      config,
      clock,
      databaseFile: databaseUrl === null ? file : null,
      open: async () => {
        if (databaseUrl !== null) return { storage: await openForCommand(config), integrity: () => [] };
        const storage = openSqlite(file);
        return { storage, integrity: () => integrityProblems(storage.connection) };
      },
      serverRuns: () => {
        const lock = lockDataFolder(dataDir);
        lock?.release();
        return lock === null;
      },
    });
  }),
);

const auditGroup = program.command('audit').description('the journals of acts');

const auditVerifyCommand = auditGroup
  .command('verify [act]')
  .description('check the chain of an act’s journal, or of all; exit code 2 when one is broken')
  .option('--json', 'answer in JSON')
  .action((act?: string) => run(auditVerifyCommand, (place) => auditVerify(place, act)));

const templatesGroup = program.command('templates').description('the clauses and modèles of templates/');

const checkTemplatesCommand = templatesGroup
  .command('check')
  .description('read every clause and modèle, and say what is to be corrected')
  .option('--json', 'answer in JSON')
  .action(() => run(checkTemplatesCommand, checkTemplates));

const previewCommand = templatesGroup
  .command('preview <name>')
  .description(
    'print a clause or a modèle filled with sample values; <clause>@<version> for a former version',
  )
  .option('--json', 'answer in JSON')
  .action((name: string) => run(previewCommand, (place) => previewTemplate(place, name)));

await program.parseAsync();
