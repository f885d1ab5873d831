import { CHROMIUM_PACKAGE, hasSomeBrowser } from './browser.mjs';
import { installPackages, mayInstallPackages } from './debian.mjs';
import { findPostgres } from './postgres.mjs';
import { findRedis } from './redis.mjs';

/*
 * Installs at once what the tests would else install one by one when they come to it, where this is Debian as root.
 * Needs none of the dependencies: it may run while they are being installed.
 */

const missing = [
  ...(hasSomeBrowser() ? [] : [CHROMIUM_PACKAGE]),
  ...(findPostgres() === null ? ['postgresql'] : []),
  ...(findRedis() === null ? ['redis-server'] : []),
];
if (missing.length === 0) console.log('Chromium, PostgreSQL and Redis are there.');
else if (mayInstallPackages()) await installPackages(missing);
else
  console.log(
    `Not installed here: ${missing.join(', ')}. The tests will find another way, or say what they skip.`,
  );
