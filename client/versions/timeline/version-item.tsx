import { ActionIcon, Checkbox, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import {
  IconBookmark,
  IconCheck,
  IconCopy,
  IconDots,
  IconFileDiff,
  IconFileDownload,
  IconFiles,
  IconPencil,
  IconRestore,
} from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { versionKind, versionName } from '#shared/versions/names.ts';
import { PRESENT } from '#shared/versions/side.ts';
import type { Version, VersionList } from '#shared/versions/wire.ts';
import { authorsName, hourName, momentName, shortHash, sizeName } from '../labels.ts';
import { compareHref } from '../refs.ts';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import classes from './timeline.module.css';

interface VersionItemProps {
  readonly actId: string;
  /** Of the act. */
  readonly title: string;
  readonly version: Version;
  /** The version taken just before, when it is known. */
  readonly before: Version | null;
  readonly can: VersionList['can'];
  readonly chosen: boolean;
  readonly onToggle: () => void;
}

/** One version of the list: what it is, whose, how much it changed, and what one does with it. */
export function VersionItem({ actId, title, version, before, can, chosen, onToggle }: VersionItemProps) {
  const name = versionName(version);
  const authors = authorsName(version.authors);
  return (
    <li className={classes.item} data-nommee={version.label !== null} data-chosen={chosen}>
      <Checkbox
        checked={chosen}
        onChange={onToggle}
        aria-label={`Choisir « ${name} », ${momentName(version.at)}`}
        className={classes.tick}
      />
      <div className={classes.itemBody}>
        <h3 className={classes.itemTitle}>
          {version.label !== null ? <IconBookmark size={17} aria-hidden="true" /> : null}
          <Link href={`/actes/${actId}/versions/${version.id}`}>{name}</Link>
        </h3>
        <p className={classes.meta}>
          <time dateTime={new Date(version.at).toISOString()}>{hourName(version.at)}</time>
          <span>version {version.rank}</span>
          {version.label !== null && version.kind !== 'nommee' ? (
            <span>{versionKind(version).toLocaleLowerCase('fr')}</span>
          ) : null}
          {authors === '' ? null : <span>{authors}</span>}
          {version.by && version.kind === 'nommee' ? <span>nommée par {version.by.name}</span> : null}
        </p>
        {version.note === '' ? null : <p className={classes.note}>{version.note}</p>}
        <p className={classes.meta}>
          {version.kind === 'initiale' ? null : <span>{sizeName(version)}</span>}
          <Hash hash={version.hash} />
        </p>
      </div>
      <div className={classes.itemActions}>
        <Link href={compareHref(actId, version.id, PRESENT)} className={classes.compare}>
          Comparer avec l’actuel
        </Link>
        <More actId={actId} title={title} version={version} before={before} can={can} />
      </div>
    </li>
  );
}

/** The beginning of the fingerprint; a click copies it whole. */
function Hash({ hash }: { readonly hash: string }) {
  const { copied, copy } = useClipboard({ timeout: 2000 });
  return (
    <Tooltip label="Empreinte SHA-256 de cette version ; cliquez pour la copier entière">
      <UnstyledButton
        className={classes.hash}
        aria-label={`Copier l’empreinte ${shortHash(hash)}`}
        onClick={() => copy(hash)}
      >
        {copied ? <IconCheck size={14} aria-hidden="true" /> : <IconCopy size={14} aria-hidden="true" />}
        <span role="status">{copied ? 'copiée' : shortHash(hash)}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

type MoreProps = Omit<VersionItemProps, 'chosen' | 'onToggle'>;

function More({ actId, title, version, before, can }: MoreProps) {
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<'nom' | 'copie' | null>(null);
  const target = useRef<HTMLButtonElement>(null);
  // The focus comes back where the menu was: its item is gone when the dialog closes.
  const openDialog = (dialog: 'nom' | 'copie') => {
    target.current?.focus();
    setOpen(dialog);
  };
  return (
    <>
      <Menu position="bottom-end" width={280} withinPortal={false}>
        <Menu.Target>
          <ActionIcon
            ref={target}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Autres actions sur « ${versionName(version)} », ${momentName(version.at)}`}
          >
            <IconDots size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {before ? (
            <Menu.Item
              leftSection={<IconFileDiff size={18} aria-hidden="true" />}
              onClick={() => navigate(compareHref(actId, before.id, version.id))}
            >
              Ce que cette version a changé
            </Menu.Item>
          ) : null}
          {can.name ? (
            <Menu.Item
              leftSection={<IconPencil size={18} aria-hidden="true" />}
              onClick={() => openDialog('nom')}
            >
              Nommer et annoter
            </Menu.Item>
          ) : null}
          {can.restore ? (
            <Menu.Item
              leftSection={<IconRestore size={18} aria-hidden="true" />}
              onClick={() => navigate(`/actes/${actId}?retablir=${version.id}`)}
            >
              Rétablir cette version…
            </Menu.Item>
          ) : null}
          <Menu.Item
            leftSection={<IconFileDownload size={18} aria-hidden="true" />}
            onClick={() => navigate(`/actes/${actId}/exporter?etat=${version.id}`)}
          >
            Exporter cette version
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFiles size={18} aria-hidden="true" />}
            onClick={() => openDialog('copie')}
          >
            Dupliquer dans un nouvel acte
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <NameDialog actId={actId} version={version} opened={open === 'nom'} onClose={() => setOpen(null)} />
      <DuplicateDialog
        side={{ actId, ref: version.id }}
        title={title}
        opened={open === 'copie'}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
