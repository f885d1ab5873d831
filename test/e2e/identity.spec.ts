import type { Page } from '@playwright/test';
import { type Mailbox, startMailbox } from '../support/mailbox.ts';
import { freePort, startProvider } from '../support/oidc-provider.ts';
import {
  type ExampleLinks,
  installExample,
  type RunningServer,
  startServer,
} from '../support/start-server.ts';
import { blockOf, enter, expectSaved, textOf, typeAtEnd } from './act.ts';
import { expectAccessible, expectSoundInBothViews } from './axe.ts';
import { test as base, expect } from './fixtures.ts';

const CAMILLE = 'camille.durand@unml.example';
const CODE = /^\d{6}$/m;
const LINK = /https?:\/\/\S+\/entrer#[\w-]{43}/;

/** A server that sends its mail to a mailbox of the test's own, with the example. */
const test = base.extend<{ mailbox: Mailbox; mailing: RunningServer; example: ExampleLinks }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's dependencies from this pattern
  mailbox: async ({}, use) => {
    const mailbox = await startMailbox();
    await use(mailbox);
    await mailbox.close();
  },
  mailing: async ({ mailbox }, use) => {
    const env = { LOG_LEVEL: 'warn', SMTP_URL: mailbox.url, MAIL_FROM: 'Clausier <clausier@unml.example>' };
    const server = await startServer({ env });
    await use(server);
    await server.dispose();
  },
  example: async ({ mailing }, use) => {
    await use(await installExample(mailing));
  },
});

/** Asks for a code on a page, and waits for the message. */
async function askOn(page: Page, url: string, mailbox: Mailbox): Promise<string> {
  const before = mailbox.received.length;
  await page.goto(url);
  await page.getByLabel('Votre adresse électronique').fill(CAMILLE);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await expect(page.getByLabel('Code à six chiffres')).toBeVisible();
  await expect.poll(() => mailbox.received.length).toBe(before + 1);
  return mailbox.received.at(-1)?.text ?? '';
}

const found = (pattern: RegExp, text: string) => pattern.exec(text)?.[0] ?? '';

