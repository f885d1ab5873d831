import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { ActId } from '../../shared/kernel/ids.ts';
import { type ApiSession, openSession } from '../support/api.ts';
import {
  type ExampleLinks,
  installExample,
  type RunningServer,
  startServer,
} from '../support/start-server.ts';
import { enter } from './act.ts';
import { CONVENTION } from './texts.ts';

export { expect };

/** An act of the spec's own text, with a personal link for each side. */
export interface OwnAct {
  readonly id: ActId;
  readonly address: string;
  /** UNML's link: it opens another act, so go to `address` after entering. */
  readonly unmlLink: string;
  /** The partner's link, straight to this act. */
  readonly partnerLink: string;
}

/** Two people in two isolated browsers, on the same act. */
interface TwoBrowsers {
  readonly unml: Page;
  readonly partner: Page;
}

interface Fixtures {
  /** A server of the test's own, with an empty database. */
  readonly server: RunningServer;
  /** The example installed on that server, with its personal links. */
  readonly links: ExampleLinks;
  /** What UNML may do without a browser. */
  readonly api: ApiSession;
  /** The convention of texts.ts, imported by UNML, its partner invited to write. */
  readonly act: OwnAct;
  /** UNML and the partner, both with that act open. */
  readonly two: TwoBrowsers;
  /** UNML alone, with that act open. */
  readonly unml: Page;
}

/** Opens a browser of its own as UNML on the act. */
async function openAsUnml(browser: Browser, act: OwnAct): Promise<Page> {
  const context = await browser.newContext();
  return enterAsUnml(context, act);
}

/** Enters as UNML in a given context, then goes to the act. */
export async function enterAsUnml(context: BrowserContext, act: OwnAct): Promise<Page> {
  const page = await enter(context, act.unmlLink);
  await page.goto(act.address);
  return page;
}

/** Opens a browser of its own as the partner on the act. */
export async function openAsPartner(browser: Browser, act: OwnAct): Promise<Page> {
  return enter(await browser.newContext(), act.partnerLink);
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's dependencies from this pattern
  server: async ({}, use) => {
    const server = await startServer({ env: { LOG_LEVEL: 'warn' } });
    await use(server);
    await server.dispose();
  },
  links: async ({ server }, use) => {
    await use(await installExample(server));
  },
  api: async ({ server, links }, use) => {
    await use(await openSession(server, links.unml));
  },
  act: async ({ server, links, api }, use) => {
    const id = await api.importText(CONVENTION);
    const { url } = await api.invite(id, {
      person: { name: 'Inès Moreau', email: 'ines.moreau@ateliers.example' },
      organisation: 'Fédération des Ateliers',
      role: 'redacteur',
    });
    await use({ id, address: `${server.url}/actes/${id}`, unmlLink: links.unml.url, partnerLink: url });
  },
  two: async ({ browser, act }, use) => {
    const [unml, partner] = await Promise.all([openAsUnml(browser, act), openAsPartner(browser, act)]);
    await use({ unml, partner });
    await unml.context().close();
    await partner.context().close();
  },
  unml: async ({ browser, act }, use) => {
    const page = await openAsUnml(browser, act);
    await use(page);
    await page.context().close();
  },
});
