import type { TestProject } from 'vitest/node';
import { findPostgres, startPostgres } from './postgres.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a throwaway server's first database; each test makes its own beside it. */
    postgres: string;
  }
}

/** Starts the one throwaway PostgreSQL that all tests on it share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (findPostgres() === null) return async () => {};
  const server = await startPostgres();
  project.provide('postgres', server.url('postgres'));
  return () => server.dispose();
}
