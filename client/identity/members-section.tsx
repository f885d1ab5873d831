import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import type { AddMember, Members as MemberList } from '#shared/identity/access-wire.ts';
import { MEMBERSHIP_NAMES } from '#shared/identity/roles.ts';
import type { OrganisationId } from '#shared/kernel/ids.ts';
import classes from './access.module.css';
import { useAddMember, useChangeMember, useMembers } from './members-queries.ts';

type Member = MemberList['members'][number];

/** Who belongs to an organisation; its administrateurs name and remove them (rules O12 to O14). */
export function Members({ organisationId }: { readonly organisationId: OrganisationId }) {
  const members = useMembers(organisationId);
  const change = useChangeMember(organisationId);
  if (members.isError) return <Failure error={members.error} onRetry={() => void members.refetch()} />;
  const mayManage = members.data?.mayManage ?? false;
  return (
    <>
      {change.isError ? <Failure takesFocus error={change.error} /> : null}
      {members.data?.members.length === 0 ? (
        <p className={classes.soft}>Personne n’en est encore membre.</p>
      ) : null}
      <ul className={classes.list} aria-label="Membres">
        {members.data?.members.map((member) => (
          <MemberRow
            key={member.personId}
            member={member}
            mayManage={mayManage}
            pending={change.isPending}
            onRole={(role) => change.mutate({ personId: member.personId, role })}
            onRemove={() => change.mutate({ personId: member.personId, role: null })}
          />
        ))}
      </ul>
      {mayManage ? <AddForm organisationId={organisationId} /> : null}
    </>
  );
}

interface MemberRowProps {
  readonly member: Member;
  readonly mayManage: boolean;
  readonly pending: boolean;
  readonly onRole: (role: Member['role']) => void;
  readonly onRemove: () => void;
}

function MemberRow({ member, mayManage, pending, onRole, onRemove }: MemberRowProps) {
  const [removing, setRemoving] = useState(false);
  const { name, email, role, me } = member;
  const other = role === 'administrateur' ? 'membre' : 'administrateur';
  return (
    <li className={classes.row}>
      <div className={classes.grow}>
        <p className={classes.name}>
          {name}
          {me ? <span className={classes.tag}>Vous</span> : null}
        </p>
        <p className={classes.soft}>
          {MEMBERSHIP_NAMES[role]}
          {email === null ? '' : ` · ${email}`}
        </p>
      </div>
      {!mayManage ? null : removing ? (
        <div className={classes.tools}>
          <p className={classes.soft}>Ses accès au nom de l’organisation prendront fin.</p>
          <Button size="sm" color="red" loading={pending} onClick={onRemove}>
            Retirer {name}
          </Button>
          <Button size="sm" variant="default" onClick={() => setRemoving(false)}>
            Annuler
          </Button>
        </div>
      ) : (
        <div className={classes.tools}>
          <Button
            size="sm"
            variant="default"
            disabled={pending}
            aria-label={`${name}\u00a0: faire ${MEMBERSHIP_NAMES[other].toLocaleLowerCase('fr')}`}
            onClick={() => onRole(other)}
          >
            Faire {MEMBERSHIP_NAMES[other].toLocaleLowerCase('fr')}
          </Button>
          <Button
            size="sm"
            color="red"
            variant="subtle"
            aria-label={`Retirer ${name} de l’organisation`}
            onClick={() => setRemoving(true)}
          >
            Retirer…
          </Button>
        </div>
      )}
    </li>
  );
}

const NOBODY: AddMember = { person: { name: '', email: '' }, role: 'membre' };

function AddForm({ organisationId }: { readonly organisationId: OrganisationId }) {
  const add = useAddMember(organisationId);
  const [typed, setTyped] = useState(NOBODY);
  const person = (next: Partial<AddMember['person']>) =>
    setTyped({ ...typed, person: { ...typed.person, ...next } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(typed, { onSuccess: () => setTyped(NOBODY) });
  };
  return (
    <form onSubmit={submit} className={classes.list}>
      {add.isError ? <Failure takesFocus detailed error={add.error} /> : null}
      <TextInput
        label="Prénom et nom"
        required
        autoComplete="off"
        value={typed.person.name}
        onChange={(event) => person({ name: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label="Adresse électronique"
        required
        autoComplete="off"
        value={typed.person.email}
        onChange={(event) => person({ email: event.currentTarget.value })}
      />
      <NativeSelect
        label="Dans l’organisation"
        value={typed.role}
        data={[
          { value: 'membre', label: 'Membre' },
          { value: 'administrateur', label: 'Administrateur' },
        ]}
        onChange={(event) =>
          setTyped({
            ...typed,
            role: event.currentTarget.value === 'administrateur' ? 'administrateur' : 'membre',
          })
        }
      />
      <div className={classes.tools}>
        <Button type="submit" variant="default" loading={add.isPending}>
          Ajouter ce membre
        </Button>
      </div>
    </form>
  );
}
