import { runChecks } from '#shared/checks/run.ts';
import { printAddress } from '#shared/document/address.ts';
import type { ActContent } from '#shared/document/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { FreezeReason } from '#shared/signature/wire.ts';
import { appendEvent, frenchDay } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { type Mover, moveAct } from './states.ts';

/** What freezing needs of the rest of the server. */
export interface FreezeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'whilePaused' | 'refreshAccess'>;
  readonly versions: Pick<Versions, 'archive' | 'history'>;
  /** What else keeps an act from being frozen: what an avenant has to settle. */
  readonly otherReasons: (actId: ActId) => Promise<readonly FreezeReason[]>;
  /** Runs a freezing while what the act is written from stands still. */
  readonly whileStill: <T>(actId: ActId, freeze: () => Promise<T>) => Promise<T>;
}

/** The name of a frozen version in the list of versions. */
const FROZEN_LABEL = 'Texte arrêté';

/**
 * How many times a text is read again because another process has just written it. One process holds back what it
 * receives; what another receives is only found afterwards, so that a rest between two keystrokes there is needed.
 */
const ATTEMPTS = 60;

/** @returns what keeps that text from being frozen (rule G1): every open blocking check */
function blockingReasons(
  content: ActContent,
  context: { readonly kind: 'convention' | 'avenant'; readonly today: string },
): readonly FreezeReason[] {
  return runChecks(content, context)
    .filter((finding) => finding.severity === 'bloquant')
    .map(({ rule, message, place }) => ({
      rule,
      message,
      address: place.kind === 'bloc' ? printAddress(content.document, place.block, content.champs) : null,
    }));
}

/** @returns what keeps the present text of an act from being frozen */
export async function freezeReasons(deps: FreezeDeps, actId: ActId): Promise<readonly FreezeReason[]> {
  const { content } = await deps.versions.history.current(actId);
  const own = blockingReasons(content, await contextOf(deps, actId));
  return [...own, ...(await deps.otherReasons(actId))];
}

async function contextOf({ db, clock }: FreezeDeps, actId: ActId) {
  const { kind } = await db
    .selectFrom('acts')
    .select('kind')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  return { kind: kind === 'avenant' ? kind : 'convention', today: frenchDay(clock()) } as const;
}

/**
 * Freezes the text of an act (rule G1): one version, and nobody writes any more. Looked at twice: once while people
 * write, so that a text that can't be frozen stops nobody; once while what they send waits, for good.
 * @throws ClausierError `etat.bloque` with one detail per reason, `etat.impossible`
 */
export async function freezeText(deps: FreezeDeps, actId: ActId, by: Mover): Promise<void> {
  await deps.whileStill(actId, () => freezeStill(deps, actId, by));
}

async function freezeStill(deps: FreezeDeps, actId: ActId, by: Mover): Promise<void> {
  const refuse = (reasons: readonly FreezeReason[]) => {
    if (reasons.length > 0) throw new ClausierError('etat.bloque', reasons.map(sentence));
  };
  refuse(await freezeReasons(deps, actId));
  await deps.hub.whilePaused(actId, async (room) => {
    for (let attempt = 1; ; attempt += 1) {
      await room.catchUp();
      refuse(await freezeReasons(deps, actId));
      try {
        await freezeOnce(deps, actId, by);
        return;
      } catch (error) {
        if (!(error instanceof WrittenMeanwhile) || attempt === ATTEMPTS) throw error;
      }
    }
  });
}

async function freezeOnce(deps: FreezeDeps, actId: ActId, by: Mover): Promise<void> {
  await deps.versions.archive.take(actId, {
    kind: 'etat',
    label: FROZEN_LABEL,
    by: by.personId,
    along: async (tx, version) => {
      const at = deps.clock();
      const facts = { version: version.id, empreinte: version.hash };
      await moveAct(tx, actId, 'arreter', { by, at, facts });
      await requireLast(tx, actId, version.seq);
      await tx
        .insertInto('frozen_texts')
        .values({
          version_id: version.id,
          act_id: actId,
          at,
          person_id: by.personId,
          organisation_id: by.organisationId,
          reopened_at: null,
        })
        .execute();
      const who = { person: by.personId, organisation: by.organisationId };
      await appendEvent(tx, { act: actId, at, ...who, kind: 'texte.arrete', facts });
    },
  });
}

const sentence = ({ address, message }: FreezeReason) =>
  address === null ? message : `${address}\u00a0: ${message}`;

/** Another process wrote the text between its reading and its freezing. */
class WrittenMeanwhile extends ClausierError {
  constructor() {
    super('etat.impossible', ['Une autre personne écrivait au même instant.']);
  }
}

/** @throws WrittenMeanwhile when what was read is no longer the whole text */
async function requireLast(tx: Tx, actId: ActId, seq: number): Promise<void> {
  const last = await tx
    .selectFrom('act_updates')
    .select('seq')
    .where('act_id', '=', actId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.seq !== seq) throw new WrittenMeanwhile();
}

/**
 * Reopens a frozen text: it is written again, and becomes another version when it is next frozen. `alsoVoid` voids what
 * depended on it, in the same transaction.
 * @returns what tells those concerned, to be called once it is done
 * @throws ClausierError `etat.impossible`
 */
export async function reopenText(
  deps: Pick<FreezeDeps, 'db' | 'clock' | 'hub'>,
  actId: ActId,
  by: Mover,
  motif: string,
  alsoVoid: (tx: Tx, at: number) => Promise<() => void>,
): Promise<() => void> {
  return deps.hub.whilePaused(actId, () =>
    deps.db.transaction().execute(async (tx) => {
      const at = deps.clock();
      await moveAct(tx, actId, 'rouvrir', { by, at, motif });
      const who = { person: by.personId, organisation: by.organisationId };
      const reopened = await tx
        .updateTable('frozen_texts')
        .set({ reopened_at: at })
        .where('act_id', '=', actId)
        .where('reopened_at', 'is', null)
        .returning('version_id')
        .execute();
      const version = reopened.at(0)?.version_id ?? null;
      await appendEvent(tx, { act: actId, at, ...who, kind: 'texte.rouvert', facts: { version } });
      return alsoVoid(tx, at);
    }),
  );
}
