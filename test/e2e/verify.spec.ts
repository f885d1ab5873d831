import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { parisDay } from '../../shared/kernel/paris.ts';
import { type CeremonyAnswer, ceremonyAnswerSchema } from '../../shared/signature/wire.ts';
import { expectFits, expectSoundInBothViews } from './axe.ts';
import { expect, type OwnAct, test } from './fixtures.ts';

test.use({ oneServer: true });

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** A PDF that was never ours, whole in a few lines. */
const FOREIGN = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
`,
  'latin1',
);

/** Freezes an act and records both originals on paper: the shortest way to a signed text. */
async function signOnPaper(url: string, act: OwnAct): Promise<void> {
  const send = async (path: string, body: BodyInit, type: string): Promise<Response> => {
    const answer = await fetch(`${url}/api/acts/${act.id}${path}`, {
      method: 'POST',
      headers: { cookie: act.unmlCookie, 'content-type': type },
      body,
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const json = (path: string, body: unknown) => send(path, JSON.stringify(body), 'application/json');
  await json('/etat/arreter', {});
  const signatories = ['Anne Perrin', 'Karim Belkacem'].map((nom, index) => ({
    party: { key: String(index + 1), denomination: `Association ${index + 1}` },
    civilite: '',
    nom,
    email: null,
    capacite: 'Présidence',
    delegation: null,
    method: 'papier',
  }));
  const opened = await json('/signature', { order: 'parallele', days: 5, signatories });
  const { ceremony }: CeremonyAnswer = ceremonyAnswerSchema.parse(await opened.json());
  const day = parisDay(Date.now());
  for (const { id } of ceremony?.signatories ?? [])
    await send(`/signature/signataires/${id}/original?nom=original.png&jour=${day}`, PNG, 'image/png');
}

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Choisissez un PDF').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await expect(page.getByRole('status').getByText(name)).toBeVisible();
}

const phoneOf = async (browser: Browser, url: string): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  const phone = await context.newPage();
  await phone.goto(`${url}/verifier`);
  return phone;
};

test('a signed text is sealed and taken away; anybody verifies it, and sees what is not it', async ({
  unml,
  browser,
  act,
  server,
}) => {
  await signOnPaper(server.url, act);
  await unml.goto(`${act.address}/signature`);
  const sealed = unml.getByRole('region', { name: 'Texte scellé' });
  await expect(sealed.getByText(/^Scellé par Clausier – certificat de développement/)).toBeVisible();
  const [download] = await Promise.all([
    unml.waitForEvent('download'),
    sealed.getByRole('link', { name: 'Texte scellé (PDF)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/ – scellé\.pdf$/);
  const file = readFileSync(await download.path());
  const dossier = await unml.request.get(`${server.url}/api/acts/${act.id}/sceau/dossier.pdf`);
  expect((await dossier.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');

  // Somebody without an account, on a phone.
  const phone = await phoneOf(browser, server.url);
  await give(phone, 'texte.pdf', file);
  const answer = phone.getByRole('status');
  await expect(answer.getByRole('heading', { name: 'Scellé par ce serveur, intact' })).toBeVisible();
  await expect(answer).toContainText('Anne Perrin');
  await expect(answer).toContainText('certificat de développement');
  await expectFits(phone);
  await expectSoundInBothViews(phone);
  await phone.setViewportSize({ width: 390, height: 844 });

  const altered = Buffer.from(file);
  altered[3000] = (altered[3000] ?? 0) ^ 4;
  await give(phone, 'modifié.pdf', altered);
  await expect(answer.getByRole('heading', { name: 'Scellé par ce serveur, puis modifié' })).toBeVisible();
  await expect(answer).not.toContainText('Anne Perrin');

  await give(phone, 'autre.pdf', FOREIGN);
  await expect(answer.getByRole('heading', { name: 'Aucun sceau' })).toBeVisible();
  await expectSoundInBothViews(phone);
  await phone.context().close();
});
