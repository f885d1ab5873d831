import { Button, Group, Modal, Text } from '@mantine/core';
import {
  type DragEvent,
  type KeyboardEvent,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { BlockId } from '#shared/kernel/ids.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import { type OutlineRow, outlineRows } from './outline-actions.ts';
import classes from './outline-panel.module.css';
import { OutlineRowView } from './outline-row.tsx';
import { RenameInput } from './rename-input.tsx';
import { outlineActions, type RowAction } from './row-actions.ts';
import { RowMenu } from './row-menu.tsx';

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

const ALT_KEYS: Readonly<Record<string, RowAction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'indent',
  ArrowLeft: 'outdent',
};
const EDIT_KEYS: Readonly<Record<string, RowAction>> = { F2: 'rename', Delete: 'delete', Insert: 'add' };

/** The sommaire: a tree of the divisions, to go to them, move, rename, add and delete them. */
export function OutlinePanel({ mounted, editable, current, onAnnounce, onNumbering, onGone }: Props) {
  const outline = useActModel(mounted.store, 'outline');
  const { headings } = mounted.store.get().derived.numbering;
  const rows = useMemo(() => outlineRows(outline), [outline]);
  const [focused, setFocused] = useState<string | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const [dragged, setDragged] = useState<BlockId | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);
  const [deleting, setDeleting] = useState<OutlineRow | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const stop = rows.some(({ node }) => node.id === focused) ? focused : (current ?? rows[0]?.node.id);

  useEffect(() => {
    if (current === null) return;
    tree.current
      ?.querySelector(`[data-division="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const focusNow = (id: string | undefined) => {
    if (id === undefined) return;
    setFocused(id);
    tree.current?.querySelector<HTMLElement>(`[data-division="${CSS.escape(id)}"]`)?.focus();
  };
  const actions = outlineActions(mounted, rows, {
    announce: onAnnounce,
    // The store tells of a change in a task of its own: wait until the line is drawn where it went.
    focus: (id) => setTimeout(() => requestAnimationFrame(() => focusNow(id))),
    onRename: setRenaming,
    onNumbering,
    onConfirm: setDeleting,
    onGone: () => onGone?.(),
  });
  const rowOf = ({ target }: SyntheticEvent): OutlineRow | undefined => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-division]') : null;
    return rows.find(({ node }) => node.id === line?.dataset.division);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event);
    if (!row || !(event.target instanceof HTMLElement) || event.target.dataset.division === undefined) return;
    const at = rows.indexOf(row);
    const action = event.altKey ? ALT_KEYS[event.key] : EDIT_KEYS[event.key];
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (action !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      if (editable) actions.run(row, action);
    } else if (!event.altKey && to !== undefined) {
      event.preventDefault();
      focusNow(rows[to]?.node.id);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      actions.goTo(row);
    }
  };
  const onDragOver = (event: DragEvent) => {
    const row = rowOf(event);
    if (!row || dragged === null || dragged === row.node.id) return;
    event.preventDefault();
    const box = (event.target as Element).closest('[data-division]')?.getBoundingClientRect();
    const side = box && event.clientY < box.top + box.height / 2 ? 'before' : 'after';
    if (drop?.id !== row.node.id || drop.side !== side) setDrop({ id: row.node.id, side });
  };
  const endDrag = () => {
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
      <div
        ref={tree}
        role="tree"
        aria-label="Sommaire"
        className={classes.tree}
        onFocus={(event) => setFocused(rowOf(event)?.node.id ?? null)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const row = rowOf(event);
          if (!row || !(event.target instanceof Element) || event.target.closest('input')) return;
          if (event.target.closest('[data-menu]')) setMenu(row.node.id);
          else actions.goTo(row);
        }}
        onDoubleClick={(event) => editable && setRenaming(rowOf(event)?.node.id ?? null)}
        onDragStart={(event) => {
          const row = rowOf(event);
          if (!row) return;
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', headings.get(row.node.id)?.name ?? '');
          setDragged(row.node.id);
        }}
        onDragOver={onDragOver}
        onDrop={(event) => {
          event.preventDefault();
          const row = rows.find(({ node }) => node.id === dragged);
          if (row && drop) actions.moveTo(row, drop);
          endDrag();
        }}
        onDragEnd={endDrag}
      >
        {rows.map((row) => {
          const { id, children } = row.node;
          const heading = headings.get(id);
          return (
            <OutlineRowView
              key={id}
              id={id}
              printed={heading?.printed ?? ''}
              heading={heading?.heading ?? ''}
              depth={row.depth}
              rank={row.rank}
              siblings={row.siblings}
              hasChildren={children.length > 0}
              current={id === current}
              stop={id === stop}
              drop={drop?.id === id ? drop.side : undefined}
              dragged={dragged === id}
              editable={editable}
              input={
                renaming === id ? (
                  <RenameInput
                    text={heading?.heading ?? ''}
                    onDone={(text) => {
                      setRenaming(null);
                      if (text !== null && text !== heading?.heading) actions.rename(row, text);
                      else focusNow(id);
                    }}
                  />
                ) : null
              }
              menu={
                menu === id ? (
                  <RowMenu onAction={(action) => actions.run(row, action)} onClose={() => setMenu(null)} />
                ) : null
              }
            />
          );
        })}
      </div>
      <Modal opened={deleting !== null} onClose={() => setDeleting(null)} title="Supprimer cette division">
        <Text>
          Cette division{named(deleting && headings.get(deleting.node.id)?.name)} contient du texte, qui sera
          supprimé avec elle. Vous pourrez l’annuler avec Ctrl+Z.
        </Text>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setDeleting(null)}>
            Garder
          </Button>
          <Button
            variant="default"
            c="var(--mantine-color-error)"
            onClick={() => {
              if (deleting) actions.remove(deleting);
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

/** @returns « (article 6) » after the words « Cette division », nothing when it has no name */
function named(name: string | null | undefined): string {
  return name ? `\u00a0(${name})` : '';
}
