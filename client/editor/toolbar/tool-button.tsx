import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  /** Shown beside the label, as people read it (« Ctrl+B »). */
  readonly keys?: string;
  readonly active?: boolean;
  readonly disabled?: boolean;
}

/** One button of the toolbar: named, with its shortcut in the tooltip; it leaves the caret where it is. */
export function ToolButton({ label, icon, onClick, keys, active, disabled }: Props) {
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon
        variant={active ? 'light' : 'subtle'}
        {...(active ? {} : { color: 'gray', c: 'var(--mantine-color-text)' })}
        size="lg"
        aria-label={label}
        {...(active === undefined ? {} : { 'aria-pressed': active })}
        disabled={disabled ?? false}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
