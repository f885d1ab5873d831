import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What an axe run looks at: every rule of WCAG 2.2 AA and of good practice, or only what depends on colours, or on width. */
const LOOKS: Readonly<Record<'all' | 'colours' | 'narrow', { type: 'tag' | 'rule'; values: string[] }>> = {
  all: { type: 'tag', values: TAGS },
  colours: { type: 'rule', values: COLOURS },
  narrow: {
    type: 'rule',
    values: [
      ...COLOURS,
      'aria-hidden-focus',
      'button-name',
      'link-name',
      'scrollable-region-focusable',
      'target-size',
    ],
  },
};

/**
 * No violation of WCAG 2.2 AA nor of good practice, told by rule and element when there is one.
 * @param look `colours` or `narrow` where the same screen has just passed all rules in the other scheme, or on a wide window
 */
export async function expectAccessible(page: Page, look: keyof typeof LOOKS = 'all'): Promise<void> {
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
  // In the page itself: the other way opens a blank page beside it each time, and ours have no frames from elsewhere.
  // Only violations in full: what passes would be told element by element.
  const { violations } = await new AxeBuilder({ page })
    // What floats (tooltips, menus) is put beside the landmarks, by the kit.
    .options({ runOnly: LOOKS[look], rules: { region: { enabled: false } }, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
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
  { look: 'all', colorScheme: 'light', width: 1440, height: 900 },
  { look: 'narrow', colorScheme: 'dark', width: 390, height: 844 },
] as const;

/** The screen as it stands, accessible and without sideways scrolling, light and wide, then dark and on a phone. */
export async function expectSoundInBothViews(page: Page): Promise<void> {
  for (const { look, colorScheme, ...size } of VIEWS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await expectFits(page);
    await expectAccessible(page, look);
  }
}

/** The screen as it stands, accessible in both schemes, at its own width; it is left in the light one. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page);
}
