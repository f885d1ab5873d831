import { blockOf, enter, expectSaved, textOf, typeAtEnd } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const SUIVI = 'Un comité se réunit';

test('a reader cannot type, and sees what others write as they write', async ({
  browser,
  api,
  act,
  unml,
}) => {
  const { url } = await api.invite(act.id, {
    person: { name: 'Louise Petit', email: 'louise.petit@exemple.example' },
    organisation: 'Ville de Lyon',
    role: 'lecteur',
  });
  const reader = await enter(await browser.newContext(), url);
  await expect(textOf(reader)).toHaveAttribute('contenteditable', 'false');
  await expect(reader.getByRole('button', { name: 'Gras' })).toHaveCount(0);
  await blockOf(reader, SUIVI).click();
  await reader.keyboard.type('interdit');

  await typeAtEnd(blockOf(unml, SUIVI), ' Compte rendu sous un mois.');
  await expect(blockOf(reader, SUIVI)).toContainText('Compte rendu sous un mois.');
  await expectSaved(unml);
  await expect(textOf(reader)).not.toContainText('interdit');
  await expect(textOf(unml)).not.toContainText('interdit');
  await reader.context().close();
});

test('somebody without a session is told how to come in, and given no text', async ({ page, act }) => {
  await page.goto(act.address);
  await expect(page.getByText(/lien personnel/).first()).toBeVisible();
  await expect(textOf(page)).toHaveCount(0);
});

test('somebody invited to one act cannot open another', async ({ browser, act, links }) => {
  const partner = await enter(await browser.newContext(), act.partnerLink);
  const other = new URL(`/actes/${links.unml.actId}`, act.address).href;
  await partner.goto(other);
  await expect(partner.getByText('Cet acte n’existe pas, ou ne vous est pas ouvert')).toBeVisible();
  await partner.context().close();
});

test('the files that any browser is given hold no secret, no path and nothing of the server', async ({
  page,
  act,
}) => {
  const home = new URL('/', act.address).href;
  const worker = await (await page.request.get(`${home}service-worker.js`)).text();
  const paths = [...new Set(worker.match(/\/[\w./-]+\.(?:js|css)/g) ?? [])];
  expect(paths.length).toBeGreaterThan(10);
  const secrets = [act.unmlCookie, act.partnerCookie, act.partnerLink, act.unmlLink].flatMap(
    (one) => one.match(/[\w-]{43}/g) ?? [],
  );
  expect(secrets.length).toBeGreaterThan(3);
  const found: string[] = [];
  for (const path of ['service-worker.js', ...paths.map((one) => one.slice(1))]) {
    const text = await (await page.request.get(`${home}${path}`)).text();
    for (const secret of secrets) if (text.includes(secret)) found.push(`${path}: a secret`);
    // What only the server reads, keys, and where it was built.
    for (const pattern of [
      /-----BEGIN/,
      /\b(?:SMTP_URL|SEAL_P12_PASSWORD|OIDC_CLIENT_SECRET|DATABASE_URL|METRICS_TOKEN)\b(?!\))/,
      /(?:file:\/\/|["'`])\/(?:home|root|tmp|work|usr)\//,
      /better-auth|nodemailer|insertInto\(/,
    ])
      if (pattern.test(text)) found.push(`${path}: ${String(pattern)}`);
  }
  expect(found).toEqual([]);
});
