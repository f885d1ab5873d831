import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = (path: string) => join(import.meta.dirname, path);

export default defineConfig(({ isSsrBuild }) => ({
  root: 'client',
  plugins: [react()],
  build: isSsrBuild
    ? {
        outDir: '../dist/server',
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        rollupOptions: {
          // Whole paths: a relative one would start from wherever the command was typed.
          input: { main: here('server/main.ts'), cli: here('server/cli/main.ts') },
        },
      }
    : { outDir: '../dist/client', emptyOutDir: true, target: 'es2022', sourcemap: true },
  test: {
    root: '.',
    include: [
      '{client,server,shared}/**/*.test.{ts,tsx}',
      'test/{contracts,fuzz,golden,structure}/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 20_000,
  },
}));
