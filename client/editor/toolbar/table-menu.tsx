import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTextMenu } from './use-text-menu.ts';

interface Props {
  readonly editor: Editor;
  readonly inTable: boolean;
  readonly disabled: boolean;
}

/** Inserts a table, or changes the one that holds the caret. */
export function TableMenu({ editor, inTable, disabled }: Props) {
  const { menu, choice } = useTextMenu();
  const run = (action: () => boolean) =>
    choice(() => {
      action();
      editor.view.focus();
    });
  const { commands } = editor;
  return (
    <Menu position="bottom-start" withInitialFocusPlaceholder={false} {...menu}>
      <Tooltip label="Tableau">
        <Menu.Target>
          <ActionIcon
            variant={inTable ? 'light' : 'subtle'}
            {...(inTable ? {} : { color: 'gray', c: 'var(--mantine-color-text)' })}
            size="lg"
            aria-label="Tableau"
            disabled={disabled}
          >
            <IconTable size={19} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {!inTable && (
          <Menu.Item onClick={run(() => commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }))}>
            Insérer un tableau
          </Menu.Item>
        )}
        {inTable && (
          <>
            <Menu.Label>Lignes</Menu.Label>
            <Menu.Item onClick={run(() => commands.addRowBefore())}>Ajouter une ligne au-dessus</Menu.Item>
            <Menu.Item onClick={run(() => commands.addRowAfter())}>Ajouter une ligne au-dessous</Menu.Item>
            <Menu.Item onClick={run(() => commands.deleteRow())}>Supprimer la ligne</Menu.Item>
            <Menu.Label>Colonnes</Menu.Label>
            <Menu.Item onClick={run(() => commands.addColumnBefore())}>
              Ajouter une colonne à gauche
            </Menu.Item>
            <Menu.Item onClick={run(() => commands.addColumnAfter())}>Ajouter une colonne à droite</Menu.Item>
            <Menu.Item onClick={run(() => commands.deleteColumn())}>Supprimer la colonne</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={run(() => commands.toggleHeaderRow())}>Ligne d’en-tête</Menu.Item>
            <Menu.Item onClick={run(() => commands.mergeOrSplit())}>
              Fusionner ou scinder les cellules
            </Menu.Item>
            <Menu.Item c="var(--mantine-color-error)" onClick={run(() => commands.deleteTable())}>
              Supprimer le tableau
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
