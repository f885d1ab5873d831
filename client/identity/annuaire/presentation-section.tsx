import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '#client/app/api.ts';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { Problem } from '#client/ui/problem.tsx';
import type { OrganisationDetail } from '#shared/identity/annuaire-wire.ts';
import { byDate, heldOn } from '#shared/identity/organisation.ts';
import classes from './annuaire.module.css';
import { frenchDay, today } from './days.ts';
import { Section } from './organisation-screen.tsx';
import { useRecordPresentation } from './queries.ts';

/** How the organisation presents itself in acts, with its earlier words. */
export function PresentationSection({ organisation }: { readonly organisation: OrganisationDetail }) {
  const [writes, setWrites] = useState(false);
  const held = heldOn(organisation.presentations, today()) ?? byDate(organisation.presentations)[0];
  const others = byDate(organisation.presentations).filter((entry) => entry !== held);
  return (
    <Section
      id="presentation"
      title="Présentation"
      action={
        organisation.mayEdit ? (
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconPencil size={16} aria-hidden="true" />}
            onClick={() => setWrites(true)}
          >
            Nouvelle rédaction
          </Button>
        ) : null
      }
    >
      {held === undefined ? (
        <p className={classes.none}>Aucun texte de présentation pour l’instant.</p>
      ) : (
        <>
          <p className={classes.prose}>{held.texte}</p>
          <p className={classes.facts}>Rédaction du {frenchDay(held.date)}</p>
        </>
      )}
      {others.length > 0 ? (
        <details className={classes.past}>
          <summary>
            {others.length > 1 ? `${others.length} autres rédactions` : 'Une autre rédaction'}
          </summary>
          <ol>
            {others.map((entry) => (
              <li key={`${entry.date}-${entry.recordedAt}`}>
                <strong>{frenchDay(entry.date)}</strong>
                {entry.recordedBy === null ? '' : ` (saisie par ${entry.recordedBy})`}
                <p className={classes.prose}>{entry.texte}</p>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      <Modal
        opened={writes}
        onClose={() => setWrites(false)}
        title="Nouvelle rédaction de la présentation"
        size="lg"
      >
        {writes ? (
          <PresentationForm id={organisation.id} texte={held?.texte ?? ''} onDone={() => setWrites(false)} />
        ) : null}
      </Modal>
    </Section>
  );
}

interface PresentationFormProps {
  readonly id: string;
  readonly texte: string;
  readonly onDone: () => void;
}

function PresentationForm({ id, texte, onDone }: PresentationFormProps) {
  const record = useRecordPresentation(id);
  const [text, setText] = useState(texte);
  const [date, setDate] = useState(today());
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setError('Écrivez quelques phrases.');
    if (date === '') return setError('Donnez une date à cette rédaction.');
    setError(null);
    record.mutate({ texte: text.trim(), date }, { onSuccess: onDone });
  };
  return (
    <form className={classes.dialog} onSubmit={submit} noValidate>
      <Textarea
        label="Texte"
        description="Quelques phrases, telles qu’un acte les imprime. La rédaction précédente reste dans l’historique."
        autosize
        minRows={5}
        maxRows={14}
        maxLength={2000}
        data-autofocus
        error={error}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label="Vraie au"
        type="date"
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      {record.isError ? <Problem takesFocus message={sentenceOf(record.error)} /> : null}
      <FormButtons pending={record.isPending} onCancel={onDone}>
        Enregistrer
      </FormButtons>
    </form>
  );
}
