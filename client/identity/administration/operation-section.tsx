import { Failure } from '#client/app/failure.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import type { ServerOperation } from '#shared/identity/administration-wire.ts';
import classes from '../access.module.css';
import { useServerOperation } from './queries.ts';
import { sizeWords } from './size.ts';

const PROCESSES: Readonly<Record<ServerOperation['processes'], string>> = {
  alone: 'un seul',
  redis: 'plusieurs, par Redis',
  log: 'plusieurs, par le journal des saisies',
};

const milliseconds = (value: number): string =>
  `${value.toLocaleString('fr', { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0ms`;

/** How the process that answers works at this moment: the figures of `/metrics`, asked again every two seconds. */
export function Operation() {
  const operation = useServerOperation();
  const { data } = operation;
  return (
    <section className={classes.mail} aria-labelledby="fonctionnement">
      <h2 id="fonctionnement" className={classes.heading}>
        Fonctionnement
      </h2>
      {operation.isPending ? <LoadingRows /> : null}
      {operation.isError ? (
        <Failure error={operation.error} onRetry={() => void operation.refetch()} />
      ) : null}
      {data ? <Warnings operation={data} /> : null}
      {data ? <Figures operation={data} /> : null}
    </section>
  );
}

function Warnings({ operation: { disk, processes } }: { readonly operation: ServerOperation }) {
  return (
    <>
      {disk.refuses ? (
        <Problem
          message={
            'Le disque refuse d’écrire\u00a0: rien n’est plus enregistré. Libérez de la place ou réparez-le\u202f; ce qui est saisi attend et s’enregistrera ensuite.'
          }
        />
      ) : null}
      {disk.low && disk.freeBytes !== null ? (
        <Problem
          message={`Le disque est presque plein\u00a0: il reste ${sizeWords(disk.freeBytes)}, sous le seuil de ${sizeWords(disk.warningBytes)}. Libérez de la place, ou changez le seuil (DISK_WARNING_BYTES).`}
        />
      ) : null}
      {processes === 'log' ? (
        <Problem
          message={
            'Redis n’est pas joignable\u00a0: les processus se suivent par la base, avec une demi-seconde de retard. Rien n’est perdu\u202f; relancez Redis.'
          }
        />
      ) : null}
    </>
  );
}

function Figures({ operation }: { readonly operation: ServerOperation }) {
  const { ack, disk } = operation;
  const figures: readonly (readonly [string, string])[] = [
    ['Connexions', String(operation.connections)],
    ['Actes ouverts', `${operation.actsOpen}, dont ${operation.actsAwake} en cours d’écriture`],
    [
      'Modifications par seconde',
      operation.editsPerSecond.toLocaleString('fr', { maximumFractionDigits: 1 }),
    ],
    ['Modifications depuis le démarrage', operation.edits.toLocaleString('fr')],
    [
      'Enregistrement (dernière minute)',
      ack === null ? 'aucun' : `${milliseconds(ack.median)}, 99\u00a0% sous ${milliseconds(ack.p99)}`,
    ],
    ['En attente du disque', sizeWords(operation.pendingBytes)],
    ['Base de données', operation.databaseBytes < 0 ? 'inconnue' : sizeWords(operation.databaseBytes)],
    ['Retard du processus', `99\u00a0% sous ${milliseconds(operation.loopDelay)}`],
    [
      'Place libre',
      disk.freeBytes === null
        ? 'sur le serveur de base de données'
        : `${sizeWords(disk.freeBytes)} (alerte sous ${sizeWords(disk.warningBytes)})`,
    ],
    ['Processus', PROCESSES[operation.processes]],
  ];
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className={classes.subheading}>Connexions refusées ou fermées depuis le démarrage</h3>
      {operation.refused.length === 0 ? <p className={classes.soft}>Aucune.</p> : null}
      <ul className={classes.list}>
        {operation.refused.map(({ code, message, count }) => (
          <li key={code}>
            {count.toLocaleString('fr')} × {message} <span className={classes.soft}>({code})</span>
          </li>
        ))}
      </ul>
    </>
  );
}
