import type * as Y from 'yjs';
import { runChecks } from '#shared/checks/run.ts';
import { printAddress } from '#shared/document/address.ts';
import { signName, undrawnSigns } from '#shared/document/drawn.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { answerClosing, type ClosingAnswer, closingQuestions } from '#shared/signature/closing.ts';
import type { FreezeAnswer, FreezeReason } from '#shared/signature/wire.ts';
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
  readonly hub: Pick<Hub, 'whilePaused' | 'refreshAccess' | 'edit'>;
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

/** What stands between a text and its freezing. */
type Obstacles = Pick<FreezeAnswer, 'reasons' | 'questions'>;

/** @returns what keeps that text from being frozen (rules G1 and G11): every open blocking check, but what is asked */
function blockingReasons(
  content: ActContent,
  context: { readonly kind: 'convention' | 'avenant'; readonly today: string },
): Obstacles {
  const questions = closingQuestions(content);
  const asked = new Set(questions.map(({ key }) => key));
  const findings = runChecks(content, context).filter(
    ({ severity, atFreeze, fix }) =>
      severity === 'bloquant' || (atFreeze === true && !(fix?.kind === 'variable' && asked.has(fix.key))),
  );
  const reasons = findings.map(({ rule, message, place }) => ({
    rule,
    message,
    address: place.kind === 'bloc' ? printAddress(content.document, place.block, content.champs) : null,
  }));
  return { reasons, questions: [...questions] };
}

/** @returns what keeps the present text of an act from being frozen, and what is asked of whoever freezes it */
export async function freezeObstacles(deps: FreezeDeps, actId: ActId): Promise<Obstacles> {
  const { content } = await deps.versions.history.current(actId);
  const { kind, title } = await actOf(deps, actId);
  const today = frenchDay(deps.clock());
  const { reasons, questions } = blockingReasons(content, { kind, today });
  return {
    reasons: [...titleReasons(title), ...reasons, ...(await deps.otherReasons(actId))],
    questions,
  };
}

/** The name of the act stands on every page. */
const titleReasons = (title: string): readonly FreezeReason[] =>
  undrawnSigns(title).map(({ sign }) => ({
    rule: 'signe-non-imprimable',
    message: `Le nom de l’acte contient le signe ${signName(sign)}, qui ne peut pas être imprimé\u00a0: renommez l’acte.`,
    address: null,
  }));

async function actOf({ db }: FreezeDeps, actId: ActId) {
  const { kind, title } = await db
    .selectFrom('acts')
    .select(['kind', 'title'])
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  return { kind: kind === 'avenant' ? kind : ('convention' as const), title };
}

/**
 * Freezes the text of an act (rules G1, G11 and G12): one version, and nobody writes any more. Looked at twice: once
 * while people write, so that a text that can't be frozen stops nobody; once while what they send waits, for good. What
 * whoever freezes answers is written in the text first, as a change like any other.
 * @throws ClausierError `etat.bloque` with one detail per reason, `etat.impossible`
 */
export async function freezeText(
  deps: FreezeDeps,
  actId: ActId,
  by: Mover,
  answers: readonly ClosingAnswer[],
): Promise<void> {
  await deps.whileStill(actId, () => freezeStill(deps, actId, by, answers));
}

async function freezeStill(
  deps: FreezeDeps,
  actId: ActId,
  by: Mover,
  answers: readonly ClosingAnswer[],
): Promise<void> {
  const { reasons, questions } = await freezeObstacles(deps, actId);
  const given = new Set(answers.map(({ key }) => key));
  refuse(reasons, unanswered(questions.filter(({ key }) => !given.has(key))));
  if (answers.length > 0) await writeAnswers(deps, actId, by, answers);
  await deps.hub.whilePaused(actId, async (room) => {
    for (let attempt = 1; ; attempt += 1) {
      await room.catchUp();
      const left = await freezeObstacles(deps, actId);
      refuse(left.reasons, unanswered(left.questions));
      try {
        await freezeOnce(deps, actId, by);
        return;
      } catch (error) {
        if (!(error instanceof WrittenMeanwhile) || attempt === ATTEMPTS) throw error;
      }
    }
  });
}

function refuse(reasons: readonly FreezeReason[], more: readonly string[]): void {
  if (reasons.length + more.length > 0)
    throw new ClausierError('etat.bloque', [...reasons.map(sentence), ...more]);
}

const unanswered = (questions: Obstacles['questions']): readonly string[] =>
  questions.map(({ libelle }) => `«\u00a0${libelle}\u00a0» est à indiquer pour arrêter le texte.`);

/** @throws ClausierError `etat.bloque` with what can't be taken; the text is then as it was */
async function writeAnswers(
  { hub }: FreezeDeps,
  actId: ActId,
  by: Mover,
  answers: readonly ClosingAnswer[],
): Promise<void> {
  const write = (doc: Y.Doc) => {
    const content = readContent(doc);
    if (!content.ok) throw new ClausierError('etat.impossible');
    const answered = answerClosing(content.value, answers);
    if (!answered.ok) throw new ClausierError('etat.bloque', answered.error);
    writeContent(doc, answered.value);
    return true;
  };
  await hub.edit(actId, write, by.personId);
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
