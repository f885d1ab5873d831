import type { Browser, Locator, Page } from '@playwright/test';
import { proposedClauseSchema } from '../../shared/drafting/house-wire.ts';
import { wordingListSchema } from '../../shared/drafting/library-wire.ts';
import { createdActSchema } from '../../shared/drafting/wire.ts';
import { personalLinkSchema } from '../../shared/identity/wire.ts';
import type { ActId } from '../../shared/kernel/ids.ts';
import type { RunningServer } from '../support/start-server.ts';
import { blockOf, caretIn, enter, expectSaved, headingOf, textOf, typeAtEnd } from './act.ts';
import { expectAccessible, expectFits } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { setUpHouse } from './house.ts';

/** The house with a convention of two parties begun from a modèle. */
interface Begun {
  /** Its administrateur on that act, in a browser of their own. */
  readonly page: Page;
  readonly act: ActId;
  /** The same person, elsewhere. */
  openElsewhere(): Promise<Page>;
  /** Approves a new version of the clause « durée, à compter de la signature »: « se réunissent ». */
  approveOtherDuration(): Promise<number>;
  /** A rédacteur of the other party, on that act. */
  openAsPartner(): Promise<Page>;
}

const party = (denomination: string, sigle: string) => ({
  denomination,
  sigle,
  forme: 'association régie par la loi du 1er juillet 1901',
  siege: '3 quai des Tanneurs, 69001 Lyon',
  personnePublique: false,
  representant: { civilite: 'Madame', nom: 'Anne Perrin', capacite: 'Présidente' },
});

async function begin(browser: Browser, server: RunningServer, width = 1440): Promise<Begun> {
  const options = { viewport: { width, height: 900 }, reducedMotion: 'reduce' } as const;
  const { administrator: page } = await setUpHouse(browser, server, options);
  const ask = async (path: string, data?: unknown): Promise<unknown> => {
    const headers = { origin: server.url };
    const { request } = page.context();
    const answer = await (data === undefined
      ? request.get(server.url + path)
      : request.post(server.url + path, { headers, data }));
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  const { id: act } = createdActSchema.parse(
    await ask('/api/acts', {
      modele: 'convention-de-partenariat',
      titre: 'Convention des Rives et des Ateliers',
      parties: [party('Association des Rives', 'ADR'), party('Fédération des Ateliers', 'FDA')],
      valeurs: {},
    }),
  );
  const open = async (on: Page): Promise<Page> => {
    await on.goto(`${server.url}/actes/${act}`);
    await expect(headingOf(on, 'Durée').first()).toBeVisible({ timeout: 30_000 });
    return on;
  };
  return {
    page: await open(page),
    act,
    openElsewhere: async () => {
      const storageState = await page.context().storageState();
      return open(await (await browser.newContext({ ...options, storageState })).newPage());
    },
    approveOtherDuration: async () => {
      const { clauses } = wordingListSchema.parse(await ask('/api/clauses'));
      const current = clauses.find((each) => each.courante && each.fichier === 'clauses/duree/signature.md');
      if (current === undefined) throw new Error('The clausier has no clause « durée, signature ».');
      const source = current.source.replace('Les Parties se rencontrent', 'Les Parties se réunissent');
      if (source === current.source) throw new Error('The clause no longer says what the spec changes.');
      const proposed = proposedClauseSchema.parse(await ask('/api/clausier', { source, note: '' }));
      const { id, version } = proposed;
      await ask(`/api/clausier/${id}/versions/${version}/decision`, { etat: 'approuvee', note: '' });
      return version;
    },
    openAsPartner: async () => {
      const { url } = personalLinkSchema.parse(
        await ask(`/api/acts/${act}/links`, {
          person: { name: 'Inès Moreau', email: 'ines.moreau@ateliers.example' },
          organisation: 'Fédération des Ateliers',
          role: 'redacteur',
        }),
      );
      return enter(await browser.newContext(), url);
    },
  };
}

async function openClauses(page: Page): Promise<void> {
  const tab = page.getByRole('tab', { name: 'Clauses' });
  if (!(await tab.isVisible())) await page.getByRole('button', { name: 'Panneau', exact: true }).click();
  await tab.click();
  await expect(page.getByText('dans la rédaction de la maison')).toBeVisible();
}

/** The card of a division in the panel. */
const card = (page: Page, name: string): Locator =>
  page
    .getByRole('tabpanel')
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(name) }) });

const durationOf = (page: Page) => blockOf(page, /mois avant ce terme/);

