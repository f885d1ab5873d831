import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Moment } from '#client/ui/moment.tsx';
import { personWithDe } from '#shared/document/names.ts';
import type { ServerPeople } from '#shared/identity/administration-wire.ts';
import { MEMBERSHIP_NAMES } from '#shared/identity/roles.ts';
import classes from '../access.module.css';
import { EraseForm } from '../erase-form.tsx';
import { useEndPerson, useErasePerson, useServerPeople } from './queries.ts';

type Person = ServerPeople['people'][number];

/** How many are shown at once: the search finds the others. */
const SHOWN = 100;

/** Letters without case or accents, to search in. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Everybody that the server knows: to close their accesses, or to erase them on request (rule M3). */
export function People() {
  const people = useServerPeople();
  const end = useEndPerson();
  const [search, setSearch] = useState('');
  const [erasing, setErasing] = useState<Person | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  const found = (people.data?.people ?? []).filter(({ name, email, organisations }) =>
    plain([name, email, ...organisations.map((one) => one.name)].join(' ')).includes(plain(search.trim())),
  );
  return (
    <section className={classes.section} aria-labelledby="personnes">
      <h2 id="personnes" className={classes.heading}>
        Personnes
      </h2>
      {people.isPending ? <LoadingRows /> : null}
      {people.isError ? <Failure error={people.error} onRetry={() => void people.refetch()} /> : null}
      {end.isError ? <Failure takesFocus error={end.error} /> : null}
      <TextInput
        label="Chercher une personne"
        value={search}
        mb="sm"
        autoComplete="off"
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {people.data ? (
        <p className={classes.soft} role="status">
          {found.length === 0
            ? 'Personne ne correspond.'
            : found.length > SHOWN
              ? `${found.length} personnes ; les ${SHOWN} premières sont montrées.`
              : found.length === 1
                ? 'Une personne.'
                : `${found.length} personnes.`}
        </p>
      ) : null}
      <p className={classes.soft} role="status">
        {ended === null ? null : `Les sessions ${personWithDe(ended)} sont fermées.`}
      </p>
      <ul className={classes.list}>
        {found.slice(0, SHOWN).map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            pending={end.isPending}
            onEnd={() => end.mutate(person.id, { onSuccess: () => setEnded(person.name) })}
            onErase={() => setErasing(person)}
          />
        ))}
      </ul>
      {erasing === null ? null : <EraseModal person={erasing} onClose={() => setErasing(null)} />}
    </section>
  );
}

interface PersonRowProps {
  readonly person: Person;
  readonly pending: boolean;
  readonly onEnd: () => void;
  readonly onErase: () => void;
}

function PersonRow({ person, pending, onEnd, onErase }: PersonRowProps) {
  const { name, email, organisations, actes, sessions, seenAt, signedAt, me } = person;
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <p className={classes.name}>
          {name}
          {me ? <span className={classes.tag}>Vous</span> : null}
        </p>
        <p className={classes.soft}>
          {email}
          {organisations.map(
            (one) => ` · ${one.name} (${MEMBERSHIP_NAMES[one.role].toLocaleLowerCase('fr')})`,
          )}
        </p>
        <p className={classes.soft}>
          {actes === 0 ? 'aucun acte' : actes === 1 ? 'un acte' : `${actes} actes`} ·{' '}
          {seenAt === null && signedAt !== null ? (
            <>
              a signé par lien <Moment at={signedAt} />
            </>
          ) : seenAt === null ? (
            'aucune venue'
          ) : (
            <>
              dernière venue <Moment at={seenAt} />
            </>
          )}{' '}
          ·{' '}
          {sessions === 0
            ? 'aucune session ouverte'
            : sessions === 1
              ? 'une session ouverte'
              : `${sessions} sessions ouvertes`}
        </p>
      </div>
      {me ? null : (
        <div className={classes.tools}>
          {sessions === 0 ? null : (
            <Button
              size="sm"
              variant="default"
              disabled={pending}
              aria-label={`Fermer les sessions ${personWithDe(name)}`}
              onClick={onEnd}
            >
              Fermer ses sessions
            </Button>
          )}
          <Button
            size="sm"
            color="red"
            variant="subtle"
            aria-label={`Effacer les données ${personWithDe(name)}`}
            onClick={onErase}
          >
            Effacer…
          </Button>
        </div>
      )}
    </li>
  );
}

function EraseModal({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const erase = useErasePerson();
  return (
    <Modal opened onClose={onClose} title={`Effacer les données ${personWithDe(person.name)} ?`}>
      <p>
        À sa demande seulement : son nom et son adresse disparaissent, sauf des signatures, gardées comme
        preuves. Personne ne peut revenir en arrière.
      </p>
      <EraseForm
        label="Recopiez son adresse électronique"
        email={person.email}
        pending={erase.isPending}
        error={erase.error}
        onErase={(email) => erase.mutate({ person: person.id, email }, { onSuccess: onClose })}
        onCancel={onClose}
      />
    </Modal>
  );
}
