import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconKeyboard,
  IconList,
  IconPlus,
  IconSearch,
  IconSuperscript,
  IconUnderline,
} from '@tabler/icons-react';
import { useEditorState } from '@tiptap/react';
import { useRef } from 'react';
import { indent, inTable, setBlock } from '../core/commands.ts';
import type { ActEditorHandle } from '../core/create-editor.ts';
import { insertFootnote, jumpBetweenNotes } from '../core/footnotes.ts';
import { ITEM_MARKERS } from '../core/numbering-styles.ts';
import type { OpenDialog } from '../dialogs/dialogs.tsx';
import { BlockMenu, blockLabel } from './block-menu.tsx';
import { TableMenu } from './table-menu.tsx';
import { ToolButton } from './tool-button.tsx';
import classes from './toolbar.module.css';
import { useRovingFocus } from './use-roving-focus.ts';
import { useTextMenu } from './use-text-menu.ts';
import { type Zoom, ZoomControl } from './zoom-control.tsx';

interface Props {
  readonly handle: ActEditorHandle;
  readonly editable: boolean;
  readonly zoom: Zoom;
  readonly factor: number;
  readonly onZoom: (zoom: Zoom) => void;
  readonly onDialog: (dialog: OpenDialog) => void;
  readonly onSearch: () => void;
}

const icon = { size: 19, 'aria-hidden': true } as const;

/** Everything that can be done to the text where the caret is. */
export function Toolbar({ handle, editable, zoom, factor, onZoom, onDialog, onSearch }: Props) {
  const { editor } = handle;
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = useRovingFocus(bar);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      superscript: now.isActive('superscript'),
      block: blockLabel(now.state.selection.$from.parent),
      noteId: now.isActive('note') ? String(now.state.selection.$from.parent.attrs.noteId ?? '') : null,
      table: inTable(now.state),
      undo: handle.undoManager.undoStack.length > 0,
      redo: handle.undoManager.redoStack.length > 0,
    }),
  });
  const { commands } = editor;
  const lists = useTextMenu();
  const inserts = useTextMenu();
  const setItems = (marqueur: string) => {
    setBlock(editor, 'item', { marqueur });
    editor.view.focus();
  };

  return (
    <div ref={bar} role="toolbar" aria-label="Mise en forme" className={classes.bar} onKeyDown={onKeyDown}>
      {editable && (
        <>
          <ToolButton
            label="Annuler"
            keys="Ctrl+Z"
            icon={<IconArrowBackUp {...icon} />}
            disabled={!state.undo}
            onClick={() => commands.undo()}
          />
          <ToolButton
            label="Rétablir"
            keys="Ctrl+Y"
            icon={<IconArrowForwardUp {...icon} />}
            disabled={!state.redo}
            onClick={() => commands.redo()}
          />
          <span className={classes.rule} />
          <BlockMenu
            editor={editor}
            label={state.block}
            onNumbering={() => onDialog({ kind: 'numbering' })}
          />
          <span className={classes.rule} />
          <ToolButton
            label="Gras"
            keys="Ctrl+B"
            active={state.bold}
            icon={<IconBold {...icon} />}
            onClick={() => commands.toggleBold()}
          />
          <ToolButton
            label="Italique"
            keys="Ctrl+I"
            active={state.italic}
            icon={<IconItalic {...icon} />}
            onClick={() => commands.toggleItalic()}
          />
          <ToolButton
            label="Souligné"
            keys="Ctrl+U"
            active={state.underline}
            icon={<IconUnderline {...icon} />}
            onClick={() => commands.toggleUnderline()}
          />
          <ToolButton
            label="Exposant"
            keys="Ctrl+."
            active={state.superscript}
            icon={<IconSuperscript {...icon} />}
            onClick={() => commands.toggleSuperscript()}
          />
          <span className={classes.rule} />
          <Menu position="bottom-start" withInitialFocusPlaceholder={false} {...lists.menu}>
            <Tooltip label="Liste">
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="var(--mantine-color-text)"
                  size="lg"
                  aria-label="Liste"
                >
                  <IconList {...icon} />
                </ActionIcon>
              </Menu.Target>
            </Tooltip>
            <Menu.Dropdown>
              {ITEM_MARKERS.map(({ marker, label }) => (
                <Menu.Item key={marker} onClick={lists.choice(() => setItems(marker))}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <ToolButton
            label="Diminuer le retrait"
            keys="Maj+Tab"
            icon={<IconIndentDecrease {...icon} />}
            onClick={() => indent(editor, -1)}
          />
          <ToolButton
            label="Augmenter le retrait"
            keys="Tab"
            icon={<IconIndentIncrease {...icon} />}
            onClick={() => indent(editor, 1)}
          />
          <TableMenu editor={editor} inTable={state.table} disabled={state.noteId !== null} />
          <Menu position="bottom-start" width={300} withInitialFocusPlaceholder={false} {...inserts.menu}>
            <Tooltip label="Insérer">
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="var(--mantine-color-text)"
                  size="lg"
                  aria-label="Insérer"
                >
                  <IconPlus {...icon} />
                </ActionIcon>
              </Menu.Target>
            </Tooltip>
            <Menu.Dropdown>
              <Menu.Item
                disabled={state.noteId !== null}
                rightSection={<Keys>Ctrl+Alt+F</Keys>}
                onClick={inserts.choice(() => insertFootnote(editor, handle.makeId))}
              >
                Note de bas de page
              </Menu.Item>
              <Menu.Item
                rightSection={<Keys>Ctrl+Alt+R</Keys>}
                onClick={inserts.choice(() => onDialog({ kind: 'reference' }))}
              >
                Renvoi à une division…
              </Menu.Item>
              <Menu.Item
                rightSection={<Keys>Ctrl+Alt+V</Keys>}
                onClick={inserts.choice(() => onDialog({ kind: 'variable' }))}
              >
                Variable…
              </Menu.Item>
              <Menu.Item
                rightSection={<Keys>Ctrl+Alt+D</Keys>}
                onClick={inserts.choice(() => onDialog({ kind: 'term' }))}
              >
                Terme défini…
              </Menu.Item>
              <Menu.Item
                rightSection={<Keys>Ctrl+K</Keys>}
                onClick={inserts.choice(() => onDialog({ kind: 'link' }))}
              >
                Lien…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {state.noteId !== null && (
            <ToolButton
              label="Revenir à l’appel de note"
              keys="Ctrl+Alt+J"
              icon={
                <span aria-hidden className={classes.noteBack}>
                  ↑¹
                </span>
              }
              onClick={() => jumpBetweenNotes(editor, state.noteId ?? '', 'call')}
            />
          )}
          <span className={classes.rule} />
        </>
      )}
      <ToolButton
        label="Rechercher et remplacer"
        keys="Ctrl+F"
        icon={<IconSearch {...icon} />}
        onClick={onSearch}
      />
      <ToolButton
        label="Raccourcis clavier"
        keys="Ctrl+/"
        icon={<IconKeyboard {...icon} />}
        onClick={() => onDialog({ kind: 'help' })}
      />
      <span className={classes.rule} />
      <ZoomControl zoom={zoom} factor={factor} onZoom={onZoom} />
    </div>
  );
}

function Keys({ children }: { readonly children: string }) {
  return <kbd className={classes.keys}>{children}</kbd>;
}
