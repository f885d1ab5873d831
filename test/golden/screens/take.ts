import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { blockOf, headingOf, saveState, textOf, typeAtEnd } from '../../e2e/act.ts';
import { CHROMIUM_FLAGS } from '../../support/browser.mjs';
import { installExample, startServer } from '../../support/start-server.ts';

async function openAct(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'fr-FR',
  });
  const page = await context.newPage();
  await page.goto(url);
  await textOf(page).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/**
 * Takes `editor.png`, the picture of the README: two people in the example's convention, seen by the first.
 * @param executablePath of a Chromium
 * @throws Error when the server was not built, or the example no longer has what the picture shows
 */
export async function takePictures(executablePath: string): Promise<void> {
  const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
  try {
    const links = await installExample(server);
    const unml = await openAct(browser, links.unml.url);
    const partner = await openAct(browser, links.partner.url);
    await typeAtEnd(blockOf(unml, 'La présente convention fixe les conditions'), ' Elle vaut dans toute la');
    await typeAtEnd(blockOf(partner, 'Les Parties invitent leurs Réseaux'), ' Les Régions y veillent');
    await textOf(unml).locator('.curseur').waitFor();
    await headingOf(unml, 'Objet et définitions').evaluate((heading) => {
      heading.scrollIntoView({ block: 'start' });
    });
    await unml.keyboard.type(' France');
    await partner.keyboard.type(' ensemble');
    await textOf(unml).getByText('y veillent ensemble').waitFor();
    await saveState(unml).filter({ hasText: 'Enregistré' }).waitFor();
    await unml.screenshot({ path: join(import.meta.dirname, 'editor.png'), caret: 'initial' });
  } finally {
    await browser.close();
    await server.dispose();
  }
}
