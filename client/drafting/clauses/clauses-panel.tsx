import { Button, Loader, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { findBlock } from '#client/editor/core/block-diff.ts';
import { goToBlock } from '#client/editor/core/commands.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import type { Clause, Library } from '#shared/drafting/model.ts';
import type { ClauseStatus } from '#shared/drafting/provenance.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { forgetRefusal, isRefused, refuseVersion } from './apply.ts';
import classes from './clauses.module.css';
import { DifferencesDialog, ReplaceDialog, UpdateDialog } from './division-dialogs.tsx';
import { InsertDialog } from './insert-dialog.tsx';
import { useWordings } from './queries.ts';
import { type ActDivision, useActContent, useClauseStatuses, useDivisions } from './statuses.ts';
import { variantName } from './variant-name.ts';

interface ClausesPanelProps {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  /** Called when the person went to the text: a drawer then closes. */
  readonly onGone?: () => void;
}

type Open =
  | { readonly kind: 'inserer' }
  | { readonly kind: 'differences' | 'maj' | 'remplacer'; readonly id: BlockId };

/** « Clauses »: where each division comes from, and what the clausier can put in its place. */
export default function ClausesPanel(props: ClausesPanelProps) {
  const wordings = useWordings();
  if (wordings.data !== undefined) return <Panel {...props} library={wordings.data} />;
  if (failedWith(wordings.error, 'acces.refuse') || failedWith(wordings.error, 'acces.reserve'))
    return (
      <p className={classes.empty}>
        Le clausier est réservé aux membres des organisations de ce serveur. Votre texte n’en dépend pas.
      </p>
    );
  if (wordings.isError)
    return (
      <div className={classes.panel}>
        <Failure error={wordings.error} onRetry={() => void wordings.refetch()} />
      </div>
    );
  return (
    <div className={classes.empty} role="status" aria-label="Lecture du clausier">
      <Loader size="sm" />
    </div>
  );
}

/** @returns the version that a division could be brought to; `null` when it has it already */
function newerOf(status: ClauseStatus): Clause | null {
  if (status.etat === 'ancienne') return status.courante;
  return status.etat === 'modifiee' && status.clause.version < status.courante.version
    ? status.courante
    : null;
}

/** @returns the other wordings of a division's family that could take its place */
function variantsFor(division: ActDivision, status: ClauseStatus, library: Library): readonly Clause[] {
  const current = status.etat === 'inconnue' ? null : status.clause.id;
  return [...library.clauses.values()].filter(
    ({ famille, titre, id }) => famille === division.famille && titre !== null && id !== current,
  );
}

function Panel({ mounted, editable, library, onGone }: ClausesPanelProps & { readonly library: Library }) {
  const content = useActContent(mounted);
  const divisions = useDivisions(mounted);
  const statuses = useClauseStatuses(content, library);
  const [open, setOpen] = useState<Open | null>(null);
  const [said, setSaid] = useState('');
  const summary = useRef<HTMLParagraphElement>(null);
  const { handle } = mounted;
  const close = () => setOpen(null);
  const done = (words: string) => {
    close();
    setSaid(words);
    // The card may change under the hand: without this the focus would fall out of the panel.
    requestAnimationFrame(() => summary.current?.focus());
  };
  const go = (id: BlockId) => {
    const found = findBlock(handle.editor.state.doc, id);
    if (found === null) return;
    goToBlock(handle.editor, found.pos);
    onGone?.();
  };
  const asked = open !== null && open.kind !== 'inserer' ? open : null;
  const division = divisions.find(({ id }) => id === asked?.id);
  const status = division === undefined ? undefined : statuses?.get(division.id);
  const newer = status === undefined ? null : newerOf(status);
  const shared = division && status ? { mounted, content, division, status, onClose: close } : null;
  return (
    <div className={classes.panel}>
      {editable ? (
        <Button
          variant="light"
          fullWidth
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => setOpen({ kind: 'inserer' })}
        >
          Insérer une clause
        </Button>
      ) : null}
      <p ref={summary} tabIndex={-1} className={classes.small}>
        {statuses === null ? 'Lecture du texte…' : told(divisions, statuses)}
      </p>
      <p className={classes.hidden} role="status">
        {said}
      </p>
      {/* biome-ignore lint/a11y/noRedundantRoles: without its bullets, Safari says no list */}
      <ul role="list" className={classes.divisions}>
        {divisions.map((each) => {
          const found = statuses?.get(each.id);
          if (found === undefined) return null;
          return (
            <Division
              key={each.id}
              division={each}
              status={found}
              editable={editable}
              refused={isRefused(content.champs, each.id, newerOf(found))}
              replaceable={variantsFor(each, found, library).length > 0}
              onGo={() => go(each.id)}
              onOpen={(kind) => setOpen({ kind, id: each.id })}
              onForget={() => {
                forgetRefusal(handle, each.id);
                setSaid('La mise à jour est de nouveau proposée.');
              }}
            />
          );
        })}
      </ul>
      {open?.kind === 'inserer' ? (
        <InsertDialog
          mounted={mounted}
          library={library}
          onClose={close}
          onDone={(clause, heading) => {
            done(`Clause insérée\u00a0: ${FAMILY_NAMES[clause.famille]}.`);
            if (heading !== null) requestAnimationFrame(() => go(heading));
          }}
        />
      ) : null}
      {shared && open?.kind === 'differences' ? <DifferencesDialog {...shared} /> : null}
      {shared && open?.kind === 'maj' && newer !== null ? (
        <UpdateDialog
          {...shared}
          clause={newer}
          onDone={() => done(`${shared.division.name}\u00a0: version ${newer.version}.`)}
          onRefuse={() => {
            refuseVersion(handle, shared.division.id, newer, shared.division.name);
            done('Le texte est gardé\u202f; cette version ne sera plus proposée.');
          }}
        />
      ) : null}
      {shared && open?.kind === 'remplacer' ? (
        <ReplaceDialog
          {...shared}
          library={library}
          variants={variantsFor(shared.division, shared.status, library)}
          onDone={(clause) => done(`Remplacée\u00a0: ${variantName(clause.variante)}.`)}
        />
      ) : null}
    </div>
  );
}

