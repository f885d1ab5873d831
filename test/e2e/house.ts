import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { type PersonalLink, setupResponseSchema } from '../../shared/identity/wire.ts';
import type { RunningServer } from '../support/start-server.ts';
import { enter } from './act.ts';

/** The house set up with its example: its administrateur's browser, and the links of the example's people. */
export interface House {
  readonly administrator: Page;
  readonly links: readonly PersonalLink[];
}

/** Sets a server up as UNML, in a browser of its own, which is then its administrateur's. */
export async function setUpHouse(
  browser: Browser,
  server: RunningServer,
  options: BrowserContextOptions = {},
): Promise<House> {
  const context = await browser.newContext(options);
  const token = new URL(await server.setupLink()).hash.slice(1);
  const answer = await context.request.post(`${server.url}/api/setup`, {
    headers: { origin: server.url },
    data: {
      token,
      organisation: { denomination: 'Union nationale des Missions Locales', sigle: 'UNML' },
      person: { name: 'Camille Durand', email: 'camille.durand@unml.example' },
      withExample: true,
    },
  });
  if (!answer.ok()) throw new Error(`Set-up refused: ${await answer.text()}`);
  const { links } = setupResponseSchema.parse(await answer.json());
  return { administrator: await context.newPage(), links };
}

/** Opens a browser of its own for somebody of another organisation than the house, who is a member there. */
export async function enterAsPartner(browser: Browser, house: House): Promise<Page> {
  const link = house.links.find(({ organisation, role }) => organisation !== 'UNML' && role === 'redacteur');
  if (link === undefined) throw new Error('The example invites no partner.');
  return enter(await browser.newContext(), link.url);
}
