import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ask, failedWith } from '#client/app/api.ts';
import { keepFile } from '#client/app/download.ts';
import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { JournalFault } from '#shared/identity/journal.ts';
import { journalSchema } from '#shared/identity/journal-wire.ts';
import { SignedOut } from '../signed-out.tsx';
import classes from './journal.module.css';
import { eventWords } from './journal-words.ts';

const FAULTS: Readonly<Record<JournalFault, string>> = {
  rang: 'son rang ne suit pas',
  acte: 'il vient d’un autre acte',
  chaine: 'il ne suit pas celui qui le précède',
  contenu: 'il n’est plus celui qui a été écrit',
  tronque: 'il manque, comme tout ce qui le suivait',
};

function useJournal(actId: string) {
  return useQuery({
    queryKey: ['acts', actId, 'journal'],
    staleTime: 0,
    queryFn: ({ signal }) => ask(journalSchema, `/api/acts/${encodeURIComponent(actId)}/journal`, { signal }),
  });
}

/** `/actes/:id/journal`: who did what, when, on behalf of whom; and whether the chain is whole. */
export default function JournalScreen({ id }: { readonly id: string }) {
  const journal = useJournal(id);
  if (failedWith(journal.error, 'session.absente')) return <SignedOut />;
  return (
    <Screen
      title="Journal"
      lead="Chaque événement porte l’empreinte de celui qui le précède : rien ne s’y change sans que cela se voie."
      width="narrow"
      actions={
        <>
          <ButtonLink
            href={`/actes/${id}`}
            variant="default"
            leftSection={<IconArrowLeft size={17} aria-hidden="true" />}
          >
            Revenir à l’acte
          </ButtonLink>
          <Button
            component="a"
            href={`/api/acts/${encodeURIComponent(id)}/journal/export`}
            download
            onClick={keepFile}
            variant="default"
            leftSection={<IconDownload size={17} aria-hidden="true" />}
          >
            Télécharger
          </Button>
        </>
      }
    >
      {journal.error ? (
        <Failure error={journal.error} onRetry={() => void journal.refetch()} />
      ) : journal.data === undefined ? (
        <LoadingRows />
      ) : (
        <>
          {journal.data.verdict.intact ? (
            <p className={classes.verdict}>
              <IconShieldCheck size={22} aria-hidden="true" />
              Journal intact, vérifié à l’instant par le serveur.
            </p>
          ) : (
            <Problem
              title="Ce journal a été altéré."
              message={`Le premier événement en cause porte le n° ${journal.data.verdict.seq}\u00a0: ${FAULTS[journal.data.verdict.fault]}. Prévenez l’administrateur du serveur.`}
            />
          )}
          <ol className={classes.list} reversed>
            {journal.data.entries.toReversed().map((entry) => (
              <li key={entry.seq} className={classes.entry}>
                <span className={classes.rank}>{entry.seq}</span>
                <p className={classes.what}>
                  {eventWords(entry)}
                  {entry.about === null ? '' : `\u00a0: ${entry.about}`}
                </p>
                <p className={classes.soft}>
                  {exactDate(entry.at)}, {entry.by ?? 'le serveur'}
                  {entry.onBehalfOf === null ? '' : ` (${entry.onBehalfOf})`}
                </p>
                <p className={classes.facts}>{entry.hash}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Screen>
  );
}
