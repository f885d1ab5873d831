import { articleStyleOf } from '#shared/avenants/compose.ts';
import type { Instruction } from '#shared/avenants/model.ts';
import { acceptInstructions, withProvision } from '#shared/avenants/reading/accept.ts';
import { type Card, type HistoricAvenant, readHistoricAvenant } from '#shared/avenants/reading/historic.ts';
import {
  type DecideCard,
  decideCardSchema,
  type HistoricState,
  historicSchema,
  historicStateSchema,
  readHistoricSchema,
} from '#shared/avenants/reading/wire.ts';
import { type BlockChange, blockChanges, withdrawChanges } from '#shared/avenants/reading/withdraw.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { readJson } from '../http/body.ts';
import { actRoute, type Route } from '../identity/index.ts';
import { newBlockId } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import { grainsOf } from './grains.ts';
import type { AvenantReader } from './reading.ts';
import { type AvenantRow, avenantOf } from './store.ts';

/** What reading a historic avenant needs. */
export interface HistoricDeps {
  readonly db: Db;
  readonly hub: Pick<Hub, 'edit'>;
  readonly reader: AvenantReader;
}

async function rowOf(db: Db, actId: ActId): Promise<AvenantRow> {
  const row = await avenantOf(db, actId);
  if (row === null) throw new ClausierError('avenant.introuvable');
  return row;
}

const stateOf = ({ historic }: AvenantRow): HistoricState | null =>
  historic === null ? null : historicStateSchema.parse(JSON.parse(historic));

/** By base: the last historic text read on it. */
const known = new WeakMap<ActContent, { texte: string; read: HistoricAvenant }>();

function readOn(base: ActContent, texte: string): HistoricAvenant {
  const before = known.get(base);
  if (before?.texte === texte) return before.read;
  const read = readHistoricAvenant(texte, base);
  known.set(base, { texte, read });
  return read;
}

/** @returns how many stipulations of the historic avenant that is read into this one nobody has decided on */
export function undecidedCards(row: AvenantRow, base: ActContent): number {
  const state = stateOf(row);
  if (state === null) return 0;
  const { cards } = readOn(base, state.texte);
  return cards.filter(({ kind }, rank) => kind !== 'frame' && state.decisions[String(rank)] === undefined)
    .length;
}

async function keep(db: Db, row: AvenantRow, state: HistoricState | null): Promise<void> {
  await db
    .updateTable('avenants')
    .set({ historic: state === null ? null : JSON.stringify(state) })
    .where('act_id', '=', row.id)
    .execute();
}

function answerOf(state: HistoricState | null, read: HistoricAvenant | null, canWrite: boolean) {
  const cards = (read?.cards ?? []).map((card, rank) => ({
    rank,
    text: card.text,
    kind: card.kind,
    changes: card.kind === 'instruction' ? card.changes : [],
    problem: card.kind === 'failure' ? card.problem : null,
    question: card.kind === 'question' ? card.question : null,
    proposals:
      card.kind === 'question'
        ? card.proposals.map((one) => ({ ...one, canAccept: one.instruction !== null }))
        : [],
    overlaps: (read?.overlaps ?? []).flatMap(([a, b]) => (a === rank ? [b] : b === rank ? [a] : [])),
    decision: state?.decisions[String(rank)] ?? null,
    canWithdraw: state?.changes[String(rank)] !== undefined,
  }));
  return historicSchema.parse({ texte: state?.texte ?? null, cards, canWrite });
}

/** @returns what accepting the card carries out; `null` when it can't be accepted */
function instructionsOf(card: Card, proposal: number | null): readonly Instruction[] | null {
  if (card.kind === 'instruction') return card.instructions;
  if (card.kind !== 'question' || proposal === null) return null;
  const instruction = card.proposals[proposal]?.instruction ?? null;
  return instruction === null ? null : [instruction];
}

/**
 * A historic avenant read into one that is being written. Cards are carried over here and not in a browser: whoever
 * decides need not have the consolidated text open, two people who decide at once meet one text, and the decision is
 * kept with the avenant. An editor's own undo knows nothing of it; the page takes it back instead (rule H9).
 */
