import { Button, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ApiFailure, sentenceOf } from '#client/app/api.ts';
import { exactDate } from '#client/ui/moment.tsx';
import { Problem } from '#client/ui/problem.tsx';
import type { TendedVersion } from '#shared/drafting/house-wire.ts';
import { OriginTag, StateTag } from './clause-tags.tsx';
import classes from './clausier.module.css';
import { useDecide } from './queries.ts';

interface VersionItemProps {
  readonly id: string;
  readonly version: TendedVersion;
  readonly shown: boolean;
  readonly mayDecide: boolean;
  readonly onShow: () => void;
  /** Compares with the version before; `null` for the first. */
  readonly onCompare: (() => void) | null;
  /** Starts a proposal from this version; `null` for somebody who may not. */
  readonly onReuse: (() => void) | null;
}

const DECISIONS = { approuvee: 'Approuvée', retiree: 'Retirée', proposee: 'Proposée' } as const;

/** One version in the history of a clause, with what can be done of it. */
export function VersionItem(props: VersionItemProps) {
  const { id, version, shown, onShow, onCompare, onReuse } = props;
  const mayDecide = props.mayDecide && version.decidable;
  const [asked, setAsked] = useState<'approuvee' | 'retiree' | null>(null);
  const name = `la version ${version.version}`;
  return (
    <li className={classes.version} aria-current={shown ? 'true' : undefined}>
      <div className={classes.tags}>
        <strong>Version {version.version}</strong>
        <StateTag etat={version.etat} />
        <OriginTag origine={version.origine} />
        {version.offerte ? (
          <span className={classes.tag} data-etat="offerte">
            Dans les nouvelles conventions
          </span>
        ) : null}
      </div>
      <p className={classes.facts}>
        {version.auteur}, le{' '}
        {new Date(`${version.date}T00:00:00Z`).toLocaleDateString('fr', {
          dateStyle: 'long',
          timeZone: 'UTC',
        })}
      </p>
      {version.note === '' || version.origine === 'livree' ? null : (
        <p className={classes.prose}>{version.note}</p>
      )}
      {version.decisions.map((decision) => (
        <p key={`${decision.le}-${decision.etat}`} className={classes.facts}>
          {DECISIONS[decision.etat]} par {decision.par}, le {exactDate(decision.le)}
          {decision.note === '' ? '' : ` : ${decision.note}`}
        </p>
      ))}
      {version.ecartee.length > 0 ? (
        <Problem
          title="Approuvée, mais mise de côté"
          message="Les modèles ne peuvent pas la prendre en l’état. Proposez une version corrigée."
          details={version.ecartee}
        />
      ) : null}
      <div className={classes.buttons}>
        {mayDecide && version.etat !== 'approuvee' ? (
          <Button size="compact-sm" aria-label={`Approuver ${name}`} onClick={() => setAsked('approuvee')}>
            Approuver
          </Button>
        ) : null}
        {shown ? null : (
          <Button size="compact-sm" variant="default" aria-label={`Lire ${name}`} onClick={onShow}>
            Lire
          </Button>
        )}
        {onCompare ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Comparer ${name} à la précédente`}
            onClick={onCompare}
          >
            Comparer à la précédente
          </Button>
        ) : null}
        {onReuse ? (
          <Button size="compact-sm" variant="default" aria-label={`Partir de ${name}`} onClick={onReuse}>
            Partir de cette version
          </Button>
        ) : null}
        {mayDecide && version.etat !== 'retiree' ? (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={`${version.etat === 'proposee' ? 'Écarter' : 'Retirer'} ${name}`}
            onClick={() => setAsked('retiree')}
          >
            {version.etat === 'proposee' ? 'Écarter' : 'Retirer'}
          </Button>
        ) : null}
      </div>
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === 'retiree' ? `Retirer ${name} ?` : `Approuver ${name} ?`}
      >
        {asked === null ? null : (
          <DecisionForm id={id} version={version} etat={asked} onDone={() => setAsked(null)} />
        )}
      </Modal>
    </li>
  );
}

interface DecisionFormProps {
  readonly id: string;
  readonly version: TendedVersion;
  readonly etat: 'approuvee' | 'retiree';
  readonly onDone: () => void;
}

function consequence(version: TendedVersion, etat: 'approuvee' | 'retiree'): string {
  if (etat === 'approuvee')
    return 'Les nouvelles conventions prendront cette rédaction. Celles qui sont en cours ne changent pas.';
  if (!version.offerte) return 'Elle restera dans l’historique, et ne servira à aucune nouvelle convention.';
  return 'Les nouvelles conventions ne la prendront plus ; la dernière version approuvée avant elle, s’il y en a une, reprend sa place. Celles qui sont en cours ne changent pas.';
}

function DecisionForm({ id, version, etat, onDone }: DecisionFormProps) {
  const decide = useDecide(id);
  const [note, setNote] = useState('');
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ version: version.version, etat, note: note.trim() }, { onSuccess: onDone });
      }}
    >
      <p className={classes.prose}>{consequence(version, etat)}</p>
      <Textarea
        label="Motif"
        description="Facultatif ; il reste dans l’historique."
        maxLength={1000}
        autosize
        minRows={2}
        data-autofocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {decide.isError ? (
        <Problem
          takesFocus
          message={sentenceOf(decide.error)}
          details={decide.error instanceof ApiFailure ? decide.error.details : []}
        />
      ) : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={decide.isPending} {...(etat === 'retiree' ? { color: 'red' } : {})}>
          {etat === 'retiree' ? 'Retirer' : 'Approuver'}
        </Button>
        <Button variant="default" onClick={onDone}>
          Annuler
        </Button>
      </div>
    </form>
  );
}
