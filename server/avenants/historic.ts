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

/** Decisions that changed a text: only who edits that text takes them back. */
const WRITTEN: ReadonlySet<string | undefined> = new Set(['acceptee', 'gardee']);

/**
 * A historic avenant read into one that is being written. Cards are carried over here and not in a browser: whoever
 * decides need not have the consolidated text open, two people who decide at once meet one text, and the decision is
 * kept with the avenant. What it did is undone as any edit is, in the text.
 */
export function historicRoutes({ db, hub, reader }: HistoricDeps): readonly Route[] {
  /** By base: the last historic text read on it. */
  const known = new WeakMap<ActContent, { texte: string; read: HistoricAvenant }>();
  const readOn = (base: ActContent, texte: string): HistoricAvenant => {
    const before = known.get(base);
    if (before?.texte === texte) return before.read;
    const read = readHistoricAvenant(texte, base);
    known.set(base, { texte, read });
    return read;
  };
  const edit = (actId: ActId, change: (content: ActContent) => ActContent): Promise<void> =>
    hub.edit(actId, (doc) => {
      const content = readContent(doc);
      if (!content.ok) throw new Error(`Act ${actId} can't be read: ${JSON.stringify(content.error)}`);
      writeContent(doc, change(content.value));
      return true;
    });

  async function carryOver(row: AvenantRow, base: ActContent, card: Card, asked: DecideCard): Promise<void> {
    if (asked.decision === 'gardee')
      return edit(row.id, (avenant) =>
        withProvision(avenant, card.text, articleStyleOf(avenant), newBlockId),
      );
    if (asked.decision !== 'acceptee') return;
    const instructions = instructionsOf(card, asked.proposal);
    if (instructions === null) throw new ClausierError('avenant.carte', ['choisissez d’abord l’endroit']);
    await edit(row.workingId, (edited) => {
      const options = { grains: grainsOf(row) };
      const next = acceptInstructions({ base, edited, options }, instructions, newBlockId);
      if (!next.ok) throw new ClausierError('avenant.carte', [next.error]);
      return next.value;
    });
  }

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
      const state = texte.trim() === '' ? null : { texte, decisions: {} };
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
      if (WRITTEN.has(state.decisions[key]))
        throw new ClausierError('avenant.carte', [
          'elle est déjà dans le texte\u00a0: c’est là qu’elle se modifie',
        ]);
      await carryOver(row, base, card, asked);
      const { [key]: _, ...others } = state.decisions;
      const decisions = asked.decision === 'a-decider' ? others : { ...others, [key]: asked.decision };
      const next = { ...state, decisions };
      await keep(db, row, next);
      return c.json(answerOf(next, read, true));
    }),
  ];
}
