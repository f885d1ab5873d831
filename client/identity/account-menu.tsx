import { Menu, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLogout } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { sentenceOf } from '#client/app/api.ts';
import { Monogram } from '#client/ui/monogram.tsx';
import classes from './account-menu.module.css';
import { useCloseSession, useMe } from './queries.ts';

/** Who one is here, and the way out. Nothing while nobody is signed in. */
export function AccountMenu() {
  const me = useMe();
  const close = useCloseSession();
  const [, navigate] = useLocation();
  if (!me.data) return null;
  const { person, organisation } = me.data;
  const leave = () =>
    close.mutate(undefined, {
      onSuccess: () => navigate('/'),
      onError: (error) => notifications.show({ color: 'red', message: sentenceOf(error) }),
    });
  return (
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
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden="true" />} onClick={leave}>
          Fermer la session
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
