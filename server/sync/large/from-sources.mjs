/*
 * Starts the thread that cuts large updates from the sources, for tests: a release has it bundled beside the server.
 */
import { join } from 'node:path';
import { runnerImport } from 'vite';

const root = join(import.meta.dirname, '..', '..', '..');
await runnerImport(join(import.meta.dirname, 'thread.ts'), { configFile: false, root, logLevel: 'error' });
