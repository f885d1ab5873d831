import type { Page } from '@playwright/test';
import { parisDay } from '../../shared/kernel/paris.ts';
import { ceremonyAnswerSchema, signingPageSchema } from '../../shared/signature/wire.ts';
import { closingAnswers } from '../support/closing.ts';
import { blockOf, caretIn, expectSaved, textOf } from './act.ts';
import { expectAccessible, expectFits, expectSoundInBothViews } from './axe.ts';
import { expect, openAsPartner, test } from './fixtures.ts';
import { CONVENTION } from './texts.ts';

test.use({ oneServer: true });

const PARAGRAPH = 'Elle précise les engagements';
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const place = (page: Page, rank: number) => page.getByRole('group', { name: new RegExp(`^${rank}\\.`) });

/** Names who signs for one party. */
async function nameSignatory(
  page: Page,
  rank: number,
  who: { party: string; nom: string; capacite: string; email?: string },
): Promise<void> {
  const fields = place(page, rank);
  await fields.getByLabel('Partie').fill(who.party);
  await fields.getByLabel('Prénom et nom').fill(who.nom);
  await fields.getByLabel('Signe en qualité de').fill(who.capacite);
  if (who.email === undefined) await fields.getByLabel('Sur papier').check();
  else await fields.getByLabel('Adresse électronique').fill(who.email);
}

