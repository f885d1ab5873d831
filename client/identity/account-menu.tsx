import { Button, Menu, Modal, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDevices, IconLogout, IconMailOff, IconServerCog, IconUserShield } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { Monogram } from '#client/ui/monogram.tsx';
import type { PersonId } from '#shared/kernel/ids.ts';
import classes from './account-menu.module.css';
import { useCloseSession, useMe } from './queries.ts';

/** What this browser keeps of a person's work. */
export interface LocalWork {
  /** @returns how many changes are nowhere but in this browser */
  readonly unsavedChanges: (personId: PersonId) => number;
  /** Erases the copies that the server has whole. */
  readonly eraseSavedCopies: (personId: PersonId) => Promise<void>;
}

/** Who one is here, and the way out. Nothing while nobody is signed in. */
export function AccountMenu({ localWork }: { readonly localWork: LocalWork }) {
  const [unsaved, setUnsaved] = useState(0);
  const me = useMe();
  const close = useCloseSession();
  const [, navigate] = useLocation();
  if (!me.data) return null;
  const { person, organisation } = me.data;
  const end = () =>
    close.mutate(undefined, {
      onSuccess: () => {
        setUnsaved(0);
        void localWork.eraseSavedCopies(person.id);
        navigate('/');
      },
      onError: (error) => notifications.show({ color: 'red', message: sentenceOf(error) }),
    });
  const leave = () => {
    const count = localWork.unsavedChanges(person.id);
    setUnsaved(count);
    if (count === 0) end();
  };
  return (
    <>
      <Menu position="bottom-end" width={300} withinPortal={false}>
        <Menu.Target>
          <UnstyledButton className={classes.trigger} aria-label={`Mon compte : ${person.name}`}>
            <Monogram name={person.name} />
            <span className={classes.names}>
              <span className={classes.name}>{person.name}</span>
              <span className={classes.organisation}>{organisation.sigle || organisation.denomination}</span>
            </span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.whole}>
            <p className={classes.name}>{person.name}</p>
            <p>{organisation.denomination}</p>
            <p>{person.email}</p>
          </div>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDevices size={18} aria-hidden="true" />}
            onClick={() => navigate('/mes-acces')}
          >
            Mes accès
          </Menu.Item>
          <Menu.Item
            leftSection={<IconUserShield size={18} aria-hidden="true" />}
            onClick={() => navigate('/mes-donnees')}
          >
            Mes données
          </Menu.Item>
          {me.data.may.administer ? (
            <Menu.Item
              leftSection={<IconServerCog size={18} aria-hidden="true" />}
              onClick={() => navigate('/administration')}
            >
              Administration du serveur
            </Menu.Item>
          ) : null}
          {me.data.may.readOutbox ? (
            <Menu.Item
              leftSection={<IconMailOff size={18} aria-hidden="true" />}
              onClick={() => navigate('/courriels')}
            >
              Courriels non envoyés
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={leave}>
            Fermer la session
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={unsaved > 0} onClose={() => setUnsaved(0)} title="Fermer la session ?">
        <p>
          {unsaved > 1
            ? `${unsaved} de vos modifications ne sont pas encore enregistrées par le serveur.`
            : 'Une de vos modifications n’est pas encore enregistrée par le serveur.'}{' '}
          Elles ne sont que dans ce navigateur, qui les gardera : elles partiront quand vous y rouvrirez
          l’acte sous votre nom. Sur un ordinateur partagé, attendez plutôt « Enregistré ».
        </p>
        <div className={classes.choices}>
          <Button onClick={() => setUnsaved(0)}>Rester</Button>
          <Button variant="default" loading={close.isPending} onClick={end}>
            Fermer quand même
          </Button>
        </div>
      </Modal>
    </>
  );
}
