import type { Context } from 'hono';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, SignatoryId } from '#shared/kernel/ids.ts';
import { signatoryIdSchema, signatureFileIdSchema } from '#shared/kernel/ids.ts';
import { MAX_FILE_BYTES } from '#shared/signature/model.ts';
import { partiesOf } from '#shared/signature/signatories.ts';
import {
  type CeremonyAnswer,
  ceremonyAnswerSchema,
  fileQuerySchema,
  methodRequestSchema,
  openCeremonySchema,
  paperQuerySchema,
  prolongSchema,
  reassignSchema,
  remindSchema,
} from '#shared/signature/wire.ts';
import { readBytes, readJson } from '../http/body.ts';
import { contentDisposition } from '../http/disposition.ts';
import { type ActCaller, actRoute, type Route, type SignedIn } from '../identity/index.ts';
import { readQuery } from '../versions/index.ts';
import { ceremoniesOf, type KeptCeremony } from './ceremonies.ts';
import { type Conduct, conduct, openCeremony } from './ceremony.ts';
import { readFile } from './files.ts';
import { type MadeLink, shownLinks } from './links.ts';
import { joinDelegation, keepOriginal, type SigningDeps } from './signing.ts';
import { frozenText, type Mover } from './states.ts';
import { ceremonyView } from './views.ts';

/** Room for a file a little beyond the limit, so that it is told what is wrong instead of being cut. */
const FILE_BODY_BYTES = MAX_FILE_BYTES + 1024;

/** What the routes of ceremonies need. */
export interface CeremonyRoutesDeps extends SigningDeps {
  /** The state of an act has changed, or a right in it. */
  readonly accessChanged: (actId: ActId) => Promise<void>;
}

