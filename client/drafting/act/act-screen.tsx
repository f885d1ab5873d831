import { IconEye, IconFileOff, IconWifiOff } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { Shell } from '#client/app/shell.tsx';
import { ActEditor, type ChecksSlot } from '#client/editor/index.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { useMe } from '#client/identity/queries.ts';
import { SignedOut } from '#client/identity/signed-out.tsx';
import type { ActConnection } from '#client/sync/connection.ts';
import { LeftoverBanner } from '#client/sync/leftover-banner.tsx';
import { Presence } from '#client/sync/presence.tsx';
import { RescuePanel } from '#client/sync/rescue-panel.tsx';
import { SaveIndicator } from '#client/sync/save-indicator.tsx';
import { SyncBanner } from '#client/sync/sync-banner.tsx';
import { useConnection, useConnectionPart } from '#client/sync/use-connection.ts';
import { Empty } from '#client/ui/empty.tsx';
import { LogoMark } from '#client/ui/logo.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen, useDocumentTitle } from '#client/ui/screen.tsx';
import { SkipLink } from '#client/ui/skip-link.tsx';
import type { ActDetail } from '#shared/drafting/wire.ts';
import { can } from '#shared/identity/can.ts';
import { ACT_ROLE_NAMES, ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import type { Me } from '#shared/identity/wire.ts';
import { clausesTab } from '../clauses/clauses-tab.tsx';
import { useAct, useRefreshAct } from '../queries.ts';
import classes from './act.module.css';
import { ActActions } from './act-actions.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { SheetProposals } from './sheet-proposals.tsx';

/** Caret of somebody whom the server has not given a colour yet. */
const DEFAULT_COLOR = '#335f9b';

/** What the versions bring to an act's page. */
interface VersionsSlot {
  /** Above the text: what is new in it. */
  readonly Banner: ComponentType<{ readonly actId: string }>;
  /** Over the text: what puts an older one back. */
  readonly Overlay: ComponentType<{
    readonly mounted: MountedEditor;
    readonly actId: string;
    readonly editable: boolean;
  }>;
}

interface ScreenProps {
  readonly id: string;
  /** The tab of the checks. */
  readonly checks: ChecksSlot;
  readonly versions: VersionsSlot;
}

/** `/actes/:id`: one act, written by several at once; or why it can't be shown. */
export function ActScreen({ id, checks, versions }: ScreenProps) {
  const me = useMe();
  const act = useAct(id);
  if (me.data === null || failedWith(act.error, 'session.absente')) return <Framed>{<SignedOut />}</Framed>;
  if (me.data && act.data) return <ActDesk me={me.data} act={act.data} checks={checks} versions={versions} />;
  const error = me.error ?? act.error;
  if (error === null) return <PageSkeleton />;
  if (failedWith(error, 'acte.introuvable') || failedWith(error, 'adresse.inconnue'))
    return (
      <Framed>
        <Screen title="Acte introuvable" width="narrow">
          <Empty
            icon={<IconFileOff size={28} />}
            title="Cet acte n’existe pas, ou ne vous est pas ouvert"
            actions={<ButtonLink href="/">Revenir au portefeuille</ButtonLink>}
          >
            <p>
              Vérifiez que le lien est entier et que vous êtes entré avec votre propre lien personnel. Le
              pilote de la convention peut vous y inviter.
            </p>
          </Empty>
        </Screen>
      </Framed>
    );
  return (
    <Framed>
      <Screen title="L’acte n’a pas pu être ouvert" width="narrow">
        <Failure
          error={error}
          onRetry={() => {
            void me.refetch();
            void act.refetch();
          }}
        />
      </Screen>
    </Framed>
  );
}

function Framed({ children }: { readonly children: ReactNode }) {
  return <Shell>{children}</Shell>;
}

interface ActProps {
  readonly me: Me;
  readonly act: ActDetail;
}

interface DeskProps extends ActProps, Pick<ScreenProps, 'checks' | 'versions'> {}

function userOf({ me, act }: ActProps) {
  const { name } = me.person;
  const organisation = me.organisation.sigle || me.organisation.denomination;
  const color = act.participants.find((participant) => participant.name === name)?.color ?? DEFAULT_COLOR;
  return { name, organisation, color };
}

function ActDesk({ me, act, checks, versions }: DeskProps) {
  useDocumentTitle(act.title);
  const writable = act.can.write;
  const user = userOf({ me, act });
  const refresh = useRefreshAct();
  const connection = useConnection(
    { actId: act.id, personId: me.person.id, user, writable, onEvent: refresh },
    `${act.id} ${me.person.id} ${writable}`,
  );
  if (connection === null) return <PageSkeleton />;
  return (
    <OpenAct me={me} act={act} checks={checks} versions={versions} connection={connection} user={user} />
  );
}

interface OpenActProps extends DeskProps {
  readonly connection: ActConnection;
  readonly user: ReturnType<typeof userOf>;
}

function OpenAct({ me, act, checks, versions, connection, user }: OpenActProps) {
  const ready = useConnectionPart(connection, (snapshot) => snapshot.ready);
  // After a frame that was too big the person must be able to undo it; any other refusal ends the writing.
  const stopped = useConnectionPart(
    connection,
    ({ save }) => save.kind === 'refuse' && save.refusal.code !== 'sync.trop_grand',
  );
  const writable = act.can.write;
  const desk = useRef<HTMLElement>(null);
  // As every screen does: what one reads, and the first Tab, start at its top.
  useEffect(() => {
    if (ready) desk.current?.focus({ preventScroll: true });
  }, [ready]);
  if (!ready) return <Waiting connection={connection} />;
  return (
    <main className={classes.desk} tabIndex={-1} ref={desk}>
      <SkipLink label="Aller au texte" target={() => document.querySelector<HTMLElement>('.ProseMirror')} />
      <SyncBanner connection={connection} />
      {writable ? null : <LeftoverBanner actId={act.id} personId={me.person.id} />}
      <RescuePanel connection={connection} writable={writable && !stopped} />
      <versions.Banner actId={act.id} />
      {writable && !stopped ? <SheetProposals doc={connection.doc} actId={act.id} /> : null}
      <ActEditor
        doc={connection.doc}
        awareness={connection.awareness}
        editable={writable && !stopped}
        user={user}
        title={act.title}
        checks={checks}
        clauses={clausesTab}
        kind={act.kind}
        saveIndicator={
          <>
            <Link href="/" className={classes.home} aria-label="Clausier, portefeuille">
              <LogoMark size={28} />
            </Link>
            <div className={classes.save}>
              {writable ? <SaveIndicator connection={connection} /> : <ReadOnlyTag act={act} />}
            </div>
          </>
        }
        presence={
          <div className={classes.present}>
            <Presence connection={connection} />
          </div>
        }
        actions={<ActActions act={act} />}
        overlay={(mounted) => (
          <versions.Overlay mounted={mounted} actId={act.id} editable={writable && !stopped} />
        )}
      />
    </main>
  );
}

/** While the text comes for the first time: its shape, and why it does not come. */
function Waiting({ connection }: { readonly connection: ActConnection }) {
  const save = useConnectionPart(connection, (snapshot) => snapshot.save);
  if (save.kind === 'refuse')
    return (
      <Framed>
        <Screen title="L’acte n’a pas pu être ouvert" width="narrow">
          <Problem message={save.refusal.message} onRetry={() => window.location.reload()}>
            <ButtonLink href="/" variant="subtle">
              Revenir au portefeuille
            </ButtonLink>
          </Problem>
        </Screen>
      </Framed>
    );
  if (save.kind === 'hors-ligne')
    return (
      <Framed>
        <Screen title="Hors ligne" width="narrow">
          <Empty icon={<IconWifiOff size={28} />} title="Cet acte n’est pas encore gardé sur cet appareil">
            <p>
              Il s’ouvrira dès que le serveur répondra : la connexion est réessayée sans cesse, laissez cette
              page ouverte.
            </p>
          </Empty>
        </Screen>
      </Framed>
    );
  return <PageSkeleton />;
}

function ReadOnlyTag({ act }: { readonly act: ActDetail }) {
  const decision = can({ role: act.role }, 'ecrire', { state: act.state });
  const frozen = !decision.allowed && decision.code === 'acte.fige';
  return (
    <span className={classes.readOnly}>
      <IconEye size={16} aria-hidden="true" />
      Lecture seule
      <span className={classes.why}>
        {frozen
          ? ` (${ACT_STATE_NAMES[act.state].toLocaleLowerCase('fr')})`
          : ` (${ACT_ROLE_NAMES[act.role].toLocaleLowerCase('fr')})`}
      </span>
    </span>
  );
}
