import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { personWithDe } from '#shared/document/names.ts';
import type { GuestsEnded, OrganisationGuests } from '#shared/identity/access-wire.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import type { OrganisationId } from '#shared/kernel/ids.ts';
import classes from './access.module.css';
import { useEndGuest, useEndGuests, useGuests } from './access-queries.ts';

type Guest = OrganisationGuests['guests'][number];

const people = (count: number) => (count === 1 ? 'une personne' : `${count} personnes`);
const actsOf = (count: number) => (count === 1 ? 'un acte' : `${count} actes`);

/** The guests of one's organisation, and the end of their access: for its administrateurs (rule P6). */
export function Guests({ organisationId }: { readonly organisationId: OrganisationId }) {
  const guests = useGuests(organisationId);
  const end = useEndGuest(organisationId);
  const [ending, setEnding] = useState<Guest | null>(null);
  if (guests.isError) return <Failure error={guests.error} onRetry={() => void guests.refetch()} />;
  return (
    <>
      {end.isError ? <Failure takesFocus error={end.error} /> : null}
      <EndAll organisationId={organisationId} guests={guests.data?.guests ?? []} />
      {guests.data?.guests.length === 0 ? (
        <p className={classes.soft}>Personne d’extérieur n’a d’accès par cette organisation.</p>
      ) : null}
      <ul className={classes.list}>
        {guests.data?.guests.map((guest) => (
          <li key={guest.personId} className={classes.row}>
            <div className={classes.grow}>
              <p className={classes.name}>{guest.name}</p>
              <p className={classes.soft}>
                {guest.organisation} · {guest.email} · {actsOf(guest.acts.length)} (
                {[
                  ...new Set(guest.acts.map(({ role }) => ACT_ROLE_NAMES[role].toLocaleLowerCase('fr'))),
                ].join(', ')}
                )
              </p>
            </div>
            {ending?.personId === guest.personId ? (
              <div className={classes.tools}>
                <Button
                  size="sm"
                  color="red"
                  loading={end.isPending}
                  onClick={() => end.mutate(guest.personId, { onSettled: () => setEnding(null) })}
                >
                  Mettre fin à tous ses accès
                </Button>
                <Button size="sm" variant="default" onClick={() => setEnding(null)}>
                  Annuler
                </Button>
              </div>
            ) : (
              <Button
                size="sm"
                color="red"
                variant="subtle"
                aria-label={`Mettre fin aux accès ${personWithDe(guest.name)}`}
                onClick={() => setEnding(guest)}
              >
                Mettre fin…
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The end of every guest's access, told before and after; nothing to end with for fewer than two. */
function EndAll({
  organisationId,
  guests,
}: {
  readonly organisationId: OrganisationId;
  readonly guests: readonly Guest[];
}) {
  const end = useEndGuests(organisationId);
  const [asked, setAsked] = useState(false);
  const acts = new Set(guests.flatMap((guest) => guest.acts.map(({ actId }) => actId))).size;
  const close = () => setAsked(false);
  return (
    <>
      {end.data === undefined ? null : (
        <p role="status" className={classes.soft}>
          {toldOf(end.data)}
        </p>
      )}
      {guests.length > 1 ? (
        <div className={classes.all}>
          <Button size="sm" color="red" variant="subtle" onClick={() => setAsked(true)}>
            Mettre fin à tous les accès…
          </Button>
        </div>
      ) : null}
      <Modal opened={asked} onClose={close} title="Mettre fin à tous les accès ?">
        {end.isError ? <Failure takesFocus error={end.error} /> : null}
        <p>
          {people(guests.length)} de l’extérieur n’auront plus accès à {actsOf(acts)}. Ce qu’elles ont
          d’ouvert se ferme aussitôt, leurs liens n’ouvrent plus rien, et le journal de chaque acte le note.
        </p>
        <p>Ce qu’elles ont écrit reste. Pour leur rendre un accès, il faudra les inviter à nouveau.</p>
        <div className={classes.buttons}>
          <Button
            color="red"
            loading={end.isPending}
            onClick={() => end.mutate(undefined, { onSuccess: close })}
          >
            Mettre fin aux accès de {people(guests.length)}
          </Button>
          <Button variant="default" onClick={close}>
            Annuler
          </Button>
        </div>
      </Modal>
    </>
  );
}

/** @returns what became of it, in French */
function toldOf({ people: count, acts, kept }: GuestsEnded): string {
  const ended =
    count === 0
      ? 'Aucun accès n’a pris fin.'
      : `Les accès de ${people(count)} à ${actsOf(acts)} ont pris fin.`;
  if (kept.length === 0) return ended;
  const names = kept.map(({ name, organisation }) => `${name} (${organisation})`).join(', ');
  return `${ended} Sont restés ceux de ${names}\u00a0: un acte n’a pas d’autre pilote. Donnez d’abord ce rôle à quelqu’un.`;
}
