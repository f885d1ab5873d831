import { Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import classes from './outline-panel.module.css';
import type { RowAction } from './row-actions.ts';

const ITEMS: readonly { readonly action: RowAction; readonly label: string; readonly after?: boolean }[] = [
  { action: 'add', label: 'Ajouter une division après' },
  { action: 'rename', label: 'Renommer' },
  { action: 'numbering', label: 'Numérotation…', after: true },
  { action: 'up', label: 'Monter' },
  { action: 'down', label: 'Descendre' },
  { action: 'indent', label: 'Abaisser d’un niveau' },
  { action: 'outdent', label: 'Relever d’un niveau', after: true },
  { action: 'delete', label: 'Supprimer' },
];

interface Props {
  readonly onAction: (action: RowAction) => void;
  readonly onClose: () => void;
}

/** The menu of one line of the sommaire, open. */
export function RowMenu({ onAction, onClose }: Props) {
  return (
    <Menu
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-end"
      width={240}
      returnFocus={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} className={classes.menu} aria-label="Actions">
          <IconDots size={16} className={classes.icon} aria-hidden />
        </button>
      </Menu.Target>
      {/* The menu is drawn elsewhere in the page, but React's events still go through the tree. */}
      <Menu.Dropdown
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {ITEMS.map(({ action, label, after }) => (
          <div key={action} role="none">
            <Menu.Item
              {...(action === 'delete' ? { c: 'var(--mantine-color-error)' } : {})}
              onClick={() => {
                onClose();
                onAction(action);
              }}
            >
              {label}
            </Menu.Item>
            {after && <Menu.Divider />}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
