import { Button, Drawer } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClipboardText,
  IconFilePencil,
  IconGitCompare,
  IconListDetails,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useAct } from '#client/drafting/queries.ts';
import { compareHref } from '#client/versions/refs.ts';
import classes from './avenants.module.css';
import { Instructions } from './instructions.tsx';
import { BASE, CONSOLIDATED, useAvenant } from './queries.ts';

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
  const { data: avenant } = useAvenant(actId, true);
  if (avenant === undefined) return null;
  const here = comparing ? 'comparaison' : actId === avenant.workingId ? 'consolide' : 'avenant';
  const current = (tab: typeof here) => (tab === here ? { 'aria-current': 'page' as const } : {});
  const count = avenant.articles.length;
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
        onClick={() => setOpened(true)}
        leftSection={troubles > 0 ? <IconAlertTriangle size={16} aria-hidden="true" /> : null}
      >
        {count > 1 ? `${count} articles modifiés` : count === 1 ? '1 article modifié' : 'Aucune modification'}
        {troubles > 0 ? `, ${troubles}\u00a0à régler` : ''}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Fermer' }}
        title={`Instructions de l’avenant n°\u00a0${avenant.number}`}
      >
        <Instructions avenant={avenant} onGo={() => setOpened(false)} />
      </Drawer>
    </nav>
  );
}
