import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import {
  actStateSchema,
  type CeremonyAnswer,
  ceremonyAnswerSchema,
  type NamedSignatoryRequest,
  signingPageSchema,
} from '#shared/signature/wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

let server: TestApp;
let camille: TestPerson;
let alix: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  camille = await server.person('Camille');
  alix = await server.person('Alix', 'AMF');
});
afterAll(() => server.dispose());

const DAY_MS = 24 * 60 * 60 * 1000;
const PDF = Buffer.from('%PDF-1.7\nun acte\n%%EOF');
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);

const named = (
  key: string,
  nom: string,
  over: Partial<NamedSignatoryRequest> = {},
): NamedSignatoryRequest => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: 'Madame',
  nom,
  email: `${nom.toLowerCase()}@essai.example`,
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
  ...over,
});
const post = (path: string, body: unknown, as?: TestPerson) =>
  server.request(path, { method: 'POST', body, ...(as === undefined ? {} : { as }) });
const code = async (answer: Response | Promise<Response>) => {
  const got = await answer;
  return [got.status, ((await got.json()) as { code: string }).code];
};
const frozen = async (): Promise<ActId> => {
  const act = await server.act({
    rights: [
      [camille, 'pilote'],
      [alix, 'redacteur'],
    ],
  });
  expect((await post(`/api/acts/${act}/etat/arreter`, {}, camille)).status).toBe(200);
  return act;
};
const opened = async (
  signatories = [named('1', 'Eve'), named('2', 'Ada')],
  order: 'parallele' | 'successif' = 'parallele',
) => {
  const act = await frozen();
  const answer = await post(`/api/acts/${act}/signature`, { order, days: 5, signatories }, camille);
  expect(answer.status).toBe(201);
  return { act, answer: ceremonyAnswerSchema.parse(await answer.json()) };
};
const tokens = (answer: CeremonyAnswer) => answer.links.map(({ url }) => url.split('#')[1] ?? '');
const page = async (token: string) =>
  signingPageSchema.parse(await (await post('/api/signature/ouvrir', { token })).json());
const signWith = async (token: string, over: object = {}) => {
  const { hash, consent } = await page(token);
  return post('/api/signature/signer', { token, hash, consent, code: null, ...over });
};
const state = async (act: ActId) =>
  actStateSchema.parse(await (await server.request(`/api/acts/${act}/etat`, { as: alix })).json());
const ceremony = async (act: ActId, as = camille) =>
  ceremonyAnswerSchema.parse(await (await server.request(`/api/acts/${act}/signature`, { as })).json());
