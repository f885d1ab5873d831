import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { blockOf, expectSaved, saveState, textOf, typeAtEnd } from './act.ts';
import { enterAsUnml, expect, test } from './fixtures.ts';

const OBJET = 'Elle précise les engagements';
const SUIVI = 'Un comité se réunit';
const MEBIBYTE = 1024 * 1024;

/** Has the page's next change leave in a frame of `bytes` bytes: a paste that big takes a browser minutes. */
async function swellNextFrame(page: Page, bytes: number): Promise<void> {
  await page.evaluate((size) => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      const update = data instanceof Uint8Array && data[0] === 0 && data[1] === 2;
      if (!update) return send.call(this, data);
      WebSocket.prototype.send = send;
      const swollen = new Uint8Array(size);
      swollen.set(data);
      return send.call(this, swollen);
    };
  }, bytes);
}

const PRLIMIT = '/usr/bin/prlimit';
const LIMITS = existsSync(PRLIMIT);

test(`the server’s disk refuses in mid-typing: nobody is told Enregistré, both are told why, all is saved after${LIMITS ? '' : ' (skipped: prlimit is absent)'}`, async ({
  server,
  two,
}) => {
  test.skip(!LIMITS, 'prlimit is absent');
  const { unml, partner } = two;
  const limitFiles = (bytes: string) =>
    execFileSync(PRLIMIT, ['--pid', String(server.pid()), `--fsize=${bytes}:unlimited`]);
  await expectSaved(unml);
  await expectSaved(partner);
  // No file of the server may be written beyond its first byte: what the system says of a full disk.
  limitFiles('1');
  await typeAtEnd(blockOf(unml, OBJET), ' Écrit sur un disque plein.', 10);
  for (const page of [unml, partner]) {
    await expect(page.getByRole('alert')).toContainText('ne peut plus écrire sur son disque');
    await expect(saveState(page)).toHaveText('En attente du disque du serveur');
  }
  await expect(blockOf(partner, OBJET)).toContainText('Écrit sur un disque plein.');

  // Somebody who comes back has nothing to send: the server holds it in memory, and must not call that saved.
  await unml.reload();
  await expect(blockOf(unml, OBJET)).toContainText('Écrit sur un disque plein.');
  await expect(saveState(unml)).toHaveText('En attente du disque du serveur');

  limitFiles('unlimited');
  await expectSaved(unml);
  await expectSaved(partner);
  await expect(unml.getByRole('alert')).toHaveCount(0);
  await server.kill();
  await server.restart();
  await expectSaved(unml);
  await partner.reload();
  await expect(blockOf(partner, OBJET)).toContainText('Écrit sur un disque plein.');
});

