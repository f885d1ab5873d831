import { blockOf, enter, expectSaved, textOf, typeAtEnd } from './act.ts';
import { expect, test } from './fixtures.ts';

test.use({ oneServer: true });

const SUIVI = 'Un comité se réunit';

test('a reader and, scenario 5, a guest jurist without an account cannot type, and see what others write as they write', async ({
  browser,
  api,
  act,
  links,
  unml,
}) => {
  const { url } = await api.invite(act.id, {
    person: { name: 'Louise Petit', email: 'louise.petit@exemple.example' },
    organisation: 'Ville de Lyon',
    role: 'lecteur',
  });
  const reader = await enter(await browser.newContext(), url);
  const jurist = await api.invite(act.id, {
    person: { name: 'Maud Lévy', email: 'maud.levy@exemple.example' },
    organisation: 'Fédération des Ateliers',
    role: 'relecteur',
  });
  const reviewer = await enter(await browser.newContext(), jurist.url);
  for (const page of [reader, reviewer]) {
    await expect(textOf(page)).toHaveAttribute('contenteditable', 'false');
    await expect(page.getByRole('button', { name: 'Gras' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Inviter' })).toHaveCount(0);
    await blockOf(page, SUIVI).click();
    await page.keyboard.type('interdit');
  }
  const ask = (path: string) => reviewer.request.get(new URL(path, act.address).href);
  expect(await (await ask('/api/me')).json()).toMatchObject({ person: { name: 'Maud Lévy' } });
  // Neither by what the page does not offer, nor anywhere else than in this act.
  for (const [path, status] of [
    [`/api/acts/${act.id}/title`, 403],
    [`/api/acts/${act.id}/participants`, 403],
    [`/api/acts/${act.id}/etat/arreter`, 403],
    [`/api/acts/${links.unml.actId}/title`, 404],
  ] as const) {
    const answer = await reviewer.request.post(new URL(path, act.address).href, { data: {} });
    expect([path, answer.status()]).toEqual([path, status]);
  }
  expect(await (await ask('/api/acts')).json()).toMatchObject({
    acts: [{ id: act.id, role: 'relecteur' }],
  });

  await typeAtEnd(blockOf(unml, SUIVI), ' Compte rendu sous un mois.');
  await expectSaved(unml);
  for (const page of [reader, reviewer]) {
    await expect(blockOf(page, SUIVI)).toContainText('Compte rendu sous un mois.');
    await expect(textOf(page)).not.toContainText('interdit');
  }
  await expect(textOf(unml)).not.toContainText('interdit');
  await reader.context().close();
  await reviewer.context().close();
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
