import type { Page } from '@playwright/test';
import { ceremonyAnswerSchema, signingPageSchema } from '../../shared/signature/wire.ts';
import { closingAnswers } from '../support/closing.ts';
import { blockOf, expectSaved, textOf } from './act.ts';
import { expectSoundInBothViews } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const CONVENTION = `# Convention de partenariat

Entre

L’Association des Rives, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 quai des Tanneurs, 69001 Lyon, représentée par sa Présidente, Madame Anne Perrin, ci-après désignée « ADR »,

Et

La Fédération des Ateliers, association régie par la loi du 1er juillet 1901, dont le siège est situé 8 rue des Forges, 38000 Grenoble, représentée par son Président, Monsieur Paul Hue, ci-après désignée « FDA »,

## Article 1 – Objet

ADR et FDA accompagnent ensemble les jeunes vers les métiers de la rive.

## Article 2 – Durée

La convention prend fin le 31 décembre 2028.

Fait à Lyon, le 2 mars 2026, en deux exemplaires.

Pour ADR
La Présidente
Anne Perrin

Pour FDA
Le Président
Paul Hue
`;

/** Freezes an act and has both parties sign it, as the pilote and the signatories would. */
async function sign(page: Page, url: string, act: string): Promise<void> {
  const { request } = page.context();
  const post = async (path: string, data: unknown): Promise<unknown> => {
    const answer = await request.post(url + path, { headers: { origin: url }, data });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  const arret = await (await request.get(`${url}/api/acts/${act}/etat/arret`)).json();
  await post(`/api/acts/${act}/etat/arreter`, closingAnswers(arret));
  const { parties } = ceremonyAnswerSchema.parse(
    await (await request.get(`${url}/api/acts/${act}/signature`)).json(),
  );
  const signatories = ['Anne Perrin', 'Paul Hue'].map((nom, rank) => ({
    party: { key: parties[rank]?.key ?? String(rank + 1), denomination: `Partie ${rank + 1}` },
    civilite: '',
    nom,
    email: `signataire${rank}@essai.example`,
    capacite: 'Présidence',
    delegation: null,
    method: 'electronique',
  }));
  const opened = await post(`/api/acts/${act}/signature`, { order: 'parallele', days: 5, signatories });
  for (const link of ceremonyAnswerSchema.parse(opened).links) {
    const token = link.url.split('#')[1] ?? '';
    const { hash, consent } = signingPageSchema.parse(await post('/api/signature/ouvrir', { token }));
    await post('/api/signature/signer', { token, hash, consent, code: null });
  }
}

test('scenario 13: the consolidated text is edited, the avenant writes itself, the text in force follows the day', async ({
  unml: page,
  server,
  api,
}) => {
  const act = await api.importText(CONVENTION);
  await sign(page, server.url, act);
  await page.goto(`${server.url}/actes/${act}`);
  await page.getByRole('link', { name: 'Avenants et texte en vigueur' }).click();
  await expect(page.getByText('Aucun avenant pour l’instant.')).toBeVisible();
  await expect(page.getByText('prend fin le 31 décembre 2028')).toBeVisible();
  await expectSoundInBothViews(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByLabel('Pourquoi cet avenant').fill('La coopération se prolonge d’un an.');
  await page.getByRole('button', { name: 'Commencer l’avenant' }).click();
  await expect(textOf(page)).toContainText('La coopération se prolonge d’un an.');

  const texts = page.getByRole('navigation', { name: 'Textes de l’avenant' });
  await texts.getByRole('link', { name: 'Texte consolidé' }).click();
  const duration = blockOf(page, 'prend fin le');
  await expect(duration).toBeVisible();
  await duration.evaluate((element) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const at = text?.textContent?.indexOf('2028') ?? -1;
    if (!text || at < 0) throw new Error('The year is not there.');
    element.closest<HTMLElement>('[contenteditable="true"]')?.focus();
    window.getSelection()?.setBaseAndExtent(text, at, text, at + 4);
    document.dispatchEvent(new Event('selectionchange'));
  });
  await page.keyboard.type('2029');
  await expectSaved(page);
  await texts.getByRole('button', { name: '1 article modifié' }).click();
  const instructions = page.getByRole('dialog', { name: /Instructions de l’avenant/ });
  await expect(instructions).toContainText(
    /À l’article 2, la date du 31.décembre.2028 est remplacée par la date du 31.décembre.2029\./,
  );
  await expectSoundInBothViews(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await texts.getByRole('link', { name: 'L’avenant' }).click();
  await expect(textOf(page)).toContainText(/est remplacée par la date du 31.décembre.2029/);

  const avenant = page.url().split('/').at(-1) ?? '';
  await sign(page, server.url, avenant);
  await page.goto(`${server.url}/actes/${act}/avenants`);
  await expect(page.getByText('prend fin le 31 décembre 2029')).toBeVisible();
  await expect(page.getByText(/Rédaction issue de/)).toContainText('Avenant n° 1');
  await page.getByLabel('En vigueur au').fill('2020-01-01');
  await expect(page.getByText('prend fin le 31 décembre 2028')).toBeVisible();
});

const HISTORIC = `Avenant n° 1 à la convention de partenariat

Article 1 : Objet
Le présent avenant a pour objet de prolonger la durée de la convention jusqu’au 31 décembre 2030.

Article 2 : Rencontre
Les parties organisent ensemble une rencontre à Lyon.

Article 3 : Divers
Le sixième alinéa de l’article 2 est supprimé.

Fait à Lyon, le 12 décembre 2026
`;

test('scenario 14: a historic avenant in prose asks which article it touches, keeps the rest, and lists what has no place', async ({
  unml: page,
  server,
  api,
}) => {
  const act = await api.importText(CONVENTION);
  await sign(page, server.url, act);
  await page.goto(`${server.url}/actes/${act}/avenants`);
  await page.getByRole('button', { name: 'Lire un avenant existant' }).click();
  await page.getByLabel('Texte de l’avenant').fill(HISTORIC);
  await page.getByRole('button', { name: 'Lire cet avenant' }).click();
  await expect(page.getByText('3 stipulations à décider sur 3.')).toBeVisible();

  const card = (words: string) => page.getByRole('listitem').filter({ hasText: words }).first();
  const term = card('prolonger la durée');
  await expect(term.getByRole('radio').first()).toBeChecked();
  await expect(term).toContainText(/fin le 31.décembre.2028/);
  await expectSoundInBothViews(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await term.getByRole('button', { name: 'Porter dans le texte consolidé' }).click();
  await expect(term.getByText('Portée dans le texte consolidé.')).toBeVisible();
  await card('une rencontre à Lyon').getByRole('button', { name: 'Garder dans l’avenant' }).click();
  await expect(card('une rencontre à Lyon').getByText('Gardée dans l’avenant.')).toBeVisible();
  const left = page.getByRole('region', { name: 'Ce qui n’est dans aucun texte' });
  await expect(left.getByRole('listitem')).toHaveText([/Le sixième alinéa/]);

  await page.getByRole('link', { name: 'Texte consolidé' }).click();
  await expect(blockOf(page, 'prend fin le')).toContainText('2030');
  const texts = page.getByRole('navigation', { name: 'Textes de l’avenant' });
  await texts.getByRole('button', { name: '1 article modifié' }).click();
  const instructions = page.getByRole('dialog', { name: /Instructions de l’avenant/ });
  await instructions.getByLabel('Finesse des instructions').selectOption('L’article entier');
  await expect(instructions).toContainText('L’article 2 est remplacé par les stipulations suivantes');
  await page.keyboard.press('Escape');
  await texts.getByRole('link', { name: 'L’avenant' }).click();
  await expect(textOf(page)).toContainText('Les parties organisent ensemble une rencontre à Lyon.');
  await expect(textOf(page)).toContainText('L’article 2 est remplacé par les stipulations suivantes');
});
