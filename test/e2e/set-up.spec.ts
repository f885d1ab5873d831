import { installExample } from '../support/start-server.ts';
import { textOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test('set-up page, with the example: both links open the same act', async ({ browser, page, server }) => {
  await page.goto(await server.setupLink());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bienvenue dans Clausier');
  await page.getByLabel('Dénomination').fill('Union nationale des missions locales');
  await page.getByLabel('Sigle').fill('UNML');
  await page.getByLabel('Prénom et nom').fill('Camille Durand');
  await page.getByLabel('Adresse électronique').fill('camille.durand@unml.example');
  await expect(page.getByLabel('Commencer avec l’exemple')).toBeChecked();
  await page.getByRole('button', { name: 'Installer et commencer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clausier est prêt');

  const fields = await page.getByLabel(/^Lien personnel (?:de |d’)/).all();
  const urls = await Promise.all(fields.map((field) => field.inputValue()));
  expect(urls.length).toBeGreaterThanOrEqual(2);
  const texts = [];
  for (const url of urls.slice(0, 2)) {
    const context = await browser.newContext();
    const opened = await context.newPage();
    await opened.goto(url);
    await expect(textOf(opened)).toContainText(/Article|Axe|ENTRE/i);
    texts.push(await textOf(opened).textContent());
    await context.close();
  }
  expect(texts[0]).toBe(texts[1]);
});

test('set-up page says what is missing, and refuses a wrong link', async ({ page, server }) => {
  await page.goto(await server.setupLink());
  await page.getByRole('button', { name: 'Installer et commencer' }).click();
  await expect(page.getByText('Indiquez la dénomination de votre organisation.')).toBeVisible();
  await expect(page.getByLabel('Dénomination')).toBeFocused();

  await page.goto(`${server.url}/installation#${'x'.repeat(43)}`);
  await page.getByLabel('Dénomination').fill('Une organisation');
  await page.getByLabel('Prénom et nom').fill('Une Personne');
  await page.getByLabel('Adresse électronique').fill('personne@exemple.example');
  await page.getByRole('button', { name: 'Installer et commencer' }).click();
  await expect(page.getByRole('alert')).toContainText('n’est pas le bon');
});

test('the set-up link works once', async ({ page, server }) => {
  const link = await server.setupLink();
  await installExample(server);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clausier est déjà installé');
});

test.describe('on a server in use', () => {
  test.use({ oneServer: true });

  test('a bad personal link, an unknown page and an unknown act each say what to do', async ({
    page,
    server,
    links,
  }) => {
    await page.goto(`${server.url}/entrer#${'x'.repeat(43)}`);
    await expect(page.getByRole('alert')).toContainText('n’est plus valable');
    // Another link in the same tab is only a change of fragment: leave the page first.
    await page.goto('about:blank');
    await page.goto(`${server.url}/entrer#court`);
    await expect(page.getByRole('alert')).toContainText('incomplet');
    await page.goto(`${server.url}/nulle-part`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page introuvable');

    await page.goto(links.unml.url);
    await expect(textOf(page)).toBeVisible();
    await page.goto(`${server.url}/actes/act_00000000000000000000000000`);
    await expect(page.getByText('Cet acte n’existe pas, ou ne vous est pas ouvert')).toBeVisible();
  });
});