test('a newer wording is offered as a visible change, refused for everybody, then accepted', async ({
  browser,
  server,
}) => {
  const { page, openElsewhere, approveOtherDuration } = await begin(browser, server);
  const version = await approveOtherDuration();
  await openClauses(page);
  const duration = card(page, 'Durée$');
  await expect(duration).toContainText('Version plus ancienne');
  await expect(duration).toContainText(`la version ${version} est disponible`);
  await duration.getByRole('button', { name: 'Mettre à jour' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('del')).toContainText('rencontrent');
  await expect(dialog.locator('ins')).toContainText('réunissent');
  await expect(durationOf(page)).toContainText('se rencontrent');
  await dialog.getByRole('button', { name: 'Garder le texte actuel' }).click();
  await expect(duration).toContainText(`la version ${version} a été écartée`);
  await expect(duration.getByRole('button', { name: 'Mettre à jour' })).toBeHidden();
  await expectSaved(page);

  // Another screen of the same act knows it; the variables do not speak of it.
  const other = await openElsewhere();
  await openClauses(other);
  await expect(card(other, 'Durée$')).toContainText(`la version ${version} a été écartée`);
  await other.getByRole('tab', { name: 'Variables' }).click();
  await expect(other.getByRole('tabpanel')).not.toContainText('écartée');
  await other.context().close();

  await duration.getByRole('button', { name: 'Proposer à nouveau' }).click();
  await duration.getByRole('button', { name: 'Mettre à jour' }).click();
  await dialog.getByRole('button', { name: 'Mettre à jour' }).click();
  await expect(durationOf(page)).toContainText('se réunissent');
  await expect(duration).toContainText('Rédaction maison');
  await caretIn(durationOf(page));
  await page.keyboard.press('Control+z');
  await expect(durationOf(page)).toContainText('se rencontrent');
  await page.keyboard.press('Control+Shift+z');
  await expect(durationOf(page)).toContainText('se réunissent');
  await page.context().close();
});

test('a clause is inserted while the other party types; undo takes back only it', async ({
  browser,
  server,
}) => {
  const { page, openAsPartner } = await begin(browser, server);
  const partner = await openAsPartner();
  await openClauses(page);
  await page.getByRole('button', { name: 'Insérer une clause' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chercher').fill('confidentialite');
  await dialog.getByRole('button', { name: /^Confidentialité \(réciproque\)/ }).click();
  await expect(dialog.getByLabel('La clause telle qu’elle se lira')).toContainText('Confidentialité');
  await expect(dialog).toContainText(/Après «\sArticle\s\d+/);

  const words = ' La Fédération y tient et le redira à chaque réunion du comité.';
  await caretIn(durationOf(partner));
  const typing = partner.keyboard.type(words, { delay: 15 });
  await dialog.getByRole('button', { name: 'Insérer', exact: true }).click();
  await typing;
  for (const each of [page, partner]) {
    await expect(headingOf(each, 'Confidentialité')).toHaveCount(1);
    await expect(durationOf(each)).toContainText(words.trim());
  }
  await expect(headingOf(page, 'Confidentialité')).toHaveAttribute('data-numero', /^Article/);
  await expect(card(page, 'Confidentialité')).toContainText('Rédaction maison');
  await expectSaved(partner);

  // In the inserted clause itself, while nobody undoes.
  const inserted = headingOf(partner, 'Confidentialité').locator('xpath=following-sibling::*[1]');
  await typeAtEnd(inserted, ' Sans réserve.');
  await expect(textOf(page)).toContainText('Sans réserve.');

  await caretIn(durationOf(page));
  await page.keyboard.press('Control+z');
  await expect(headingOf(page, 'Confidentialité')).toHaveCount(0);
  // What the partner has typed in it since is hers: only the words of the clause went.
  await expect(textOf(page)).toContainText('Sans réserve.');
  await expect(durationOf(page)).toContainText(words.trim());

  // The clausier is the members’ own: whoever is only invited is told so, and writes all the same.
  await partner.getByRole('tab', { name: 'Clauses' }).click();
  await expect(partner.getByRole('tabpanel')).toContainText('réservé aux membres');
  await page.context().close();
  await partner.context().close();
});

test('a division changed by hand says so, and its replacement shows both texts before it is made', async ({
  browser,
  server,
}) => {
  const { page } = await begin(browser, server);
  await openClauses(page);
  await typeAtEnd(durationOf(page), ' Elles dînent ensuite.');
  const duration = card(page, 'Durée$');
  await expect(duration).toContainText('Modifiée');
  await duration.getByRole('button', { name: 'Voir les différences' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('ins')).toContainText('dînent');
  await page.keyboard.press('Escape');

  await duration.getByRole('button', { name: 'Remplacer' }).click();
  await dialog.getByRole('radio', { name: /^Dates fixes/ }).check();
  await expect(dialog).toContainText('modifié à la main');
  // What the act does not say is asked for, and nothing is offered before.
  await expect(dialog.getByRole('button', { name: 'Remplacer' })).toBeDisabled();
  await dialog.getByLabel('Date d’effet').fill('2027-01-01');
  await dialog.getByLabel('Date de fin').fill('2029-12-31');
  await expect(dialog.locator('del').first()).toBeVisible();
  await dialog.getByText('Lire les deux textes').click();
  await expect(dialog.getByLabel('Texte de l’acte aujourd’hui')).toContainText('dînent');
  await expect(dialog.getByLabel('Rédaction de la maison', { exact: true })).toContainText(
    '31 décembre 2029',
  );
  await dialog.getByRole('button', { name: 'Remplacer' }).click();
  await expect(blockOf(page, 'prend fin le')).toContainText('31 décembre 2029');
  await expect(duration).toContainText('Dates fixes');
  await expect(textOf(page)).not.toContainText('dînent');
  await page.context().close();
});

for (const width of [1440, 390])
  test(`axe and reflow of the panel and its dialogs at ${width} px`, async ({ browser, server }) => {
    const { page, approveOtherDuration } = await begin(browser, server, width);
    await approveOtherDuration();
    const check = async () => {
      await expectFits(page);
      await expectAccessible(page);
    };
    await typeAtEnd(durationOf(page), ' Ajout.');
    await openClauses(page);
    const duration = card(page, 'Durée$');
    await expect(duration).toContainText('Modifiée');
    await check();
    for (const action of ['Voir les différences', 'Mettre à jour', 'Remplacer']) {
      await duration.getByRole('button', { name: action }).click();
      await expect(page.getByRole('dialog').last()).toContainText('Durée');
      await check();
      await page.keyboard.press('Escape');
      await expect(duration.getByRole('button', { name: action })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Insérer une clause' }).click();
    await check();
    await page.getByRole('textbox', { name: 'Chercher' }).fill('subvention');
    await page.getByRole('button', { name: /^Finances \(subvention\)/ }).click();
    await check();
    await page.context().close();
  });
