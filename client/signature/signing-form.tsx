import { Button, Checkbox, PinInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import type { SigningPage } from '#shared/signature/wire.ts';
import { MotifDialog } from './motif-dialog.tsx';
import classes from './signature.module.css';
import { useAskCode, useRefuse, useSign } from './signing-queries.ts';

/** Id of the heading above what is to be accepted. */
export const FORM_HEADING = 'signer-le-texte';

interface SigningFormProps {
  readonly token: string;
  readonly page: SigningPage;
}

/** The sentence to accept, the code where one is asked for, and the two answers. */
export function SigningForm({ token, page }: SigningFormProps) {
  const sign = useSign(token);
  const refuse = useRefuse(token);
  const askCode = useAskCode(token);
  const [accepted, setAccepted] = useState(false);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const needsCode = page.codeRequired;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!accepted) setMissing(true);
    else sign.mutate({ hash: page.hash, consent: page.consent, code: needsCode ? code : null });
  };
  const close = () => {
    setRefusing(false);
    refuse.reset();
  };
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-labelledby={FORM_HEADING}>
      <h2 id={FORM_HEADING} tabIndex={-1}>
        Signer
      </h2>
      <Checkbox
        size="md"
        classNames={{ body: classes.consentBody ?? '', labelWrapper: classes.consent ?? '' }}
        label={page.consent}
        checked={accepted}
        error={missing ? 'Cochez cette phrase pour signer.' : null}
        onChange={(event) => {
          setAccepted(event.currentTarget.checked);
          setMissing(false);
        }}
      />
      {needsCode ? (
        <div className={classes.stack}>
          <p>
            Un code à six chiffres confirme que vous êtes à l’adresse{' '}
            {page.emailHint ?? 'que le pilote a indiquée'}.
          </p>
          <div className={classes.buttons}>
            <Button variant="default" loading={askCode.isPending} onClick={() => askCode.mutate()}>
              {askCode.isSuccess ? 'Envoyer un autre code' : 'Recevoir le code'}
            </Button>
          </div>
          {askCode.isSuccess ? <p role="status">Le code est parti. Il vaut dix minutes.</p> : null}
          {askCode.isError ? <Failure detailed error={askCode.error} /> : null}
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            aria-label="Code reçu par courriel"
            getInputProps={(index) => ({ 'aria-label': `Chiffre ${index + 1} du code` })}
            value={code}
            onChange={setCode}
          />
        </div>
      ) : null}
      {sign.isError ? <Failure takesFocus detailed error={sign.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" size="md" loading={sign.isPending} disabled={needsCode && code.length < 6}>
          Signer
        </Button>
        <Button size="md" variant="subtle" color="red" onClick={() => setRefusing(true)}>
          Refuser de signer…
        </Button>
      </div>
      <MotifDialog
        title="Refuser de signer"
        confirm="Refuser de signer"
        opened={refusing}
        pending={refuse.isPending}
        error={refuse.error}
        onClose={close}
        onConfirm={(motif) => refuse.mutate(motif, { onSuccess: close })}
      >
        <p>
          Le pilote pourra rouvrir le texte pour le corriger, ou solliciter une autre personne pour votre
          organisation.
        </p>
      </MotifDialog>
    </form>
  );
}
