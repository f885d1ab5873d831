import { enter, textOf } from './act.ts';
import { expectAccessibleInBothSchemes } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.describe('axe, in both schemes', () => {
  test('set-up, and the links it gives', async ({ page, server }) => {
    await page.goto(await server.setupLink());
    await expect(page.getByRole('button', { name: 'Installer et commencer' })).toBeVisible();
    await expectAccessibleInBothSchemes(page);
    await page.getByRole('button', { name: 'Installer et commencer' }).click();
    await expectAccessibleInBothSchemes(page);
    await page.getByLabel('Dénomination').fill('Une organisation');
    await page.getByLabel('Prénom et nom').fill('Une Personne');
    await page.getByLabel('Adresse électronique').fill('personne@exemple.example');
    await page.getByRole('button', { name: 'Installer et commencer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Clausier est prêt');
    await expectAccessibleInBothSchemes(page);
  });

  test.describe('on a server in use', () => {
    test.use({ oneServer: true });

    test('entry, portfolio, new convention, import, unknown page', async ({ page, server, links }) => {
      await page.goto(`${server.url}/entrer#${'x'.repeat(43)}`);
      await expect(page.getByRole('alert')).toBeVisible();
      await expectAccessibleInBothSchemes(page);
      // Another link in the same tab is only a change of fragment: leave the page first.
      await page.goto('about:blank');
      await page.goto(links.unml.url);
      await expect(textOf(page)).toBeVisible();
      for (const path of ['/', '/actes/nouveau', '/actes/importer', '/nulle-part']) {
        await page.goto(server.url + path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expectAccessibleInBothSchemes(page);
      }
    });

    test('the act, its panels and its dialogs', async ({ browser, links }) => {
      const page = await enter(await browser.newContext(), links.unml.url);
      await expect(textOf(page).locator('[data-bloc="intitule"]').first()).toBeVisible();
      await expectAccessibleInBothSchemes(page);
      for (const tab of [/Contrôles/, 'Variables', 'Termes']) {
        await page.getByRole('tab', { name: tab }).click();
        await expectAccessibleInBothSchemes(page);
      }
      await page.getByRole('button', { name: 'Raccourcis clavier' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectAccessibleInBothSchemes(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Rechercher et remplacer' }).click();
      await expectAccessibleInBothSchemes(page);
      await page.context().close();
    });
  });
});

test.describe('on a phone, 390 px wide', () => {
  test.use({ oneServer: true });

  test('every screen fits, and the act can be read and written', async ({ browser, server, links }) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const page = await enter(context, links.unml.url);
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    await expect.poll(fits).toBe(true);
    const paragraph = textOf(page).locator('[data-bloc="alinea"]').first();
    await paragraph.tap();
    await page.keyboard.type('Depuis un téléphone. ');
    await expect(textOf(page)).toContainText('Depuis un téléphone.');
    await page.getByRole('button', { name: 'Sommaire' }).tap();
    await expect(page.getByRole('tree', { name: 'Sommaire' })).toBeVisible();
    await page.getByRole('treeitem').last().tap();
    await expect(page.getByRole('tree', { name: 'Sommaire' })).toBeHidden();
    for (const path of ['/', '/actes/nouveau', '/actes/importer']) {
      await page.goto(server.url + path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect.poll(fits).toBe(true);
    }
    await context.close();
  });
});
