import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import type { Side } from '#shared/versions/side.ts';
import { useDuplicate } from '../queries.ts';
import classes from './timeline.module.css';

/** As `duplicateSchema` takes it. */
const MAX_TITLE = 300;

interface DuplicateDialogProps {
  /** The text that the new act begins from. */
  readonly side: Side;
  /** Of the act it comes from. */
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Begins a new act from a state of this one. */
export function DuplicateDialog({ opened, ...form }: DuplicateDialogProps) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Dupliquer dans un nouvel acte" size="lg">
      {opened ? <DuplicateForm {...form} /> : null}
    </Modal>
  );
}

function DuplicateForm({ side, title, onClose }: Omit<DuplicateDialogProps, 'opened'>) {
  const form = useRef<HTMLFormElement>(null);
  const duplicate = useDuplicate(side);
  const [, navigate] = useLocation();
  const [titre, setTitre] = useState(`${title} (copie)`.slice(0, MAX_TITLE));
  const missing = titre.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing) return focusFirstInvalid(form.current);
    duplicate.mutate(titre.trim(), { onSuccess: ({ id }) => navigate(`/actes/${id}`) });
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label="Nom du nouvel acte"
        description="Vous en serez le pilote ; les participants de cet acte n’y sont pas invités."
        required
        data-autofocus
        autoComplete="off"
        maxLength={MAX_TITLE}
        value={titre}
        error={missing ? 'Indiquez le nom de l’acte.' : null}
        onChange={(event) => setTitre(event.currentTarget.value)}
      />
      {duplicate.isError ? <Failure takesFocus error={duplicate.error} /> : null}
      <FormButtons pending={duplicate.isPending} onCancel={onClose}>
        Créer l’acte
      </FormButtons>
    </form>
  );
}
