import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/** The text of the act on a page, whether one may write in it or not. */
export const textOf = (page: Page): Locator => page.getByLabel('Texte de l’acte', { exact: true });

/** The block of the text (paragraph, heading, item…) that holds some words. */
export const blockOf = (page: Page, words: string | RegExp): Locator =>
  textOf(page).locator('[data-bloc]').filter({ hasText: words }).first();

/** A heading of the text, by its words without number. */
export const headingOf = (page: Page, words: string): Locator =>
  textOf(page).locator('[data-bloc="intitule"]').filter({ hasText: words });

/** Enters by a personal link, and waits for the text of its act. */
export async function enter(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  // The first load of all, on a machine that may be starting several browsers at once.
  await expect(textOf(page)).toBeVisible({ timeout: 30_000 });
  return page;
}

/** Puts the caret in a block, before its character `offset`; at its end without one. Atoms don't count. */
export async function caretIn(block: Locator, offset?: number): Promise<void> {
  await block.scrollIntoViewIfNeeded();
  await block.evaluate((element, wanted) => {
    const editor = element.closest<HTMLElement>('[contenteditable="true"]');
    editor?.focus();
    const range = document.createRange();
    range.selectNodeContents(element);
    range.collapse(false);
    if (wanted !== undefined) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let left = wanted;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0;
        if (left <= length) {
          range.setStart(node, left);
          range.collapse(true);
          break;
        }
        left -= length;
      }
    }
    const selection = window.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    // The browser tells of it later, which a busy machine makes later than the command that comes next.
    document.dispatchEvent(new Event('selectionchange'));
  }, offset);
}

/** Types at the end of a block, key by key. */
export async function typeAtEnd(block: Locator, words: string, delay = 0): Promise<void> {
  await caretIn(block);
  await block.page().keyboard.type(words, { delay });
}

/** What the page says of saving. */
export const saveState = (page: Page): Locator => page.getByTestId('etat-enregistrement');

/** Waits until the server has everything of this page on its disk. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(saveState(page)).toHaveText('Enregistré');
}

/** The words of a block as read, without the labels of others' carets. */
export function wordsOf(block: Locator): Promise<string> {
  return block.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('.curseur')) caret.remove();
    return (copy.textContent ?? '').replaceAll('\u2060', '');
  });
}
