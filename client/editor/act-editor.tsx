import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebar, IconLayoutSidebarRight } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { ActKind } from '#shared/identity/roles.ts';
import classes from './act-editor.module.css';
import type { EditorUser } from './core/create-editor.ts';
import { insertFootnote, jumpBetweenNotes } from './core/footnotes.ts';
import { Dialogs, type OpenDialog } from './dialogs/dialogs.tsx';
import { OutlinePanel } from './outline/outline-panel.tsx';
import { useCurrentDivision } from './outline/use-current-division.ts';
import './page/fonts.ts';
import './page/page.css';
import './page/resting-blocks.css';
import { SearchBar } from './page/search-bar.tsx';
import { useRemoteAnnouncements } from './page/use-remote-announcements.ts';
import { useRestingBlocks } from './page/use-resting-blocks.ts';
import { useZoomFactor } from './page/use-zoom-factor.ts';
import { type ChecksSlot, type ClausesSlot, type PanelTab, SidePanel } from './panel/side-panel.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import type { Zoom } from './toolbar/zoom-control.tsx';
import { type MountedEditor, useActEditor } from './use-act-editor.ts';

interface Props {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** False: the text is shown, and nothing can be changed. */
  readonly editable: boolean;
  readonly user: EditorUser;
  readonly title: string;
  /** The first tab of the panel. */
  readonly checks: ChecksSlot;
  readonly clauses: ClausesSlot;
  readonly kind: ActKind;
  readonly saveIndicator?: ReactNode;
  readonly presence?: ReactNode;
  readonly actions?: ReactNode;
  /** What a feature opens over the text, once it is there. */
  readonly overlay?: (mounted: MountedEditor) => ReactNode;
}

/** Below this width the sommaire and the panel are drawers. */
const NARROW = '(max-width: 62em)';

/**
 * The editor screen's body: toolbar, sommaire, page and panel, on the Y.Doc of an act. It knows nothing of the
 * network: the caller syncs the document and the awareness, and says who writes and whether they may.
 */
