import { Fragment, type Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow } from '@tiptap/pm/tables';
import { type Block, contentOf, eachBlock, idOf, isTextBlock } from '#shared/document/operations/elements.ts';
import {
  deleteDivision,
  deleteField,
  insertBlocks,
  insertDivision,
  moveBlock,
  moveDivision,
  moveDivisionBy,
  renameDivision,
  setBlockKind,
  setDivisionLevel,
  setField,
  setNumberingStyle,
} from '#shared/document/operations/index.ts';
import { deleteText, insertText, plainText } from '#shared/document/operations/inline.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { type FuzzClient, OPERATION } from './client.ts';

/** Something that a person does; it may turn out to be impossible, and is then nothing. */
export type Action = (client: FuzzClient) => void;

function blocks(client: FuzzClient, keep: (block: Block) => boolean): Block[] {
  const found: Block[] = [];
  eachBlock(contentOf(client.doc), (block) => {
    if (keep(block)) found.push(block);
  });
  return found;
}

function pickId(client: FuzzClient, keep: (block: Block) => boolean): BlockId | null {
  const block = client.random.pick(blocks(client, keep));
  return block === undefined ? null : (idOf(block) as BlockId | null);
}

const isHeading = (block: Block): boolean => block.nodeName === 'intitule';
const isTop = (client: FuzzClient) => (block: Block) => block.parent === contentOf(client.doc);

function withHeading(run: (client: FuzzClient, id: BlockId) => void): Action {
  return (client) => {
    const id = pickId(client, isHeading);
    if (id !== null) run(client, id);
  };
}

/** Structural operations, straight on the shared document. */
export const OPERATIONS: Readonly<Record<string, Action>> = {
  moveDivision: withHeading((client, id) => {
    const beside = pickId(client, isHeading);
    if (beside === null) return;
    const target = client.random.pick([{ before: beside }, { after: beside }, 'first', 'last'] as const);
    if (target !== undefined) moveDivision(client.doc, id, target, OPERATION);
  }),
  moveDivisionBy: withHeading((client, id) => {
    moveDivisionBy(client.doc, id, client.random.chance(0.5) ? 'up' : 'down', OPERATION);
  }),
  indentDivision: withHeading((client, id) => {
    setDivisionLevel(client.doc, id, client.random.chance(0.5) ? 1 : -1, OPERATION);
  }),
  deleteDivision: withHeading((client, id) => {
    deleteDivision(client.doc, id, OPERATION);
  }),
  insertDivision: (client) => {
    const after = pickId(client, isTop(client));
    insertDivision(
      client.doc,
      after,
      { niveau: 1 + client.random.int(2) },
      client.letters(),
      client.makeId,
      OPERATION,
    );
  },
  renameDivision: withHeading((client, id) => {
    const heading = blocks(client, (block) => idOf(block) === id)[0];
    const old = heading === undefined ? '' : plainText(heading);
    const cut = client.random.int(old.length + 1);
    renameDivision(client.doc, id, `${old.slice(0, cut)}${client.letters()}${old.slice(cut + 2)}`, OPERATION);
  }),
  style: (client) => {
    setNumberingStyle(
      client.doc,
      { niveau: 1 },
      { compteur: client.random.pick(['1', 'I', 'a']) ?? '1' },
      OPERATION,
    );
  },
  moveBlock: (client) => {
    const id = pickId(client, isTop(client));
    const beside = pickId(client, isTop(client));
    if (id !== null && beside !== null) moveBlock(client.doc, id, { after: beside }, OPERATION);
  },
  setKind: (client) => {
    const id = pickId(client, (block) => block.nodeName === 'alinea');
    if (id !== null)
      setBlockKind(client.doc, id, 'item', { niveau: 1, marqueur: '–', numFixe: null }, OPERATION);
  },
  insertNote: (client) => {
    const noteId = client.makeId();
    const id = client.makeId();
    insertBlocks(
      client.doc,
      'end',
      [{ type: 'note', attrs: { id, noteId }, content: [{ type: 'text', text: client.letters() }] }],
      client.makeId,
      OPERATION,
    );
  },
  setField: (client) => {
    const key = client.random.pick(['duree.mois', 'partie.p1.siege']) ?? 'duree.mois';
    setField(client.doc, key, { type: 'texte', libelle: key, valeur: client.letters() }, OPERATION);
  },
  deleteField: (client) => {
    deleteField(client.doc, 'duree.mois', OPERATION);
  },
  undo: (client) => {
    client.undo.undo();
  },
};

/** Typing without an editor, as a script or an import would. */
export const DIRECT: Readonly<Record<string, Action>> = {
  type: (client) => {
    const block = client.random.pick(blocks(client, isTextBlock));
    if (block === undefined) return;
    client.doc.transact(
      () => insertText(block, client.random.int(plainText(block).length + 1), client.letters()),
      OPERATION,
    );
  },
  erase: (client) => {
    const block = client.random.pick(blocks(client, isTextBlock));
    if (block === undefined) return;
    const at = client.random.int(plainText(block).length + 1);
    client.doc.transact(() => deleteText(block, at, 1 + client.random.int(4)), OPERATION);
  },
};

/** A place in the text of the editor's document. */
function anyPlace(client: FuzzClient, keep: (node: Node) => boolean = () => true): number | null {
  const places: { from: number; size: number }[] = [];
  client.editor?.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    if (keep(node)) places.push({ from: position + 1, size: node.content.size });
    return false;
  });
  const place = client.random.pick(places);
  return place === undefined ? null : place.from + client.random.int(place.size + 1);
}

