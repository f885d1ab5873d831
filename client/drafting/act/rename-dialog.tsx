import { Modal, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import type { ActDetail } from '#shared/drafting/wire.ts';
import { useRenameAct } from '../queries.ts';
import classes from './act.module.css';

/** As `renameActSchema` takes it. */
const MAX_TITLE = 300;

interface RenameDialogProps {
  readonly act: Pick<ActDetail, 'id' | 'title'>;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Changes the name of an act, as every participant sees it in their portfolio. */
export function RenameDialog({ act, opened, onClose }: RenameDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Renommer l’acte" size="lg">
      {opened ? <RenameForm act={act} onClose={onClose} /> : null}
    </Modal>
  );
}

function RenameForm({ act, onClose }: Omit<RenameDialogProps, 'opened'>) {
  const form = useRef<HTMLFormElement>(null);
  const rename = useRenameAct(act.id);
  const [titre, setTitre] = useState(act.title);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (titre.trim() === '') {
      setMissing(true);
      return focusFirstInvalid(form.current);
    }
    rename.mutate({ titre: titre.trim() }, { onSuccess: onClose });
  };
  return (
    <form ref={form} className={classes.rename} onSubmit={submit} noValidate>
      <TextInput
        label="Nom de l’acte"
        description="Tous les participants le verront dans leur portefeuille. Le titre imprimé, dans le texte, ne change pas."
        required
        data-autofocus
        autoComplete="off"
        maxLength={MAX_TITLE}
        value={titre}
        error={missing ? 'Indiquez le nom de l’acte.' : null}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTitre(event.currentTarget.value);
          setMissing(false);
        }}
      />
      {rename.isError ? <Failure takesFocus error={rename.error} /> : null}
      <FormButtons pending={rename.isPending} onCancel={onClose}>
        Renommer
      </FormButtons>
    </form>
  );
}
