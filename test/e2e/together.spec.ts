import { blockOf, caretIn, expectSaved, textOf, typeAtEnd, wordsOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const PARAGRAPH = 'Elle précise les engagements';

test('scenario 2: two people type in the same paragraph, neither loses a letter', async ({ two }) => {
  const { unml, partner } = two;
  await expect(blockOf(partner, PARAGRAPH)).toBeVisible();
  const ours = ' Nous ajoutons ici une phrase entière.';
  const theirs = 'Cette stipulation vaut pour tous. ';
  await caretIn(blockOf(unml, PARAGRAPH));
  await caretIn(blockOf(partner, PARAGRAPH), 0);
  // Key by key and at the same time, so that the edits cross on the wire.
  await Promise.all([unml.keyboard.type(ours, { delay: 15 }), partner.keyboard.type(theirs, { delay: 15 })]);
  await expectSaved(unml);
  await expectSaved(partner);
  const whole = `${theirs}Elle précise les engagements de chaque partie.${ours}`;
  for (const page of [unml, partner]) await expect.poll(() => wordsOf(blockOf(page, PARAGRAPH))).toBe(whole);
});

test('two people type inside the same word: every letter is there, in each one’s order', async ({ two }) => {
  const { unml, partner } = two;
  const offset = 'Elle précise'.length;
  // The other's caret, drawn in the word, cuts it in two: find the paragraph by what follows.
  const after = 'les engagements de chaque partie';
  await caretIn(blockOf(unml, after), offset);
  await caretIn(blockOf(partner, after), offset);
  await Promise.all([
    unml.keyboard.type('ABCDEFGHIJ', { delay: 10 }),
    partner.keyboard.type('0123456789', { delay: 10 }),
  ]);
  await expectSaved(unml);
  await expectSaved(partner);
  const read = () => wordsOf(blockOf(unml, after));
  await expect.poll(async () => (await read()) === (await wordsOf(blockOf(partner, after)))).toBe(true);
  const words = await read();
  expect(words.replace(/[^A-J]/g, '')).toContain('ABCDEFGHIJ');
  expect(words.replace(/[^0-9]/g, '')).toBe('0123456789');
});

test('each sees the other’s name, organisation and caret', async ({ two }) => {
  const { unml, partner } = two;
  await caretIn(blockOf(partner, PARAGRAPH));
  await partner.keyboard.type('.');
  await expect(textOf(unml).locator('.curseur')).toContainText('Inès Moreau');
  await expect(textOf(unml).locator('.curseur')).toContainText('Fédération des Ateliers');
});

test('undo takes back my own changes only', async ({ two }) => {
  const { unml, partner } = two;
  await typeAtEnd(blockOf(partner, PARAGRAPH), ' Ajout du partenaire.');
  await expect(blockOf(unml, PARAGRAPH)).toContainText('Ajout du partenaire.');
  await typeAtEnd(blockOf(unml, 'Un comité se réunit'), ' Ajout de notre part.');
  await expect(blockOf(partner, 'Un comité se réunit')).toContainText('Ajout de notre part.');

  await unml.keyboard.press('ControlOrMeta+z');
  await expect(blockOf(unml, 'Un comité se réunit')).not.toContainText('Ajout de notre part.');
  // More undos than there are changes of mine: the partner's must stand.
  for (let press = 0; press < 5; press += 1) await unml.keyboard.press('ControlOrMeta+z');
  await expect(blockOf(partner, 'Un comité se réunit')).not.toContainText('Ajout de notre part.');
  await expect(blockOf(unml, PARAGRAPH)).toContainText('Ajout du partenaire.');
  // A slow machine types in several steps, and each press redoes one.
  await expect(async () => {
    await unml.keyboard.press('ControlOrMeta+Shift+z');
    await expect(blockOf(partner, 'Un comité se réunit')).toContainText('Ajout de notre part.', {
      timeout: 1_000,
    });
  }).toPass({ timeout: 20_000 });
});
