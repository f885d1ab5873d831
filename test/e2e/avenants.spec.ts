import type { Page } from '@playwright/test';
import { ceremonyAnswerSchema, signingPageSchema } from '../../shared/signature/wire.ts';
import { closingAnswers } from '../support/closing.ts';
import { blockOf, enter, expectSaved, textOf, typeAtEnd } from './act.ts';
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

/** Sends a request of the person of a page. */
async function post(page: Page, url: string, path: string, data: unknown): Promise<unknown> {
  const answer = await page.context().request.post(url + path, { headers: { origin: url }, data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** Freezes an act and has both parties sign it, as the pilote and the signatories would. */
async function sign(page: Page, url: string, act: string): Promise<void> {
  const arret = await (await page.context().request.get(`${url}/api/acts/${act}/etat/arret`)).json();
  await post(page, url, `/api/acts/${act}/etat/arreter`, closingAnswers(arret));
  await signFrozen(page, url, act);
}

/** Has both parties sign an act whose text is frozen. */
async function signFrozen(page: Page, url: string, act: string): Promise<void> {
  const { request } = page.context();
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
  const opened = await post(page, url, `/api/acts/${act}/signature`, {
    order: 'parallele',
    days: 5,
    signatories,
  });
  for (const link of ceremonyAnswerSchema.parse(opened).links) {
    const token = link.url.split('#')[1] ?? '';
    const { hash, consent } = signingPageSchema.parse(
      await post(page, url, '/api/signature/ouvrir', { token }),
    );
    await post(page, url, '/api/signature/signer', { token, hash, consent, code: null });
  }
}

/** Replaces words of a block by typing over them. */
async function retype(page: Page, block: string, old: string, now: string): Promise<void> {
  await expect(blockOf(page, block)).toContainText(old);
  await blockOf(page, block).evaluate((element, words) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = walker.nextNode();
    while (text && !text.textContent?.includes(words)) text = walker.nextNode();
    const at = text?.textContent?.indexOf(words) ?? -1;
    if (!text || at < 0) throw new Error('The words are not there.');
    element.closest<HTMLElement>('[contenteditable="true"]')?.focus();
    window.getSelection()?.setBaseAndExtent(text, at, text, at + words.length);
    document.dispatchEvent(new Event('selectionchange'));
  }, old);
  await page.keyboard.type(now);
  await expectSaved(page);
}

const textsOf = (page: Page) => page.getByRole('navigation', { name: 'Textes de l’avenant' });
const instructionsOf = (page: Page) => page.getByRole('dialog', { name: /Instructions de l’avenant/ });
const changesOf = (page: Page) =>
  instructionsOf(page).getByRole('list', { name: 'Modification de l’article 2' }).getByRole('listitem');
const wide = (page: Page) => page.setViewportSize({ width: 1440, height: 900 });

test('scenario 13: two people edit the consolidated text, the avenant writes itself, the text in force follows the day', async ({
  unml: page,
  browser,
  server,
  api,
}) => {
  const act = await api.importText(CONVENTION);
  const { url: link } = await api.invite(act, {
    person: { name: 'Inès Moreau', email: 'ines.moreau@ateliers.example' },
    organisation: 'Fédération des Ateliers',
    role: 'redacteur',
  });
  const partner = await enter(await browser.newContext(), link);
  await sign(page, server.url, act);
  await page.goto(`${server.url}/actes/${act}`);
  await page.getByRole('link', { name: 'Avenants et texte en vigueur' }).click();
  await expect(page.getByText('Aucun avenant pour l’instant.')).toBeVisible();
  await expect(page.getByText('prend fin le 31 décembre 2028')).toBeVisible();
  await page.getByLabel('Pourquoi cet avenant').fill('La coopération se prolonge d’un an.');
  await page.getByLabel('Date d’effet').fill('2028-03-01');
  await page.getByRole('button', { name: 'Commencer l’avenant' }).click();
  await expect(textOf(page)).toContainText('La coopération se prolonge d’un an.');
  await textsOf(page).getByRole('link', { name: 'Texte consolidé' }).click();
  await expect(blockOf(page, 'prend fin le')).toBeVisible();

  await partner.goto(page.url());
  await expect(blockOf(partner, 'les métiers de la rive')).toBeVisible();
  await retype(page, 'prend fin le', '2028', '2029');
  await typeAtEnd(blockOf(partner, 'les métiers de la rive'), ' Elles publient un bilan.');
  await expectSaved(partner);
  const year = /À l’article.2, la date du 31.décembre.2028 est remplacée par la date du 31.décembre.2029\./;
  for (const one of [page, partner]) {
    await textsOf(one).getByRole('button', { name: '2 articles modifiés' }).click();
    await expect(changesOf(one)).toHaveText([year]);
    await expect(instructionsOf(one)).toContainText('« Elles publient un bilan. »');
  }
  // A change is reached from its sentence, by the keyboard.
  const way = instructionsOf(page).getByRole('link', { name: /^Voir le passage.*date du/ });
  await way.focus();
  await page.keyboard.press('Enter');
  await expect(blockOf(page, 'prend fin le')).toBeInViewport();
  // They stay beside the text, and follow what is typed in it.
  await retype(page, 'prend fin le', '2029', '2030');
  await expect(changesOf(page)).toContainText('2030');
  await retype(page, 'prend fin le', '2030', '2029');
  await expect(changesOf(page)).toHaveText([year]);
  await partner.context().close();
  await textsOf(page).getByRole('link', { name: 'L’avenant' }).click();
  await expect(textOf(page)).toContainText(/est remplacée par la date du 31.décembre.2029/);

  const avenant = page.url().split('/').at(-1) ?? '';
  // What the closing waits for is asked when the text is frozen, and is then in it.
  await page.goto(`${server.url}/actes/${avenant}/signature`);
  await page.getByRole('button', { name: 'Arrêter le texte…' }).click();
  const freezing = page.getByRole('dialog', { name: 'Arrêter le texte' });
  await freezing.getByRole('button', { name: 'Arrêter le texte' }).click();
  await expect(freezing.getByLabel(/^Lieu/)).toBeFocused();
  await expect(freezing).toContainText('ne peut pas être arrêté sans cette indication');
  await expectSoundInBothViews(page);
  await wide(page);
  await freezing.getByLabel(/^Lieu/).fill('Lyon');
  await expect(freezing.getByLabel('À la date de la dernière signature')).toBeChecked();
  await freezing.getByRole('button', { name: 'Arrêter le texte' }).click();
  await expect(page.getByLabel('Empreinte SHA-256')).toBeVisible();
  await page.goto(`${server.url}/actes/${avenant}`);
  await expect(textOf(page)).toContainText('Fait à Lyon, à la date de la dernière signature');
  await signFrozen(page, server.url, avenant);
  await page.goto(`${server.url}/actes/${act}/avenants`);
  await expect(page.getByText('prend fin le 31 décembre 2028')).toBeVisible();
  await expect(page.getByText(/n’a effet que le 1er.mars.2028/)).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Au fil des actes signés' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', /^1er.mars.2028.: Avenant n°.1$/);
  await expect(page.getByText('prend fin le 31 décembre 2029')).toBeVisible();
  await expect(page.getByText(/^Texte initial, modifié par l’avenant n°.1$/)).toHaveCount(2);
  await expectSoundInBothViews(page);
  await wide(page);
  await page.getByLabel('En vigueur au').fill('2020-01-01');
  await expect(page.getByText('prend fin le 31 décembre 2028')).toBeVisible();
  await expect(page.getByText('L’acte n’était pas encore en vigueur')).toBeVisible();
});

test('two avenants on one passage: each tells the other in the text, and the second is taken up once the first is signed', async ({
  unml: page,
  server,
  api,
}) => {
  const act = await api.importText(CONVENTION);
  await sign(page, server.url, act);
  const working: string[] = [];
  const avenants: string[] = [];
  for (const year of ['2029', '2030']) {
    await page.goto(`${server.url}/actes/${act}/avenants`);
    await page.getByLabel('Pourquoi cet avenant').fill(`Le terme passe à ${year}.`);
    await page.getByRole('button', { name: 'Commencer l’avenant' }).click();
    await expect(textOf(page)).toContainText('Aucune modification pour l’instant');
    avenants.push(page.url().split('/').at(-1) ?? '');
    await textsOf(page).getByRole('link', { name: 'Texte consolidé' }).click();
    await retype(page, 'prend fin le', '2028', year);
    working.push(new URL(page.url()).pathname);
  }
  const conflict = textOf(page).getByRole('note', { name: 'À régler avant de signer' });
  await expect(conflict).toContainText(/L’avenant n°.1, en préparation, modifie aussi l’article 2/);
  await expect(conflict).toContainText(/par la date du 31.décembre.2029/);
  await textsOf(page)
    .getByRole('button', { name: /à régler/ })
    .click();
  await expect(instructionsOf(page)).toContainText('Gardez cette modification dans un seul des deux');
  await expect(instructionsOf(page).getByRole('link', { name: 'Comparer les deux textes' })).toBeVisible();
  await expectSoundInBothViews(page);
  await wide(page);
  await page.keyboard.press('Escape');
  await conflict.getByRole('link', { name: /Ouvrir l’avenant n°.1 à ce passage/ }).click();
  await expect(page).toHaveURL(new RegExp(working[0] ?? '-'));
  await expect(conflict).toContainText(/L’avenant n°.2/);
  await expect(conflict).toBeInViewport();

  // The second gives up its date, and says something else; the first is signed.
  await page.goto(server.url + working[1]);
  await retype(page, 'prend fin le', '2030', '2028');
  await retype(page, 'les métiers de la rive', 'ensemble', 'chaque année');
  await expect(conflict).toBeHidden();
  await sign(page, server.url, avenants[0] ?? '');
  await page.reload();
  await textsOf(page)
    .getByRole('button', { name: /à régler/ })
    .click();
  await instructionsOf(page).getByRole('button', { name: 'Reprendre sur le texte actuel' }).click();
  await expect(instructionsOf(page)).toContainText('L’avenant est repris sur le texte en vigueur.');
  await page.keyboard.press('Escape');
  await expect(blockOf(page, 'prend fin le')).toContainText('2029');
  await expect(blockOf(page, 'les métiers de la rive')).toContainText('chaque année');
  await expect(textsOf(page).getByRole('button', { name: '1 article modifié', exact: true })).toBeVisible();
});

const HISTORIC = `Avenant n° 1 à la convention de partenariat

Article 1 : Objet
Le présent avenant a pour objet de prolonger la durée de la convention jusqu’au 31 décembre 2030.

Article 2 : Rencontre
Les parties organisent ensemble une rencontre à Lyon.

Article 3 : Divers
Le sixième alinéa de l’article 2 est supprimé.

Fait à Lyon, le 12 décembre 2026
`;

test('scenario 14: a historic avenant in prose asks which article it touches, keeps the rest, and lists what has no place', async ({
  unml: page,
  server,
  api,
}) => {
  const act = await api.importText(CONVENTION);
  await sign(page, server.url, act);
  await page.goto(`${server.url}/actes/${act}/avenants`);
  await page.getByRole('button', { name: 'Lire un avenant existant' }).click();
  await page.getByLabel('Texte de l’avenant').fill(HISTORIC);
  await page.getByRole('button', { name: 'Lire cet avenant' }).click();
  await expect(page.getByText('3 stipulations à décider sur 3.')).toBeVisible();

  const card = (words: string) => page.getByRole('listitem').filter({ hasText: words }).first();
  const term = card('prolonger la durée');
  await expect(term.getByRole('radio').first()).toBeChecked();
  await expect(term).toContainText(/fin le 31.décembre.2028/);
  await expectSoundInBothViews(page);
  await wide(page);
  await term.getByRole('button', { name: 'Porter dans le texte consolidé' }).click();
  await expect(term.getByText('Portée dans le texte consolidé.')).toBeVisible();
  await card('une rencontre à Lyon').getByRole('button', { name: 'Garder dans l’avenant' }).click();
  await expect(card('une rencontre à Lyon').getByText('Gardée dans l’avenant.')).toBeVisible();
  const left = page.getByRole('region', { name: 'Ce qui n’est dans aucun texte' });
  await expect(left.getByRole('listitem')).toHaveText([/Le sixième alinéa/]);

  await page.getByRole('link', { name: 'Texte consolidé' }).click();
  await expect(blockOf(page, 'prend fin le')).toContainText('2030');
  await textsOf(page).getByRole('button', { name: '1 article modifié' }).click();
  await instructionsOf(page).getByLabel('Finesse des instructions').selectOption('L’article entier');
  await expect(instructionsOf(page)).toContainText('L’article 2 est remplacé par les stipulations suivantes');
  await page.keyboard.press('Escape');
  await textsOf(page).getByRole('link', { name: 'L’avenant' }).click();
  await expect(textOf(page)).toContainText('Les parties organisent ensemble une rencontre à Lyon.');
  await expect(textOf(page)).toContainText('L’article 2 est remplacé par les stipulations suivantes');
});
