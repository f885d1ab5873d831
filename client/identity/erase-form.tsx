import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import classes from './access.module.css';

interface EraseFormProps {
  /** Whose address is to be typed. */
  readonly label: string;
  /** The address that confirms. */
  readonly email: string;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onErase: (email: string) => void;
  readonly onCancel: () => void;
}

/** An erasure, confirmed by typing the address of whom it erases: nobody is erased by a slip (rule D4). */
export function EraseForm({ label, email, pending, error, onErase, onCancel }: EraseFormProps) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const same = typed.trim().toLowerCase() === email.toLowerCase();
    setWrong(!same);
    if (same) onErase(typed.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      {error === null ? null : <Failure takesFocus detailed error={error} />}
      <TextInput
        type="email"
        label={label}
        description={email}
        value={typed}
        autoComplete="off"
        error={wrong ? 'Ce n’est pas la même adresse. Recopiez-la en entier.' : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" color="red" loading={pending}>
          Effacer définitivement
        </Button>
        <Button variant="default" onClick={onCancel}>
          Annuler
        </Button>
      </div>
    </form>
  );
}
