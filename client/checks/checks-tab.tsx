import { VisuallyHidden } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import type { CheckContext } from '#shared/checks/model.ts';
import type { ActKind } from '#shared/identity/roles.ts';
import { checkerOf } from './checker.ts';
import classes from './checks.module.css';
import { ChecksPanel, type ChecksPanelProps } from './checks-panel.tsx';

/** An avenant is not asked for the clauses of its convention. */
const checkedAs = (kind: ActKind): CheckContext['kind'] => (kind === 'avenant' ? 'avenant' : 'convention');

interface BadgeProps {
  readonly mounted: MountedEditor;
  readonly kind: ActKind;
}

function Badge({ mounted, kind }: BadgeProps) {
  const checker = checkerOf(mounted.handle, checkedAs(kind));
  const state = useSyncExternalStore(checker.subscribe, checker.get);
  if (state.kind !== 'fait' || state.findings.length === 0) return null;
  const blocking = state.findings.filter((one) => one.severity === 'bloquant').length;
  return (
    <span className={classes.badge} data-bloquant={blocking > 0}>
      {blocking > 0 && <IconAlertOctagon size={13} aria-hidden />}
      {state.findings.length}
      {blocking > 0 && (
        <VisuallyHidden>
          {', dont '}
          {blocking === 1 ? '1 bloquant' : `${blocking} bloquants`}
        </VisuallyHidden>
      )}
    </span>
  );
}

function Panel({ kind, ...props }: Omit<ChecksPanelProps, 'checker'> & { readonly kind: ActKind }) {
  return <ChecksPanel {...props} checker={checkerOf(props.mounted.handle, checkedAs(kind))} />;
}

/** The tab « Contrôles » of an act's panel: its badge, live even while another tab is shown, and its content. */
export const checksTab = { label: 'Contrôles', Badge, Panel } as const;
