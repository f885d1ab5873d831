import { Button, CloseButton, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconClipboardText,
  IconFilePencil,
  IconGitCompare,
  IconListDetails,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '#client/drafting/queries.ts';
import { compareHref } from '#client/versions/refs.ts';
import classes from './avenants.module.css';
import { Instructions } from './instructions.tsx';
import { BASE, CONSOLIDATED, useAvenant } from './queries.ts';

/** From this width, instructions stand beside the text, which people go on editing while they follow. */
const BESIDE = '(min-width: 88em)';

interface AvenantBarProps {
  readonly actId: string;
  /** On the page of a comparison, which is neither of the two texts. */
  readonly comparing?: boolean;
}

/** On the pages of an avenant: its two texts, their comparison, and what its instructions say. */
export function AvenantBar({ actId, comparing = false }: AvenantBarProps) {
  const { data: act } = useAct(actId);
  if (act === undefined || !(act.kind === 'avenant' || act.working)) return null;
  return <Bar actId={actId} comparing={comparing} />;
}

function Bar({ actId, comparing }: Required<AvenantBarProps>) {
  const [opened, setOpened] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const roomy = useMediaQuery(BESIDE, true, { getInitialValueInEffect: false });
  const beside = roomy && !comparing;
  const { data: avenant } = useAvenant(actId, true);
  if (avenant === undefined) return null;
  const here = comparing ? 'comparaison' : actId === avenant.workingId ? 'consolide' : 'avenant';
  const current = (tab: typeof here) => (tab === here ? { 'aria-current': 'page' as const } : {});
  const count = avenant.articles.length;
  const title = `Instructions de l’avenant n°\u00a0${avenant.number}`;
  const troubles = avenant.refusals.length + avenant.findings.filter(({ blocking }) => blocking).length;
  return (
    <nav className={classes.bar} aria-label="Textes de l’avenant">
      <Link href={`/actes/${avenant.id}`} className={classes.tab} {...current('avenant')}>
        <IconListDetails size={17} aria-hidden="true" />
        L’avenant
      </Link>
      <Link href={`/actes/${avenant.workingId}`} className={classes.tab} {...current('consolide')}>
        <IconFilePencil size={17} aria-hidden="true" />
        Texte consolidé
      </Link>
      <Link
        href={compareHref(avenant.workingId, BASE, CONSOLIDATED)}
        className={classes.tab}
        {...current('comparaison')}
      >
        <IconGitCompare size={17} aria-hidden="true" />
        Comparaison
      </Link>
      {avenant.canWrite ? (
        <Link href={`/actes/${avenant.id}/reprise`} className={classes.tab}>
          <IconClipboardText size={17} aria-hidden="true" />
          Lire un avenant
        </Link>
      ) : null}
      <Button
        size="compact-sm"
        variant="default"
        className={classes.instructions}
        ref={toggle}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
        leftSection={troubles > 0 ? <IconAlertTriangle size={16} aria-hidden="true" /> : null}
      >
        {count > 1 ? `${count} articles modifiés` : count === 1 ? '1 article modifié' : 'Aucune modification'}
        {troubles > 0 ? `, ${troubles}\u00a0à régler` : ''}
      </Button>
      {beside && opened ? (
        <Beside
          title={title}
          onClose={() => {
            setOpened(false);
            toggle.current?.focus();
          }}
        >
          <Instructions avenant={avenant} onGo={() => undefined} />
        </Beside>
      ) : null}
      <Drawer
        opened={opened && !beside}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Fermer' }}
        title={title}
      >
        <Instructions avenant={avenant} onGo={() => setOpened(false)} />
      </Drawer>
    </nav>
  );
}

interface BesideProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog that leaves the text within reach: it takes the focus when it opens, and does not hold it. */
function Beside({ title, onClose, children }: BesideProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.focus(), []);
  return (
    <dialog
      open
      ref={dialog}
      tabIndex={-1}
      className={classes.beside}
      aria-label={title}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <div className={classes.besideTop}>
        <h2>{title}</h2>
        <CloseButton aria-label="Fermer" onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
