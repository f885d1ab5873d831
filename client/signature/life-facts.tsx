import { Anchor, Button, Modal, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import type { ActState } from '#shared/identity/roles.ts';
import type { ActStateAnswer, OtherAct } from '#shared/signature/wire.ts';
import { useMove, useSuccession } from './queries.ts';
import classes from './signature.module.css';
import { dayWords } from './words.ts';

interface LifeFactsProps {
  readonly actId: string;
  readonly life: ActStateAnswer;
}

/** States of an act that has taken effect, so that those before it were replaced. */
const HAS_REPLACED: ReadonlySet<ActState> = new Set<ActState>(['en-vigueur', 'echu', 'resilie', 'remplace']);

/** Since when, until when, and what takes whose place. */
export function LifeFacts({ actId, life }: LifeFactsProps) {
  const { state, signedOn, effectDay, term, ending, replaces, replacedBy } = life;
  const endedBefore = state === 'resilie' || state === 'remplace';
  if (signedOn === null && replaces.length === 0) return null;
  return (
    <>
      <dl className={classes.facts}>
        {signedOn === null ? null : <Fact name="Signé le">{dayWords(signedOn)}</Fact>}
        {effectDay === null ? null : <Fact name="Prise d’effet">{dayWords(effectDay)}</Fact>}
        {term === null || endedBefore ? null : (
          <Fact name="Dernier jour">
            {dayWords(term.last)}
            <span className={classes.sentence}>{`«\u00a0${term.sentence}\u00a0»`}</span>
          </Fact>
        )}
        {ending === null ? null : (
          <Fact name={state === 'resilie' ? 'Résilié' : 'Résiliation annoncée'}>
            à compter du {dayWords(ending.effect)}, par {ending.by.name} ({ending.by.organisation})
            {ending.received === null ? '' : `, lettre reçue le ${dayWords(ending.received)}`}. Motif
            {'\u00a0'}: {ending.motif}
          </Fact>
        )}
        {replaces.length === 0 ? null : (
          <Fact name={HAS_REPLACED.has(state) ? 'Remplace' : 'Remplacera, le jour de sa prise d’effet'}>
            <Acts acts={replaces} />
          </Fact>
        )}
        {replacedBy === null ? null : (
          <Fact name={state === 'remplace' ? 'Remplacé par' : 'Sera remplacé par'}>
            <Acts acts={[replacedBy]} />
          </Fact>
        )}
      </dl>
      {ending !== null && life.moves.includes('resilier') ? <Withdrawing actId={actId} /> : null}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Acts({ acts }: { readonly acts: readonly OtherAct[] }) {
  return (
    <ul className={classes.plain}>
      {acts.map(({ id, title }) => (
        <li key={id}>
          {title === null ? (
            'un acte qui ne vous est pas ouvert'
          ) : (
            <Anchor component={Link} href={`/actes/${id}`}>
              {title}
            </Anchor>
          )}
        </li>
      ))}
    </ul>
  );
}

function Withdrawing({ actId }: { readonly actId: string }) {
  const [opened, setOpened] = useState(false);
  const move = useMove(actId);
  const close = () => setOpened(false);
  return (
    <div className={classes.buttons}>
      <Button variant="default" onClick={() => setOpened(true)}>
        Retirer la résiliation…
      </Button>
      <Modal opened={opened} onClose={close} title="Retirer la résiliation">
        <div className={classes.stack}>
          <p>
            L’acte continuera de produire effet comme si elle n’avait pas été annoncée. Toutes les parties le
            verront, et le journal gardera l’annonce et le retrait.
          </p>
          {move.isError ? <Failure takesFocus error={move.error} /> : null}
          <div className={classes.buttons}>
            <Button
              data-autofocus
              loading={move.isPending}
              onClick={() => move.mutate({ move: 'resilier/retrait' }, { onSuccess: close })}
            >
              Retirer la résiliation
            </Button>
            <Button variant="default" onClick={close}>
              Annuler
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}

/** Which signed acts this one will take the place of; nothing when there are none to choose from. */
export function Succession({ actId, life }: LifeFactsProps) {
  const succession = useSuccession(actId);
  const [chosen, setChosen] = useState<string[]>(() => life.replaces.map(({ id }) => id));
  const choices = life.replaceable ?? [];
  if (choices.length === 0) return null;
  const changed =
    [...chosen].sort().join() !==
    life.replaces
      .map(({ id }) => id)
      .sort()
      .join();
  return (
    <div className={classes.stack}>
      <MultiSelect
        label="Cet acte remplace"
        description="Facultatif. Le jour où il prendra effet, les actes choisis seront dits remplacés."
        data={choices.map(({ id, title }) => ({ value: id, label: title ?? id }))}
        value={chosen}
        onChange={setChosen}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Tout retirer' }}
        nothingFoundMessage="Aucun acte signé de ce nom"
      />
      {succession.isError ? <Failure takesFocus error={succession.error} /> : null}
      {changed ? (
        <div className={classes.buttons}>
          <Button loading={succession.isPending} onClick={() => succession.mutate(chosen)}>
            Enregistrer
          </Button>
        </div>
      ) : null}
    </div>
  );
}