/** How a ceremony is opened, conducted and followed by the parties. */
export function ceremonyRoutes(deps: CeremonyRoutesDeps): readonly Route[] {
  const { db, clock } = deps;

  return [
    actRoute('get', '/api/acts/:id/signature', 'signature.lire', async (c, caller) =>
      c.json(await answer(caller, [])),
    ),

    actRoute('post', '/api/acts/:id/signature', 'etat.signer', async (c, caller) => {
      const request = await readJson(c, openCeremonySchema);
      const links = await openCeremony(deps, caller.act.id, moverOf(caller.who), request);
      await deps.accessChanged(caller.act.id);
      return c.json(await answer(caller, links), 201);
    }),

    actRoute('post', '/api/acts/:id/signature/terme', 'signature.conduire', async (c, caller) => {
      const { days } = await readJson(c, prolongSchema);
      return conducted(c, caller, { kind: 'terme', days });
    }),

    actRoute(
      'post',
      '/api/acts/:id/signature/signataires/:signatory/rappel',
      'signature.conduire',
      async (c, caller) => {
        await readJson(c, remindSchema);
        return conducted(c, caller, { kind: 'rappel', id: signatoryIn(c) });
      },
    ),

    actRoute(
      'post',
      '/api/acts/:id/signature/signataires/:signatory/moyen',
      'signature.conduire',
      async (c, caller) => {
        const { method } = await readJson(c, methodRequestSchema);
        return conducted(c, caller, { kind: 'moyen', id: signatoryIn(c), method });
      },
    ),

    actRoute(
      'post',
      '/api/acts/:id/signature/signataires/:signatory/remplacement',
      'signature.conduire',
      async (c, caller) => {
        const named = await readJson(c, reassignSchema);
        const after = await conducted(c, caller, { kind: 'remplacement', id: signatoryIn(c), named });
        await deps.accessChanged(caller.act.id);
        return after;
      },
    ),

    actRoute(
      'post',
      '/api/acts/:id/signature/signataires/:signatory/delegation',
      'signature.conduire',
      async (c, caller) => {
        const { nom } = readQuery(c, fileQuerySchema);
        const file = { signatory: signatoryIn(c), name: nom, bytes: await readBytes(c, FILE_BODY_BYTES) };
        await joinDelegation(deps, caller.act.id, moverOf(caller.who), file);
        return c.json(await answer(caller, []), 201);
      },
    ),

    actRoute(
      'post',
      '/api/acts/:id/signature/signataires/:signatory/original',
      'signature.conduire',
      async (c, caller) => {
        const { nom, jour } = readQuery(c, paperQuerySchema);
        const bytes = await readBytes(c, FILE_BODY_BYTES);
        const original = { signatory: signatoryIn(c), name: nom, bytes, signedOn: jour };
        await keepOriginal(deps, caller.act.id, moverOf(caller.who), original);
        return c.json(await answer(caller, []), 201);
      },
    ),

    actRoute('get', '/api/acts/:id/signature/pieces/:file', 'signature.lire', async (c, { act }) => {
      const id = signatureFileIdSchema.safeParse(c.req.param('file'));
      const file = id.success ? await readFile(db, act.id, id.data) : null;
      if (file === null) throw new ClausierError('adresse.inconnue');
      // Never shown by the browser: it came from outside.
      c.header('Content-Disposition', contentDisposition(file.name));
      c.header('Content-Type', file.type);
      return c.body(new Uint8Array(file.bytes));
    }),
  ];

  async function conducted(c: Context, caller: ActCaller, asked: Conduct): Promise<Response> {
    const links = await conduct(deps, caller.act.id, moverOf(caller.who), asked);
    return c.json(await answer(caller, links), 201);
  }

  /** The ceremony as it stands, with what the caller may do. */
  async function answer({ act }: ActCaller, links: readonly MadeLink[]): Promise<CeremonyAnswer> {
    const { state } = await db
      .selectFrom('acts')
      .select('state')
      .where('id', '=', act.id)
      .executeTakeFirstOrThrow();
    const all = await ceremoniesOf(db, act.id);
    const standing = all.findLast(({ ceremony }) => ceremony.status !== 'annulee') ?? null;
    const conducts = can(act, 'signature.conduire', { state }).allowed;
    const frozen = await frozenText(db, act.id);
    const content =
      frozen === null ? null : (await deps.versions.archive.read(act.id, frozen.versionId)).content;
    return ceremonyAnswerSchema.parse({
      ceremony: standing === null ? null : ceremonyView(standing, { now: clock(), addresses: conducts }),
      again: mustSignAgain(all, standing),
      parties: content === null ? [] : partiesOf(content),
      mail: deps.mailer.leaves,
      can: {
        open: can(act, 'etat.signer', { state }).allowed,
        conduct: conducts && standing?.ceremony.status === 'ouverte',
      },
      links: shownLinks(deps.mailer, links),
    });
  }
}

const moverOf = (who: SignedIn): Mover => ({ personId: who.person.id, organisationId: who.organisation.id });

/** @throws ClausierError `signature.impossible` for what is no id */
function signatoryIn(c: Context): SignatoryId {
  const id = signatoryIdSchema.safeParse(c.req.param('signatory'));
  if (!id.success) throw new ClausierError('signature.impossible');
  return id.data;
}

/** Rule G6: who signed the last voided text, and has not signed since. */
function mustSignAgain(all: readonly KeptCeremony[], standing: KeptCeremony | null): CeremonyAnswer['again'] {
  const voided = all.findLast(({ ceremony }) => ceremony.status === 'annulee')?.ceremony;
  if (voided === undefined) return [];
  const signed = new Set(
    standing?.ceremony.signatories.filter(({ status }) => status === 'signe').map(({ party }) => party.key),
  );
  return voided.signatories.flatMap((one) =>
    one.signature === null || signed.has(one.party.key)
      ? []
      : [
          {
            nom: one.nom,
            party: one.party.denomination,
            signedAt: one.signature.at,
            motif: voided.motif ?? '',
            voidedAt: voided.closedAt ?? one.signature.at,
          },
        ],
  );
}
