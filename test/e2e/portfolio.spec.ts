import { blockOf, enter, expectSaved, textOf, typeAtEnd } from './act.ts';
import { enterAsUnml, expect, test } from './fixtures.ts';

test('by keyboard: search, filter, open an act, and come back to the same list', async ({
  server,
  unml: page,
}) => {
  await page.goto(server.url);
  await expect(page).toHaveTitle('Portefeuille – Clausier');
  const search = page.getByRole('searchbox', { name: 'Chercher un acte' });
  await page.keyboard.press('Tab');
  while (!(await search.evaluate((field) => field === document.activeElement)))
    await page.keyboard.press('Tab');
  await page.keyboard.type('introuvable');
  await expect(page.getByText('0 acte sur 3')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Aucun acte ne correspond' })).toBeVisible();
  await page.getByRole('button', { name: 'Tout montrer' }).press('Enter');
  await expect(search).toBeFocused();
  await expect(page.getByText('3 actes')).toBeVisible();

  await page.keyboard.type('ateliers');
  await expect(page.getByText('1 acte sur 3')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Filtrer par état')).toBeFocused();
  await page.keyboard.type('Brou');
  await expect(page).toHaveURL(/cherche=ateliers&etat=brouillon$/);
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/cherche=ateliers$/);
  await page.getByRole('listitem').getByRole('link').press('Enter');
  await expect(textOf(page)).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue('ateliers');
  await expect(page.getByText('1 acte sur 3')).toBeVisible();
});

test.describe('whatever other acts there are', () => {
  test.use({ oneServer: true });

  test('the pilote gives an act its name; what the text prints no longer changes it', async ({
    browser,
    server,
    act,
    unml,
  }) => {
    await unml.getByRole('button', { name: 'Autres actions' }).click();
    await unml.getByRole('menuitem', { name: 'Renommer l’acte' }).click();
    const dialog = unml.getByRole('dialog', { name: 'Renommer l’acte' });
    await dialog.getByLabel('Nom de l’acte').fill('  ');
    await unml.keyboard.press('Enter');
    await expect(dialog.getByText('Indiquez le nom de l’acte.')).toBeVisible();
    await dialog.getByLabel('Nom de l’acte').fill('Rives et Ateliers');
    await unml.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(unml.locator('h1')).toHaveText('Rives et Ateliers');
    await expect(unml).toHaveTitle('Rives et Ateliers – Clausier');
    await expect(unml.getByRole('button', { name: 'Autres actions' })).toBeFocused();

    await typeAtEnd(blockOf(unml, 'Convention de partenariat entre'), ' (projet)');
    await expectSaved(unml);
    await unml.goto(server.url);
    await expect(unml.getByRole('link', { name: 'Rives et Ateliers' })).toBeVisible();

    const partner = await enter(await browser.newContext(), act.partnerLink);
    await expect(partner.locator('h1')).toHaveText('Rives et Ateliers');
    await expect(textOf(partner)).toContainText('(projet)');
    await partner.getByRole('button', { name: 'Autres actions' }).click();
    await expect(partner.getByRole('menuitem', { name: 'Imprimer' })).toBeVisible();
    await expect(partner.getByRole('menuitem', { name: 'Renommer l’acte' })).toHaveCount(0);
    await partner.context().close();
  });

  test('many parties are counted, and nothing sticks out of a phone', async ({
    browser,
    server,
    api,
    act,
  }) => {
    const names = Array.from({ length: 9 }, (_, rank) => `Communauté de communes du Pays numéro ${rank + 1}`);
    const parties = names.map((name) => `La ${name},`).join('\n\nEt\n\n');
    await api.importText(
      `# ${'Anticonstitutionnellement'.repeat(6)}\n\nEntre\n\n${parties}\n\n## Article 1 – Objet\n\nAgir.`,
    );
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await enterAsUnml(context, act);
    await page.goto(server.url);
    await expect(page.getByText('et 4 autres')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});