function told(divisions: readonly ActDivision[], statuses: ReadonlyMap<BlockId, ClauseStatus>): string {
  const house = divisions.filter(({ id }) => statuses.get(id)?.etat === 'maison').length;
  if (divisions.length === 0) return 'Cet acte n’a pas encore de division.';
  const count = divisions.length > 1 ? `${divisions.length} divisions` : '1 division';
  return `${count}, dont ${house} dans la rédaction de la maison`;
}

const BADGES = {
  maison: 'Rédaction maison',
  ancienne: 'Version plus ancienne',
  modifiee: 'Modifiée',
  inconnue: 'Hors clausier',
} as const satisfies Record<ClauseStatus['etat'], string>;

interface DivisionProps {
  readonly division: ActDivision;
  readonly status: ClauseStatus;
  readonly editable: boolean;
  readonly refused: boolean;
  readonly replaceable: boolean;
  readonly onGo: () => void;
  readonly onOpen: (kind: 'differences' | 'maj' | 'remplacer') => void;
  readonly onForget: () => void;
}

function Division(props: DivisionProps) {
  const { division, status, editable, refused, replaceable, onGo, onOpen, onForget } = props;
  const newer = newerOf(status);
  const label = `clause-${division.id}`;
  return (
    <li className={classes.division} data-etat={status.etat}>
      <div className={classes.divisionHead}>
        <UnstyledButton id={label} className={classes.divisionName} onClick={onGo}>
          {division.name}
        </UnstyledButton>
        <span className={classes.badge} data-etat={status.etat}>
          {BADGES[status.etat]}
        </span>
      </div>
      <div className={classes.divisionFoot}>
        {status.etat === 'inconnue' ? null : (
          <p className={classes.small}>
            {variantName(status.clause.variante)}, version {status.clause.version}
            {newer === null
              ? ''
              : refused
                ? `\u202f; la version ${newer.version} a été écartée`
                : `\u202f; la version ${newer.version} est disponible`}
          </p>
        )}
        <div className={classes.actions}>
          {status.etat === 'modifiee' ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-describedby={label}
              onClick={() => onOpen('differences')}
            >
              Voir les différences
            </Button>
          ) : null}
          {editable && newer !== null && !refused ? (
            <Button size="compact-sm" aria-describedby={label} onClick={() => onOpen('maj')}>
              Mettre à jour
            </Button>
          ) : null}
          {editable && newer !== null && refused ? (
            <Button size="compact-sm" variant="subtle" aria-describedby={label} onClick={onForget}>
              Proposer à nouveau
            </Button>
          ) : null}
          {editable && replaceable ? (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-describedby={label}
              onClick={() => onOpen('remplacer')}
            >
              Remplacer
            </Button>
          ) : null}
        </div>
      </div>
    </li>
  );
}