test('one comes in by code, elsewhere by link, sees both sessions and ends one; another’s link asks before it replaces', async ({
  browser,
  page,
  mailing,
  mailbox,
  example,
}) => {
  const code = found(CODE, await askOn(page, mailing.url, mailbox));
  await page.getByLabel('Code à six chiffres').fill(code === '000000' ? '111111' : '000000');
  await page.getByRole('button', { name: 'Entrer', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Ce n’est pas le bon code');
  await expectSoundInBothViews(page);
  await page.getByLabel('Code à six chiffres').fill(code);
  await page.getByRole('button', { name: 'Entrer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Portefeuille');

  const elsewhere = await (await browser.newContext()).newPage();
  const text = await askOn(elsewhere, `${mailing.url}/entrer`, mailbox);
  await elsewhere.goto('about:blank');
  await elsewhere.goto(found(LINK, text));
  await elsewhere.getByRole('button', { name: 'Entrer comme Camille Durand' }).click();
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Portefeuille');

  await page.getByRole('button', { name: /Mon compte/ }).click();
  await page.getByRole('menuitem', { name: 'Mes accès' }).click();
  // The one of the set-up, and the two of this test.
  const sessions = page.getByRole('list', { name: 'Sessions ouvertes' }).getByRole('listitem');
  await expect(sessions).toHaveCount(3);
  await expectAccessible(page);
  const others = sessions.filter({ hasNotText: 'Ce navigateur' });
  await others.first().getByRole('button', { name: 'Fermer' }).click();
  await expect(sessions).toHaveCount(2);
  await others.first().getByRole('button', { name: 'Fermer' }).click();
  await expect(sessions).toHaveCount(1);
  await elsewhere.reload();
  await expect(elsewhere.getByLabel('Votre adresse électronique')).toBeVisible();
  await elsewhere.context().close();

  await page.goto(example.partner.url);
  await expect(page.getByText(/tient déjà la session de Camille Durand/)).toBeVisible();
  await page.getByRole('button', { name: 'Rester en tant que Camille Durand' }).click();
  await expect(page.getByRole('button', { name: 'Mon compte : Camille Durand' })).toBeVisible();
});

test('a guest invited by mail writes after a code, and is told when their access ends while they type', async ({
  browser,
  mailing,
  mailbox,
  example,
}) => {
  const pilote = await enter(await browser.newContext(), example.unml.url);
  await expect(textOf(pilote)).toBeVisible();
  await pilote.getByRole('button', { name: 'Inviter' }).click();
  await pilote.getByLabel('Prénom et nom').fill('Inès Moreau');
  await pilote.getByLabel('Adresse électronique').fill('ines.moreau@ateliers.example');
  await pilote.getByLabel('Organisation représentée').fill('Fédération des Ateliers');
  await pilote.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await expect(pilote.getByText(/L’invitation est partie/)).toBeVisible();
  await pilote.getByRole('button', { name: 'Terminer' }).click();

  expect(mailbox.received.at(-1)?.to).toBe('ines.moreau@ateliers.example');
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(found(LINK, mailbox.received.at(-1)?.text ?? ''));
  await expect(guest.getByText('i•••@ateliers.example')).toBeVisible();
  await expect.poll(() => mailbox.received.length).toBe(2);
  await guest.getByLabel('Code à six chiffres').fill(found(CODE, mailbox.received.at(-1)?.text ?? ''));
  await guest.getByRole('button', { name: 'Entrer', exact: true }).click();
  await expect(textOf(guest)).toBeVisible({ timeout: 30_000 });

  const paragraph = blockOf(guest, /\p{L}{4}.*\./u);
  await typeAtEnd(paragraph, ' Vu par Inès.');
  await expectSaved(guest);
  await expect(textOf(pilote)).toContainText('Vu par Inès.');

  await pilote.getByRole('button', { name: 'Autres actions' }).click();
  await pilote.getByRole('menuitem', { name: 'Participants' }).click();
  await pilote.getByRole('button', { name: 'Retirer l’accès d’Inès Moreau' }).click();
  await expectAccessible(pilote);
  // The last words are under way when the access ends: the server never gets them.
  await guest.evaluate(() => {
    WebSocket.prototype.send = () => undefined;
  });
  await typeAtEnd(paragraph, ' Encore un mot', 20);
  await pilote.getByRole('button', { name: 'Retirer l’accès', exact: true }).click();
  const told = guest.getByRole('alert');
  await expect(told).toContainText('Votre accès à cet acte a pris fin');
  await expect(told).toContainText('Ce que vous avez écrit reste affiché et gardé dans ce navigateur');
  await expect(textOf(guest)).toHaveAttribute('contenteditable', 'false');
  await expect(textOf(guest)).toContainText('Encore un mot');
  await expect(textOf(pilote)).not.toContainText('Encore un mot');
  await guest.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await told.getByRole('button', { name: 'Copier mon texte' }).click();
  await expect
    .poll(() => guest.evaluate(() => navigator.clipboard.readText()))
    .toContain('Vu par Inès. Encore un mot');
  await guest.goto(`${mailing.url}/actes/${example.unml.actId}`);
  await expect(guest.getByText('Cet acte n’existe pas, ou ne vous est pas ouvert')).toBeVisible();
  await guest.context().close();
  await pilote.context().close();
});

test('one comes in by an OpenID Connect provider', async ({ page }) => {
  const port = await freePort();
  const home = `http://localhost:${port}`;
  const provider = await startProvider([`${home}/api/oidc/retour`], {
    camille: { sub: 'camille', email: CAMILLE, verified: true },
  });
  const server = await startServer({
    port,
    env: {
      LOG_LEVEL: 'warn',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: 'le compte UNML',
    },
  });
  await installExample(server);
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Entrer avec le compte UNML' }).click();
  await page.locator('input[name="login"]').fill('camille');
  await page.locator('input[name="password"]').fill('x');
  await page.locator('button[type="submit"]').click();
  await page.locator('button[type="submit"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Portefeuille');
  await expect(page.getByRole('button', { name: 'Mon compte : Camille Durand' })).toBeVisible();
  await server.dispose();
  await provider.close();
});
