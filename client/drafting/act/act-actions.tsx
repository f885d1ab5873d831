import { ActionIcon, Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconCursorText,
  IconDots,
  IconFileDownload,
  IconHistory,
  IconListCheck,
  IconPrinter,
  IconSignature,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ThemeItems } from '#client/app/theme-switch.tsx';
import { InviteDialog } from '#client/identity/invite-dialog.tsx';
import { ParticipantsDialog } from '#client/identity/participants-dialog.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import type { ActDetail } from '#shared/drafting/wire.ts';
import classes from './act.module.css';
import { RenameDialog } from './rename-dialog.tsx';

/** What one does with an act beside writing it: versions, invite, rename, print, leave, and the appearance. */
export function ActActions({ act }: { readonly act: ActDetail }) {
  const [inviting, setInviting] = useState(false);
  const [participants, setParticipants] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const [, navigate] = useLocation();
  const menu = useRef<HTMLButtonElement>(null);
  /** A dialog gives the focus back to what had it: the menu's button, as its item is gone by then. */
  const openDialog = (open: (opened: boolean) => void) => {
    menu.current?.focus();
    open(true);
  };
  // Not by style: a menu gives the focus to its first item, which must be one that shows.
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const organisations = [...new Set([...act.parties, ...act.participants.map((one) => one.organisation)])];
  return (
    <>
      {narrow ? null : (
        <ButtonLink
          size="sm"
          variant="default"
          href={`/actes/${act.id}/versions`}
          leftSection={<IconHistory size={17} aria-hidden="true" />}
        >
          Versions
        </ButtonLink>
      )}
      {act.can.invite && !narrow ? (
        <Button
          size="sm"
          leftSection={<IconUserPlus size={17} aria-hidden="true" />}
          onClick={() => setInviting(true)}
        >
          Inviter
        </Button>
      ) : null}
      <Menu position="bottom-end" width={260} withinPortal={false}>
        <Menu.Target>
          <ActionIcon
            ref={menu}
            variant="subtle"
            color="gray"
            size="lg"
            className={classes.more}
            aria-label="Autres actions"
          >
            <IconDots size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {act.can.invite && narrow ? (
            <Menu.Item
              leftSection={<IconUserPlus size={18} aria-hidden="true" />}
              onClick={() => openDialog(setInviting)}
            >
              Inviter une personne
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconUsers size={18} aria-hidden="true" />}
            onClick={() => openDialog(setParticipants)}
          >
            Participants
          </Menu.Item>
          {act.can.rename ? (
            <Menu.Item
              leftSection={<IconCursorText size={18} aria-hidden="true" />}
              onClick={() => openDialog(setRenaming)}
            >
              Renommer l’acte
            </Menu.Item>
          ) : null}
          {narrow ? (
            <Menu.Item
              leftSection={<IconHistory size={18} aria-hidden="true" />}
              onClick={() => navigate(`/actes/${act.id}/versions`)}
            >
              Versions et comparaison
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconSignature size={18} aria-hidden="true" />}
            onClick={() => navigate(`/actes/${act.id}/signature`)}
          >
            État et signature
          </Menu.Item>
          <Menu.Item
            leftSection={<IconListCheck size={18} aria-hidden="true" />}
            onClick={() => navigate(`/actes/${act.id}/journal`)}
          >
            Journal
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileDownload size={18} aria-hidden="true" />}
            onClick={() => navigate(`/actes/${act.id}/exporter`)}
          >
            Exporter
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPrinter size={18} aria-hidden="true" />}
            onClick={() => window.setTimeout(() => window.print())}
          >
            Imprimer
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowLeft size={18} aria-hidden="true" />}
            onClick={() => navigate('/')}
          >
            Revenir au portefeuille
          </Menu.Item>
          <Menu.Divider />
          <ThemeItems />
        </Menu.Dropdown>
      </Menu>
      <InviteDialog
        actId={act.id}
        organisations={organisations}
        opened={inviting}
        onClose={() => setInviting(false)}
      />
      <ParticipantsDialog actId={act.id} opened={participants} onClose={() => setParticipants(false)} />
      <RenameDialog act={act} opened={renaming} onClose={() => setRenaming(false)} />
    </>
  );
}
