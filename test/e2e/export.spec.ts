import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { textOf } from './act.ts';
import { expectFits, expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const format = (page: Page, name: string) => page.getByRole('radio', { name });

/** Takes the file that the screen offers. @returns its name and bytes */
async function download(page: Page, label: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: label }).click();
  const file = await started;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('the present text is exported as a PDF and as a page, seen before it is kept, also on a phone', async ({
  unml,
  act,
}) => {
  await unml.setViewportSize({ width: 1440, height: 900 });
  await unml.goto(act.address);
  await expect(textOf(unml)).toBeVisible();
  await unml.getByRole('button', { name: 'Autres actions' }).click();
  await unml.getByRole('menuitem', { name: 'Exporter' }).click();
  await expect(unml.getByRole('heading', { level: 1, name: 'Exporter' })).toBeVisible();
  await expect(unml.getByRole('region', { name: 'Aperçu' }).locator('iframe')).toBeVisible();
  const pdf = await download(unml, /^Télécharger \(PDF, \d+/);
  expect(pdf.name).toMatch(/ – Texte du .+\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');

  await format(unml, 'Page web').click();
  const frame = unml.frameLocator('iframe[title="Aperçu du texte"]');
  await expect(frame.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(frame.locator('.mention')).toHaveText('Projet');
  const page = await download(unml, /^Télécharger \(Page web, /);
  expect(page.bytes.toString()).toContain((await frame.locator('h1').textContent()) ?? '-');

  await format(unml, 'Texte brut').click();
  await expect(unml.getByRole('region', { name: 'Texte exporté' })).toContainText('Projet · ');
  await expectSoundInBothViews(unml);
  // Now on a phone, where a PDF shows as a page.
  await format(unml, 'PDF').click();
  await expect(frame.locator('h1')).toBeVisible();
  await expectFits(unml);
});

test('a version is exported from the list of versions; what cannot be read is told', async ({
  unml,
  act,
}) => {
  await unml.goto(`${act.address}/versions`);
  await unml.getByRole('button', { name: 'Nommer le texte actuel' }).click();
  await unml.getByLabel('Nom de la version').fill('Proposée au bureau');
  await unml.getByRole('button', { name: 'Enregistrer' }).click();
  await unml.getByRole('button', { name: /^Autres actions sur « Proposée au bureau »/ }).click();
  await unml.getByRole('menuitem', { name: 'Exporter cette version' }).click();
  await expect(unml.getByRole('combobox', { name: 'Texte' })).toHaveValue(/^Proposée au bureau – /);
  await format(unml, 'Markdown').click();
  await expect(unml.getByRole('region', { name: 'Texte exporté' })).toContainText('Proposée au bureau');
  const { name } = await download(unml, /^Télécharger \(Markdown, /);
  expect(name).toMatch(/ – Version \d+ – Proposée au bureau\.md$/);

  await unml.goto(`${act.address}/exporter?etat=seq-999999&format=txt`);
  await expect(unml.getByRole('alert').first()).toContainText('Cet état de l’acte n’existe pas');
});
