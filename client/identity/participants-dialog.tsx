import { Button, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate, Moment } from '#client/ui/moment.tsx';
import { Monogram } from '#client/ui/monogram.tsx';
import { personWithDe } from '#shared/document/names.ts';
import { DEFAULT_ACCESS_DAYS, type ParticipantList } from '#shared/identity/access-wire.ts';
import { ACT_ROLE_NAMES, ACT_ROLES } from '#shared/identity/roles.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import classes from './access.module.css';
import { useChangeParticipant, useEndParticipant, useParticipants } from './access-queries.ts';

type OneParticipant = ParticipantList['participants'][number];

interface ParticipantsDialogProps {
  readonly actId: ActId;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who takes part in an act, in what role and until when; those who may manage change and end it here. */
export function ParticipantsDialog({ actId, opened, onClose }: ParticipantsDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Participants" size="xl">
      {opened ? <Participants actId={actId} /> : null}
    </Modal>
  );
}

function Participants({ actId }: { readonly actId: ActId }) {
  const list = useParticipants(actId);
  const change = useChangeParticipant(actId);
  const end = useEndParticipant(actId);
  const [ending, setEnding] = useState<OneParticipant | null>(null);
  const error = change.error ?? end.error;
  if (list.isPending) return <LoadingRows />;
  if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  const manage = {
    pending: change.isPending || end.isPending,
    onChange: change.mutate,
    onEnd: setEnding,
  };
  return (
    <>
      {error ? <Failure takesFocus error={error} /> : null}
      {ending === null ? null : (
        <div
          className={classes.mail}
          role="alertdialog"
          aria-label={`Retirer l’accès ${personWithDe(ending.name)}`}
        >
          <p>
            Retirer l’accès <strong>{personWithDe(ending.name)}</strong> ({ending.organisation}) ? Sa page se
            ferme aussitôt, et son lien n’ouvre plus cet acte. Ce qui a déjà été écrit reste dans le texte.
          </p>
          <div className={classes.buttons}>
            <Button
              color="red"
              loading={end.isPending}
              onClick={() => end.mutate(ending.personId, { onSettled: () => setEnding(null) })}
            >
              Retirer l’accès
            </Button>
            <Button variant="default" onClick={() => setEnding(null)}>
              Annuler
            </Button>
          </div>
        </div>
      )}
      <ul className={classes.list} aria-label="Participants">
        {list.data.participants.map((one) => (
          <Participant key={one.personId} one={one} {...(list.data.mayManage ? { manage } : {})} />
        ))}
      </ul>
    </>
  );
}

interface Manage {
  readonly pending: boolean;
  readonly onChange: ReturnType<typeof useChangeParticipant>['mutate'];
  readonly onEnd: (one: OneParticipant) => void;
}

function Participant({ one, manage }: { readonly one: OneParticipant; readonly manage?: Manage }) {
  return (
    <li className={classes.row}>
      <Monogram name={one.name} />
      <div className={`${classes.grow} ${classes.wide}`}>
        <p className={classes.name}>
          {one.name}
          {one.me ? <span className={classes.tag}>Vous</span> : null}
        </p>
        <p className={classes.soft}>
          {one.organisation}
          {one.email === null ? null : ` · ${one.email}`}
          {manage === undefined ? ` · ${ACT_ROLE_NAMES[one.role].toLocaleLowerCase('fr')}` : null}
          {one.expiresAt === null ? null : ` · jusqu’au ${exactDate(one.expiresAt)}`}
          {manage === undefined ? null : one.seenAt === null ? (
            ' · aucune visite'
          ) : (
            <>
              {' · dernière visite '}
              <Moment at={one.seenAt} />
            </>
          )}
        </p>
      </div>
      {manage === undefined ? null : (
        <div className={classes.tools}>
          <NativeSelect
            size="sm"
            aria-label={`Rôle ${personWithDe(one.name)}`}
            value={one.role}
            disabled={manage.pending || one.me}
            data={ACT_ROLES.map((role) => ({ value: role, label: ACT_ROLE_NAMES[role] }))}
            onChange={(event) => {
              const role = ACT_ROLES.find((known) => known === event.currentTarget.value);
              if (role !== undefined) manage.onChange({ personId: one.personId, change: { role } });
            }}
          />
          {one.expiresAt === null ? null : (
            <Button
              size="sm"
              variant="default"
              disabled={manage.pending}
              onClick={() =>
                manage.onChange({ personId: one.personId, change: { days: DEFAULT_ACCESS_DAYS } })
              }
            >
              Prolonger de {DEFAULT_ACCESS_DAYS} jours
            </Button>
          )}
          <Button
            size="sm"
            color="red"
            variant="subtle"
            disabled={manage.pending}
            aria-label={`Retirer l’accès ${personWithDe(one.name)}`}
            onClick={() => manage.onEnd(one)}
          >
            Retirer
          </Button>
        </div>
      )}
    </li>
  );
}
