import { readFile } from 'node:fs/promises';
import { textIn } from '#test/support/zip.ts';
import { blockOf, caretIn, expectSaved, textOf } from './act.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

test('a comparison is taken away in Word, its changes tracked under their author’s name', async ({
  unml,
  act,
}) => {
  await unml.goto(act.address);
  await expect(textOf(unml)).toBeVisible();
  await caretIn(blockOf(unml, 'est conclue pour'), 'La convention est conclue pour trois'.length);
  for (const _ of 'trois') await unml.keyboard.press('Backspace');
  await unml.keyboard.type('cinq');
  await expectSaved(unml);

  await unml.goto(`${act.address}/comparer?de=seq-1&a=actuel`);
  const menu = unml.getByRole('button', { name: 'Exporter la comparaison' });
  await menu.click();
  await expect(unml.getByRole('menu')).toBeVisible();
  await expectAccessible(unml);
  const coming = unml.waitForEvent('download');
  await unml.getByRole('menuitem', { name: /suivi des modifications/ }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/comparaison\.docx$/);
  const document = textIn(await readFile(await download.path()), 'word/document.xml');
  expect(document).toMatch(/<w:del [^>]*w:author="[^"]+"[^>]*>.{0,80}<w:delText[^>]*>trois<\/w:delText>/);
  expect(document).toMatch(/<w:ins [^>]*w:author="[^"]+"[^>]*>.{0,80}<w:t[^>]*>cinq<\/w:t>/);

  await menu.click();
  const sentences = unml.waitForEvent('download');
  await unml.getByRole('menuitem', { name: /texte brut/ }).click();
  const text = await readFile(await (await sentences).path(), 'utf8');
  expect(text).toContain('trois ans → cinq ans');
});
