import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { BlockId } from '#shared/kernel/ids.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import * as actions from './outline-actions.ts';
import classes from './outline-panel.module.css';

interface Props {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  /** The division now on screen, or null before the first. */
  readonly current: string | null;
  readonly onAnnounce: (message: string) => void;
  readonly onNumbering: (id: string) => void;
  /** Called when a division was chosen, so that a drawer may close. */
  readonly onGone?: () => void;
}

interface Drop {
  readonly id: BlockId;
  readonly side: 'before' | 'after';
}

/** The sommaire: a tree of the divisions, to go to them, move, rename, add and delete them. */
export function OutlinePanel({ mounted, editable, current, onAnnounce, onNumbering, onGone }: Props) {
  const { handle, store } = mounted;
  const { outline, derived } = useActModel(store);
  const rows = actions.outlineRows(outline);
  const [focused, setFocused] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [dragged, setDragged] = useState<BlockId | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const [deleting, setDeleting] = useState<actions.OutlineRow | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const stop =
    focused !== null && rows.some(({ node }) => node.id === focused)
      ? focused
      : (current ?? rows[0]?.node.id);

  useEffect(() => {
    if (current === null) return;
    const line = tree.current?.querySelector(`[data-division="${CSS.escape(current)}"]`);
    line?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const nameOf = ({ node }: actions.OutlineRow) =>
    derived.numbering.headings.get(node.id)?.name ?? 'division';
  const focusRow = (id: string | undefined) => {
    if (id === undefined) return;
    setFocused(id);
    tree.current?.querySelector<HTMLElement>(`[data-division="${CSS.escape(id)}"]`)?.focus();
  };
  const tell = (row: actions.OutlineRow, done: boolean, what: string, impossible: string) => {
    onAnnounce(done ? `${nameOf(row)}\u00a0: ${what}` : `${nameOf(row)}\u00a0: ${impossible}`);
    // The row is drawn again where it went: keep the focus on it.
    requestAnimationFrame(() => requestAnimationFrame(() => focusRow(row.node.id)));
  };
  const move = (row: actions.OutlineRow, direction: 'up' | 'down') =>
    tell(
      row,
      actions.moveBy(handle, row.node.id, direction),
      direction === 'up' ? 'déplacé vers le haut.' : 'déplacé vers le bas.',
      direction === 'up' ? 'déjà en tête de son niveau.' : 'déjà à la fin de son niveau.',
    );
  const shift = (row: actions.OutlineRow, delta: 1 | -1) =>
    tell(
      row,
      actions.shiftLevel(handle, row.node.id, delta),
      delta === 1 ? 'niveau abaissé.' : 'niveau relevé.',
      'ce niveau ne peut pas changer.',
    );
  const add = (row: actions.OutlineRow) => {
    const made = actions.addAfter(handle, row.node);
    onAnnounce(made === null ? 'La division n’a pas pu être ajoutée.' : 'Division ajoutée.');
    if (made !== null) actions.goToDivision(handle, made);
    onGone?.();
  };
  const remove = (row: actions.OutlineRow) => {
    const at = rows.indexOf(row);
    const done = actions.remove(handle, row.node.id);
    onAnnounce(
      done ? `${nameOf(row)}\u00a0: supprimé. Ctrl+Z pour le rétablir.` : 'La suppression a échoué.',
    );
    requestAnimationFrame(() => focusRow((rows[at - 1] ?? rows[at + 1])?.node.id));
  };
  const askRemove = (row: actions.OutlineRow) => {
    const { content } = derived.document;
    const written = content
      .slice(row.node.start + 1, row.node.end)
      .some((block) => 'content' in block && (block.content?.length ?? 0) > 0);
    if (written) setDeleting(row);
    else remove(row);
  };

  const onKeyDown = (event: KeyboardEvent, row: actions.OutlineRow) => {
    if (event.target !== event.currentTarget) return;
    const at = rows.indexOf(row);
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.altKey && editable) {
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        done();
        move(row, event.key === 'ArrowUp' ? 'up' : 'down');
      } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
        done();
        shift(row, event.key === 'ArrowRight' ? 1 : -1);
      }
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
        done();
        return focusRow(rows[at + 1]?.node.id);
      case 'ArrowUp':
        done();
        return focusRow(rows[at - 1]?.node.id);
      case 'Home':
        done();
        return focusRow(rows[0]?.node.id);
      case 'End':
        done();
        return focusRow(rows.at(-1)?.node.id);
      case 'Enter':
      case ' ':
        done();
        actions.goToDivision(handle, row.node.id);
        return onGone?.();
      case 'F2':
        done();
        if (editable) setRenaming(row.node.id);
        return;
      case 'Insert':
        done();
        if (editable) add(row);
        return;
      case 'Delete':
        done();
        if (editable) askRemove(row);
        return;
    }
  };

  const onDragOver = (event: DragEvent, id: BlockId) => {
    if (dragged === null || dragged === id) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    const side = event.clientY < box.top + box.height / 2 ? 'before' : 'after';
    if (drop?.id !== id || drop.side !== side) setDrop({ id, side });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    const row = rows.find(({ node }) => node.id === dragged);
    if (row && drop) {
      const target = drop.side === 'before' ? { before: drop.id } : { after: drop.id };
      const done = actions.moveTo(handle, row.node.id, target);
      onAnnounce(`${nameOf(row)}\u00a0: ${done ? 'déplacé.' : 'ne peut pas aller là.'}`);
    }
    setDragged(null);
    setDrop(null);
  };

  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed" p="md">
        Les divisions du texte paraîtront ici. Pour en créer une, choisissez «{'\u00a0'}Intitulé de division
        {'\u00a0'}» dans la barre d’outils.
      </Text>
    );

  return (
    <>
      <div ref={tree} role="tree" aria-label="Sommaire" className={classes.tree}>
        {rows.map((row) => {
          const { node, depth } = row;
          const heading = derived.numbering.headings.get(node.id);
          const edge = drop?.id === node.id ? drop.side : undefined;
          return (
            <div
              key={node.id}
              role="treeitem"
              aria-label={
                `${heading?.printed ?? ''}${heading?.heading ?? ''}`.trim() || 'Division sans intitulé'
              }
              aria-level={depth}
              aria-posinset={row.rank}
              aria-setsize={row.siblings}
              aria-selected={node.id === current}
              {...(node.children.length > 0 ? { 'aria-expanded': true } : {})}
              {...(node.id === current ? { 'aria-current': 'location' as const } : {})}
              data-division={node.id}
              data-drop={edge}
              data-dragged={dragged === node.id || undefined}
              tabIndex={node.id === stop ? 0 : -1}
              className={classes.row}
              style={{ paddingInlineStart: `${0.5 + (depth - 1) * 0.9}rem` }}
              draggable={editable && renaming !== node.id}
              onFocus={() => setFocused(node.id)}
              onKeyDown={(event) => onKeyDown(event, row)}
              onClick={() => {
                actions.goToDivision(handle, node.id);
                onGone?.();
              }}
              onDoubleClick={() => editable && setRenaming(node.id)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', heading?.name ?? '');
                setDragged(node.id);
              }}
              onDragOver={(event) => onDragOver(event, node.id)}
              onDrop={onDrop}
              onDragEnd={() => {
                setDragged(null);
                setDrop(null);
              }}
            >
              {renaming === node.id ? (
                <Rename
                  text={heading?.heading ?? ''}
                  onDone={(text) => {
                    setRenaming(null);
                    if (text !== null && text !== heading?.heading)
                      tell(
                        row,
                        actions.rename(handle, node.id, text),
                        'renommé.',
                        'ne peut pas être renommé.',
                      );
                    else requestAnimationFrame(() => focusRow(node.id));
                  }}
                />
              ) : (
                <span className={classes.label}>
                  <span className={classes.number}>{heading?.printed}</span>
                  {heading?.heading || (heading?.printed ? '' : <em>Sans intitulé</em>)}
                </span>
              )}
              {editable && renaming !== node.id && (
                <RowMenu
                  name={heading?.name ?? 'cette division'}
                  onRename={() => setRenaming(node.id)}
                  onAdd={() => add(row)}
                  onUp={() => move(row, 'up')}
                  onDown={() => move(row, 'down')}
                  onIndent={() => shift(row, 1)}
                  onOutdent={() => shift(row, -1)}
                  onNumbering={() => onNumbering(node.id)}
                  onDelete={() => askRemove(row)}
                />
              )}
            </div>
          );
        })}
      </div>
      <Modal opened={deleting !== null} onClose={() => setDeleting(null)} title="Supprimer cette division">
        <Text>
          {deleting && derived.numbering.headings.get(deleting.node.id)?.name} contient du texte, qui sera
          supprimé avec elle. Vous pourrez l’annuler avec Ctrl+Z.
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setDeleting(null)}>
            Garder
          </Button>
          <Button
            color="red"
            onClick={() => {
              if (deleting) remove(deleting);
              setDeleting(null);
            }}
          >
            Supprimer
          </Button>
        </Group>
      </Modal>
    </>
  );
}

