import { type BeginAct, createdActSchema, type PartyInput } from '#shared/drafting/wire.ts';
import { type InviteRequest, type PersonalLink, personalLinkSchema } from '#shared/identity/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { RunningServer } from './start-server.ts';

const partyNamed = (denomination: string): PartyInput => ({
  denomination,
  sigle: '',
  forme: 'association régie par la loi du 1er juillet 1901',
  siege: '1 rue de l’Essai, 75001 Paris',
  personnePublique: false,
  representant: { civilite: 'Madame', nom: 'Ève Essai', capacite: 'Présidente' },
});

const MODELE_REQUEST: BeginAct = {
  modele: 'convention-de-partenariat',
  titre: 'Convention d’essai',
  parties: [partyNamed('Union des essais'), partyNamed('Association des preuves')],
  valeurs: {},
};

/** A program's session on a server: what a browser would do, without one. */
export interface ApiSession {
  /** Value of the `Cookie` header. */
  readonly cookie: string;
  /** Imports a text as a new act. */
  importText(text: string, name?: string): Promise<ActId>;
  /** Begins a convention of partenariat from its modèle, between two parties. */
  beginFromModele(): Promise<ActId>;
  /** Makes a personal link for somebody new. */
  invite(act: ActId, request: InviteRequest): Promise<PersonalLink>;
}

/**
 * Opens a session by a personal link.
 * @throws Error with the server's answer when it refuses, here and in every call of the session
 */
export async function openSession(
  server: RunningServer,
  link: Pick<PersonalLink, 'url'>,
): Promise<ApiSession> {
  const post = async (path: string, body: unknown, cookie = ''): Promise<Response> => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const opened = await post('/api/session', { token: new URL(link.url).hash.slice(1) });
  const cookie = opened.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return {
    cookie,
    importText: async (texte, nom = 'convention.md') => {
      const created = await post('/api/acts/import', { texte, nom }, cookie);
      return createdActSchema.parse(await created.json()).id;
    },
    beginFromModele: async () => {
      const begun = await post('/api/acts', MODELE_REQUEST, cookie);
      return createdActSchema.parse(await begun.json()).id;
    },
    invite: async (act, request) =>
      personalLinkSchema.parse(await (await post(`/api/acts/${act}/links`, request, cookie)).json()),
  };
}