const inTable =
  (command: typeof addRowAfter): Action =>
  (client) => {
    const { editor } = client;
    if (editor === null) return;
    const cells: number[] = [];
    editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'tableCell') cells.push(position);
      return !node.isTextblock;
    });
    const cell = client.random.pick(cells);
    if (cell === undefined) return;
    const selection = TextSelection.near(editor.state.doc.resolve(cell + 2));
    editor.dispatch(editor.state.tr.setSelection(selection));
    command(editor.state, (transaction) => editor.dispatch(transaction));
  };

/** What is done in the editor, through the binding. */
export const EDITING: Readonly<Record<string, Action>> = {
  type: (client) => {
    const at = anyPlace(client);
    const { editor } = client;
    if (at !== null && editor !== null) editor.dispatch(editor.state.tr.insertText(client.letters(), at));
  },
  split: (client) => {
    const at = anyPlace(client);
    const { editor } = client;
    if (at === null || editor === null) return;
    const { parent } = editor.state.doc.resolve(at);
    const attrs = { ...parent.attrs, id: null };
    editor.dispatch(editor.state.tr.split(at, 1, [{ type: parent.type, attrs }]));
  },
  join: (client) => {
    const { editor } = client;
    if (editor === null) return;
    const joints: number[] = [];
    editor.state.doc.forEach((node, offset, index) => {
      const before = index > 0 ? editor.state.doc.child(index - 1) : null;
      if (before?.isTextblock && node.isTextblock) joints.push(offset);
    });
    const joint = client.random.pick(joints);
    if (joint !== undefined) editor.dispatch(editor.state.tr.join(joint));
  },
  erase: (client) => {
    const { editor } = client;
    const from = anyPlace(client);
    if (from === null || editor === null) return;
    const to = Math.min(editor.state.doc.content.size, from + 1 + client.random.int(60));
    editor.dispatch(editor.state.tr.deleteRange(from, to));
  },
  indent: (client) => {
    const { editor } = client;
    if (editor === null) return;
    const items: number[] = [];
    editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'item') items.push(position);
      return !node.isTextblock;
    });
    const item = client.random.pick(items);
    if (item !== undefined)
      editor.dispatch(editor.state.tr.setNodeAttribute(item, 'niveau', 1 + client.random.int(4)));
  },
  bold: (client) => {
    const { editor } = client;
    const from = anyPlace(client);
    if (from === null || editor === null) return;
    const to = Math.min(editor.state.doc.resolve(from).end(), from + 5);
    const mark = documentSchema.marks.bold?.create();
    if (mark !== undefined) editor.dispatch(editor.state.tr.addMark(from, to, mark));
  },
  variable: (client) => {
    const { editor } = client;
    const at = anyPlace(client);
    const atom = documentSchema.nodes.variable?.create({ chemin: 'duree.mois' });
    if (at !== null && editor !== null && atom !== undefined)
      editor.dispatch(editor.state.tr.insert(at, atom));
  },
  callNote: (client) => {
    const { editor } = client;
    const at = anyPlace(client, (node) => node.type.name === 'alinea');
    const noteId = client.makeId();
    const call = documentSchema.nodes.appelNote?.create({ noteId });
    const note = documentSchema.nodes.note?.create({ noteId }, documentSchema.text(client.letters()));
    if (at === null || editor === null || call === undefined || note === undefined) return;
    const { tr } = editor.state;
    editor.dispatch(tr.insert(at, call).insert(tr.doc.content.size, note));
  },
  kind: (client) => {
    const { editor } = client;
    const at = anyPlace(client, (node) => node.type.name === 'alinea' || node.type.name === 'item');
    if (at === null || editor === null) return;
    const { parent } = editor.state.doc.resolve(at);
    const type = documentSchema.nodes[parent.type.name === 'alinea' ? 'item' : 'alinea'];
    if (type !== undefined)
      editor.dispatch(editor.state.tr.setBlockType(at, at, type, { id: parent.attrs.id }));
  },
  dragBlock: (client) => {
    // A move through the editor, as a drop of a selected block does: the binding's own handling is at work.
    const { editor } = client;
    if (editor === null || editor.state.doc.childCount < 2) return;
    const children = [...editor.state.doc.content.content];
    const [moved] = children.splice(client.random.int(children.length), 1);
    if (moved === undefined) return;
    children.splice(client.random.int(children.length + 1), 0, moved);
    const { tr } = editor.state;
    editor.dispatch(tr.replaceWith(0, tr.doc.content.size, Fragment.from(children)));
  },
  insertTable: (client) => {
    const { editor } = client;
    if (editor === null) return;
    const { alinea, tableCell, tableRow, table } = documentSchema.nodes;
    if (!alinea || !tableCell || !tableRow || !table) return;
    const row = () =>
      tableRow.create(
        null,
        [0, 1].map(() => tableCell.create(null, alinea.create(null, documentSchema.text(client.letters())))),
      );
    const at = editor.state.doc.resolve(0).posAtIndex(client.random.int(editor.state.doc.childCount));
    editor.dispatch(editor.state.tr.insert(at, table.create(null, [row(), row()])));
  },
  addRow: inTable(addRowAfter),
  addColumn: inTable(addColumnAfter),
  deleteRow: inTable(deleteRow),
  deleteColumn: inTable(deleteColumn),
};
