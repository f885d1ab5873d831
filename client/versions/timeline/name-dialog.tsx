import { Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import type { Version } from '#shared/versions/wire.ts';
import { useAnnotateVersion, useNameVersion } from '../queries.ts';
import classes from './timeline.module.css';

/** As the wire takes them. */
const MAX_LABEL = 200;
const MAX_NOTE = 2000;

interface NameDialogProps {
  readonly actId: string;
  /** The version to name; null for the present text. */
  readonly version: Version | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Gives a name and a note to a version, or to the present text, which is then kept as one. */
export function NameDialog({ opened, ...form }: NameDialogProps) {
  const title = form.version === null ? 'Nommer le texte actuel' : 'Nommer et annoter';
  return (
    <Modal opened={opened} onClose={form.onClose} title={title} size="lg">
      {opened ? <NameForm {...form} /> : null}
    </Modal>
  );
}

function NameForm({ actId, version, onClose }: Omit<NameDialogProps, 'opened'>) {
  const form = useRef<HTMLFormElement>(null);
  const name = useNameVersion(actId);
  const annotate = useAnnotateVersion(actId, version?.id ?? '');
  const request = version === null ? name : annotate;
  const [label, setLabel] = useState(version?.label ?? '');
  const [note, setNote] = useState(version?.note ?? '');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (version === null && label.trim() === '') {
      setMissing(true);
      return focusFirstInvalid(form.current);
    }
    const options = { onSuccess: onClose };
    if (version === null) name.mutate({ label: label.trim(), note: note.trim() }, options);
    else annotate.mutate({ label: label.trim() || null, note: note.trim() }, options);
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label="Nom de la version"
        description={
          version === null
            ? 'Le texte d’à présent restera tel quel sous ce nom, quoi qu’on écrive ensuite.'
            : 'Laissez vide pour lui retirer son nom.'
        }
        required={version === null}
        placeholder="Version soumise au bureau"
        data-autofocus
        autoComplete="off"
        maxLength={MAX_LABEL}
        value={label}
        error={missing ? 'Indiquez le nom de la version.' : null}
        onChange={(event) => {
          setLabel(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <Textarea
        label="Note"
        description="Facultative. Lue par tous ceux qui voient cette version."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={MAX_NOTE}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {request.isError ? <Failure takesFocus error={request.error} /> : null}
      <FormButtons pending={request.isPending} onCancel={onClose}>
        Enregistrer
      </FormButtons>
    </form>
  );
}
