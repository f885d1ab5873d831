import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { blockOf, caretIn, expectSaved, saveState, textOf, typeAtEnd, wordsOf } from './act.ts';
import { enterAsUnml, expect, openAsPartner, test } from './fixtures.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const OBJET = 'Elle précise les engagements';
const SUIVI = 'Un comité se réunit';

test.describe('on a server that stays up', () => {
  test.use({ oneServer: true });

  test('scenario 3: typed offline, browser closed, reopened: both texts are there', async ({
    browser,
    act,
    launchOptions,
  }) => {
    const profile = mkdtempSync(join(tmpdir(), 'clausier-profile-'));
    const options = { ...launchOptions, locale: 'fr-FR' };
    try {
      const before = await chromium.launchPersistentContext(profile, options);
      const page = await enterAsUnml(before, act);
      await expect(blockOf(page, OBJET)).toBeVisible();
      await expectSaved(page);
      await before.setOffline(true);
      await typeAtEnd(blockOf(page, OBJET), ' Écrit sans réseau.');
      await expect(saveState(page)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
      await before.close();

      const partner = await openAsPartner(browser, act);
      await expect(blockOf(partner, OBJET)).not.toContainText('Écrit sans réseau.');
      await typeAtEnd(blockOf(partner, OBJET), ' Écrit pendant ce temps.');
      await expectSaved(partner);

      const after = await chromium.launchPersistentContext(profile, options);
      const again = await after.newPage();
      await again.goto(act.address);
      for (const one of [again, partner]) {
        await expect(blockOf(one, OBJET)).toContainText('Écrit sans réseau.');
        await expect(blockOf(one, OBJET)).toContainText('Écrit pendant ce temps.');
      }
      await expectSaved(again);
      await after.close();
      await partner.context().close();
    } finally {
      rmSync(profile, { recursive: true, force: true });
    }
  });

  test('save states are honest: saved, offline with a count, saved again', async ({ unml }) => {
    await expectSaved(unml);
    await unml.context().setOffline(true);
    await typeAtEnd(blockOf(unml, SUIVI), ' Un ajout.');
    await expect(saveState(unml)).toHaveText(/Hors ligne, \d+ modifications? à envoyer/);
    await unml.context().setOffline(false);
    await expectSaved(unml);
    await expect(blockOf(unml, SUIVI)).toContainText('Un ajout.');
  });
});

test('kill -9 of the server in mid-typing: nothing shown as Enregistré is lost, both browsers recover', async ({
  server,
  act,
  two,
}) => {
  const { unml, partner } = two;
  await expectSaved(unml);
  // What the page showed at each moment when it said « Enregistré »: the promise to hold.
  const promised = await unml.evaluateHandle(
    ([state, text]) => {
      const seen = { words: '' };
      const note = () => {
        if (state?.textContent?.trim() === 'Enregistré') seen.words = text?.textContent ?? '';
      };
      if (state)
        new MutationObserver(note).observe(state, { subtree: true, childList: true, characterData: true });
      return seen;
    },
    [await saveState(unml).elementHandle(), await blockOf(unml, OBJET).elementHandle()] as const,
  );
  await caretIn(blockOf(partner, SUIVI));
  await caretIn(blockOf(unml, OBJET));
  const begun = ' Une phrase';
  const rest = ' assez longue pour que l’arrêt survienne pendant la frappe.';
  const words = `${begun}${rest}`;
  for (const page of [unml, partner]) {
    await page.keyboard.type(begun, { delay: 25 });
    await expectSaved(page);
  }
  const typing = Promise.all([
    unml.keyboard.type(rest, { delay: 25 }),
    partner.keyboard.type(rest, { delay: 25 }),
  ]);
  await expect(blockOf(unml, OBJET)).toContainText('assez longue');
  await server.kill();
  const shownAsSaved = (await promised.jsonValue()).words;
  const onDisk = execFileSync(process.execPath, ['server/launch.mjs', 'cli', 'text', act.id], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: server.dataDir },
  });
  expect(shownAsSaved).toContain('Une phrase');
  expect(onDisk).toContain(shownAsSaved);

  await typing;
  await expect(saveState(unml)).toHaveText(/Hors ligne/);
  await server.restart();
  for (const page of [unml, partner]) {
    await expectSaved(page);
    await expect(blockOf(page, OBJET)).toContainText(words.trim());
    await expect(blockOf(page, SUIVI)).toContainText(words.trim());
  }
  await expect
    .poll(async () => (await wordsOf(textOf(partner))) === (await wordsOf(textOf(unml))))
    .toBe(true);
});
