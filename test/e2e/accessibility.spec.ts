import type { Page } from '@playwright/test';
import { blockOf, caretIn, enter, textOf } from './act.ts';
import { expectAccessible, expectAccessibleInBothSchemes, expectFits } from './axe.ts';
import { enterAsUnml, expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const SUIVI = 'Un comité se réunit';

/** What has the focus, as a person would name it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
  });

test('axe on what opens over an act, in both schemes', async ({ unml: page }) => {
  const opened = async (open: () => Promise<void>, role: 'dialog' | 'menu' = 'dialog') => {
    await open();
    await expect(page.getByRole(role)).toBeVisible();
    await expectAccessibleInBothSchemes(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole(role)).toBeHidden();
  };
  await opened(() => page.getByRole('button', { name: 'Inviter' }).click());
  await opened(() => page.getByRole('button', { name: 'Autres actions' }).click(), 'menu');
  await opened(async () => {
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: 'Renommer l’acte' }).click();
  });
  for (const target of [
    page.getByTestId('etat-enregistrement'),
    page.getByRole('button', { name: /présente/ }),
  ]) {
    await opened(() => target.click());
    await expect(target).toBeFocused();
  }
  for (const keys of ['Control+Alt+KeyR', 'Control+Alt+KeyV', 'Control+Alt+KeyD', 'Control+KeyK'])
    await opened(async () => {
      await caretIn(blockOf(page, SUIVI));
      await page.keyboard.press(keys);
    });
});

test('axe on an act that is read only, refused, cut off, slow or unknown, in both schemes', async ({
  browser,
  api,
  act,
  unml: page,
}) => {
  const { url } = await api.invite(act.id, {
    person: { name: 'Louise Petit', email: 'louise.petit@exemple.example' },
    organisation: 'Ville de Lyon',
    role: 'lecteur',
  });
  const reader = await enter(await browser.newContext(), url);
  await expect(reader.getByText('Lecture seule')).toBeVisible();
  await expectAccessibleInBothSchemes(reader);
  await reader.context().close();

  await page.context().setOffline(true);
  await expect(page.getByTestId('etat-enregistrement')).toContainText('Hors ligne');
  await expectAccessibleInBothSchemes(page);
  await page.context().setOffline(false);

  await page.goto(new URL('/actes/act_01HZZZZZZZZZZZZZZZZZZZZZZZ', act.address).href);
  await expect(page).toHaveTitle('Acte introuvable – Clausier');
  await expectAccessibleInBothSchemes(page);

  const address = `**/api/acts/${act.id}`;
  await page.route(address, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'serveur.erreur', message: 'Panne.', reference: 'réf-42' }),
    }),
  );
  await page.goto(act.address);
  await expect(page.getByText('Référence : réf-42')).toBeVisible();
  await expectAccessibleInBothSchemes(page);
  await page.unroute(address);

  await page.route(address, () => undefined);
  await page.goto(act.address);
  await expect(page.getByRole('heading', { name: 'Ouverture de l’acte' })).toBeVisible();
  await expectAccessibleInBothSchemes(page);
  await page.unroute(address);

  await page.context().clearCookies();
  await page.goto(act.address);
  await expect(page.getByText(/lien personnel/).first()).toBeVisible();
  await expectAccessibleInBothSchemes(page);
});

test('axe on import with its report, and on a portfolio without result', async ({ server, unml: page }) => {
  await page.goto(`${server.url}/actes/importer`);
  await page.getByLabel('… ou collez le texte ici').fill('# Titre\n\n## Article 1 – Objet\n\n<b>Agir</b>');
  await expect(page.getByRole('button', { name: 'Créer l’acte' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${server.url}/?cherche=introuvable`);
  await expect(page.getByRole('heading', { name: 'Aucun acte ne correspond' })).toBeVisible();
  await expectAccessible(page);
});

test('each screen says its language, its name, and begins with a way past its bars', async ({
  server,
  unml: page,
}) => {
  for (const [path, title] of [
    ['/', 'Portefeuille'],
    ['/actes/nouveau', 'Nouvelle convention'],
    ['/actes/importer', 'Importer un texte'],
    ['/nulle-part', 'Page introuvable'],
  ] as const) {
    await page.goto(server.url + path);
    await expect(page).toHaveTitle(`${title} – Clausier`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
    // From the heading, backwards over the bar, to the first stop of the page.
    const skip = page.getByRole('button', { name: 'Aller au contenu' });
    while (!(await skip.evaluate((button) => button === document.activeElement)))
      await page.keyboard.press('Shift+Tab');
    await expect(skip).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  }
});

test('an act by keyboard: past the bars to the text, and back where one was after each dialog', async ({
  unml: page,
}) => {
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Aller au texte');
  await page.keyboard.press('Enter');
  await expect(textOf(page)).toBeFocused();

  const invite = page.getByRole('button', { name: 'Inviter' });
  await invite.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(invite).toBeFocused();
  const menu = page.getByRole('button', { name: 'Autres actions' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Renommer l’acte' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Nom de l’acte')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  await caretIn(blockOf(page, SUIVI));
  await page.keyboard.press('Control+Alt+KeyR');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(textOf(page)).toBeFocused();
});

test('at 200 % on a screen of 1280 px, everything is there and nothing sticks out', async ({
  browser,
  server,
  act,
}) => {
  const context = await browser.newContext({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const page = await enterAsUnml(context, act);
  await expect(textOf(page)).toBeVisible();
  await expectFits(page);
  for (const name of ['Sommaire', 'Panneau']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  for (const path of ['/', '/actes/nouveau', '/actes/importer']) {
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectFits(page);
  }
  await context.close();
});

test('a finger finds targets of 44 px', async ({ browser, server, act }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await enterAsUnml(context, act);
  const small = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], [role="treeitem"], input, select')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.acte'))
        .filter((one) => getComputedStyle(one).clipPath === 'none')
        .map((one) =>
          one.matches('[type="checkbox"], [type="radio"]') ? (one.closest('label') ?? one) : one,
        )
        .filter((one) => one.getBoundingClientRect().height < 43.5)
        .filter((one) => !one.matches('input[type="checkbox"], input[type="radio"]'))
        .map((one) => one.getAttribute('aria-label') ?? one.textContent),
    );
  await expect(textOf(page)).toBeVisible();
  expect(await small()).toEqual([]);
  await page.getByRole('button', { name: 'Sommaire', exact: true }).tap();
  await expect(page.getByRole('tree', { name: 'Sommaire' })).toBeVisible();
  expect(await small()).toEqual([]);
  for (const path of ['/', '/actes/nouveau', '/actes/importer']) {
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await small(), path).toEqual([]);
  }
  await context.close();
});

test('who asked for less motion gets none', async ({ browser, act }) => {
  const page = await enterAsUnml(await browser.newContext({ reducedMotion: 'reduce' }), act);
  await page.getByRole('button', { name: 'Inviter' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(() => document.getAnimations().map((one) => one.id || 'animation'));
  expect(moving).toEqual([]);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
  await page.context().close();
});
