import { Anchor, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask } from '#client/app/api.ts';
import { keepFile } from '#client/app/download.ts';
import { Failure } from '#client/app/failure.tsx';
import { exactDate } from '#client/ui/moment.tsx';
import { actSealSchema, DEVELOPMENT_WARNING, levelSentence, type SealFacts } from '#shared/signature/seal.ts';
import classes from './verification.module.css';

/** How often a seal that is due is looked for, in milliseconds. */
const SOON = 5_000;

const pathOf = (actId: string) => `/api/acts/${encodeURIComponent(actId)}/sceau`;

function useSeal(actId: string) {
  return useQuery({
    queryKey: ['acts', actId, 'sceau'],
    queryFn: ({ signal }) => ask(actSealSchema, pathOf(actId), { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'attendu' ? SOON : false),
  });
}

/** The sealed text of an act and its dossier, to take away; nothing while the act is not signed. */
export function SealCard({ actId }: { readonly actId: string }) {
  const seal = useSeal(actId);
  const queries = useQueryClient();
  const asked = useMutation({
    mutationFn: () => ask(actSealSchema, pathOf(actId), { body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['acts', actId] }),
  });
  // A reader who may not see seals has nothing to be told here: the page says what else goes wrong.
  if (seal.data === undefined || seal.data.state === 'aucun') return null;
  return (
    <section className={classes.card} aria-labelledby="texte-scelle">
      <h2 id="texte-scelle">Texte scellé</h2>
      {seal.data.state === 'attendu' ? (
        <>
          <p role="status">Toutes les signatures sont là. Le texte va être scellé dans un moment.</p>
          {asked.error ? <Failure error={asked.error} /> : null}
          {seal.data.mayAsk ? (
            <div>
              <Button variant="default" loading={asked.isPending} onClick={() => asked.mutate()}>
                Sceller maintenant
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <Sealed actId={actId} facts={seal.data.facts} awaitsTimestamp={seal.data.awaitsTimestamp} />
      )}
    </section>
  );
}

interface SealedProps {
  readonly actId: string;
  readonly facts: SealFacts;
  readonly awaitsTimestamp: boolean;
}

const FILES = [
  { path: 'pdf', label: 'Texte scellé (PDF)', variant: 'filled' },
  { path: 'dossier.pdf', label: 'Dossier de preuve (PDF)', variant: 'default' },
  { path: 'dossier.json', label: 'Dossier de preuve (données)', variant: 'default' },
] as const;

function Sealed({ actId, facts, awaitsTimestamp }: SealedProps) {
  return (
    <>
      <p>
        Scellé par {facts.par}, le {exactDate(Date.parse(facts.le))}.{' '}
        {levelSentence(facts.niveau, facts.certificat.developpement)}
      </p>
      {awaitsTimestamp ? (
        <p>
          L’autorité d’horodatage n’a pas répondu. Le serveur lui redemandera la date du sceau de lui-même.
        </p>
      ) : null}
      {facts.certificat.developpement ? <p className={classes.warning}>{DEVELOPMENT_WARNING}</p> : null}
      <div className={classes.downloads}>
        {FILES.map(({ path, label, variant }) => (
          <Button
            key={path}
            component="a"
            href={`${pathOf(actId)}/${path}`}
            download
            onClick={keepFile}
            variant={variant}
            leftSection={<IconDownload size={17} aria-hidden="true" />}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className={classes.file}>
        Gardez ces fichiers tels quels. Chacun peut vérifier le texte scellé à l’adresse{' '}
        <Anchor inherit underline="always" href="/verifier">{`${window.location.host}/verifier`}</Anchor>.
      </p>
    </>
  );
}