const upload = (path: string, bytes: Uint8Array, as = camille) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { cookie: as.cookie, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
const kinds = async (act: ActId) => {
  const { entries, verdict } = journalSchema.parse(
    await (await server.request(`/api/acts/${act}/journal`, { as: camille })).json(),
  );
  expect(verdict.intact).toBe(true);
  return entries.map(({ kind }) => kind);
};

describe('a ceremony', () => {
  it('[G3] [G8] [G9] [G10] signed by all makes the act signed, then in force', async () => {
    const { act, answer } = await opened();
    const [eve = '', ada = ''] = tokens(answer);
    const shown = await page(eve);
    expect(shown).toMatchObject({
      obstacle: null,
      codeRequired: false,
      emailHint: 'e…@essai.example',
      since: null,
    });
    expect(shown.consent).toContain(shown.hash);
    expect(JSON.stringify(shown)).not.toContain('ada@essai');
    expect((await signWith(eve)).status).toBe(201);
    expect((await state(act)).state).toBe('en-signature');
    expect(await code(signWith(eve))).toEqual([409, 'signature.impossible']);
    expect(await (await signWith(ada)).json()).toMatchObject({ status: 'signe', complete: true });
    // No date of effect in its variables: the day of the last signature.
    expect((await state(act)).state).toBe('en-vigueur');
    expect(await kinds(act)).toEqual([
      'acte.cree',
      'etat.change',
      'texte.arrete',
      'droit.change',
      'droit.change',
      'etat.change',
      'signature.ouverte',
      'signature.lien',
      'signature.lien',
      'signature.consultee',
      'signature.faite',
      'signature.consultee',
      'signature.faite',
      'etat.change',
      'sceau.appose',
      'etat.change',
    ]);
    expect(await code(post(`/api/acts/${act}/etat/rouvrir`, { motif: 'Trop tard' }, camille))).toEqual([
      409,
      'etat.impossible',
    ]);
  });

  it('[G2] [G13] is not opened without everybody’s capacity in signs that print, nor by anybody else than the pilote', async () => {
    const act = await frozen();
    const ask = (signatories: unknown, as = camille) =>
      post(`/api/acts/${act}/signature`, { order: 'parallele', days: 5, signatories }, as);
    const lacking = await ask([named('1', 'Eve', { capacite: '' }), named('2', 'Ada', { email: null })]);
    expect([lacking.status, ((await lacking.json()) as { details: string[] }).details.length]).toEqual([
      422, 2,
    ]);
    const undrawn = await ask([named('1', '李 Wei', { email: 'wei@essai.example' }), named('2', 'Ada')]);
    expect([undrawn.status, await undrawn.text()]).toEqual([
      422,
      expect.stringContaining('Partie 1, prénom et nom. Le signe «\u00a0李\u00a0» (U+674E)'),
    ]);
    expect(await code(ask([named('1', 'Eve'), named('2', 'Ada')], alix))).toEqual([403, 'acces.refuse']);
    expect((await state(act)).state).toBe('arrete');
  });

  it('[G3] [G4] [G8] refuses another text, another sentence, after the term, and a stranger’s secret', async () => {
    const { act, answer } = await opened();
    const [eve = ''] = tokens(answer);
    expect(await code(signWith(eve, { hash: 'f'.repeat(64) }))).toEqual([409, 'signature.empreinte']);
    expect(await code(signWith(eve, { consent: 'D’accord' }))).toEqual([409, 'signature.impossible']);
    expect(await code(post('/api/signature/ouvrir', { token: 'A'.repeat(43) }))).toEqual([
      401,
      'signature.lien',
    ]);
    server.time.now += 6 * DAY_MS;
    expect((await page(eve)).obstacle).toContain('délai');
    expect(await code(signWith(eve))).toEqual([409, 'signature.impossible']);
    expect((await ceremony(act)).ceremony).toMatchObject({ expired: true });
    expect((await post(`/api/acts/${act}/signature/terme`, { days: 10 }, camille)).status).toBe(201);
    expect((await signWith(eve)).status).toBe(201);
    server.time.now -= 6 * DAY_MS;
  });

  it('[G4] successive: each in turn; a refusal is told, and somebody else may be named', async () => {
    const { act, answer } = await opened([named('1', 'Eve'), named('2', 'Ada')], 'successif');
    const [eve = '', ada = ''] = tokens(answer);
    expect((await page(ada)).obstacle).toContain('tour');
    expect(await code(signWith(ada))).toEqual([409, 'signature.impossible']);
    expect((await post('/api/signature/refuser', { token: eve, motif: 'Montant erroné' })).status).toBe(201);
    const told = await ceremony(act, alix);
    expect(told.ceremony?.signatories[0]).toMatchObject({
      status: 'refuse',
      refusal: { motif: 'Montant erroné' },
    });
    expect(told.ceremony?.signatories[0]?.email).toBeNull();
    const { party: _, ...someone } = named('1', 'Lou');
    const path = `/api/acts/${act}/signature/signataires/${told.ceremony?.signatories[0]?.id}/remplacement`;
    const replaced = ceremonyAnswerSchema.parse(await (await post(path, someone, camille)).json());
    const [lou = ''] = tokens(replaced);
    expect((await page(eve)).obstacle).toContain('à votre place');
    expect((await signWith(lou)).status).toBe(201);
    expect((await signWith(ada)).status).toBe(201);
  });

  it('a reminder makes another link, and the one before opens nothing', async () => {
    const { act, answer } = await opened();
    const [eve = ''] = tokens(answer);
    const id = answer.ceremony?.signatories[0]?.id;
    const again = await post(`/api/acts/${act}/signature/signataires/${id}/rappel`, {}, camille);
    const [fresh = ''] = tokens(ceremonyAnswerSchema.parse(await again.json()));
    expect(await code(post('/api/signature/ouvrir', { token: eve }))).toEqual([401, 'signature.lien']);
    expect((await signWith(fresh)).status).toBe(201);
    const [last] = server.mailer.kept().filter(({ to }) => to === 'eve@essai.example');
    expect(last?.subject).toContain('Rappel');
  });

  it('[G5] [G7] scenario 11: « P/ » by delegation, the other party on paper', async () => {
    const today = parisDay(server.time.now);
    const delegation = {
      delegant: 'le Président',
      reference: 'décision 12',
      date: '2026-01-10',
      du: null,
      au: null,
    };
    const { act, answer } = await opened([
      named('1', 'Eve', { capacite: 'membre du bureau', delegation }),
      named('2', 'Ada', { method: 'papier', email: null }),
    ]);
    const [eve = '', ...none] = tokens(answer);
    expect(none).toEqual([]);
    const [first, second] = answer.ceremony?.signatories ?? [];
    expect(await code(signWith(eve))).toEqual([409, 'signature.impossible']);
    const base = `/api/acts/${act}/signature/signataires`;
    expect(await code(upload(`${base}/${first?.id}/delegation?nom=a.txt`, Buffer.from('bonjour')))).toEqual([
      422,
      'signature.fichier',
    ]);
    expect(
      await code(upload(`${base}/${first?.id}/delegation?nom=a.pdf`, Buffer.from('%PDF-1.7 /Encrypt 4 0 R'))),
    ).toEqual([422, 'signature.fichier']);
    expect((await upload(`${base}/${first?.id}/delegation?nom=acte.pdf`, PDF)).status).toBe(201);
    expect((await page(eve)).consent).toContain('pour le Président et par délégation');
    expect((await signWith(eve)).status).toBe(201);
    const original = `${base}/${second?.id}/original?nom=original.png&jour=`;
    expect(await code(upload(`${original}2001-01-01`, PNG))).toEqual([409, 'signature.impossible']);
    const done = await upload(`${original}${today}`, PNG);
    expect(done.status).toBe(201);
    const { ceremony: complete } = ceremonyAnswerSchema.parse(await done.json());
    expect(complete).toMatchObject({
      status: 'complete',
      signatories: [{ method: 'electronique' }, { method: 'papier', signedOn: today }],
    });
    const scan = complete?.signatories[1]?.scan;
    const file = await server.request(`/api/acts/${act}/signature/pieces/${scan?.id}`, { as: alix });
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
    expect(file.headers.get('content-disposition')).toContain('attachment');
  });

  it('[G7] the means is changed only by saying so, and then the link signs no more', async () => {
    const { act, answer } = await opened();
    const [eve = ''] = tokens(answer);
    const id = answer.ceremony?.signatories[0]?.id;
    const path = `/api/acts/${act}/signature/signataires/${id}/moyen`;
    expect((await post(path, { method: 'papier' }, camille)).status).toBe(201);
    expect(await code(post('/api/signature/ouvrir', { token: eve }))).toEqual([401, 'signature.lien']);
  });

  it('a file beyond 40 MB is refused before it is kept', async () => {
    const { act, answer } = await opened([named('1', 'Eve'), named('2', 'Ada', { method: 'papier' })]);
    const id = answer.ceremony?.signatories[1]?.id;
    const path = `/api/acts/${act}/signature/signataires/${id}/original?nom=a.png&jour=2026-11-21`;
    const large = Buffer.concat([PNG, Buffer.alloc(40 * 1024 * 1024)]);
    expect(await code(upload(path, large))).toEqual([422, 'signature.fichier']);
    expect(await code(upload(path, Buffer.concat([large, large])))).toEqual([413, 'requete.trop_grande']);
    expect(
      await server.storage.db
        .selectFrom('signature_files')
        .select('id')
        .where('name', '=', 'a.png')
        .execute(),
    ).toEqual([]);
  });

  it('[G6] scenario 12: reopened after one signature, it says who signs again and why; old links sign nothing', async () => {
    const { act, answer } = await opened();
    const [eve = '', ada = ''] = tokens(answer);
    const before = await page(eve);
    expect((await signWith(eve)).status).toBe(201);
    const motif = 'Une coquille à l’article 2';
    expect((await post(`/api/acts/${act}/etat/rouvrir`, { motif }, camille)).status).toBe(200);
    const told = await ceremony(act, alix);
    expect(told).toMatchObject({ ceremony: null, again: [{ nom: 'Eve', party: 'Partie 1', motif }] });
    expect((await page(ada)).motif).toBe(motif);
    for (const token of [eve, ada]) expect(await code(signWith(token))).toEqual([401, 'signature.lien']);
    expect(server.mailer.kept().find(({ to }) => to === 'eve@essai.example')?.text).toContain(motif);
    expect(server.mailer.kept().find(({ to }) => to === 'eve@essai.example')?.text).toContain(
      'signer de nouveau',
    );

    expect((await post(`/api/acts/${act}/etat/arreter`, {}, camille)).status).toBe(200);
    const signatories = [named('1', 'Eve'), named('2', 'Ada')];
    const request = { order: 'parallele', days: 5, signatories };
    const second = ceremonyAnswerSchema.parse(
      await (await post(`/api/acts/${act}/signature`, request, camille)).json(),
    );
    expect(second.again).toHaveLength(1);
    const [again = ''] = tokens(second);
    expect((await page(again)).since).toMatchObject({ kind: 'signature' });
    expect((await page(again)).hash).toBe(before.hash);
    expect(await code(signWith(eve))).toEqual([401, 'signature.lien']);
    expect((await signWith(again)).status).toBe(201);
    expect((await ceremony(act)).again).toEqual([]);
  });

  it('[G9] two last signatures at once complete it once', async () => {
    const { act, answer } = await opened();
    const done = await Promise.all(tokens(answer).map((token) => signWith(token)));
    expect(done.map(({ status }) => status)).toEqual([201, 201]);
    expect((await kinds(act)).filter((kind) => kind === 'signature.faite')).toHaveLength(2);
    expect((await state(act)).state).toBe('en-vigueur');
  });

  it('[G9] once signed, nothing that anybody tries changes the version’s bytes or hash', async () => {
    const { act, answer } = await opened();
    for (const token of tokens(answer)) await signWith(token);
    const kept = () =>
      server.storage.db
        .selectFrom('versions')
        .innerJoin('version_contents', 'version_contents.version_id', 'versions.id')
        .select(['versions.hash', 'version_contents.bytes'])
        .where('versions.act_id', '=', act)
        .where('versions.kind', '=', 'etat')
        .executeTakeFirstOrThrow();
    const before = await kept();
    const id = answer.ceremony?.signatories[0]?.id;
    const tries: readonly (readonly [string, unknown])[] = [
      ['etat/rouvrir', { motif: 'Encore' }],
      ['etat/arreter', {}],
      ['etat/abandonner', { motif: 'Encore' }],
      ['versions/restauration', { ref: 'seq-1' }],
      ['signature', { order: 'parallele', days: 5, signatories: [named('1', 'Eve'), named('2', 'Ada')] }],
      ['signature/terme', { days: 5 }],
      [`signature/signataires/${id}/rappel`, {}],
      [`signature/signataires/${id}/moyen`, { method: 'papier' }],
    ];
    for (const [path, body] of tries)
      expect([path, (await post(`/api/acts/${act}/${path}`, body, camille)).status]).toEqual([path, 409]);
    // Allowed, and no part of the text.
    for (const [path, body] of [
      ['title', { titre: 'Autre nom' }],
      ['versions', { label: 'Signée' }],
    ] as const)
      expect((await post(`/api/acts/${act}/${path}`, body, camille)).status).toBeLessThan(300);
    const after = await kept();
    expect(after.hash).toBe(before.hash);
    expect(Buffer.from(after.bytes).equals(Buffer.from(before.bytes))).toBe(true);
    expect((await ceremony(act)).ceremony).toMatchObject({ status: 'complete', hash: before.hash });
  });

  it('[G9] no sequence of operations, allowed or not, changes the bytes or the hash of what was signed', async () => {
    const { act, answer } = await opened();
    for (const token of tokens(answer)) await signWith(token);
    const kept = () =>
      server.storage.db
        .selectFrom('versions')
        .innerJoin('version_contents', 'version_contents.version_id', 'versions.id')
        .innerJoin('frozen_texts', 'frozen_texts.version_id', 'versions.id')
        .select(['versions.id', 'versions.hash', 'version_contents.bytes', 'frozen_texts.reopened_at'])
        .where('versions.act_id', '=', act)
        .executeTakeFirstOrThrow();
    const before = await kept();
    const one = answer.ceremony?.signatories[0]?.id;
    const operation = fc.constantFrom<readonly [string, unknown]>(
      ['etat/negocier', {}],
      ['etat/arreter', { reponses: [{ key: 'signature.lieu', valeur: 'Lyon' }] }],
      ['etat/rouvrir', { motif: 'Encore' }],
      ['etat/abandonner', { motif: 'Encore' }],
      ['etat/resilier', { motif: 'Décision', effet: '2999-01-01', recuLe: null }],
      ['etat/resilier', { motif: 'Décision', effet: '2000-01-01', recuLe: null }],
      ['etat/resilier/retrait', {}],
      ['succession', { remplace: [] }],
      ['signature', { order: 'parallele', days: 5, signatories: [named('1', 'Eve'), named('2', 'Ada')] }],
      ['signature/terme', { days: 5 }],
      [`signature/signataires/${one}/rappel`, {}],
      [`signature/signataires/${one}/moyen`, { method: 'papier' }],
      [`signature/signataires/${one}/remplacement`, { ...named('1', 'Ida'), party: undefined }],
      ['versions', { label: 'Encore une' }],
      ['versions/restauration', { ref: 'seq-1' }],
      ['title', { titre: 'Autre nom' }],
      ['avenants', { motif: 'Un an de plus.', effet: null }],
      ['sceau', {}],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 4, maxLength: 8 }), async (sequence) => {
        for (const [path, body] of sequence)
          expect((await post(`/api/acts/${act}/${path}`, body, camille)).status).toBeLessThan(500);
        await server.app.signatures.keeper.round();
        const after = await kept();
        expect({ ...after, bytes: Buffer.from(after.bytes).toString('hex') }).toEqual({
          ...before,
          bytes: Buffer.from(before.bytes).toString('hex'),
        });
        expect((await state(act)).frozen?.hash).toBe(before.hash);
      }),
      { seed: 712, numRuns: process.env.NIGHTLY === '1' ? 60 : 3, endOnFailure: true },
    );
    expect((await ceremony(act)).ceremony).toMatchObject({ status: 'complete', hash: before.hash });
  });
});
