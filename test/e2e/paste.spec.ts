import type { Page } from '@playwright/test';
import { blockOf, caretIn, expectSaved, textOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const PLACE = 'Un comité se réunit';

/** What Word puts on the clipboard: conditional comments, its own classes, list markers as text. */
const WORD_HTML = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head>
<body lang=FR><!--StartFragment-->
<p class=MsoNormal style='font-family:"Calibri"'><b>Moyens</b> mis en commun<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>un local partagé ;<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>a)<span>&nbsp;</span></span><![endif]>ouvert le matin ;<o:p></o:p></p>
<!--EndFragment--></body></html>`;

const HOSTILE_HTML = `<p>Avant <img src="x" onerror="window.ranScript=1"> après</p>
<script>window.ranScript=1</script>
<svg onload="window.ranScript=1"><circle r="1"/></svg>
<p><a href="javascript:window.ranScript=1">un lien</a></p>
<iframe srcdoc="<script>parent.ranScript=1</script>"></iframe>`;

/** Pastes as the browser does, with what a clipboard would hold. */
async function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await textOf(page).evaluate((element, given) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(given)) clipboardData.setData(type, value);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
  }, data);
}

test('paste from Word: clean paragraphs and list items, nothing of its markup', async ({ unml }) => {
  await caretIn(blockOf(unml, PLACE));
  await unml.keyboard.press('Enter');
  await paste(unml, { 'text/html': WORD_HTML, 'text/plain': 'Moyens mis en commun' });
  await expect(blockOf(unml, 'Moyens mis en commun').locator('strong')).toHaveText('Moyens');
  const first = blockOf(unml, 'un local partagé');
  await expect(first).toHaveAttribute('data-bloc', 'item');
  await expect(first).toHaveAttribute('data-niveau', '1');
  await expect(first).not.toContainText('1.');
  await expect(first).toHaveAttribute('data-numero', /^1\./);
  await expect(blockOf(unml, 'ouvert le matin')).toHaveAttribute('data-niveau', '2');
  await expect(textOf(unml).locator('[class^="Mso"], [style*="mso"]')).toHaveCount(0);
  await expectSaved(unml);
});

test('paste of HTML with a script: it never runs, and nothing of it stays', async ({ unml }) => {
  await caretIn(blockOf(unml, PLACE));
  await paste(unml, { 'text/html': HOSTILE_HTML, 'text/plain': 'Avant après' });
  await expect(textOf(unml)).toContainText('un lien');
  await expectSaved(unml);
  await unml.reload();
  await expect(textOf(unml)).toContainText('un lien');
  expect(await unml.evaluate(() => 'ranScript' in window)).toBe(false);
  await expect(
    textOf(unml).locator('script, iframe, svg, [onerror], [onload], a[href^="javascript"]'),
  ).toHaveCount(0);
});

test('paste of 50 MB: refused with a sentence, the text untouched', async ({ unml }) => {
  await expectSaved(unml);
  await caretIn(blockOf(unml, PLACE));
  await textOf(unml).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Une ligne de texte. '.repeat(2_621_440));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(unml.getByText('Ce contenu est trop volumineux')).toBeVisible();
  await expect(textOf(unml)).not.toContainText('Une ligne de texte.');
  await unml.keyboard.type(' On continue.');
  await expect(blockOf(unml, PLACE)).toContainText('On continue.');
  await expectSaved(unml);
});

test('as one types: French typography; letters in their order on a busy page', async ({ unml }) => {
  await caretIn(blockOf(unml, PLACE));
  await unml.keyboard.type(" L'accord vaut : oui ; non !");
  await expect(blockOf(unml, PLACE)).toContainText('L’accord vaut\u00a0: oui\u202f; non\u202f!');

  await caretIn(blockOf(unml, PLACE));
  // Both keys wait for the page, and come before it has drawn what the first one made.
  await unml.evaluate(() => {
    setTimeout(() => {
      const end = performance.now() + 300;
      while (performance.now() < end);
    }, 0);
  });
  await Promise.all([unml.keyboard.press('Enter'), unml.keyboard.press('S')]);
  await unml.keyboard.type('on secrétariat.');
  await expect(blockOf(unml, 'on secrétariat')).toHaveText('Son secrétariat.');
});
