import type * as Y from 'yjs';
import {
  contentOf as actOf,
  alinea,
  article,
  axe,
  item,
  note,
  table,
  texte,
  variable,
} from '#shared/document/builders.ts';
import { contentHash } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { contentOf, eachBlock, idOf } from '#shared/document/operations/elements.ts';
import { repair } from '#shared/document/operations/index.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import { encodeNewDocument, readContent } from '#shared/document/yjs.ts';
import { isBlockId } from '#shared/kernel/ids.ts';
import { type Action, DIRECT, EDITING, OPERATIONS } from './actions.ts';
import { FuzzClient, lettersIn, lettersOf, type MakeEditor } from './client.ts';
import { Network } from './network.ts';
import { Random } from './random.ts';

/** How a run goes. */
export interface RunOptions {
  readonly seed: number;
  readonly steps: number;
  readonly clients: number;
  /** How many of the clients have an editor. */
  readonly bound: number;
  readonly makeEditor?: MakeEditor;
}

/** What is wrong after a run: empty when all invariants hold. */
export interface Outcome {
  readonly problems: readonly string[];
  readonly typed: number;
  readonly passages: number;
  /** Letters found more than once: text kept twice by rule R2. */
  readonly doubled: number;
  readonly actions: number;
}

const START: ActContent = actOf(
  [
    article('Objet', 'La présente convention organise la coopération des parties.', [
      item('accueillir les jeunes ;'),
      item('informer les structures ;', { niveau: 2 }),
      item('rendre compte chaque année.'),
    ]),
    article(
      'Engagements',
      'Chaque partie désigne un référent.',
      axe('Formation', 'Un programme commun est établi.'),
    ),
    article(
      'Durée',
      alinea([texte('La durée est de '), variable('duree.mois'), texte(' mois à compter de la signature.')]),
    ),
    table([
      ['Indicateur', 'Cible'],
      ['Jeunes accompagnés', 'Mille'],
    ]),
    note('n1', 'Source : bilan annuel.'),
  ],
  { 'duree.mois': { type: 'entier', libelle: 'Durée', valeur: '36' } },
);

/** Weighted choice: typing is what people do most. */
function chooseAction(client: FuzzClient): Action | undefined {
  const editing: Readonly<Record<string, Action>> = client.editor === null ? DIRECT : EDITING;
  const roll = client.random.next();
  if (roll < 0.45) return editing.type;
  if (roll < 0.75) return client.random.pick(Object.values(editing));
  return client.random.pick(Object.values(OPERATIONS));
}

/** Five people (or as many as asked) write one act over a bad network, then everything is delivered. */
export function run(options: RunOptions): Outcome {
  const random = new Random(options.seed);
  const network = new Network(random, encodeNewDocument(START));
  let clock = 1_000_000;
  const removed = new Set<string>();
  const clients = Array.from({ length: options.clients }, (_, rank) => {
    const client = new FuzzClient(rank, random, network, () => clock, removed);
    if (rank < options.bound) client.open(options.makeEditor);
    return client;
  });

  let actions = 0;
  for (let step = 0; step < options.steps; step += 1) {
    clock += random.int(200);
    const client = random.pick(clients);
    const action = client === undefined ? undefined : chooseAction(client);
    if (client !== undefined && action !== undefined) {
      client.act(() => action(client));
      actions += 1;
    }
    for (let events = random.int(8); events > 0; events -= 1) network.step();
  }
  const rounds = network.settle(20);

  const problems = rounds > 20 ? ['the replicas do not come to rest'] : [];
  problems.push(...network.refusals.map((why) => `the server refuses our own: ${why}`));
  problems.push(...check(network, clients, removed));
  const found = lettersIn(contentOf(network.server).toString());
  for (const client of clients) client.editor?.destroy();
  return {
    problems,
    typed: clients.reduce((sum, client) => sum + client.typed.size, 0),
    passages: clients.reduce((sum, client) => sum + client.passages.length, 0),
    doubled: found.length - new Set(found).size,
    actions,
  };
}

function check(network: Network, clients: readonly FuzzClient[], removed: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  const hashes = new Set([hashOf(network.server), ...clients.map(({ doc }) => hashOf(doc))]);
  if (hashes.size !== 1) problems.push(`${hashes.size} different documents`);

  for (const { doc, editor } of clients) {
    problems.push(...soundness(doc));
    if (editor === null) continue;
    const content = readContent(doc);
    const seen = editor.state.doc.toJSON() as unknown;
    if (!content.ok) problems.push(`unreadable: ${JSON.stringify(content.error)}`);
    else if (plain(seen) !== plain(content.value.document))
      problems.push(`the editor shows ${plain(seen)} for ${plain(content.value.document)}`);
  }

  const kept = lettersOf(network.server);
  for (const { passages } of clients)
    for (const { fullText } of passages) for (const letter of lettersIn(fullText)) kept.add(letter);
  for (const [rank, client] of clients.entries())
    for (const letter of client.typed)
      if (!kept.has(letter) && !removed.has(letter)) problems.push(`client ${rank} lost ${letter}`);
  return problems;
}

function hashOf(doc: Y.Doc): string {
  const content = readContent(doc);
  return content.ok ? contentHash(content.value) : JSON.stringify(content.error);
}

/** The words of a document, for comparing what is shown with what is kept. */
function plain(json: unknown): string {
  const node = json as {
    readonly text?: string;
    readonly attrs?: { id?: string };
    readonly content?: readonly unknown[];
  };
  return `${node.attrs?.id ?? ''}${node.text ?? ''}(${(node.content ?? []).map(plain).join('')})`.replaceAll(
    ')(',
    '',
  );
}

/** What the schema, or the rule of unique ids, refuses in a document as it is stored. */
function soundness(doc: Y.Doc): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  eachBlock(contentOf(doc), (block) => {
    const id = idOf(block);
    if (!isBlockId(id)) problems.push(`${block.nodeName} without id`);
    else if (ids.has(id)) problems.push(`id ${id} twice`);
    else ids.add(id);
  });
  const content = readContent(doc);
  if (content.ok) {
    try {
      documentSchema.nodeFromJSON(content.value.document).check();
    } catch (error) {
      problems.push(`not schema-valid: ${String(error)}`);
    }
  }
  const repairs = repair(doc, 'check');
  if (repairs.removed.length + repairs.renamed.length + repairs.added.length > 0)
    problems.push(`left unrepaired: ${JSON.stringify(repairs)}`);
  return problems;
}
