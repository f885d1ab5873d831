import { Button, NumberInput, Radio } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import type { SignatureOrder } from '#shared/signature/model.ts';
import type { CeremonyAnswer } from '#shared/signature/wire.ts';
import { another, draftErrors, draftFrom, emptyDraft, requestOf, type SignatoryDraft } from './draft.ts';
import { useOpenCeremony } from './queries.ts';
import { SignatoryFields } from './signatory-fields.tsx';
import classes from './signature.module.css';

/** How long signatures are awaited unless one says otherwise. */
const DAYS = 30;

interface OpenFormProps {
  readonly actId: string;
  readonly answer: CeremonyAnswer;
  readonly onOpened: (answer: CeremonyAnswer) => void;
}

/** Names those who sign, and opens the ceremony. */
export function OpenForm({ actId, answer, onOpened }: OpenFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const open = useOpenCeremony(actId);
  const [drafts, setDrafts] = useState(() => draftFrom(answer.parties));
  const [order, setOrder] = useState<SignatureOrder>('parallele');
  const [days, setDays] = useState<number | string>(DAYS);
  const [tried, setTried] = useState(false);
  const count = useRef(0);
  const nextKey = () => {
    count.current += 1;
    return `n${count.current}`;
  };
  const change = (changed: SignatoryDraft) =>
    setDrafts(drafts.map((one) => (one.key === changed.key ? changed : one)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (drafts.some((one) => Object.keys(draftErrors(one)).length > 0))
      return focusFirstInvalid(form.current);
    const request = { order, days: Number(days) || DAYS, signatories: drafts.map(requestOf) };
    open.mutate(request, { onSuccess: onOpened });
  };
  const known = new Set(answer.parties.map(({ key }) => key));
  const mixed = new Set(drafts.map(({ method }) => method)).size > 1;
  return (
    <form
      ref={form}
      className={classes.card}
      onSubmit={submit}
      noValidate
      aria-labelledby="ouvrir-la-signature"
    >
      <h2 id="ouvrir-la-signature">Signataires</h2>
      <p className={classes.soft}>
        {answer.mail
          ? 'Chaque personne recevra par courriel un lien qui ne vaut que pour elle, puis un code au moment de signer.'
          : 'Ce serveur n’envoie pas de courriel : vous remettrez à chaque personne un lien qui ne vaut que pour elle.'}
      </p>
      {drafts.map((one, index) => (
        <fieldset key={one.key} className={classes.fieldset}>
          <legend>
            {index + 1}. {one.party === '' ? 'Partie à nommer' : one.party}
          </legend>
          <SignatoryFields
            draft={one}
            errors={tried ? draftErrors(one) : {}}
            asksParty={!known.has(one.partyKey)}
            onChange={change}
          />
          <div className={classes.buttons}>
            <Button
              size="xs"
              variant="subtle"
              onClick={() =>
                setDrafts(drafts.flatMap((each) => (each === one ? [one, another(one, nextKey())] : [each])))
              }
            >
              Autre signataire pour cette partie
            </Button>
            {drafts.length > 2 ? (
              <Button
                size="xs"
                variant="subtle"
                color="red"
                onClick={() => setDrafts(drafts.filter((each) => each !== one))}
              >
                Retirer
              </Button>
            ) : null}
            {index > 0 && order === 'successif' ? (
              <Button
                size="xs"
                variant="subtle"
                onClick={() => setDrafts(drafts.with(index, drafts[index - 1] ?? one).with(index - 1, one))}
              >
                Faire signer avant
              </Button>
            ) : null}
          </div>
        </fieldset>
      ))}
      <div>
        <Button variant="default" size="sm" onClick={() => setDrafts([...drafts, emptyDraft(nextKey())])}>
          Ajouter une partie
        </Button>
      </div>
      <Radio.Group
        label="Ordre"
        value={order}
        onChange={(value) => setOrder(value === 'successif' ? 'successif' : 'parallele')}
      >
        <div className={classes.pair}>
          <Radio value="parallele" label="Tous en même temps" />
          <Radio value="successif" label="L’un après l’autre, dans cet ordre" />
        </div>
      </Radio.Group>
      <NumberInput
        label="Délai pour signer, en jours"
        min={1}
        max={365}
        allowDecimal={false}
        maw="16rem"
        value={days}
        onChange={setDays}
      />
      {mixed ? (
        <p role="status">
          <strong>Signature mixte.</strong> Certaines parties signent par lien, d’autres sur papier{'\u00a0'}:
          le dossier dira, pour chacune, où est son original.
        </p>
      ) : null}
      {open.isError ? <Failure takesFocus detailed error={open.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={open.isPending}>
          Ouvrir la signature
        </Button>
      </div>
    </form>
  );
}