export function historicRoutes({ db, hub, reader }: HistoricDeps): readonly Route[] {
  const edit = (actId: ActId, change: (content: ActContent) => ActContent): Promise<void> =>
    hub.edit(actId, (doc) => {
      const content = readContent(doc);
      if (!content.ok) throw new Error(`Act ${actId} can't be read: ${JSON.stringify(content.error)}`);
      writeContent(doc, change(content.value));
      return true;
    });

  /** @returns what it changed in the consolidated text; `null` when that can't be taken back from here */
  async function carryOver(
    row: AvenantRow,
    base: ActContent,
    card: Card,
    asked: DecideCard,
  ): Promise<readonly BlockChange[] | null> {
    if (asked.decision === 'gardee')
      await edit(row.id, (avenant) => withProvision(avenant, card.text, articleStyleOf(avenant), newBlockId));
    if (asked.decision !== 'acceptee') return null;
    const instructions = instructionsOf(card, asked.proposal);
    if (instructions === null) throw new ClausierError('avenant.carte', ['choisissez d’abord l’endroit']);
    let changes: readonly BlockChange[] | null = null;
    await edit(row.workingId, (edited) => {
      const options = { grains: grainsOf(row) };
      const next = acceptInstructions({ base, edited, options }, instructions, newBlockId);
      if (!next.ok) throw new ClausierError('avenant.carte', [next.error]);
      changes = blockChanges(edited, next.value);
      return next.value;
    });
    return changes;
  }

  const withdraw = (row: AvenantRow, changes: readonly BlockChange[]): Promise<void> =>
    edit(row.workingId, (edited) => {
      const back = withdrawChanges(edited, changes);
      if (back === null)
        throw new ClausierError('avenant.carte', [
          'ce passage a été modifié depuis\u00a0: c’est dans le texte consolidé qu’il se corrige',
        ]);
      return back;
    });

  return [
    actRoute('get', '/api/acts/:id/avenant/reprise', 'avenant.lire', async (c, { act }) => {
      const row = await rowOf(db, act.id);
      const state = stateOf(row);
      const read = state === null ? null : readOn(await reader.base(row), state.texte);
      return c.json(answerOf(state, read, can(act, 'ecrire', act).allowed));
    }),

    actRoute('post', '/api/acts/:id/avenant/reprise', 'ecrire', async (c, { act }) => {
      const row = await rowOf(db, act.id);
      const { texte } = await readJson(c, readHistoricSchema);
      const state = texte.trim() === '' ? null : { texte, decisions: {}, changes: {} };
      await keep(db, row, state);
      const read = state === null ? null : readOn(await reader.base(row), texte);
      return c.json(answerOf(state, read, true));
    }),

    actRoute('post', '/api/acts/:id/avenant/reprise/carte', 'ecrire', async (c, { act }) => {
      const asked = await readJson(c, decideCardSchema);
      const row = await rowOf(db, act.id);
      const state = stateOf(row);
      const base = await reader.base(row);
      const read = state === null ? null : readOn(base, state.texte);
      const card = read?.cards[asked.rank];
      if (state === null || card === undefined || card.text !== asked.text)
        throw new ClausierError('avenant.carte', ['le texte lu a changé entre-temps\u00a0: rouvrez la page']);
      const key = String(asked.rank);
      const { [key]: decided, ...decisions } = state.decisions;
      const { [key]: written, ...changes } = state.changes;
      const back = asked.decision === 'a-decider';
      if (decided === 'gardee' || (decided === 'acceptee' && !(back && written !== undefined)))
        throw new ClausierError('avenant.carte', [
          'elle est déjà dans le texte\u00a0: c’est là qu’elle se modifie',
        ]);
      if (back && written !== undefined) await withdraw(row, written);
      const made = back ? null : await carryOver(row, base, card, asked);
      const next: HistoricState = {
        ...state,
        decisions: asked.decision === 'a-decider' ? decisions : { ...decisions, [key]: asked.decision },
        changes: made === null ? changes : { ...changes, [key]: [...made] },
      };
      await keep(db, row, next);
      return c.json(answerOf(next, read, true));
    }),
  ];
}
