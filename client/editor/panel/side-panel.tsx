import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';
import type { ActKind } from '#shared/identity/roles.ts';
import type { MountedEditor } from '../use-act-editor.ts';
import { FieldsTab } from './fields-tab.tsx';
import classes from './panel.module.css';
import { TermsTab } from './terms-tab.tsx';

/** Tabs of the right panel. */
export type PanelTab = 'controles' | 'clauses' | 'variables' | 'termes';
const TABS: readonly PanelTab[] = ['controles', 'clauses', 'variables', 'termes'];

/** The first tab, which a feature brings: the editor knows none. */
export interface ChecksSlot {
  readonly label: string;
  /** What stands beside the label, even while another tab is shown. */
  readonly Badge: ComponentType<{ readonly mounted: MountedEditor; readonly kind: ActKind }>;
  readonly Panel: ComponentType<{
    readonly mounted: MountedEditor;
    readonly kind: ActKind;
    readonly editable: boolean;
    readonly onField: (key: string) => void;
    readonly onGone?: () => void;
  }>;
}

/** The second tab, brought in the same way. */
export interface ClausesSlot {
  readonly label: string;
  readonly Panel: ComponentType<{
    readonly mounted: MountedEditor;
    readonly editable: boolean;
    readonly onGone?: () => void;
  }>;
}

interface Props {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  readonly checks: ChecksSlot;
  readonly clauses: ClausesSlot;
  /** Of the act. */
  readonly kind: ActKind;
  readonly tab: PanelTab;
  /** The variable whose input takes the focus, when one came here to fill it in. */
  readonly field: string | null;
  readonly onTab: (tab: PanelTab, field?: string) => void;
  readonly onGone?: () => void;
}

/** What there is to check, the variables, and the defined terms. */
export function SidePanel({ mounted, editable, checks, clauses, kind, tab, field, onTab, onGone }: Props) {
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(TABS.find((each) => each === value) ?? 'controles')}
      classNames={{ root: classes.tabs, panel: classes.panel, list: classes.list, tab: classes.tab }}
      keepMounted={false}
    >
      <Tabs.List grow aria-label="Panneau de l’acte">
        <Tabs.Tab value="controles" rightSection={<checks.Badge mounted={mounted} kind={kind} />}>
          {checks.label}
        </Tabs.Tab>
        <Tabs.Tab value="clauses">{clauses.label}</Tabs.Tab>
        <Tabs.Tab value="variables">Variables</Tabs.Tab>
        <Tabs.Tab value="termes">Termes</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="controles">
        <checks.Panel
          mounted={mounted}
          kind={kind}
          editable={editable}
          onField={(key) => onTab('variables', key)}
          {...(onGone ? { onGone } : {})}
        />
      </Tabs.Panel>
      <Tabs.Panel value="clauses">
        <clauses.Panel mounted={mounted} editable={editable} {...(onGone ? { onGone } : {})} />
      </Tabs.Panel>
      <Tabs.Panel value="variables">
        <FieldsTab mounted={mounted} editable={editable} field={field} />
      </Tabs.Panel>
      <Tabs.Panel value="termes">
        <TermsTab mounted={mounted} {...(onGone ? { onGone } : {})} />
      </Tabs.Panel>
    </Tabs>
  );
}
