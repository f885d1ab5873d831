import type { Page } from '@playwright/test';
import { contentHash } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { writeContent } from '#shared/document/yjs.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { QUERY } from '#shared/sync/protocol.ts';
import { EVERYTHING } from '#test/support/every-block.ts';
import type { RunningServer } from '#test/support/start-server.ts';
import { connect } from '../bench/editor/typists.ts';
import { blockOf, caretIn, expectSaved, headingOf, textOf, typeAtEnd, wordsOf } from './act.ts';
import { expectAccessible, expectFits } from './axe.ts';
import { enterAsUnml, expect, openAsPartner, test } from './fixtures.ts';
import { CONVENTION } from './texts.ts';

test.use({ oneServer: true });

const DURATION = 'est conclue pour';
const VIEWS = ['Texte annoté', 'Côte à côte', 'En phrases'] as const;
const NAME = 'Version soumise au bureau';

/** Names the present text from the list of versions, and stays there. */
async function nameVersion(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/versions`);
  await page.getByRole('button', { name: 'Nommer le texte actuel' }).click();
  await page.getByLabel('Nom de la version').fill(NAME);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('link', { name: NAME })).toBeVisible();
}

/** « trois ans » becomes « cinq ans », in the editor. */
async function changeDuration(page: Page): Promise<void> {
  await caretIn(blockOf(page, DURATION), 'La convention est conclue pour trois'.length);
  for (const _ of 'trois') await page.keyboard.press('Backspace');
  await page.keyboard.type('cinq');
  await expectSaved(page);
}

const content = (page: Page) => page.locator('[data-vue]');
const chooseView = async (page: Page, name: (typeof VIEWS)[number]) => {
  await page.getByRole('radiogroup', { name: 'Manière de comparer' }).getByText(name).click();
  await expect(content(page)).toBeVisible();
};
const openAct = async (page: Page, address: string) => {
  await page.goto(address);
  await expect(textOf(page)).toBeVisible();
};

test('scenario 10: a version submitted stays identical while drafting goes on, and is compared with today’s', async ({
  unml,
  act,
}) => {
  await nameVersion(unml, act.address);
  await openAct(unml, act.address);
  await changeDuration(unml);
  await typeAtEnd(headingOf(unml, 'Suivi'), ' du partenariat');
  await expectSaved(unml);

  await unml.goto(`${act.address}/versions`);
  await expectAccessible(unml);
  await unml.getByRole('link', { name: NAME }).click();
  await expect(unml.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(unml.locator('.acte')).toContainText('conclue pour trois ans');
  await expect(unml.locator('.acte')).not.toContainText('pour cinq');
  await expectAccessible(unml);

  await unml.getByRole('link', { name: 'Comparer avec l’actuel' }).click();
  for (const view of VIEWS) {
    await chooseView(unml, view);
    await expect(content(unml)).toContainText('trois');
    await expect(content(unml)).toContainText('cinq');
    await expect(content(unml)).toContainText('du partenariat');
    await expectAccessible(unml);
  }
  await chooseView(unml, 'Texte annoté');
  await expect(
    content(unml)
      .locator('del')
      .filter({ hasText: /^trois$/ }),
  ).toBeVisible();
  await expect(
    content(unml)
      .locator('ins')
      .filter({ hasText: /^cinq$/ }),
  ).toBeVisible();
});

test('one goes from change to change by the keyboard and the buttons, and filters by kind', async ({
  unml,
  act,
}) => {
  await nameVersion(unml, act.address);
  await openAct(unml, act.address);
  await changeDuration(unml);
  await typeAtEnd(blockOf(unml, 'Un comité se réunit'), ' Il rend compte.');
  await unml.keyboard.press('Enter');
  await unml.keyboard.type('Son secrétariat est tenu par l’Association.');
  await expectSaved(unml);
  await unml.goto(`${act.address}/versions`);
  await unml.getByRole('link', { name: 'Comparer avec l’actuel' }).first().click();
  const position = unml.getByRole('status').filter({ hasText: /changement|sur/ });
  await expect(position).toHaveText('3 changements');
  await unml.keyboard.press('n');
  await expect(position).toContainText('1 sur 3, reformulé');
  await unml.keyboard.press('n');
  await expect(position).toContainText('2 sur 3, inséré');
  await expect(content(unml).locator('[data-courant]')).toContainText('Son secrétariat');
  await unml.keyboard.press('p');
  await expect(position).toContainText('1 sur 3');
  await unml.getByRole('button', { name: 'Changement précédent' }).click();
  await expect(position).toContainText('3 sur 3');
  await unml.getByRole('button', { name: /^Inséré/ }).click();
  await expect(position).toHaveText('1 changement');
  await unml.getByRole('switch', { name: 'Seulement ce qui change' }).check();
  await expect(content(unml)).not.toContainText('Les parties dressent un bilan');
  await expect(content(unml)).toContainText('Son secrétariat');
});

/** What each kind of block says in the other act; each is in CONVENTION as told beside it. */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['# Convention de partenariat entre', '# Convention de coopération entre'],
  ['3 quai des Tanneurs', '5 quai des Tanneurs'],
  ['Elles souhaitent unir leurs moyens.', 'Elles veulent unir leurs moyens.'],
  ['## Article 1 – Objet', '## Article 1 – Finalité'],
  ['- nombre de jeunes accueillis ;', '- nombre de stagiaires accueillis ;'],
  ['de seize à vingt-cinq ans', 'de seize à trente ans'],
  ['Fait à Lyon', 'Fait à Dijon'],
  ['La présidente\nAnne Perrin', 'La présidente\nAnne Perret'],
];
const TABLE = (count: string) =>
  `Un comité se réunit au moins deux fois par an.\n\n| Action | Cible |\n| --- | --- |\n| Ateliers tenus | ${count} |\n`;
const withTable = (text: string, count: string) =>
  text.replace('Un comité se réunit au moins deux fois par an.\n', TABLE(count));

/** Writes an act as an editor without a browser would. */
async function writeAct(server: RunningServer, cookie: string, act: ActId, text: ActContent): Promise<void> {
  const address = `${server.url.replace('http', 'ws')}/sync`;
  const { document, provider } = await connect(
    address,
    act,
    { cookie },
    { [QUERY.schema]: String(SCHEMA_VERSION) },
  );
  writeContent(document, text);
  const hash = contentHash(text);
  await expect
    .poll(async () => {
      const answer = await fetch(`${server.url}/api/acts/${act}/etats/actuel`, { headers: { cookie } });
      return ((await answer.json()) as { hash: string }).hash;
    })
    .toBe(hash);
  provider.destroy();
  document.destroy();
}

test('a change in every kind of block shows in the three views, between two acts', async ({
  unml,
  api,
  server,
}) => {
  const other = CHANGES.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, CONVENTION);
  const old = await api.importText(withTable(CONVENTION, '40'), 'avant.md');
  const fresh = await api.importText(withTable(other, '60'), 'apres.md');
  await unml.goto(`${server.url}/actes/${fresh}/comparer?de=${old}&a=actuel`);
  for (const view of VIEWS) {
    await chooseView(unml, view);
    for (const words of [
      'coopération',
      'veulent',
      'Finalité',
      'stagiaires',
      'trente',
      'Dijon',
      'Perret',
      '60',
    ])
      await expect(content(unml), `${view}: ${words}`).toContainText(words);
    for (const words of ['souhaitent', 'Perrin', '40'])
      await expect(content(unml), `${view}: ${words}`).toContainText(words);
    await expectAccessible(unml);
  }

  // What no imported text holds: every other kind of block, a value and a picture, in one act.
  const act = await api.importText('# Convention\n\nTexte.\n');
  await writeAct(server, api.cookie, act, EVERYTHING.old);
  await nameVersion(unml, `${server.url}/actes/${act}`);
  await writeAct(server, api.cookie, act, EVERYTHING.new);
  await unml.getByRole('link', { name: 'Comparer avec l’actuel' }).first().click();
  for (const view of VIEWS) {
    await chooseView(unml, view);
    for (const words of [
      'LES SOUSSIGNÉS',
      'Vu le décret',
      '2020-2',
      'espèrent',
      'et arrêté',
      'quarante-huit',
      'Lille',
      '5 500',
    ])
      await expect(content(unml), `${view}: ${words}`).toContainText(
        view === 'En phrases' && words === 'quarante-huit' ? '48' : words,
      );
    if (view === 'En phrases') await expect(content(unml)).toContainText(/L’image du 3\.1 est supprimée/);
    else await expect(content(unml).getByRole('img', { name: 'Logo' })).toBeVisible();
  }
});

test('an act is compared with its modèle: the same text says so, then what was written shows', async ({
  unml,
  api,
  server,
}) => {
  const act = await api.beginFromModele();
  const address = `${server.url}/actes/${act}`;
  const compare = async () => {
    await unml.goto(`${address}/versions`);
    await unml.getByRole('link', { name: 'Comparer avec le modèle' }).click();
  };
  await compare();
  await expect(unml.getByRole('heading', { name: 'Ces deux textes sont identiques' })).toBeVisible();
  await expectAccessible(unml);

  await openAct(unml, address);
  await typeAtEnd(textOf(unml).locator('[data-bloc="intitule"]').first(), ' et moyens');
  await expectSaved(unml);
  await compare();
  await expect(unml.getByRole('combobox', { name: 'Avant' })).toHaveValue(/^Modèle/);
  await expect(content(unml).locator('ins')).toHaveText('et moyens');

  await unml.goto(`${address}/comparer?de=hier&a=actuel`);
  await expect(unml.getByRole('heading', { name: 'L’un des deux textes n’existe pas' })).toBeVisible();
});

test('a version is put back while the partner types, who loses nothing; one undo takes it back', async ({
  two,
  act,
}) => {
  const { unml, partner } = two;
  await nameVersion(unml, act.address);
  await openAct(unml, act.address);
  await changeDuration(unml);
  await unml.goto(`${act.address}/versions`);
  await unml.getByRole('button', { name: new RegExp(`Autres actions.*${NAME}`) }).click();
  await unml.getByRole('menuitem', { name: /Rétablir/ }).click();
  const dialog = unml.getByRole('dialog', { name: 'Rétablir un texte antérieur' });
  await expect(dialog).toContainText(/«.cinq.» devient «.trois.»/);
  await expectAccessible(unml);

  const theirs = ' Ses séances sont publiques et ouvertes à toutes les parties.';
  await caretIn(blockOf(partner, 'Un comité se réunit'));
  await Promise.all([
    partner.keyboard.type(theirs, { delay: 30 }),
    dialog.getByRole('button', { name: 'Rétablir ce texte' }).click(),
  ]);
  await expect(dialog).toHaveCount(0);
  for (const page of [unml, partner]) {
    await expect(blockOf(page, DURATION)).toContainText('trois ans');
    await expect
      .poll(() => wordsOf(blockOf(page, 'Un comité se réunit')))
      .toBe(`Un comité se réunit au moins deux fois par an.${theirs}`);
  }
  await unml.getByRole('button', { name: 'Annuler', exact: true }).click();
  for (const page of [unml, partner]) {
    await expect(blockOf(page, DURATION)).toContainText('cinq ans');
    await expect(blockOf(page, 'Un comité se réunit')).toContainText(theirs.trim());
  }
  await expectSaved(unml);
  await unml.goto(`${act.address}/versions`);
  await expect(unml.getByRole('link', { name: 'Avant une restauration' })).toBeVisible();
});

test('on a phone, what changed since the last reading is told in sentences, once', async ({
  browser,
  act,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const firstReading = context.waitForEvent(
    'response',
    (answer) => answer.url().endsWith('/lecture') && answer.request().method() === 'POST',
  );
  const page = await enterAsUnml(context, act);
  await expect(textOf(page)).toBeVisible();
  const banner = page.getByRole('region', { name: 'Depuis ma dernière lecture' });
  await firstReading;
  await expect(banner).toHaveCount(0);
  await page.goto('about:blank');

  const partner = await openAsPartner(browser, act);
  await changeDuration(partner);
  await openAct(page, act.address);
  await expect(banner).toContainText('Un changement');
  await expectFits(page);
  await expectAccessible(page);
  await banner.getByRole('button', { name: 'Lire' }).click();
  const told = page.getByRole('dialog', { name: 'Depuis ma dernière lecture' });
  await expect(told).toContainText(/À l’article 4, «.trois.» devient «.cinq.»/);
  await expect(told).toContainText('Inès Moreau');
  await expectFits(page);
  await expectAccessible(page);
  await told.getByRole('link', { name: 'Voir dans le texte' }).click();
  await expect(content(page)).toContainText(/«.trois.» devient «.cinq.»/);
  for (const view of VIEWS) {
    await chooseView(page, view);
    await expect(content(page)).toContainText('cinq');
    await expectFits(page);
    await expectAccessible(page);
  }
  await openAct(page, act.address);
  await expect(banner).toHaveCount(0);
  await partner.context().close();
  await context.close();
});

test('a version begins a new act, with its own text', async ({ unml, act }) => {
  await nameVersion(unml, act.address);
  await openAct(unml, act.address);
  await changeDuration(unml);
  await unml.goto(`${act.address}/versions`);
  await unml.getByRole('button', { name: new RegExp(`Autres actions.*${NAME}`) }).click();
  await unml.getByRole('menuitem', { name: 'Dupliquer dans un nouvel acte' }).click();
  await unml.getByLabel('Nom du nouvel acte').fill('Convention locale');
  await unml.getByRole('button', { name: 'Créer l’acte' }).click();
  await expect(unml.getByRole('heading', { level: 1, name: 'Convention locale' })).toBeVisible();
  await expect(blockOf(unml, DURATION)).toContainText('trois ans');
});

test('a selected passage tells who wrote each part of it, and so does any past state', async ({
  two,
  act,
}) => {
  const { unml, partner } = two;
  await typeAtEnd(blockOf(partner, 'Un comité se réunit'), ' Il rend compte.');
  await expectSaved(partner);
  const paragraph = blockOf(unml, 'Un comité se réunit');
  await expect(paragraph).toContainText('Il rend compte.');
  const ask = unml.getByRole('button', { name: 'Qui a écrit ceci' });
  await expect(ask).toHaveCount(0);
  await caretIn(paragraph, 0);
  await unml.keyboard.press('Shift+End');
  await ask.click();
  const told = unml.getByRole('dialog', { name: 'Qui a écrit ceci' });
  const part = (words: string) => told.getByRole('listitem').filter({ hasText: words });
  await expect(part('Il rend compte.')).toContainText('Inès Moreau (Fédération des Ateliers)');
  await expect(part('Un comité se réunit')).toContainText('UNML');
  await expectAccessible(unml);

  // The same in any past state: seen, listed, and heard from one passage to the next.
  await unml.goto(`${act.address}/versions/seq-1`);
  const writers = unml.getByRole('region', { name: 'Qui a écrit ce texte' });
  await expect(writers.getByRole('button')).toHaveText(/Claire Vasseur.*UNML.*100/);
  await unml.getByRole('slider').press('End');
  await expect(writers.getByRole('button')).toHaveCount(2);
  await writers.getByRole('button', { name: /Inès Moreau \(Fédération des Ateliers\)/ }).click();
  await unml.keyboard.press('n');
  const written = unml.locator('.acte [data-courant]');
  await expect(written).toContainText('[Inès Moreau (Fédération des Ateliers)] Il rend compte.');
  await expect(unml.getByRole('status').filter({ hasText: '1 sur 1' })).toContainText('Inès Moreau');
  await expectAccessible(unml);
  await unml.getByText('Texte', { exact: true }).click();
  await expect(unml.locator('.acte')).toContainText('Il rend compte.');
  await expect(writers).toHaveCount(0);
});