function Rename({ text, onDone }: { readonly text: string; readonly onDone: (text: string | null) => void }) {
  const [value, setValue] = useState(text);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  return (
    <input
      ref={input}
      className={classes.rename}
      aria-label="Nouvel intitulé"
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onClick={(event) => event.stopPropagation()}
      onBlur={() => onDone(value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(value);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}

interface RowMenuProps {
  readonly name: string;
  readonly onRename: () => void;
  readonly onAdd: () => void;
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onIndent: () => void;
  readonly onOutdent: () => void;
  readonly onNumbering: () => void;
  readonly onDelete: () => void;
}

function RowMenu(props: RowMenuProps) {
  return (
    <Menu position="bottom-end" width={240} returnFocus={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          size="sm"
          tabIndex={-1}
          className={classes.menu}
          aria-label={`Actions sur ${props.name}`}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Menu.Item onClick={props.onAdd}>Ajouter une division après</Menu.Item>
        <Menu.Item onClick={props.onRename}>Renommer</Menu.Item>
        <Menu.Item onClick={props.onNumbering}>Numérotation…</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={props.onUp}>Monter</Menu.Item>
        <Menu.Item onClick={props.onDown}>Descendre</Menu.Item>
        <Menu.Item onClick={props.onIndent}>Abaisser d’un niveau</Menu.Item>
        <Menu.Item onClick={props.onOutdent}>Relever d’un niveau</Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" onClick={props.onDelete}>
          Supprimer
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
