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
  /** UNML's link, which opens another act. */
  readonly unmlLink: string;
  /** UNML's open session, as a `Cookie` header. */
  readonly unmlCookie: string;
  /** The partner's link, straight to this act. */
  readonly partnerLink: string;
  /** The partner's open session, as a `Cookie` header. */
  readonly partnerCookie: string;
}

/** Two people in two isolated browsers, on the same act. */
interface TwoBrowsers {
  readonly unml: Page;
  readonly partner: Page;
}

/** A server and what its example gave. */
interface Installed {
  readonly server: RunningServer;
  readonly links: ExampleLinks;
}

interface WorkerFixtures {
  /** The server of all the tests of a worker that say `oneServer`, started for the first that asks. */
  readonly common: () => Promise<Installed>;
}

interface Fixtures {
  /**
   * True where a test needs only an act of its own: it then shares its server, which the test must neither stop nor
   * count the acts of. Starting one for each such test took a third of the run.
   */
  readonly oneServer: boolean;
  /** A server of the test's own, with an empty database; the worker's, with its example, under `oneServer`. */
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

/** Opens the act in a given browser, by a session already open: one page load less than by a personal link. */
async function openBy(context: BrowserContext, cookie: string, act: OwnAct): Promise<Page> {
  const url = new URL('/', act.address).href;
  // As the server gives it: kept when the browser is closed.
  const expires = Math.round(Date.now() / 1000) + DAY_S;
  const cookies = cookie.split('; ').map((one) => {
    const [name = '', ...value] = one.split('=');
    return { name, value: value.join('='), url, expires };
  });
  await context.addCookies(cookies);
  return enter(context, act.address);
}

/** Opens the act as UNML in a given browser. */
export function enterAsUnml(context: BrowserContext, act: OwnAct): Promise<Page> {
  return openBy(context, act.unmlCookie, act);
}

/** Opens a browser of its own as UNML on the act. */
async function openAsUnml(browser: Browser, act: OwnAct): Promise<Page> {
  return enterAsUnml(await browser.newContext(), act);
}

/** Opens a browser of its own as the partner on the act. */
export async function openAsPartner(browser: Browser, act: OwnAct): Promise<Page> {
  return openBy(await browser.newContext(), act.partnerCookie, act);
}

const DAY_S = 24 * 60 * 60;
const QUIET = { LOG_LEVEL: 'warn' };

export const test = base.extend<Fixtures, WorkerFixtures>({
  oneServer: [false, { option: true }],
  common: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's dependencies from this pattern
    async ({}, use) => {
      const common: { installed?: Promise<Installed> } = {};
      const install = async (): Promise<Installed> => {
        const server = await startServer({ env: QUIET });
        return { server, links: await installExample(server) };
      };
      await use(() => {
        common.installed ??= install();
        return common.installed;
      });
      await (await common.installed)?.server.dispose();
    },
    { scope: 'worker' },
  ],
  server: async ({ oneServer, common }, use) => {
    if (oneServer) return use((await common()).server);
    const server = await startServer({ env: QUIET });
    await use(server);
    await server.dispose();
  },
  links: async ({ oneServer, common, server }, use) => {
    await use(oneServer ? (await common()).links : await installExample(server));
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
    await use({
      id,
      address: `${server.url}/actes/${id}`,
      unmlLink: links.unml.url,
      unmlCookie: api.cookie,
      partnerLink: url,
      partnerCookie: (await openSession(server, { url })).cookie,
    });
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
