import type { Locator, Page } from '@playwright/test';
import { blockOf, enter, expectSaved, headingOf, textOf } from './act.ts';
import { expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const party = (page: Page, rank: number): Locator =>
  page.getByRole('group', { name: `Partie ${rank}`, exact: true });
const attention = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Ce qui manque ou fait question' });
const create = (page: Page) => page.getByRole('button', { name: 'Créer la convention' });

async function choose(page: Page, modele: string): Promise<void> {
  const card = page.locator('label').filter({ has: page.getByText(modele, { exact: true }) });
  await card.getByRole('radio').check();
}

const organisation = (page: Page, rank: number): Locator =>
  party(page, rank).locator(`[id="champ-partie.p${rank}.denomination"]`);

/** Takes an organisation of the annuaire for a party, found by a few letters, by the keyboard. */
async function pick(page: Page, rank: number, letters: string, name: RegExp): Promise<void> {
  const field = organisation(page, rank);
  await field.fill(letters);
  // The keys choose in the list that is shown: once it holds what the letters leave.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText([name]);
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(party(page, rank)).toContainText(name);
  await expect(page.getByRole('listbox')).toBeHidden();
}

async function addNew(page: Page, rank: number, fields: Readonly<Record<string, string>>): Promise<void> {
  await party(page, rank).getByRole('button', { name: 'Nouvelle organisation' }).click();
  for (const [label, value] of Object.entries(fields)) {
    const field = party(page, rank).getByLabel(label);
    if (label === 'Civilité') await field.selectOption(value);
    else await field.fill(value);
  }
}

const DEPARTEMENTS = {
  Dénomination: 'Assemblée des Départements d’essai',
  Sigle: 'ADE',
  'Forme juridique': 'association régie par la loi du 1er juillet 1901',
  Siège: '6 rue Duguay-Trouin, 75006 Paris',
  Civilité: 'Madame',
  'Représentée par': 'Odile Garnier',
  Qualité: 'Présidente',
};

test('scenario 1: from the modèle, for a départements’ association; the missing litige clause is told', async ({
  browser,
  server,
  links,
}) => {
  const page = await enter(await browser.newContext(), links.unml.url);
  await page.goto(`${server.url}/`);
  await page.getByRole('link', { name: 'Nouvelle convention' }).click();
  await choose(page, 'Convention de partenariat');
  // One’s own organisation is there, as its sheet has it.
  await expect(party(page, 1)).toContainText('54 rue de Paradis, 75010 Paris');
  await addNew(page, 2, DEPARTEMENTS);
  await page.getByRole('checkbox', { name: /^Litiges/ }).uncheck();
  await expect(attention(page)).toContainText('Aucune clause « Litiges »');
  await page.getByRole('textbox', { name: 'Titre' }).fill('Jeunes des départements');

  // Nothing is lost on reload.
  await page.reload();
  await expect(party(page, 2).getByLabel('Siège')).toHaveValue('6 rue Duguay-Trouin, 75006 Paris');
  await expect(page.getByRole('checkbox', { name: /^Litiges/ })).not.toBeChecked();
  await create(page).click();

  const text = textOf(page);
  await expect(text).toContainText('Assemblée des Départements d’essai');
  await expect(text).toContainText('6 rue Duguay-Trouin, 75006 Paris');
  await expect(text).toContainText('54 rue de Paradis, 75010 Paris');
  await expect(text).toContainText('Odile Garnier');
  // A feminine president, in her paragraph.
  await expect(blockOf(page, '6 rue Duguay-Trouin')).toContainText(
    'représentée par sa Présidente, Madame Odile Garnier',
  );
  await expect(headingOf(page, 'Durée').first()).toHaveAttribute('data-numero', /^Article/);
  await expectSaved(page);
  await page.getByRole('tab', { name: /Contrôles/ }).click();
  // The check leads to the clause, which comes ready to insert.
  const missing = page
    .getByRole('tabpanel')
    .getByRole('listitem')
    .filter({ hasText: /litige|différend/i });
  await missing.getByRole('button', { name: 'Insérer une clause' }).click();
  const dialog = page.getByRole('dialog');
  const choice = dialog.getByRole('button', { name: /^Litiges \(amiable puis juge\)/ });
  const insert = dialog.getByRole('button', { name: 'Insérer', exact: true });
  await expect(choice.or(insert)).toBeVisible();
  if (await choice.isVisible()) await choice.click();
  await insert.click();
  await expect(headingOf(page, 'Règlement des litiges')).toHaveAttribute('data-numero', /^Article/);
  await expect(missing).toHaveCount(0);

  // What was typed is kept in the annuaire, and the form is empty again.
  await page.goto(`${server.url}/annuaire`);
  await expect(page.getByText('Assemblée des Départements d’essai')).toBeVisible();
  await page.goto(`${server.url}/actes/nouveau`);
  await expect(party(page, 2).getByRole('button', { name: 'Nouvelle organisation' })).toBeVisible();

  // What is searched for in vain is the name of the organisation to add.
  await organisation(page, 2).fill('Ligue introuvable');
  await page.getByRole('button', { name: /Aucune de ce nom/ }).click();
  await expect(party(page, 2).getByLabel('Dénomination')).toHaveValue('Ligue introuvable');
  await page.context().close();
});

test('three parties: an accord-cadre asks for them, and what its clauses require', async ({
  browser,
  server,
  links,
}) => {
  const page = await enter(await browser.newContext(), links.unml.url);
  await page.goto(`${server.url}/actes/nouveau`);
  await choose(page, 'Accord-cadre');
  await expect(party(page, 3)).toBeVisible();
  await pick(page, 2, 'regi', /Régions de France/);
  await pick(page, 3, 'cma', /CMA France/);
  await expect(party(page, 3)).toContainText('personne publique');
  await party(page, 3)
    .getByRole('button', { name: /^Monter/ })
    .click();
  await expect(party(page, 2)).toContainText('CMA France');

  // Refused in place, first at the first field that lacks something.
  await create(page).click();
  await expect(page.getByRole('alert')).toContainText('à corriger');
  await expect(page.getByLabel('Date d’effet')).toBeFocused();
  await page.getByLabel('Date d’effet').fill('2027-01-01');
  await page.getByLabel('Date de fin').fill('2026-12-31');
  await page.getByLabel('Date de fin').blur();
  await expect(attention(page)).toContainText('cette date vient avant');
  // The list leads to the field.
  await attention(page)
    .getByRole('button', { name: /cette date vient avant/ })
    .click();
  await expect(page.getByLabel('Date de fin')).toBeFocused();
  await page.getByLabel('Date de fin').fill('2029-12-31');
  await create(page).click();

  const text = textOf(page);
  await expect(text).toContainText('Régions de France');
  await expect(text).toContainText('CMA France');
  await expect(text.locator('[data-bloc="signataire"]')).toHaveCount(3);
  await expect(text).toContainText(/trois exemplaires/);
  await page.context().close();
});

test('a variant is chosen, a delegation said, and Madame with « Président » asked about', async ({
  browser,
  server,
  links,
}) => {
  const page = await enter(await browser.newContext(), links.unml.url);
  await page.goto(`${server.url}/actes/nouveau`);
  await choose(page, 'Convention de partenariat');
  const cantons = { ...DEPARTEMENTS, Dénomination: 'Assemblée des Cantons d’essai', Sigle: 'ACE' };
  await addNew(page, 2, { ...cantons, Qualité: 'Président' });
  await attention(page).getByRole('button', { name: 'Écrire « Présidente »', exact: true }).click();
  await expect(party(page, 2).getByLabel('Qualité')).toHaveValue('Présidente');
  const signature = page.getByRole('group', { name: 'Signature', exact: true });
  await signature.locator('summary').click();
  await signature.getByRole('radio', { name: /^Délégation/ }).check();
  await party(page, 2)
    .getByRole('checkbox', { name: /Signe par délégation/ })
    .check();
  await expect(attention(page)).toContainText('l’acte qui donne délégation manque');
  await party(page, 2).getByLabel('Pour qui').fill('la Présidente');
  await party(page, 2).getByLabel('Acte qui donne délégation').fill('la délibération du 4 mars 2026');
  // Of another variant, other values are asked.
  const duree = page.getByRole('group', { name: 'Durée', exact: true });
  await expect(duree.getByLabel('Durée, en mois')).toHaveValue('36');
  await duree.locator('summary').click();
  await duree.getByRole('radio', { name: /^Dates fixes/ }).check();
  await expect(duree.getByLabel('Durée, en mois')).toBeHidden();
  await duree.getByRole('radio', { name: /^Signature/ }).check();
  await duree.getByLabel('Durée, en mois').fill('24');
  await create(page).click();
  await expect(textOf(page)).toContainText('vingt-quatre (24)');
  await expect(textOf(page).locator('[data-bloc="signataire"]').last()).toContainText(
    'par délégation, en vertu de la délibération du 4 mars 2026',
  );
  await page.context().close();
});

test('a new convention without a partner is refused where it is missing', async ({
  browser,
  server,
  links,
}) => {
  const page = await enter(await browser.newContext(), links.unml.url);
  await page.goto(`${server.url}/actes/nouveau`);
  await create(page).click();
  await expect(page.getByRole('alert')).toContainText('à corriger');
  await expect(page.getByRole('radio').first()).toBeFocused();
  await choose(page, 'Convention de partenariat');
  await create(page).click();
  await expect(organisation(page, 2)).toBeFocused();
  await page.context().close();
});

test('axe and reflow of the form, filled and refused', async ({ browser, server, links }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await enter(context, links.unml.url);
  await page.goto(`${server.url}/actes/nouveau`);
  await expect(party(page, 1)).toBeVisible();
  await choose(page, 'Accord-cadre');
  await pick(page, 2, 'regi', /Régions de France/);
  await party(page, 2).locator('summary').click();
  await page.getByRole('group', { name: 'Durée', exact: true }).locator('summary').click();
  await addNew(page, 3, { Dénomination: 'Organisation d’essai' });
  await create(page).click();
  await expect(page.getByRole('alert')).toContainText('à corriger');
  await expectSoundInBothViews(page);
  await context.close();
});
