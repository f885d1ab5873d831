import type { Context } from 'hono';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { fileNamePart } from '#shared/kernel/file-name.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { dossierSchema } from '#shared/signature/evidence.ts';
import { type ActSeal, actSealSchema } from '#shared/signature/seal.ts';
import { contentDisposition } from '../http/disposition.ts';
import { actRoute, type Route } from '../identity/index.ts';
import type { Db } from '../storage/tables.ts';
import { dossierOf, sealFacts } from './dossier.ts';
import type { Seals } from './seals.ts';
import { awaitingSeal, type StoredSeal, sealedBytes, sealOf } from './store.ts';

/** What the routes of an act's seal need. */
export interface SealRoutesDeps {
  readonly db: Db;
  readonly seals: Seals;
  /** Gives the readable dossier de preuve of a seal. */
  readonly dossier: (seal: StoredSeal) => Promise<Uint8Array>;
}

/** The seal of an act, its file and its dossier. */
export function sealRoutes({ db, seals, dossier }: SealRoutesDeps): readonly Route[] {
  const requireSeal = async (actId: ActId): Promise<StoredSeal> => {
    const seal = await sealOf(db, actId);
    if (seal === null) throw new ClausierError('sceau.absent');
    return seal;
  };
  const answer = async (actId: ActId, mayAsk: boolean): Promise<ActSeal> => {
    const seal = await sealOf(db, actId);
    if (seal !== null)
      return { state: 'scelle', facts: sealFacts(seal), awaitsTimestamp: seal.awaitsTimestamp };
    const due = await awaitingSeal(db);
    return due.includes(actId) ? { state: 'attendu', mayAsk } : { state: 'aucun' };
  };

  return [
    actRoute('get', '/api/acts/:id/sceau', 'signature.lire', async (c, { act }) =>
      c.json(actSealSchema.parse(await answer(act.id, can(act, 'signature.conduire', act).allowed))),
    ),

    // Asked for by whoever does not want to wait for the next try.
    actRoute('post', '/api/acts/:id/sceau', 'signature.conduire', async (c, { act }) => {
      await seals.sealAct(act.id);
      return c.json(actSealSchema.parse(await answer(act.id, true)));
    }),

    actRoute('get', '/api/acts/:id/sceau/pdf', 'signature.lire', async (c, { act }) => {
      const seal = await requireSeal(act.id);
      return give(
        c,
        await sealedBytes(db, seal.id, seal.file.rank),
        fileName(seal, 'pdf'),
        'application/pdf',
      );
    }),

    actRoute('get', '/api/acts/:id/sceau/dossier.json', 'journal.lire', async (c, { act }) => {
      const seal = await requireSeal(act.id);
      const json = JSON.stringify(dossierSchema.parse(dossierOf(seal)), null, 2);
      return give(c, Buffer.from(json, 'utf8'), fileName(seal, 'json'), 'application/json');
    }),

    actRoute('get', '/api/acts/:id/sceau/dossier.pdf', 'journal.lire', async (c, { act }) => {
      const seal = await requireSeal(act.id);
      const bytes = await dossier(seal);
      return give(c, bytes, fileName(seal, 'dossier'), 'application/pdf');
    }),
  ];
}

function give(c: Context, bytes: Uint8Array, name: string, type: string): Response {
  c.header('Content-Type', type);
  c.header('Content-Disposition', contentDisposition(name));
  return c.body(Buffer.from(bytes));
}

const NAMES = {
  pdf: 'scellé.pdf',
  json: 'dossier de preuve.json',
  dossier: 'dossier de preuve.pdf',
} as const;

/** « Convention X – scellé.pdf », « Convention X – dossier de preuve.json » */
const fileName = ({ evidence }: StoredSeal, kind: keyof typeof NAMES): string =>
  [fileNamePart(evidence.acte.titre) || 'acte', NAMES[kind]].join(' – ');
