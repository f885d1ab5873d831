import { Loader } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import classes from './clauses.module.css';

const ClausesPanel = lazy(() => import('./clauses-panel.tsx'));

interface PanelProps {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  readonly onGone?: () => void;
}

function Panel(props: PanelProps) {
  return (
    <Suspense
      fallback={
        <div className={classes.empty} role="status" aria-label="Lecture du clausier">
          <Loader size="sm" />
        </div>
      }
    >
      <ClausesPanel {...props} />
    </Suspense>
  );
}

/** The tab « Clauses » of an act's panel; what reads the clausier is only loaded when it is opened. */
export const clausesTab = { label: 'Clauses', Panel } as const;
