import type { Locator, Page } from '@playwright/test';
import { blockOf, caretIn, expectSaved, headingOf, textOf, wordsOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

/** A line of the sommaire, by the words of its heading. */
const lineOf = (page: Page, words: string): Locator =>
  page.getByRole('tree', { name: 'Sommaire' }).getByRole('treeitem').filter({ hasText: words });

const headings = (page: Page): Promise<string[]> =>
  textOf(page)
    .locator('[data-bloc="intitule"]')
    .evaluateAll((all) => all.map((one) => `${(one as HTMLElement).dataset.numero ?? ''}${one.textContent}`));

/** Words of the cross-references of a block, as printed. */
const references = (page: Page, words: string): Locator =>
  blockOf(page, words).locator('[data-inline="renvoi"]');

test('scenario 4: axe 3 moved first from the sommaire, numbers and references follow for both', async ({
  two,
}) => {
  const { unml, partner } = two;
  await expect(references(unml, 'parcours de découverte')).toHaveText('axe 3');
  const target = lineOf(unml, 'Accueillir');
  await lineOf(unml, 'Évaluer').dragTo(target, { targetPosition: { x: 60, y: 3 } });
  for (const page of [unml, partner]) {
    await expect
      .poll(() => headings(page))
      .toEqual([
        'Préambule',
        'Article 1 – Objet',
        'Article 2 – Axes de travail',
        'Axe 1 – Évaluer',
        'Axe 2 – Accueillir',
        'Axe 3 – Former',
        'Article 3 – Suivi',
        'Article 4 – Durée',
      ]);
    await expect(references(page, 'parcours de découverte')).toHaveText('axe 1');
    await expect(blockOf(page, 'nombre de jeunes accueillis')).toBeVisible();
  }
  await expectSaved(unml);
});

test('scenario 4: a reference whose target is deleted is flagged, and the deletion can be undone', async ({
  two,
}) => {
  const { unml, partner } = two;
  await expect(references(unml, 'fixe le cadre')).toHaveText('article 3');
  await lineOf(unml, 'Suivi').focus();
  await unml.keyboard.press('Delete');
  await unml.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
  for (const page of [unml, partner]) {
    await expect(headingOf(page, 'Suivi')).toHaveCount(0);
    await expect(references(page, 'fixe le cadre')).toHaveAttribute('data-rompu', 'true');
    await page.getByRole('tab', { name: /Contrôles/ }).click();
    await expect(page.getByRole('tabpanel').getByText(/ne mène plus nulle part/)).toBeVisible();
  }
  await expect(headingOf(unml, 'Durée')).toHaveAttribute('data-numero', /^Article\s3/);
  await unml.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect(references(partner, 'fixe le cadre')).toHaveText('article 3');
  await expect(references(partner, 'fixe le cadre')).toHaveAttribute('data-rompu', 'false');
});

test('keyboard only: a division is moved, renamed, indented and added from the sommaire', async ({
  unml,
}) => {
  const tree = unml.getByRole('tree', { name: 'Sommaire' });
  await expect(lineOf(unml, 'Durée')).toBeVisible();
  await tree.locator('[tabindex="0"]').focus();
  await unml.keyboard.press('End');
  await expect(lineOf(unml, 'Durée')).toBeFocused();
  await unml.keyboard.press('Alt+ArrowUp');
  await expect(headingOf(unml, 'Durée')).toHaveAttribute('data-numero', /^Article\s3/);
  await expect(headingOf(unml, 'Suivi')).toHaveAttribute('data-numero', /^Article\s4/);
  await expect(lineOf(unml, 'Durée')).toBeFocused();

  await unml.keyboard.press('F2');
  await unml.getByRole('textbox', { name: 'Nouvel intitulé' }).fill('Durée et renouvellement');
  await unml.keyboard.press('Enter');
  await expect(headingOf(unml, 'Durée et renouvellement')).toBeVisible();

  await expect(lineOf(unml, 'Durée et renouvellement')).toBeFocused();
  await unml.keyboard.press('Enter');
  await expect(textOf(unml)).toBeFocused();
  await expectSaved(unml);
});

test('one moves a division while the other types in it: nothing typed is lost', async ({ two }) => {
  const { unml, partner } = two;
  const sentence = ' Il rend compte de ses travaux par écrit.';
  await caretIn(blockOf(partner, 'Un comité se réunit'));
  const typing = partner.keyboard.type(sentence, { delay: 20 });
  await lineOf(unml, 'Suivi').focus();
  await unml.keyboard.press('Alt+ArrowUp');
  await unml.keyboard.press('Alt+ArrowUp');
  await typing;
  await expectSaved(unml);
  await expectSaved(partner);
  const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('');
  const expected = `Un comité se réunit au moins deux fois par an.${sentence}`;
  for (const page of [unml, partner])
    await expect
      .poll(async () => letters(await wordsOf(blockOf(page, 'Un comité se réunit'))))
      .toBe(letters(expected));
});
