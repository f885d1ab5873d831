import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { blockOf, enter, expectSaved, headingOf, textOf, typeAtEnd } from './act.ts';
import { expect, test } from './fixtures.ts';
import { CONVENTION } from './texts.ts';

test.use({ oneServer: true });

const CORPUS = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'cma-france.txt');
const REAL = existsSync(CORPUS);

/** Gives a file to the import screen, as if chosen from the disk, and sends it. */
async function importFile(page: Page, path: string): Promise<void> {
  await page.goto(new URL('/actes/importer', page.url()).href);
  await page.locator('input[type="file"]').setInputFiles(path);
}

const send = (page: Page) => page.getByRole('button', { name: 'Créer l’acte' });

const squeezed = (text: string) => text.replace(/[\s\u00a0\u202f\u2060]+/g, '');

test('a pasted text becomes an act; nothing of it is missing; the partner writes in it; its Word file becomes another', async ({
  two,
  act,
}) => {
  const { unml, partner } = two;
  await expect(headingOf(unml, 'Objet')).toHaveAttribute('data-numero', /^Article\s1/);
  const text = squeezed((await textOf(unml).textContent()) ?? '');
  for (const sentence of CONVENTION.split('\n').filter(
    (line) => /^[A-ZÉ].{40}/.test(line) && !/\[\^1\]/.test(line),
  ))
    expect(text).toContain(squeezed(sentence));
  await typeAtEnd(blockOf(partner, 'Un comité se réunit'), ' Il est présidé à tour de rôle.');
  await expect(blockOf(unml, 'Un comité se réunit')).toContainText('à tour de rôle');
  await expectSaved(partner);

  const answer = await unml.request.get(new URL(`/api/acts/${act.id}/exports/actuel.docx`, act.address).href);
  const file = { name: 'Convention.docx', mimeType: 'application/msword', buffer: await answer.body() };
  await unml.goto(new URL('/actes/importer', act.address).href);
  await unml.locator('input[type="file"]').setInputFiles(file);
  await send(unml).click();
  await expect(headingOf(unml, 'Objet')).toHaveAttribute('data-numero', /^Article\s1/);
  await expect(blockOf(unml, 'Un comité se réunit')).toContainText('à tour de rôle');
  await expect(textOf(unml).locator('[data-bloc="note"]')).toHaveCount(1);
  expect(unml.url()).not.toContain(act.id);
});

test(`a real convention is imported, then written in by two${REAL ? '' : ' (skipped: ../shared/corpus is absent)'}`, async ({
  browser,
  links,
  server,
  api,
}) => {
  test.skip(!REAL, '../shared/corpus is absent');
  const unml = await enter(await browser.newContext(), links.unml.url);
  await importFile(unml, CORPUS);
  await send(unml).click();
  await unml.waitForURL(/\/actes\/act_/);
  await expect(textOf(unml)).toBeVisible();
  await expect(textOf(unml).locator('[data-bloc="intitule"][data-genre="article"]')).toHaveCount(8);

  const id = new URL(unml.url()).pathname.split('/').pop();
  const { url } = await api.invite(id as Parameters<typeof api.invite>[0], {
    person: { name: 'Inès Moreau', email: 'ines.moreau@ateliers.example' },
    organisation: 'CMA France',
    role: 'redacteur',
  });
  const partner = await enter(await browser.newContext(), url);
  const paragraph = (page: Page) => textOf(page).locator('[data-bloc="alinea"]').nth(2);
  await Promise.all([
    typeAtEnd(paragraph(unml), ' Écrit par l’une.'),
    typeAtEnd(textOf(partner).locator('[data-bloc="alinea"]').nth(3), ' Écrit par l’autre.'),
  ]);
  for (const page of [unml, partner]) {
    await expect(textOf(page)).toContainText('Écrit par l’une.');
    await expect(textOf(page)).toContainText('Écrit par l’autre.');
  }
  await expectSaved(unml);
  await expectSaved(partner);
  expect(server.output()).not.toContain('"level":50');
  await unml.context().close();
  await partner.context().close();
});

test('a binary file, an empty text and a file too big are refused at import, each with a sentence', async ({
  browser,
  links,
}, info) => {
  const page = await enter(await browser.newContext(), links.unml.url);
  const told = page.getByRole('alert');
  const file = (name: string, bytes: Buffer) => {
    const path = info.outputPath(name);
    writeFileSync(path, bytes);
    return path;
  };
  await importFile(
    page,
    file('image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1])),
  );
  await expect(told).toContainText('n’est pas un texte lisible');
  await importFile(page, file('vide.txt', Buffer.from('  \n\n')));
  await expect(told).toContainText('vide');
  await importFile(page, file('enorme.txt', Buffer.alloc(49 * 1024 * 1024, 'Une ligne de texte. ')));
  await expect(told).toContainText('enorme.txt');
  await expect(page).toHaveURL(/\/actes\/importer$/);
  await page.context().close();
});
