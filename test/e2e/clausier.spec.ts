import type { Page } from '@playwright/test';
import { SAMPLE_PARTIES, sampleValue } from '../../shared/drafting/samples.ts';
import { createdActSchema, modeleListSchema } from '../../shared/drafting/wire.ts';
import { textOf } from './act.ts';
import { expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { enterAsPartner, setUpHouse } from './house.ts';

const WORDS = 'Un bilan est dressé un an avant le terme de la convention.';

/** Adds a sentence to the durée clause and proposes it; answers the version that it got. */
async function propose(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/clausier`);
  await page.getByRole('searchbox', { name: 'Chercher une clause' }).fill('part de sa signature');
  await page.getByRole('link', { name: /part de sa signature/ }).click();
  await page.getByRole('link', { name: 'Proposer une version' }).click();
  const text = page.getByRole('textbox', { name: 'Texte', exact: true });
  await text.press('Control+End');
  await text.pressSequentially(`\n\n${WORDS}`);
  await expect(page.getByRole('region', { name: 'Aperçu' })).toContainText(WORDS);
  await page.getByLabel('Pourquoi cette proposition').fill('Prévoir le bilan.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(page.getByText('n’est pas proposée dans les nouvelles conventions')).toBeVisible();
  return Number(new URL(page.url()).searchParams.get('version'));
}

/** Begins a convention that takes the durée clause by default, and opens it. */
async function begin(page: Page, url: string, titre: string): Promise<void> {
  const { request } = page.context();
  const { modeles } = modeleListSchema.parse(await (await request.get(`${url}/api/modeles`)).json());
  const modele = modeles.find(({ etapes }) =>
    etapes.some(({ defaut, variantes }) =>
      variantes.some(({ id, variante }) => id === 'duree-signature' && variante === defaut),
    ),
  );
  if (modele === undefined) throw new Error('No modèle takes duree-signature.');
  const required = modele.variables.filter(({ requis, defaut }) => requis && defaut === null);
  const valeurs = Object.fromEntries(required.map((each) => [each.chemin, sampleValue(each)]));
  const created = await request.post(`${url}/api/acts`, {
    headers: { origin: url },
    data: { modele: modele.id, titre, parties: SAMPLE_PARTIES, valeurs },
  });
  if (!created.ok()) throw new Error(await created.text());
  await page.goto(`${url}/actes/${createdActSchema.parse(await created.json()).id}`);
  await expect(textOf(page)).toContainText('Établissement public de l’exemple');
}

test('[K2] [K8] [K9] a member proposes, the jurist approves, the next convention has it, and the clause says so', async ({
  browser,
  server,
}) => {
  const house = await setUpHouse(browser, server);
  const partner = await enterAsPartner(browser, house);
  const version = await propose(partner, server.url);
  await expect(partner.getByRole('button', { name: /^Approuver/ })).toBeHidden();

  const jurist = house.administrator;
  await jurist.goto(`${server.url}/clausier`);
  await jurist.getByRole('checkbox', { name: /En attente de décision/ }).check();
  await jurist.getByRole('link', { name: /part de sa signature/ }).click();
  await jurist.getByRole('button', { name: `Comparer la version ${version} à la précédente` }).click();
  await expect(jurist.locator('ins').filter({ hasText: WORDS })).toBeVisible();
  await jurist.getByRole('button', { name: `Approuver la version ${version}` }).click();
  await jurist.getByRole('dialog').getByLabel('Motif').fill('Vu en bureau.');
  await jurist.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click();
  await expect(jurist.getByText('Approuvée par Camille Durand')).toBeVisible();

  await begin(jurist, server.url, 'Convention du bilan');
  await expect(textOf(jurist)).toContainText(WORDS);
  await jurist.goto(`${server.url}/clausier/duree-signature`);
  await expect(jurist.getByRole('link', { name: 'Convention du bilan' })).toBeVisible();

  await jurist.getByRole('button', { name: `Retirer la version ${version}` }).click();
  await jurist.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(jurist.getByText('Retirée par Camille Durand')).toBeVisible();
  await begin(jurist, server.url, 'Convention sans bilan');
  await expect(textOf(jurist)).not.toContainText(WORDS);
  await jurist.context().close();
  await partner.context().close();
});

test('[O11] whoever may not decide is refused by the server too, and an invité sees no clausier', async ({
  browser,
  server,
}) => {
  const house = await setUpHouse(browser, server);
  const partner = await enterAsPartner(browser, house);
  const version = await propose(partner, server.url);
  const decision = `${server.url}/api/clausier/duree-signature/versions/${version}/decision`;
  const headers = { origin: server.url };
  const data = { etat: 'approuvee', note: '' };
  const refused = await partner.context().request.post(decision, { headers, data });
  expect([refused.status(), ((await refused.json()) as { code: string }).code]).toEqual([
    403,
    'acces.reserve',
  ]);

  const act = house.links[0]?.actId ?? '';
  const invited = await house.administrator.context().request.post(`${server.url}/api/acts/${act}/links`, {
    headers,
    data: {
      person: { name: 'Inès Moreau', email: 'ines@ateliers.example' },
      organisation: 'Ateliers',
      role: 'lecteur',
    },
  });
  const { url } = (await invited.json()) as { url: string };
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(url);
  await expect(textOf(guest)).toBeVisible();
  await guest.goto(`${server.url}/`);
  const places = guest.getByRole('navigation', { name: 'Principale' });
  await expect(places.getByRole('link', { name: 'Annuaire' })).toBeVisible();
  await expect(places.getByRole('link', { name: 'Clausier' })).toBeHidden();
  await guest.goto(`${server.url}/clausier`);
  await expect(guest.getByRole('alert')).toContainText('ne vous est pas ouvert');
  for (const page of [partner, guest, house.administrator]) await page.context().close();
});

test('[K5] [K6] a broken text is told by line with its remedy, live then by the server, and nothing is kept', async ({
  browser,
  server,
}) => {
  const { administrator: page } = await setUpHouse(browser, server);
  await page.goto(`${server.url}/clausier/nouvelle`);
  const text = page.getByRole('textbox', { name: 'Texte', exact: true });
  await text.fill('Les Parties se taisent.\n\nPendant {{duree.inconnue}} mois.');
  const problems = page.getByRole('region', { name: /à corriger/ });
  await expect(problems).toContainText('Texte, ligne 3.');
  await expect(problems).toContainText('Ajoutez-la aux variables');
  await expect(problems).toContainText('Choisissez sa famille.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(text).toBeFocused();

  await text.fill('Les Parties se taisent.');
  await page.getByRole('combobox', { name: 'Famille' }).click();
  await page.getByRole('option', { name: 'Durée' }).click();
  await page.getByLabel('Nom de la variante').fill('Silencieuse');
  await page.getByLabel('Intitulé imprimé').fill('Durée');
  await page.getByLabel('Quand l’employer').fill('Jamais.');
  await expect(page.getByRole('heading', { name: 'Rien à corriger' })).toBeVisible();
  await page.getByRole('button', { name: 'Variable', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Nouvelle variable' }).click();
  await expect(text).toHaveValue(/\{\{duree\.variable1\}\}/);
  await expect(page.getByRole('heading', { name: 'Rien à corriger' })).toBeVisible();

  // The durée of a modèle that has no élection de domicile can't refer to it: only the server knows.
  await page.goto(`${server.url}/clausier/duree-signature/proposer`);
  await text.fill('Voir [[domicile]].');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  const refused = page.getByRole('alert');
  await expect(refused).toContainText('Texte, ligne 1.');
  await expect(refused).toContainText('domicile');
  await page.goto(`${server.url}/clausier`);
  await expect(page.getByText(/^\d+ clauses$/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /En attente de décision/ })).toBeHidden();
  await page.context().close();
});

test('axe on the clausier, light and wide, dark and on a phone', async ({ browser, server }) => {
  const { administrator: page } = await setUpHouse(browser, server);
  const settle = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectSoundInBothViews(page);
  };
  const version = await propose(page, server.url);
  await settle();
  await page.getByRole('button', { name: 'Comparer deux versions' }).click();
  await expect(page.locator('ins').first()).toBeVisible();
  await expectSoundInBothViews(page);
  await page.getByRole('button', { name: `Approuver la version ${version}` }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectSoundInBothViews(page);
  await page.keyboard.press('Escape');
  await page.getByText('Texte source').click();
  await expectSoundInBothViews(page);
  for (const path of [
    '/clausier',
    '/clausier/duree-signature/proposer',
    '/clausier/nouvelle',
    '/clausier/nulle',
  ]) {
    await page.goto(server.url + path);
    await settle();
  }
  await page.goto(`${server.url}/clausier/nouvelle`);
  await page.getByRole('textbox', { name: 'Texte', exact: true }).fill('Voir {{x.y}}.');
  await expect(page.getByRole('region', { name: /à corriger/ })).toBeVisible();
  await expectSoundInBothViews(page);
  await page.context().close();
});
