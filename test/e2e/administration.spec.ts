import { readFileSync } from 'node:fs';
import { personWithDe } from '#shared/document/names.ts';
import { textOf } from './act.ts';
import { expectAccessible, expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { enterAsPartner, setUpHouse } from './house.ts';

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

test('the house’s administrateur sees how the server is, tests its mail and journals, and ends a session', async ({
  browser,
  server,
}) => {
  const house = await setUpHouse(browser, server);
  const page = house.administrator;
  const partner = await enterAsPartner(browser, house);
  await page.goto(`${server.url}/`);
  await page.getByRole('button', { name: 'Mon compte' }).click();
  await page.getByRole('menuitem', { name: 'Administration du serveur' }).click();
  await expect(page.getByText('Taille de la base')).toBeVisible();
  await expect(page.getByText('Modifications par seconde')).toBeVisible();
  await page.getByRole('button', { name: 'M’envoyer un message d’essai' }).click();
  await expect(page.getByText('est resté sur ce serveur')).toBeVisible();
  await page.getByRole('button', { name: 'Vérifier les journaux' }).click();
  await expect(page.getByText(/journaux sont intacts/)).toBeVisible();
  await expectSoundInBothViews(page);

  const link = house.links.find(({ organisation, role }) => organisation !== 'UNML' && role === 'redacteur');
  await page.getByLabel('Chercher une personne').fill(link?.person ?? '');
  await page.getByRole('button', { name: `Fermer les sessions ${personWithDe(link?.person ?? '')}` }).click();
  await expect(
    page.getByText(`Les sessions ${personWithDe(link?.person ?? '')} sont fermées.`),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /Fermer les sessions/ })).toHaveCount(0);
  await partner.goto(`${server.url}/`);
  await expect(partner.getByRole('button', { name: 'Mon compte' })).toHaveCount(0);
  await page.context().close();
  await partner.context().close();
});

test('one takes away what the server holds on oneself, is told what stands against an erasure, and is erased', async ({
  browser,
  server,
}) => {
  const house = await setUpHouse(browser, server);
  const page = house.administrator;
  await page.goto(`${server.url}/mes-donnees`);
  await expect(page.getByRole('alert')).toContainText('aucun autre administrateur');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(file).toContain('camille.durand@unml.example');

  const partner = await enterAsPartner(browser, house);
  await partner.goto(`${server.url}/mes-donnees`);
  await expect(partner.getByText('Vous n’avez rien signé ici.')).toBeVisible();
  await expectSoundInBothViews(partner);
  await partner.getByRole('button', { name: 'Effacer mes données…' }).click();
  const dialog = partner.getByRole('dialog');
  await dialog.getByLabel('Recopiez votre adresse').fill('autre@exemple.example');
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click();
  await expect(dialog.getByText('Ce n’est pas la même adresse')).toBeVisible();
  await expectAccessible(partner);
  const email = (await dialog.locator('[class*="description"]').first().textContent()) ?? '';
  await dialog.getByLabel('Recopiez votre adresse').fill(email);
  await dialog.getByRole('button', { name: 'Effacer définitivement' }).click();
  await expect(partner.getByRole('button', { name: 'Mon compte' })).toHaveCount(0);
  await page.context().close();
  await partner.context().close();
});

test('members, logo and guests on a sheet; its new seat proposes itself to a draft, and is taken', async ({
  browser,
  server,
}) => {
  const { administrator: page, links } = await setUpHouse(browser, server);
  await page.goto(`${server.url}/annuaire`);
  await page.getByRole('link', { name: 'Union nationale des Missions Locales' }).click();
  await page.getByLabel('Prénom et nom').fill('Lou Martin');
  await page.getByLabel('Adresse électronique').fill('lou.martin@unml.example');
  await page.getByRole('button', { name: 'Ajouter ce membre' }).click();
  await expect(page.getByRole('list', { name: 'Membres' })).toContainText('Lou Martin');

  const choose = page.locator('input[type="file"]');
  await choose.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: SVG });
  await expect(page.getByRole('alert')).toContainText('SVG');
  await choose.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PIXEL });
  await expect(page.getByRole('img', { name: /^Logo de/ })).toBeVisible();
  await expectSoundInBothViews(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  // Whoever came in through this organisation, with what they hold: all of it ends at once, for one or for all.
  const act = links.find(({ organisation }) => organisation === 'UNML') ?? links[0];
  for (const [rank, guest] of ['Ada Perrin', 'Basile Roy'].entries()) {
    const invited = await page.context().request.post(`${server.url}/api/acts/${act?.actId}/links`, {
      headers: { origin: server.url },
      data: {
        person: { name: guest, email: `invite${rank}@essai.example` },
        organisation: 'Cabinet d’essai',
        role: 'lecteur',
      },
    });
    expect(invited.ok(), await invited.text()).toBe(true);
  }
  await page.reload();
  const guests = page.getByRole('region', { name: 'Accès de personnes extérieures' });
  const name = (await guests.getByRole('listitem').first().locator('p').first().textContent()) ?? '';
  await guests.getByRole('button', { name: `Mettre fin aux accès ${personWithDe(name)}` }).click();
  await expect(guests.getByRole('button', { name: 'Mettre fin à tous ses accès' })).toBeVisible();
  await guests.getByRole('button', { name: 'Annuler' }).click();
  await guests.getByRole('button', { name: 'Mettre fin à tous les accès…' }).click();
  const ending = page.getByRole('dialog', { name: /Mettre fin à tous les accès/ });
  await expect(ending).toContainText('2 personnes de l’extérieur n’auront plus accès à');
  await expectSoundInBothViews(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await ending.getByRole('button', { name: 'Mettre fin aux accès de 2 personnes' }).click();
  await expect(guests.getByRole('status')).toContainText('Les accès de 2 personnes à');
  await expect(guests.getByRole('listitem')).toHaveCount(0);

  await page.getByRole('link', { name: 'Modifier la fiche' }).click();
  await page.getByLabel('Siège').fill('9 rue Toute Neuve, 75010 Paris');
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await expect(page.getByText('9 rue Toute Neuve')).toBeVisible();

  await page.goto(`${server.url}/actes/${act?.actId}`);
  const banner = page.getByRole('region', { name: 'Proposition de l’annuaire' });
  await expect(banner).toContainText('a changé de siège');
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Mettre à jour' }).click();
  await expect(banner).toHaveCount(0);
  await expect(textOf(page)).toContainText('9 rue Toute Neuve');
  // Another draft keeps what it says: it is not asked again.
  const other = links.find(({ actId }) => actId !== act?.actId);
  await page.goto(`${server.url}/actes/${other?.actId}`);
  await banner.getByRole('button', { name: 'Garder' }).click();
  await expect(banner).toHaveCount(0);
  // Both sides of the question are known when nothing is asked.
  const known = ['/propositions', '/api/organisations'].map((end) =>
    page.waitForResponse((answer) => answer.url().endsWith(end)),
  );
  await page.reload();
  await Promise.all(known);
  await expect(textOf(page)).toBeVisible();
  await expect(banner).toHaveCount(0);
  await page.context().close();
});
