import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Builds client and server once, by the same command as `npm run build`. */
export default function build(): void {
  execFileSync(process.execPath, ['server/launch.mjs', 'build'], { cwd: ROOT, stdio: 'inherit' });
}
