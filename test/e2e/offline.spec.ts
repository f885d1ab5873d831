import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { blockOf, enter, expectSaved, saveState, textOf, typeAtEnd } from './act.ts';
import { enterAsUnml, expect, openAsPartner, test } from './fixtures.ts';

const OBJET = 'Elle précise les engagements';
const SUIVI = 'Un comité se réunit';

/** Waits until the browser keeps the application. */
async function applicationKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** Names of the databases that hold copies of acts. */
const copies = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name.includes(':act_')),
  );

async function openAndKeep(context: BrowserContext, act: Parameters<typeof enterAsUnml>[1]): Promise<Page> {
  const page = await enterAsUnml(context, act);
  await expectSaved(page);
  await applicationKept(page);
  return page;
}

test('[H1] the same with a server that is down; [H2] and what it is asked is never answered for it', async ({
  browser,
  server,
  act,
}) => {
  const context = await browser.newContext();
  const page = await openAndKeep(context, act);
  const home = new URL('/', act.address).href;
  await page.goto(home);
  await expect(page.getByRole('link', { name: /Convention de partenariat/ }).first()).toBeVisible();
  await page.goto(act.address);
  await expectSaved(page);
  await server.kill();
  await page.reload();
  await expect(blockOf(page, SUIVI)).toBeVisible();
  await typeAtEnd(blockOf(page, SUIVI), ' Écrit sans serveur.');
  await expect(saveState(page)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
  const asked = page.evaluate(() => fetch('/api/me').then(({ status }) => status));
  await expect(asked).rejects.toThrow('Failed to fetch');

  // The portfolio too: it is the way to the other acts kept here.
  await page.goto(home);
  await page
    .getByRole('link', { name: /Convention de partenariat/ })
    .first()
    .click();
  await expect(blockOf(page, SUIVI)).toContainText('Écrit sans serveur.');

  await server.restart();
  await expectSaved(page);
  const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
  expect(policy).toContain("script-src 'self'");
  await context.close();
});

test.describe('on a server that stays up', () => {
  test.use({ oneServer: true });

  test('[H1] a page reloaded without a network opens its act, takes what is typed, and saves it on return', async ({
    browser,
    act,
  }) => {
    const context = await browser.newContext();
    const broken: string[] = [];
    const page = await openAndKeep(context, act);
    await context.setOffline(true);
    page.on('pageerror', (error) => broken.push(error.message));
    await page.reload();
    await expect(blockOf(page, OBJET)).toBeVisible();
    await expect(saveState(page)).toHaveText('Hors ligne, rien à envoyer');
    await typeAtEnd(blockOf(page, OBJET), ' Écrit après un rechargement sans réseau.');
    await expect(saveState(page)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
    await page.close();

    const partner = await openAsPartner(browser, act);
    await expect(blockOf(partner, OBJET)).toBeVisible();
    await expect(blockOf(partner, OBJET)).not.toContainText('sans réseau');

    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(act.address);
    await expect(blockOf(again, OBJET)).toContainText('Écrit après un rechargement sans réseau.');
    await expectSaved(again);
    await expect(blockOf(partner, OBJET)).toContainText('Écrit après un rechargement sans réseau.');
    expect(broken).toEqual([]);
    await context.close();
    await partner.context().close();
  });

  test('[H3] closing the session erases what is saved and forgets who was here', async ({ browser, act }) => {
    const context = await browser.newContext();
    const page = await openAndKeep(context, act);
    expect(await copies(page)).not.toEqual([]);
    await page.goto(new URL('/', act.address).href);
    await page.getByRole('button', { name: /Mon compte/ }).click();
    await page.getByRole('menuitem', { name: 'Fermer la session' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Écrire ensemble une convention');
    await expect.poll(() => copies(page)).toEqual([]);
    await context.setOffline(true);
    await page.goto(act.address);
    await expect(page.getByRole('alert')).toContainText('Le serveur ne répond pas');
    await expect(textOf(page)).toHaveCount(0);
    await context.close();
  });

  test('[H3] closing the session warns of what is unsaved, which stays and is sent at the next visit', async ({
    browser,
    act,
  }) => {
    const context = await browser.newContext();
    const page = await openAndKeep(context, act);
    await context.setOffline(true);
    await typeAtEnd(blockOf(page, OBJET), ' Pas encore parti.');
    await expect(saveState(page)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
    await page.goto(new URL('/', act.address).href);
    const leave = async () => {
      await page.getByRole('button', { name: /Mon compte/ }).click();
      await page.getByRole('menuitem', { name: 'Fermer la session' }).click();
    };
    await leave();
    const dialog = page.getByRole('dialog', { name: 'Fermer la session' });
    await expect(dialog).toContainText('Elles ne sont que dans ce navigateur');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await dialog.getByRole('button', { name: 'Rester' }).click();
    await expect(dialog).toBeHidden();

    await context.setOffline(false);
    await leave();
    await dialog.getByRole('button', { name: 'Fermer quand même' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Écrire ensemble une convention');
    const again = await enter(context, act.unmlLink);
    await again.goto(act.address);
    await expect(blockOf(again, OBJET)).toContainText('Pas encore parti.');
    await expectSaved(again);
    await context.close();
  });
});
