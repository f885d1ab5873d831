import { expect, vi } from 'vitest';
import { avenantDetailSchema, inForceSchema } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { printDocument } from '#shared/document/text.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';
import type { ActRole } from '#shared/identity/roles.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import {
  ceremonyAnswerSchema,
  type NamedSignatoryRequest,
  signingPageSchema,
} from '#shared/signature/wire.ts';
import { stateSchema } from '#shared/versions/wire.ts';
import { closingAnswers } from '../../../test/support/closing.ts';
import { giveRight } from '../../identity/index.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { openClient, type TestClient } from '../../testing/provider.ts';

const CONVENTION = `# Convention de partenariat

Entre

L’Association des Rives, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 quai des Tanneurs, 69001 Lyon, représentée par sa Présidente, Madame Anne Perrin, ci-après désignée « ADR »,

Et

La Fédération des Ateliers, association régie par la loi du 1er juillet 1901, dont le siège est situé 8 rue des Forges, 38000 Grenoble, représentée par son Président, Monsieur Paul Hue, ci-après désignée « FDA »,

## Article 1 – Objet

ADR et FDA accompagnent ensemble les jeunes vers les métiers de la rive.

## Article 2 – Suivi

Un comité se réunit deux fois par an. Il dresse un bilan.

## Article 3 – Durée

La convention prend fin le 31 décembre 2128.

Fait à Lyon, le 2 mars 2026, en deux exemplaires.

Pour ADR
La Présidente
Anne Perrin

Pour FDA
Le Président
Paul Hue
`;

export const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const signatory = (key: string, nom: string): NamedSignatoryRequest => ({
  party: { key, denomination: `Partie ${key}` },
  civilite: '',
  nom,
  email: `${nom.toLowerCase()}@essai.example`,
  capacite: 'Présidente',
  delegation: null,
  method: 'electronique',
});

/** What people do with avenants, on a running server; `camille` is the pilote. */
export function avenantTools(server: TestApp, camille: TestPerson) {
  const clients: TestClient[] = [];
  const post = (path: string, body: unknown, as?: TestPerson) =>
    server.request(path, { method: 'POST', body, ...(as === undefined ? {} : { as }) });
  const get = async (path: string, as = camille): Promise<unknown> =>
    (await server.request(path, { as })).json();
  const code = async (answer: Promise<Response>) => {
    const got = await answer;
    return [got.status, ((await got.json()) as { code: string }).code];
  };
  /** Freezes an act, answering what is asked. */
  const freeze = async (act: ActId): Promise<Response> =>
    post(`/api/acts/${act}/etat/arreter`, closingAnswers(await get(`/api/acts/${act}/etat/arret`)), camille);
  /** Freezes an act, and has two people sign it. */
  const sign = async (act: ActId): Promise<void> => {
    const frozen = await freeze(act);
    expect(frozen.status, await frozen.clone().text()).toBe(200);
    const { parties } = ceremonyAnswerSchema.parse(await get(`/api/acts/${act}/signature`));
    const [first = '1', second = '2'] = parties.map(({ key }) => key);
    const signatories = [signatory(first, 'Anne'), signatory(second, 'Paul')];
    const opened = await post(
      `/api/acts/${act}/signature`,
      { order: 'parallele', days: 5, signatories },
      camille,
    );
    const { links } = ceremonyAnswerSchema.parse(await opened.json());
    for (const { url } of links) {
      const token = url.split('#')[1] ?? '';
      const { hash, consent } = signingPageSchema.parse(
        await (await post('/api/signature/ouvrir', { token })).json(),
      );
      expect((await post('/api/signature/signer', { token, hash, consent, code: null })).status).toBe(201);
    }
  };
  /** @returns a convention that lacks nothing to be frozen */
  const convention = async (): Promise<ActId> => {
    const created = await post('/api/acts/import', { texte: CONVENTION, nom: 'convention.md' }, camille);
    return createdActSchema.parse(await created.json()).id;
  };
  /** @param edit made before it is signed, and what its text then holds */
  const signedConvention = async (edit?: {
    readonly change: (content: ActContent) => ActContent;
    readonly gives: string;
  }): Promise<ActId> => {
    const id = await convention();
    if (edit !== undefined) await change(id, edit.change, (words) => words.includes(edit.gives));
    await sign(id);
    return id;
  };
  const begin = async (target: ActId, motif = 'La coopération se prolonge.', effet: string | null = null) => {
    const answer = await post(`/api/acts/${target}/avenants`, { motif, effet }, camille);
    expect(answer.status, await answer.clone().text()).toBe(201);
    return createdActSchema.parse(await answer.json()).id;
  };
  const detail = async (act: ActId, as = camille) =>
    avenantDetailSchema.parse(await get(`/api/acts/${act}/avenant`, as));
  /** Gives somebody a lasting role. */
  const grant = (act: ActId, who: TestPerson, role: ActRole) =>
    giveRight(
      server.storage.db,
      { actId: act, personId: who.id, organisationId: who.organisationId, role },
      server.time.now,
    );
  const text = async (act: ActId, state = 'actuel') => {
    const { content } = stateSchema.parse(await get(`/api/acts/${act}/etats/${state}`));
    return printDocument(content as ActContent).replace(/[\u00a0\u202f]/g, ' ');
  };
  /** Edits a text as somebody who types in it would; `done` is what it then reads, or no more reads. */
  const change = async (
    act: ActId,
    edit: (content: ActContent) => ActContent,
    done: (text: string) => boolean,
  ): Promise<void> => {
    const client = openClient(server.socketUrl, act, camille, { own: true });
    clients.push(client);
    await until(() => expect(client.provider.synced).toBe(true));
    const content = readContent(client.doc);
    if (!content.ok) throw new Error('The text can’t be read');
    writeContent(client.doc, edit(content.value));
    await until(async () => expect(done(await text(act))).toBe(true));
  };
  /** Replaces words that a text holds. */
  const replace = (act: ActId, old: string, now: string): Promise<void> =>
    change(
      act,
      (content) => {
        const json = JSON.stringify(content);
        expect(json).toContain(old);
        const edited = parseContent(JSON.parse(json.replace(old, now)));
        if (!edited.ok) throw new Error('The edit is no text');
        return edited.value;
      },
      (words) => words.includes(now),
    );
  const inForce = async (target: ActId, day: string, as = camille) => {
    const answer = inForceSchema.parse(await get(`/api/acts/${target}/en-vigueur?jour=${day}`, as));
    const content = parseContent(answer.content);
    if (!content.ok) throw new Error('The text in force can’t be read');
    return {
      ...answer,
      content: content.value,
      text: printDocument(content.value).replace(/[\u00a0\u202f]/g, ' '),
    };
  };
  /** Closes what was opened. */
  const close = () => {
    for (const client of clients.splice(0)) client.destroy();
  };
  return {
    post,
    get,
    code,
    freeze,
    convention,
    sign,
    signedConvention,
    begin,
    grant,
    detail,
    text,
    change,
    replace,
    inForce,
    close,
  };
}
