import type { Page } from '@playwright/test';
import { blockOf, caretIn, enter, expectSaved, textOf, wordsOf } from './act.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const PARAGRAPH = 'est conclue pour';

const panel = (page: Page) => page.getByRole('tabpanel', { name: /Contrôles/ });
const findingOf = (page: Page, words: string | RegExp) =>
  panel(page).getByRole('listitem').filter({ hasText: words });

/** Types a sentence at the end of the paragraph on the durée, with letters and figures at odds. */
async function typeMistake(page: Page): Promise<void> {
  await caretIn(blockOf(page, PARAGRAPH));
  await page.keyboard.type(' Un préavis de deux (3) mois est dû.');
}

test('a finding appears as one types, is corrected from the panel while the partner types in the same paragraph, and undone', async ({
  two,
}) => {
  const { unml, partner } = two;
  const before = await wordsOf(blockOf(unml, PARAGRAPH));
  await typeMistake(unml);
  const finding = findingOf(unml, 'ne disent pas le même nombre');
  await expect(finding).toBeVisible();
  await expect(unml.getByRole('tab', { name: /Contrôles/ })).toContainText(/\d/);
  await expect(blockOf(partner, PARAGRAPH)).toContainText('deux (3) mois');

  await caretIn(blockOf(partner, PARAGRAPH), 0);
  const theirs = 'Sauf accord contraire entre elles, ';
  await Promise.all([
    partner.keyboard.type(theirs, { delay: 20 }),
    finding.getByRole('button', { name: 'Corriger' }).click(),
  ]);
  await expectSaved(unml);
  await expectSaved(partner);
  const whole = `${theirs}${before} Un préavis de deux (2) mois est dû.`;
  for (const page of [unml, partner]) await expect.poll(() => wordsOf(blockOf(page, PARAGRAPH))).toBe(whole);
  await expect(finding).toHaveCount(0);

  await unml.getByRole('button', { name: 'Annuler', exact: true }).click();
  for (const page of [unml, partner])
    await expect.poll(() => wordsOf(blockOf(page, PARAGRAPH))).toBe(whole.replace('(2)', '(3)'));
});

test('« Aller au passage » selects the words, by keyboard too; the count is read out', async ({ unml }) => {
  await typeMistake(unml);
  const finding = findingOf(unml, 'ne disent pas le même nombre');
  await finding.getByRole('button', { name: 'Aller au passage' }).focus();
  await unml.keyboard.press('Enter');
  await expect.poll(() => unml.evaluate(() => window.getSelection()?.toString())).toBe('deux (3)');
  await expect(panel(unml).locator('[aria-live="polite"]')).toHaveText(/\d+ contrôles? en attente/);
  await expect(panel(unml).getByRole('list').first()).toBeVisible();
});

test('a text without anything to say shows so', async ({ browser, api, server, links }) => {
  const id = await api.importText('Note\n\nRien.');
  const page = await enter(await browser.newContext(), links.unml.url);
  await page.goto(`${server.url}/actes/${id}`);
  const text = textOf(page);
  await expect(text).toBeVisible();
  await text.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await expect(panel(page).getByText('Aucun contrôle en attente')).toBeVisible();
  await page.context().close();
});

for (const width of [1440, 390])
  test(`the panel is accessible and fits, ${width} px wide`, async ({ browser, act, links }) => {
    const context = await browser.newContext({ viewport: { width, height: 844 } });
    const page = await enter(context, links.unml.url);
    await page.goto(act.address);
    await expect(textOf(page)).toBeVisible();
    if (width < 1000) await page.getByRole('button', { name: 'Panneau' }).click();
    await expect(panel(page).getByRole('listitem').first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    if (width < 1000) {
      await panel(page).getByRole('button', { name: 'Voir où l’ajouter' }).first().click();
      await expect(panel(page)).toHaveCount(0);
    }
    await context.close();
  });
