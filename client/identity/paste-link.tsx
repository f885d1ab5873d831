import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { tokenIn } from './fragment-token.ts';
import classes from './identity.module.css';

/** For a link that a mail reader broke, or that came on paper: paste it here. */
export function PasteLink({ onToken }: { readonly onToken: (token: string) => void }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const token = tokenIn(text);
    if (text.trim() === '') setError('Collez ici le lien que vous avez reçu.');
    else if (token === null)
      setError('Ce lien est incomplet : copiez-le en entier, jusqu’au dernier caractère.');
    else onToken(token);
  };
  return (
    <form className={classes.paste} onSubmit={submit} noValidate>
      <TextInput
        className={classes.grow}
        label="Votre lien personnel"
        placeholder="https://…/entrer#…"
        value={text}
        error={error}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit" variant="default">
        Entrer
      </Button>
    </form>
  );
}
