import { Modal, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import classes from './signature.module.css';

interface MotifDialogProps {
  readonly title: string;
  /** What it will do, and to whom. */
  readonly children: ReactNode;
  readonly confirm: string;
  readonly opened: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (motif: string) => void;
  readonly onClose: () => void;
}

/** Asks for a reason, told to everybody and kept with the act, before something that undoes. */
export function MotifDialog(props: MotifDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="lg">
      {props.opened ? <MotifForm {...props} /> : null}
    </Modal>
  );
}

function MotifForm({ children, confirm, pending, error, onConfirm, onClose }: MotifDialogProps) {
  const [motif, setMotif] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (motif.trim().length < 3) setMissing(true);
    else onConfirm(motif.trim());
  };
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      {children}
      <Textarea
        label="Motif"
        description="Il sera montré à toutes les parties et gardé avec l’acte."
        required
        data-autofocus
        autosize
        minRows={2}
        maxLength={1000}
        value={motif}
        error={missing ? 'Dites pourquoi, en quelques mots.' : null}
        onChange={(event) => {
          setMotif(event.currentTarget.value);
          setMissing(false);
        }}
      />
      {error ? <Failure takesFocus detailed error={error} /> : null}
      <FormButtons pending={pending} onCancel={onClose} grave>
        {confirm}
      </FormButtons>
    </form>
  );
}
