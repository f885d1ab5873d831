import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { installPackages, mayInstallPackages } from './debian.mjs';
import { run } from './process.mjs';

/** Flags for a headless Chromium that says nothing to the outside and runs in a container. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's packages: the one without windows runs the same pages for four fifths of the processor's time. */
export const CHROMIUM_PACKAGE = 'chromium-headless-shell|chromium';

const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
];

/** Where browsers put themselves without being on PATH. */
function usualPlaces() {
  const { LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': programFilesX86, HOME } = process.env;
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(HOME ?? '/', 'Applications')].flatMap((folder) => [
        join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
        join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      ]);
    case 'win32':
      return [PROGRAMFILES, programFilesX86, LOCALAPPDATA].flatMap((folder) =>
        folder
          ? [
              join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
              join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
            ]
          : [],
      );
    default:
      return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command + suffix)));
}

async function playwrightOwn() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

/**
 * Finds a Chromium without installing anything: CHROMIUM_PATH, Playwright's own, PATH, the usual places.
 * @returns {Promise<string | null>} the path of its executable
 * @throws {Error} when CHROMIUM_PATH names something that can't be run: a wrong setting is not silently replaced
 */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(
      `CHROMIUM_PATH is set to "${chosen}", which is not an executable file. Correct or unset it.`,
    );
  }
  return [await playwrightOwn(), ...onPath(), ...usualPlaces()].find(isExecutable) ?? null;
}

/** Whether there is some Chromium to try, told without the dependencies: `findBrowser` says which. */
export function hasSomeBrowser() {
  const { CHROMIUM_PATH, PLAYWRIGHT_BROWSERS_PATH } = process.env;
  const downloads = PLAYWRIGHT_BROWSERS_PATH || join(homedir(), '.cache', 'ms-playwright');
  return (
    Boolean(CHROMIUM_PATH) || existsSync(downloads) || [...onPath(), ...usualPlaces()].some(isExecutable)
  );
}

const REMEDY = [
  'The browser tests need Chromium, and none was found or could be installed.',
  'Do one of these, then try again:',
  '  - install Chromium or Google Chrome with your system (Debian, Ubuntu: apt-get install chromium);',
  '  - or run: npx playwright install --with-deps chromium;',
  '  - or set CHROMIUM_PATH to the executable of a Chromium that you have.',
].join('\n');

/** Whether `path` starts at all: a browser without its system libraries is found, but dies at once. */
function starts(path) {
  if (process.platform !== 'linux') return true;
  try {
    execFileSync(path, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a Chromium, installing one when there is none: Playwright's own download first (and the system libraries
 * that it lacks, where this process may install them), then Debian's package.
 * @returns {Promise<string>} the path of an executable that starts
 * @throws {Error} saying how to provide one, when every way failed
 */
export async function ensureBrowser() {
  const found = await findBrowser();
  if (found && (process.env.CHROMIUM_PATH || starts(found))) return found;

  console.log('No Chromium found: trying to install Playwright’s own.');
  const cli = join(import.meta.dirname, '..', '..', 'node_modules', 'playwright', 'cli.js');
  // A host that does not answer must not hold the run for minutes.
  const impatient = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  await run(process.execPath, [cli, 'install', 'chromium'], impatient);
  const own = await playwrightOwn();
  if (isExecutable(own) && !starts(own) && mayInstallPackages()) {
    console.log('It lacks system libraries: installing them.');
    await run(process.execPath, [cli, 'install-deps', 'chromium']);
  }
  if (isExecutable(own) && starts(own)) return own;

  if (mayInstallPackages()) {
    console.log('That did not work: trying the system’s chromium package.');
    await installPackages([CHROMIUM_PACKAGE]);
    const packaged = onPath().find((path) => isExecutable(path) && starts(path));
    if (packaged) return packaged;
  }
  throw new Error(REMEDY);
}
