import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation of WCAG 2.2 AA nor of good practice, told by rule and element when there is one. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour measured in the middle of a transition is nobody's colour. What has just been put on the page begins its own
  // a frame or two later: several still frames in a row. Counted in frames: one in a part that is not drawn never ends.
  await page.evaluate(async () => {
    const moving = () =>
      document
        .getAnimations()
        .some(
          (one) =>
            one.playState === 'running' &&
            one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        );
    let still = 0;
    for (let frames = 0; frames < 180 && still < 6; frames += 1) {
      await new Promise(requestAnimationFrame);
      still = moving() ? 0 : still + 1;
    }
  });
  // What floats (tooltips, menus) is put beside the landmarks, by the kit.
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(['region']).analyze();
  const told = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect(told, `axe at ${page.url()}`).toEqual([]);
}

/** Nothing sticks out sideways: one never scrolls to the right to read. */
export async function expectFits(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0);
}

/** The two ways a screen is looked at: contrast differs by scheme and layout by width, so each is seen once. */
const VIEWS = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** The screen as it stands, accessible and without sideways scrolling, light and wide, then dark and on a phone. */
export async function expectSoundInBothViews(page: Page): Promise<void> {
  for (const { colorScheme, ...size } of VIEWS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await expectFits(page);
    await expectAccessible(page);
  }
}

/** The screen as it stands, accessible in both schemes, at its own width. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
}
