import type { Page } from '@playwright/test';
import { blockOf, caretIn, expectSaved, textOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const SUIVI = 'Un comité se réunit';

async function choose(page: Page, menu: string, item: string | RegExp): Promise<void> {
  await page.getByRole('toolbar', { name: 'Mise en forme' }).getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
}

/** The same, for a command after which one goes on typing: the caret must have come back to the text. */
async function chooseThenType(page: Page, menu: string, item: string | RegExp, words: string): Promise<void> {
  await choose(page, menu, item);
  await expect(textOf(page)).toBeFocused();
  await page.keyboard.type(words);
}

test('footnote: called in the text, written at its foot, numbered by the order of calls', async ({ two }) => {
  const { unml, partner } = two;
  await caretIn(blockOf(unml, SUIVI));
  await chooseThenType(unml, 'Insérer', /Note de bas de page/, 'Le comité siège à Lyon.');
  const added = (page: Page) =>
    textOf(page).locator('[data-bloc="note"]').filter({ hasText: 'siège à Lyon' });
  await expect(added(unml)).toHaveAttribute('data-numero', /^2/);
  await expect(blockOf(unml, SUIVI).locator('[data-inline="appelNote"]')).toHaveText('2');
  await expect(added(partner)).toHaveAttribute('data-numero', /^2/);

  // A call set before the first takes its number, and the others follow.
  await caretIn(blockOf(partner, 'Les deux organisations accompagnent'), 0);
  await chooseThenType(partner, 'Insérer', /Note de bas de page/, 'Au premier jour.');
  await expect(added(unml)).toHaveAttribute('data-numero', /^3/);
  await expect(blockOf(unml, SUIVI).locator('[data-inline="appelNote"]')).toHaveText('3');
  await expectSaved(unml);
  await expectSaved(partner);
});

test('table: inserted, filled cell by cell with the keyboard, seen by the partner', async ({ two }) => {
  const { unml, partner } = two;
  await caretIn(blockOf(unml, SUIVI));
  await unml.keyboard.press('Enter');
  await chooseThenType(unml, 'Tableau', 'Insérer un tableau', 'Action');
  await unml.keyboard.press('Tab');
  await unml.keyboard.type('Calendrier');
  const table = textOf(partner).locator('table').last();
  await expect(table.getByRole('columnheader', { name: 'Action' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Calendrier' })).toBeVisible();
  await choose(unml, 'Tableau', 'Ajouter une ligne au-dessous');
  await expect(table.getByRole('row')).toHaveCount(4);
  await expectSaved(unml);
});

test('variable: created once, used twice, changed everywhere at once and for everyone', async ({ two }) => {
  const { unml, partner } = two;
  await caretIn(blockOf(unml, SUIVI));
  await choose(unml, 'Insérer', /Variable…/);
  const dialog = unml.getByRole('dialog', { name: 'Insérer une variable' });
  await dialog.getByLabel('Nom de la variable').fill('Ville du comité');
  await dialog.getByLabel('Valeur').fill('Lyon');
  await dialog.getByRole('button', { name: 'Insérer' }).click();
  await expect(blockOf(unml, SUIVI).locator('[data-inline="variable"]')).toHaveText('Lyon');

  await caretIn(blockOf(unml, 'La convention est conclue'));
  await choose(unml, 'Insérer', /Variable…/);
  await expect(dialog.getByRole('combobox', { name: 'Variable' })).toHaveValue('Ville du comité');
  await dialog.getByRole('button', { name: 'Insérer' }).click();
  const shown = textOf(unml).locator('[data-inline="variable"]');
  await expect(shown).toHaveText(['Lyon', 'Lyon']);

  await partner.getByRole('tab', { name: 'Variables' }).click();
  await partner.getByRole('textbox', { name: 'Ville du comité' }).fill('Dijon');
  await partner.keyboard.press('Enter');
  await expect(shown).toHaveText(['Dijon', 'Dijon']);
  await expectSaved(partner);
});

test('search and replace: every place, accents and spaces alike, in one undo', async ({ unml }) => {
  await caretIn(blockOf(unml, SUIVI));
  await unml.keyboard.press('ControlOrMeta+f');
  await unml.getByRole('textbox', { name: 'Rechercher' }).fill('la federation');
  await expect(textOf(unml).locator('.trouve')).not.toHaveCount(0);
  const places = await textOf(unml).locator('.trouve').count();
  await unml.getByRole('textbox', { name: 'Remplacer par' }).fill('la Ligue');
  await unml.getByRole('button', { name: 'Tout remplacer' }).click();
  await expect(textOf(unml).getByText('la Ligue')).not.toHaveCount(0);
  await expect(textOf(unml)).not.toContainText('La Fédération propose');
  expect(places).toBeGreaterThan(1);
  await unml.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect(textOf(unml)).toContainText('La Fédération propose');
  await expectSaved(unml);
});