export function ActEditor({
  doc,
  awareness,
  editable,
  user,
  title,
  checks,
  clauses,
  kind,
  saveIndicator,
  presence,
  actions,
  overlay,
}: Props) {
  const place = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [message, setMessage] = useState('');
  const [notice, setNotice] = useState<string | null>(null);
  const announce = useCallback((text: string) => {
    // The same sentence twice must be read twice: a no-break space makes it another text.
    setMessage((before) => (before === text ? `${text}\u00a0` : text));
  }, []);
  const mounted = useActEditor(place, { doc, awareness, editable, user, onNotice: setNotice });
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const [outlineOpen, setOutlineOpen] = useState(!narrow);
  const [panelOpen, setPanelOpen] = useState(!narrow);
  const [tab, setTab] = useState<{ tab: PanelTab; field: string | null }>({ tab: 'controles', field: null });
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [search, setSearch] = useState(0);
  const [zoom, setZoom] = useState<Zoom>('auto');
  const factor = useZoomFactor(scroller, zoom);
  const current = useCurrentDivision(mounted, scroller);
  useRemoteAnnouncements(mounted, announce);
  useRestingBlocks(mounted, place, factor);

  useEffect(() => {
    setOutlineOpen(!narrow);
    setPanelOpen(!narrow);
  }, [narrow]);

  useEffect(() => {
    if (!mounted) return;
    const { editor, makeId } = mounted.handle;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const run = (act: () => void) => {
        event.preventDefault();
        act();
      };
      if (!event.altKey && (key === 'f' || key === 'h')) return run(() => setSearch((asked) => asked + 1));
      if (!event.altKey && event.key === '/') return run(() => setDialog({ kind: 'help' }));
      if (!event.altKey && key === 'k' && editable) return run(() => setDialog({ kind: 'link' }));
      // AltGr is Ctrl+Alt on some systems: a letter typed through it is left alone.
      if (!event.altKey || event.getModifierState('AltGraph')) return;
      if (event.code === 'KeyS')
        return run(() => {
          setOutlineOpen(true);
          requestAnimationFrame(() =>
            document.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus(),
          );
        });
      if (event.code === 'KeyJ')
        return run(() => {
          const { $from } = editor.state.selection;
          if ($from.parent.type.name === 'note')
            jumpBetweenNotes(editor, String($from.parent.attrs.noteId), 'call');
          else {
            const call = [$from.nodeBefore, $from.nodeAfter].find((node) => node?.type.name === 'appelNote');
            if (call) jumpBetweenNotes(editor, String(call.attrs.noteId), 'note');
          }
        });
      if (!editable) return;
      if (event.code === 'KeyF') return run(() => insertFootnote(editor, makeId));
      if (event.code === 'KeyR') return run(() => setDialog({ kind: 'reference' }));
      if (event.code === 'KeyV') return run(() => setDialog({ kind: 'variable' }));
      if (event.code === 'KeyD') return run(() => setDialog({ kind: 'term' }));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [mounted, editable]);

  const closeDrawers = narrow
    ? {
        onGone: () => {
          setOutlineOpen(false);
          setPanelOpen(false);
        },
      }
    : {};
  const outline = mounted && (
    <OutlinePanel
      mounted={mounted}
      editable={editable}
      current={current}
      onAnnounce={announce}
      onNumbering={(blockId) => setDialog({ kind: 'numbering', blockId })}
      {...closeDrawers}
    />
  );
  const panel = mounted && (
    <SidePanel
      mounted={mounted}
      editable={editable}
      checks={checks}
      clauses={clauses}
      kind={kind}
      tab={tab.tab}
      field={tab.field}
      onTab={(next, field) => setTab({ tab: next, field: field ?? null })}
      {...closeDrawers}
    />
  );

  return (
    <div className={classes.screen}>
      <div className={classes.top}>
        <div className={classes.identity}>
          <h1 className={classes.title}>{title}</h1>
          {saveIndicator}
          <div className={classes.end}>
            {presence}
            {actions}
          </div>
        </div>
        <div className={classes.tools}>
          <PanelToggle label="Sommaire" open={outlineOpen} onClick={() => setOutlineOpen(!outlineOpen)}>
            <IconLayoutSidebar size={19} aria-hidden />
          </PanelToggle>
          <div className={classes.toolbar}>
            {mounted && (
              <Toolbar
                handle={mounted.handle}
                editable={editable}
                zoom={zoom}
                factor={factor}
                onZoom={setZoom}
                onDialog={setDialog}
                onSearch={() => setSearch((asked) => asked + 1)}
              />
            )}
          </div>
          <PanelToggle label="Panneau" open={panelOpen} onClick={() => setPanelOpen(!panelOpen)}>
            <IconLayoutSidebarRight size={19} aria-hidden />
          </PanelToggle>
        </div>
      </div>
      <div className={classes.body} data-outline={!narrow && outlineOpen} data-panel={!narrow && panelOpen}>
        {!narrow && outlineOpen && (
          <nav className={classes.side} aria-label="Sommaire de l’acte">
            <h2 className={classes.sideTitle}>Sommaire</h2>
            {outline}
          </nav>
        )}
        <div className={classes.middle}>
          {mounted && search > 0 && (
            <SearchBar
              editor={mounted.handle.editor}
              editable={editable}
              asked={search}
              onClose={() => setSearch(0)}
              onAnnounce={announce}
            />
          )}
          {notice !== null && <Notice message={notice} onClose={() => setNotice(null)} />}
          <div
            ref={scroller}
            className={classes.scroller}
            style={{ '--zoom': factor } as React.CSSProperties}
          >
            <div ref={place} className="feuille" />
          </div>
        </div>
        {!narrow && panelOpen && (
          <aside className={classes.side} aria-label="Contrôles de l’acte">
            {panel}
          </aside>
        )}
      </div>
      <Drawer
        opened={Boolean(narrow) && outlineOpen}
        onClose={() => setOutlineOpen(false)}
        title="Sommaire"
        size="20rem"
        closeButtonProps={{ 'aria-label': 'Fermer le sommaire' }}
      >
        {outline}
      </Drawer>
      <Drawer
        opened={Boolean(narrow) && panelOpen}
        onClose={() => setPanelOpen(false)}
        // Escape in a dialog opened from the panel closes that dialog alone.
        closeOnEscape={false}
        onKeyDown={({ key, target, currentTarget }) => {
          if (key === 'Escape' && target instanceof Node && currentTarget.contains(target))
            setPanelOpen(false);
        }}
        title="Panneau"
        position="right"
        size="22rem"
        closeButtonProps={{ 'aria-label': 'Fermer le panneau' }}
      >
        {panel}
      </Drawer>
      {mounted && (
        <Dialogs mounted={mounted} dialog={dialog} onClose={() => setDialog(null)} onAnnounce={announce} />
      )}
      {mounted && overlay?.(mounted)}
      <div className={classes.announcer} role="status" aria-live="polite">
        {message}
      </div>
    </div>
  );
}

interface PanelToggleProps {
  readonly label: string;
  readonly open: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function PanelToggle({ label, open, onClick, children }: PanelToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="var(--mantine-color-text)"
        size="lg"
        m={4}
        aria-label={label}
        aria-expanded={open}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Notice({ message, onClose }: { readonly message: string; readonly onClose: () => void }) {
  return (
    <div role="alert" className={classes.notice}>
      <span>{message}</span>
      <button type="button" onClick={onClose}>
        Fermer
      </button>
    </div>
  );
}
