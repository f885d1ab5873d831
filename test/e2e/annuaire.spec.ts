import { expectAccessible, expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { enterAsPartner, setUpHouse } from './house.ts';

test('a sheet is completed, a wrong SIREN told where it stands, a new figure kept beside the old', async ({
  browser,
  server,
}) => {
  const { administrator: page } = await setUpHouse(browser, server);
  await page.goto(`${server.url}/`);
  await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'Annuaire' }).click();
  await page.getByRole('searchbox', { name: 'Chercher une organisation' }).fill('unml');
  await page.getByRole('link', { name: 'Union nationale des Missions Locales' }).click();
  await page.getByRole('link', { name: 'Modifier la fiche' }).click();
  await page.getByLabel('SIREN').fill('123 456 789');
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await expect(page.getByLabel('SIREN')).toBeFocused();
  await expect(page.getByText('clé de contrôle')).toBeVisible();
  await page.getByLabel('SIREN').fill('732 829 320');
  const person = page.getByRole('group', { name: 'Représentant 1' });
  await person.getByLabel('Mandat depuis le').fill('2024-06-01');
  await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await expect(page.getByText('732 829 320')).toBeVisible();
  await expect(page.getByText('depuis le 1er juin 2024')).toBeVisible();

  for (const [button, valeur, date] of [
    ['Ajouter un fait', '13 000', '2022-01-01'],
    ['Nouvelle valeur : Salariés du réseau', '16 200', '2025-01-01'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    const dialog = page.getByRole('dialog');
    if (button === 'Ajouter un fait') await dialog.getByLabel('Ce qui est compté').fill('Salariés du réseau');
    await dialog.getByLabel('Valeur', { exact: true }).fill(valeur);
    await dialog.getByLabel('Vraie au').fill(date);
    await dialog.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(dialog).toBeHidden();
  }
  const facts = page.getByRole('region', { name: 'Chiffres et faits datés' });
  await expect(facts.getByText('16 200')).toBeVisible();
  await facts.getByText('Une autre valeur').click();
  await expect(facts.getByText('13 000')).toBeVisible();
  await page.context().close();
});

test('two people save one sheet: nothing is lost, the second chooses', async ({ browser, server }) => {
  const { administrator: first } = await setUpHouse(browser, server);
  await first.goto(`${server.url}/annuaire`);
  await first.getByRole('link', { name: 'Union nationale des Missions Locales' }).click();
  await first.getByRole('link', { name: 'Modifier la fiche' }).click();
  await expect(first.getByLabel('Siège')).not.toHaveValue('');
  const second = await first.context().newPage();
  await second.goto(first.url());
  await second.getByLabel('Siège').fill('2 rue Nouvelle, 75010 Paris');
  await second.getByLabel('Forme juridique').fill('association');
  await second.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await expect(second.getByText('2 rue Nouvelle')).toBeVisible();

  await first.getByLabel('Siège').fill('3 rue Autre, 75010 Paris');
  await first.getByLabel('Sigle').fill('L’UNML');
  await first.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  const alert = first.getByRole('alert');
  await expect(alert).toContainText('Repris de l’autre modification : Forme juridique');
  await expect(alert).toContainText('2 rue Nouvelle');
  await expectAccessible(first);
  await alert.getByRole('button', { name: 'Garder ma saisie' }).click();
  await first.getByRole('button', { name: 'Enregistrer la fiche' }).click();
  await expect(first.getByText('3 rue Autre, 75010 Paris')).toBeVisible();
  await expect(first.getByText('association', { exact: true })).toBeVisible();
  await first.context().close();
});

test('an organisation is added, not twice; a partner reads the sheets of others without changing them', async ({
  browser,
  server,
}) => {
  const house = await setUpHouse(browser, server);
  const page = house.administrator;
  await page.goto(`${server.url}/annuaire/nouvelle`);
  await page.getByLabel('Dénomination').fill('regions de  france');
  await page.getByRole('button', { name: 'Ajouter à l’annuaire' }).click();
  await expect(page.getByRole('alert')).toContainText('Régions de France');
  await page.getByLabel('Dénomination').fill('Fédération des Ateliers');
  await page.getByRole('button', { name: 'Ajouter à l’annuaire' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fédération des Ateliers');
  await expect(page.getByText('qui signe')).toBeVisible();

  const partner = await enterAsPartner(browser, house);
  await partner.goto(`${server.url}/annuaire`);
  await partner.getByRole('link', { name: 'Union nationale des Missions Locales' }).click();
  await expect(partner.getByRole('heading', { name: 'Identité' })).toBeVisible();
  await expect(partner.getByRole('link', { name: 'Modifier la fiche' })).toBeHidden();
  await page.context().close();
  await partner.context().close();
});

test('axe on the annuaire, light and wide, dark and on a phone', async ({ browser, server }) => {
  const { administrator: page } = await setUpHouse(browser, server);
  const settle = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectSoundInBothViews(page);
  };
  await page.goto(`${server.url}/annuaire`);
  await settle();
  await page.getByRole('searchbox').fill('introuvable');
  await expectSoundInBothViews(page);
  await page.getByRole('button', { name: 'Tout montrer' }).click();
  await page.getByRole('link', { name: 'Union nationale des Missions Locales' }).click();
  await settle();
  const sheet = page.url();
  await page.getByRole('button', { name: 'Ajouter un fait' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectSoundInBothViews(page);
  for (const path of [
    `${sheet}/modifier`,
    `${server.url}/annuaire/nouvelle`,
    `${server.url}/annuaire/nulle`,
  ]) {
    await page.goto(path);
    await settle();
  }
  await page.context().close();
});
