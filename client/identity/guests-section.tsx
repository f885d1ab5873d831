import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import type { OrganisationGuests } from '#shared/identity/access-wire.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import type { OrganisationId } from '#shared/kernel/ids.ts';
import classes from './access.module.css';
import { useEndGuest, useGuests } from './access-queries.ts';

type Guest = OrganisationGuests['guests'][number];

/** The guests of one's organisation, and the end of their access: for its administrateurs (rule P6). */
export function Guests({ organisationId }: { readonly organisationId: OrganisationId }) {
  const guests = useGuests(organisationId);
  const end = useEndGuest(organisationId);
  const [ending, setEnding] = useState<Guest | null>(null);
  if (guests.isError) return <Failure error={guests.error} onRetry={() => void guests.refetch()} />;
  return (
    <>
      {end.isError ? <Failure takesFocus error={end.error} /> : null}
      {guests.data?.guests.length === 0 ? (
        <p className={classes.soft}>Personne d’extérieur n’a d’accès par cette organisation.</p>
      ) : null}
      <ul className={classes.list}>
        {guests.data?.guests.map((guest) => (
          <li key={guest.personId} className={classes.row}>
            <div className={classes.grow}>
              <p className={classes.name}>{guest.name}</p>
              <p className={classes.soft}>
                {guest.organisation} · {guest.email} ·{' '}
                {guest.acts.length === 1 ? 'un acte' : `${guest.acts.length} actes`} (
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
                  color="red.9"
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
                aria-label={`Mettre fin aux accès de ${guest.name}`}
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
