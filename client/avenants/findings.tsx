import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { compareHref } from '#client/versions/refs.ts';
import type { AvenantDetail, AvenantFinding } from '#shared/avenants/wire.ts';
import { writeSide } from '#shared/versions/side.ts';
import classes from './avenants.module.css';
import { CONSOLIDATED, useGiveNumber, useTakeUp } from './queries.ts';
import { passageHref } from './working-text.tsx';

interface FindingsProps {
  readonly avenant: AvenantDetail;
  /** A passage of one of the texts is about to be shown. */
  readonly onGo: () => void;
}

/** What is to be settled before an avenant is signed: each with its passage, and what to do next. */
export function Findings({ avenant, onGo }: FindingsProps) {
  const { findings, refusals } = avenant;
  const takeUp = useTakeUp(avenant.id);
  const lost = takeUp.data?.lost ?? [];
  return (
    <>
      {takeUp.data === undefined ? null : (
        <div role="status" className={classes.done}>
          <p>L’avenant est repris sur le texte en vigueur.</p>
          {lost.length === 0 ? null : (
            <>
              <p>
                {lost.length > 1 ? 'Ces passages ont' : 'Ce passage a'} aussi changé dans le texte en vigueur,
                qui est gardé. Votre rédaction{'\u00a0'}:
              </p>
              <ul>
                {lost.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {refusals.length + findings.length === 0 ? null : (
        <section aria-labelledby="avenant-avant">
          <h3 id="avenant-avant">Avant de signer</h3>
          <ul className={classes.findings}>
            {refusals.map(({ address, reason, remedy }) => (
              <li key={`${address} ${reason}`} data-bloquant="true">
                <p>
                  <strong className={classes.rank}>Bloquant</strong>{' '}
                  {address === null ? null : <strong>{capital(address)}. </strong>}
                  {reason} {remedy}
                </p>
              </li>
            ))}
            {findings.map((finding) => (
              <li key={finding.message} data-bloquant={finding.blocking}>
                <p>
                  <strong className={classes.rank}>{finding.blocking ? 'Bloquant' : 'À vérifier'}</strong>{' '}
                  {finding.message}
                </p>
                {finding.other?.says ? <blockquote>{finding.other.says}</blockquote> : null}
                <Remedies avenant={avenant} finding={finding} onGo={onGo} takeUp={takeUp} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

interface RemediesProps extends FindingsProps {
  readonly finding: AvenantFinding;
  readonly takeUp: ReturnType<typeof useTakeUp>;
}

function Remedies({ avenant, finding, onGo, takeUp }: RemediesProps) {
  const { block, inAvenant, other, remedy } = finding;
  const giveNumber = useGiveNumber(avenant.id);
  const { workingId } = avenant;
  return (
    <>
      <p className={classes.ways}>
        {block === null ? null : (
          <Link href={passageHref(inAvenant ? avenant.id : workingId, block)} onClick={onGo}>
            Voir le passage
          </Link>
        )}
        {other === null ? null : (
          <>
            <Link
              href={block === null ? `/actes/${other.id}` : passageHref(other.workingId, block)}
              onClick={onGo}
            >
              Ouvrir l’avenant n°{'\u00a0'}
              {other.number}
            </Link>
            <Link
              href={compareHref(
                workingId,
                CONSOLIDATED,
                writeSide({ actId: other.workingId, ref: CONSOLIDATED }, workingId),
              )}
              onClick={onGo}
            >
              Comparer les deux textes
            </Link>
          </>
        )}
      </p>
      {avenant.canWrite && remedy === 'reprendre' ? (
        <Button size="compact-md" loading={takeUp.isPending} onClick={() => takeUp.mutate()}>
          Reprendre sur le texte actuel
        </Button>
      ) : null}
      {avenant.canWrite && remedy === 'numeroter' ? (
        <Button
          size="compact-md"
          variant="default"
          loading={giveNumber.isPending}
          onClick={() => giveNumber.mutate()}
        >
          Lui donner ce numéro
        </Button>
      ) : null}
      {takeUp.error && remedy === 'reprendre' ? <Failure error={takeUp.error} /> : null}
      {giveNumber.error ? <Failure error={giveNumber.error} /> : null}
    </>
  );
}
