import type { Page } from '@playwright/test';
import { ceremonyAnswerSchema, signingPageSchema } from '../../shared/signature/wire.ts';
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
  await post(`/api/acts/${act}/etat/arreter`, {});
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
