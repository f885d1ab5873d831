import { enter, headingOf, textOf } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const A4_PX = 1123;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an act prints whole, in ink on white, without what surrounds it (${colorScheme})`, async ({
    browser,
    links,
  }) => {
    const page = await enter(await browser.newContext({ colorScheme }), links.unml.url);
    const partner = await enter(await browser.newContext(), links.partner.url);
    const last = headingOf(partner, 'Règlement des litiges');
    await last.click();
    await partner.keyboard.type(' ');
    await expect(textOf(page).locator('.curseur')).toHaveCount(1);
    await page.getByRole('button', { name: 'Rechercher et remplacer' }).click();
    await page.keyboard.type('convention');
    await expect(textOf(page).locator('.trouve').first()).toBeVisible();

    await page.emulateMedia({ media: 'print', colorScheme });
    for (const chrome of [
      page.getByRole('toolbar'),
      page.getByRole('tree', { name: 'Sommaire' }),
      page.getByRole('button', { name: 'Inviter' }),
      page.getByRole('tab', { name: 'Variables' }),
      page.getByRole('search'),
      page.getByRole('tooltip'),
      page.getByTestId('etat-enregistrement'),
      textOf(page).locator('.curseur'),
    ])
      await expect(chrome).toBeHidden();
    await expect(headingOf(page, 'Règlement des litiges')).toBeVisible();
    await expect(textOf(page).locator('[data-bloc="signataire"]').last()).toBeVisible();

    const printed = await textOf(page).evaluate((text) => {
      const style = (element: Element) => getComputedStyle(element);
      const opaque: string[] = [];
      let clipped = false;
      for (let at: Element | null = text; at; at = at.parentElement) {
        opaque.push(style(at).backgroundColor);
        clipped ||= at !== document.documentElement && style(at).overflowY !== 'visible';
      }
      return {
        clipped,
        backgrounds: [...new Set(opaque)].filter((color) => color !== 'rgba(0, 0, 0, 0)'),
        ink: style(text).color,
        mark: style(text.querySelector('.trouve') ?? text).backgroundColor,
        scheme: style(document.documentElement).colorScheme,
        height: document.documentElement.scrollHeight,
        headingKeptWithText: style(text.querySelector('[data-bloc="intitule"]') ?? text).breakAfter,
        signatureKeptWhole: style(text.querySelector('[data-bloc="signataire"]') ?? text).breakInside,
      };
    });
    expect(printed).toMatchObject({
      clipped: false,
      backgrounds: ['rgb(255, 255, 255)'],
      ink: 'rgb(0, 0, 0)',
      mark: 'rgba(0, 0, 0, 0)',
      scheme: 'light',
      headingKeptWithText: 'avoid',
      signatureKeptWhole: 'avoid',
    });
    expect(printed.height).toBeGreaterThan(3 * A4_PX);

    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(3);
    expect(pdf.match(/\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/g)).not.toBeNull();
    await page.context().close();
    await partner.context().close();
  });
}