test('an act that holds what this release does not know is not opened, and loses nothing', async ({
  server,
  act,
  browser,
}) => {
  const doc = new Y.Doc();
  doc.getXmlFragment('contenu').insert(0, [new Y.XmlElement('graphique')]);
  await server.terminate();
  const database = new DatabaseSync(join(server.dataDir, 'clausier.sqlite'));
  const rows = () =>
    database.prepare('select count(*) as n from act_updates where act_id = ?').get(act.id) as { n: number };
  const { n } = rows();
  database
    .prepare('insert into act_updates (act_id, seq, bytes, person_id, at) values (?, ?, ?, null, 1)')
    .run(act.id, n + 1, Y.encodeStateAsUpdate(doc));
  await server.restart();

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(act.partnerLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('L’acte n’a pas pu être ouvert');
  await expect(page.getByRole('alert')).toContainText('Rechargez-la');
  await expect(textOf(page)).toHaveCount(0);
  expect(rows().n).toBe(n + 1);
  database.close();
  await context.close();
});

test.describe('on a server that stays up', () => {
  test.use({ oneServer: true });

  for (const [told, bytes] of [
    ['our own limit (4413)', 33 * MEBIBYTE],
    ['the socket’s (1009)', 65 * MEBIBYTE],
  ] as const)
    test(`a change over ${told} is refused with the remedy, undone, and the rest is saved`, async ({
      two,
    }) => {
      const { unml, partner } = two;
      await expectSaved(unml);
      await swellNextFrame(unml, bytes);
      await typeAtEnd(blockOf(unml, OBJET), '§');
      await expect(saveState(unml)).toHaveText('Refusé');
      const banner = unml.getByRole('alert').filter({ hasText: 'Le serveur ne prend plus' });
      await expect(banner).toContainText('trop volumineuse. Annulez-la');
      await expect(banner).toContainText('gardé dans ce navigateur');

      await unml.keyboard.press('ControlOrMeta+z');
      await banner.getByRole('button', { name: 'Réessayer' }).click();
      await expectSaved(unml);
      await typeAtEnd(blockOf(unml, SUIVI), ' Après le refus.');
      await expect(blockOf(partner, SUIVI)).toContainText('Après le refus.');
      await expect(blockOf(partner, OBJET)).not.toContainText('§');
      await expectSaved(unml);
    });

  test('a page of another release is stopped with the remedy, and keeps what was typed', async ({
    browser,
    act,
  }) => {
    const context = await browser.newContext();
    // A page loaded before the server was updated names the schema that it was built with.
    await context.addInitScript(() => {
      window.WebSocket = class extends WebSocket {
        constructor(url: string | URL) {
          const old = localStorage.getItem('essai:ancienne') !== null;
          super(old ? String(url).replace(/schema=\d+/, 'schema=0') : url);
        }
      };
    });
    const page = await enterAsUnml(context, act);
    await expectSaved(page);
    await page.evaluate(() => localStorage.setItem('essai:ancienne', ''));
    await context.setOffline(true);
    await typeAtEnd(blockOf(page, OBJET), ' Écrit avant la mise à jour.');
    await expect(saveState(page)).toHaveText(/Hors ligne/);
    await context.setOffline(false);
    const banner = page.getByRole('alert').filter({ hasText: 'version plus ancienne de Clausier' });
    await expect(banner).toContainText('gardé dans ce navigateur');
    await expect(saveState(page)).toHaveText('Refusé');
    await expect(textOf(page)).toHaveAttribute('contenteditable', 'false');

    await page.evaluate(() => localStorage.removeItem('essai:ancienne'));
    await banner.getByRole('button', { name: 'Recharger la page' }).click();
    await expect(blockOf(page, OBJET)).toContainText('Écrit avant la mise à jour.');
    await expectSaved(page);
    await context.close();
  });

  test('leaving with something unsaved is warned of when this browser keeps no copy', async ({
    browser,
    act,
  }) => {
    const context = await browser.newContext();
    await context.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'));
    const page = await enterAsUnml(context, act);
    await expect(page.getByText('Ce navigateur ne garde pas de copie')).toBeVisible();
    await expectSaved(page);
    await context.setOffline(true);
    await typeAtEnd(blockOf(page, OBJET), ' Sans copie.');
    await expect(saveState(page)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
    const asked = page.waitForEvent('dialog');
    const leaving = page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await leaving;

    await context.setOffline(false);
    await expectSaved(page);
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    await context.close();
  });

  test('a link cut short, then a dead one, opened in a tab that is already on the entrance: each is told', async ({
    page,
    server,
    act,
  }) => {
    await page.goto(`${server.url}/entrer`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Entrer dans Clausier');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.goto(`${server.url}/entrer#court`);
    await expect(page.getByRole('alert')).toContainText('Copiez-le en entier');
    await page.goto(`${server.url}/entrer#${'x'.repeat(43)}`);
    await expect(page.getByRole('alert')).toContainText('demandez-en un nouveau');
    await page.goto(`${server.url}/entrer#encore-court`);
    await expect(page.getByRole('alert')).toContainText('Copiez-le en entier');
    await expect(page.getByRole('alert')).not.toContainText('demandez-en un nouveau');
    await page.goto(act.partnerLink);
    await expect(textOf(page)).toBeVisible();
  });
});
