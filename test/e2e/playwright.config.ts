import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findBrowser } from '../support/browser.mjs';

const executablePath = await findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '.results/artifacts',
  globalSetup: './global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // They cost nothing where a test passes: as long as a machine that does several things at once needs.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    // Nothing fades or glides under the pointer: what is clicked is where it will stay. signature.spec.ts has motion.
    contextOptions: { reducedMotion: 'reduce' },
    // Recording costs a third of each test: asked for where a failure is looked into.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    launchOptions: {
      args: [...CHROMIUM_FLAGS],
      ...(executablePath ? { executablePath } : {}),
    },
  },
});
