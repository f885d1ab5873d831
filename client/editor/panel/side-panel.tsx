import { Tabs } from '@mantine/core';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import { ChecksTab } from './checks-tab.tsx';
import { FieldsTab } from './fields-tab.tsx';
import classes from './panel.module.css';
import { TermsTab } from './terms-tab.tsx';

/** Tabs of the right panel. */
export type PanelTab = 'verifier' | 'variables' | 'termes';

interface Props {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  readonly tab: PanelTab;
  /** The variable whose input takes the focus, when one came here to fill it in. */
  readonly field: string | null;
  readonly onTab: (tab: PanelTab, field?: string) => void;
  readonly onGone?: () => void;
}

/** What there is to check, the variables, and the defined terms. */
export function SidePanel({ mounted, editable, tab, field, onTab, onGone }: Props) {
  const findings = useActModel(mounted.store, 'findings');
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(value === 'variables' || value === 'termes' ? value : 'verifier')}
      classNames={{ root: classes.tabs, panel: classes.panel, list: classes.list, tab: classes.tab }}
      keepMounted={false}
    >
      <Tabs.List grow aria-label="Panneau de l’acte">
        <Tabs.Tab
          value="verifier"
          rightSection={findings.length > 0 ? <span className={classes.count}>{findings.length}</span> : null}
        >
          À vérifier
        </Tabs.Tab>
        <Tabs.Tab value="variables">Variables</Tabs.Tab>
        <Tabs.Tab value="termes">Termes</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="verifier">
        <ChecksTab
          mounted={mounted}
          editable={editable}
          onField={(key) => onTab('variables', key)}
          {...(onGone ? { onGone } : {})}
        />
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