/** Freezes and signs an act as programs would: its ceremony is another test's business. */
async function signQuickly(page: Page, url: string, act: string): Promise<void> {
  const ask = async (path: string, data?: unknown): Promise<unknown> => {
    const answer = await (data === undefined
      ? page.request.get(url + path)
      : page.request.post(url + path, { data }));
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const asked = await ask(`/api/acts/${act}/etat/arret`);
  await ask(`/api/acts/${act}/etat/arreter`, closingAnswers(asked));
  const signatories = ['Anne Perrin', 'Karim Belkacem'].map((nom, rank) => ({
    party: { key: `${rank + 1}`, denomination: `Partie ${rank + 1}` },
    civilite: '',
    nom,
    email: `signataire${rank + 1}@essai.example`,
    capacite: 'Présidente',
    delegation: null,
    method: 'electronique',
  }));
  const opened = await ask(`/api/acts/${act}/signature`, { order: 'parallele', days: 5, signatories });
  for (const link of ceremonyAnswerSchema.parse(opened).links) {
    const token = link.url.split('#')[1] ?? '';
    const { hash, consent } = signingPageSchema.parse(await ask('/api/signature/ouvrir', { token }));
    await ask('/api/signature/signer', { token, hash, consent, code: null });
  }
}

test('scenarios 11 and 12: frozen while the other types, signed on a phone and on paper, reopened in between', async ({
  two,
  browser,
  act,
  server,
}) => {
  const { unml, partner } = two;

  // The other types without end; the text is frozen meanwhile.
  await caretIn(blockOf(partner, PARAGRAPH));
  let typing = true;
  const typed = (async () => {
    for (let n = 1; typing && n < 400; n += 1) await partner.keyboard.type(` mot${n}`, { delay: 8 });
  })();
  await unml.goto(`${act.address}/signature`);
  await unml.getByRole('button', { name: 'Arrêter le texte…' }).click();
  await unml.getByRole('dialog').getByRole('button', { name: 'Arrêter le texte' }).click();
  const hash = await unml.getByLabel('Empreinte SHA-256').inputValue();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await expect(partner.getByLabel('État du texte')).toContainText(hash.slice(0, 16));
  typing = false;
  await typed;
  // What was not taken is with its author; a reader who comes sees exactly what was frozen.
  await expect(textOf(partner)).not.toHaveAttribute('contenteditable', 'true');
  const reader = await openAsPartner(browser, act);
  await expect(textOf(reader)).not.toHaveAttribute('contenteditable', 'true');
  await reader.context().close();
  await expectSoundInBothViews(unml);

  // One party by its link, the other on paper.
  await unml.setViewportSize({ width: 1440, height: 900 });
  const eve = {
    party: 'Association des Rives',
    nom: 'Anne Perrin',
    capacite: 'Présidente',
    email: 'anne@rives.example',
  };
  const ada = { party: 'Fédération des Ateliers', nom: 'Karim Belkacem', capacite: 'Président' };
  await nameSignatory(unml, 1, eve);
  await nameSignatory(unml, 2, ada);
  await expect(unml.getByText('Signature mixte.')).toBeVisible();
  await unml.getByRole('button', { name: 'Ouvrir la signature' }).click();
  const firstLink = await unml.getByLabel('Lien de signature d’Anne Perrin').inputValue();
  await expectSoundInBothViews(unml);
  await unml.setViewportSize({ width: 1440, height: 900 });

  const phone = await (await browser.newContext(PHONE)).newPage();
  await phone.goto(firstLink);
  await expect(phone.getByText(`${hash.slice(0, 8)} ${hash.slice(8, 16)}`)).toBeVisible();
  await expect(phone.getByLabel('Texte à signer')).toContainText('Préambule');
  await expectFits(phone);
  await expectAccessible(phone);
  await phone.getByRole('button', { name: 'Aller à la signature, sous le texte' }).click();
  await expect(phone.getByRole('heading', { name: 'Signer', exact: true })).toBeInViewport();
  await phone.getByRole('button', { name: 'Signer', exact: true }).click();
  await expect(phone.getByText('Cochez cette phrase pour signer.')).toBeVisible();
  await phone.getByRole('checkbox').check();
  await phone.getByRole('button', { name: 'Signer', exact: true }).click();
  await expect(phone.getByText('Votre signature est enregistrée')).toBeVisible();
  await expectAccessible(phone);

  // A typo: the text is reopened, and the page says who signs again and why.
  await unml.reload();
  await expect(unml.getByText('1 signature sur 2.')).toBeVisible();
  await unml.getByRole('button', { name: 'Rouvrir le texte…' }).click();
  await expect(unml.getByRole('dialog')).toContainText('Devront signer de nouveau');
  await unml.getByLabel('Motif').fill('Une coquille dans le préambule');
  await unml.getByRole('dialog').getByRole('button', { name: 'Rouvrir le texte' }).click();
  await expect(unml.getByRole('heading', { name: 'À signer de nouveau' })).toBeVisible();
  await expect(unml.getByText('Anne Perrin, Association des Rives')).toBeVisible();
  await phone.goto('about:blank');
  await phone.goto(firstLink);
  await expect(phone.getByText('Une coquille dans le préambule')).toBeVisible();
  await expect(phone.getByRole('button', { name: 'Signer', exact: true })).toBeHidden();

  // Corrected, by the partner whose editor takes words again.
  await expect(partner.getByLabel('État du texte')).toContainText('Une coquille dans le préambule');
  await caretIn(blockOf(partner, PARAGRAPH));
  await partner.keyboard.type(' Corrigé.');
  await expectSaved(partner);
  await unml.getByRole('button', { name: 'Arrêter le texte…' }).click();
  await unml.getByRole('dialog').getByRole('button', { name: 'Arrêter le texte' }).click();
  await expect(unml.getByRole('heading', { name: 'Signataires' })).toBeVisible();
  await nameSignatory(unml, 1, eve);
  await nameSignatory(unml, 2, ada);
  await unml.getByRole('button', { name: 'Ouvrir la signature' }).click();
  const secondLink = await unml.getByLabel('Lien de signature d’Anne Perrin').inputValue();
  await phone.goto('about:blank');
  await phone.goto(secondLink);
  await expect(phone.getByRole('heading', { name: 'Ce qui a changé' })).toBeVisible();
  await expect(phone.getByText(/Corrigé/).first()).toBeVisible();
  await phone.getByRole('checkbox').check();
  await phone.getByRole('button', { name: 'Signer', exact: true }).click();
  await expect(phone.getByText('Votre signature est enregistrée')).toBeVisible();
  await phone.context().close();

  // The other party's original.
  await unml.reload();
  await unml.getByRole('button', { name: 'Joindre l’original signé…' }).click();
  const chooser = unml.waitForEvent('filechooser');
  await unml.getByRole('dialog').getByText('Choisir un fichier').click();
  await (await chooser).setFiles({ name: 'original.png', mimeType: 'image/png', buffer: PNG });
  await unml.getByRole('dialog').getByRole('button', { name: 'Joindre l’original' }).click();
  await expect(unml.getByText('Toutes les signatures sont réunies')).toBeVisible();
  await expect(unml.getByRole('listitem').filter({ hasText: 'En vigueur' })).toHaveAttribute(
    'aria-current',
    'step',
  );
  await expectSoundInBothViews(unml);

  await unml.goto(`${server.url}/actes/${act.id}/journal`);
  await expect(unml.getByText('Journal intact')).toBeVisible();
  await expect(unml.getByText('Original papier joint')).toBeVisible();
  await expectSoundInBothViews(unml);
});

test('a signed act: its end is announced and taken back, another takes its place, and ends', async ({
  unml,
  act,
  api,
  server,
}) => {
  // Its end is announced, then taken back.
  await signQuickly(unml, server.url, act.id);
  await unml.goto(`${act.address}/signature`);
  await unml.getByRole('button', { name: 'Résilier l’acte…' }).click();
  const ending = unml.getByRole('dialog', { name: 'Résilier l’acte' });
  await ending.getByLabel('Résilié à compter du').fill('2099-01-01');
  await ending.getByLabel('Motif').fill('Le partenaire change de métier.');
  await expectAccessible(unml);
  await ending.getByRole('button', { name: 'Annoncer la résiliation' }).click();
  await expect(unml.getByText('à compter du 1er janvier 2099')).toBeVisible();
  await unml.getByRole('button', { name: 'Retirer la résiliation…' }).click();
  const withdrawing = unml.getByRole('dialog', { name: 'Retirer la résiliation' });
  await expectSoundInBothViews(unml);
  await withdrawing.getByRole('button', { name: 'Retirer la résiliation' }).click();
  await expect(unml.getByText('Résiliation annoncée')).toBeHidden();
  await expect(unml.getByRole('button', { name: 'Résilier l’acte…' })).toBeVisible();

  // Another act is declared to take its place before it is signed; once in force, it has.
  const next = await api.importText(CONVENTION.replace('# Convention', '# Nouvelle convention'));
  await unml.goto(`${server.url}/actes/${next}/signature`);
  await unml.getByRole('combobox', { name: 'Cet acte remplace' }).click();
  await unml.locator(`[role=option][value="${act.id}"]`).click();
  await unml.keyboard.press('Escape');
  await unml.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await expect(unml.getByText('Remplacera, le jour de sa prise d’effet')).toBeVisible();
  await unml.goto(`${act.address}/signature`);
  await expect(unml.getByText('Sera remplacé par')).toBeVisible();
  await signQuickly(unml, server.url, next);
  await unml.reload();
  await expect(unml.getByText('Remplacé par', { exact: true })).toBeVisible();
  await expect(unml.getByLabel('Vie de l’acte')).toContainText('Remplacé');

  // The new one ends today.
  await unml.goto(`${server.url}/actes/${next}/signature`);
  await unml.getByRole('button', { name: 'Résilier l’acte…' }).click();
  await ending.getByLabel('Résilié à compter du').fill(parisDay(Date.now()));
  await ending.getByLabel('Motif').fill('Il a été signé par erreur.');
  await ending.getByRole('button', { name: 'Constater la résiliation' }).click();
  await expect(unml.getByLabel('Vie de l’acte')).toContainText('Résilié');
  await expect(unml.getByText('Il a été signé par erreur.')).toBeVisible();
  await expectSoundInBothViews(unml);
});
