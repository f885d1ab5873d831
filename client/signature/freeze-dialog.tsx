import { Modal, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import type { ClosingAnswer } from '#shared/signature/closing.ts';
import type { FreezeAnswer } from '#shared/signature/wire.ts';
import classes from './signature.module.css';

type Question = FreezeAnswer['questions'][number];

interface FreezeDialogProps {
  readonly opened: boolean;
  /** What the end of the text still waits for. */
  readonly questions: readonly Question[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (answers: readonly ClosingAnswer[]) => void;
  readonly onClose: () => void;
}

/** Asks for what the text still waits for, says what freezing does, and freezes. */
export function FreezeDialog({ opened, onClose, ...rest }: FreezeDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Arrêter le texte" size="lg">
      {opened ? <FreezeForm onClose={onClose} {...rest} /> : null}
    </Modal>
  );
}

/** Typed for a question; `null` for the day of the last signature. */
type Draft = Readonly<Record<string, string | null>>;

const firstDraft = (questions: readonly Question[]): Draft =>
  Object.fromEntries(questions.map(({ key, lastSignature }) => [key, lastSignature ? null : '']));

function FreezeForm({ questions, pending, error, onConfirm, onClose }: Omit<FreezeDialogProps, 'opened'>) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => firstDraft(questions));
  const [tried, setTried] = useState(false);
  const isMissing = ({ key }: Question) => draft[key] === undefined || draft[key]?.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (questions.some(isMissing)) return focusFirstInvalid(form.current);
    onConfirm(
      questions.map(({ key }): ClosingAnswer => {
        const typed = draft[key] ?? null;
        return typed === null ? { key, derniereSignature: true } : { key, valeur: typed.trim() };
      }),
    );
  };
  return (
    <form ref={form} className={classes.stack} onSubmit={submit} noValidate>
      <p>
        Plus personne n’écrira dans ce texte, pas même vous. Ce que chacun a écrit jusqu’ici y est
        {'\u202f'}; ce qui serait tapé au même instant reste dans le navigateur de son auteur, et lui est
        montré.
      </p>
      <p>Vous pourrez le rouvrir{'\u00a0'}: les signatures déjà données seraient alors à refaire.</p>
      {questions.map((question) => (
        <Asked
          key={question.key}
          question={question}
          value={draft[question.key] ?? null}
          missing={tried && isMissing(question)}
          onChange={(value) => setDraft((all) => ({ ...all, [question.key]: value }))}
        />
      ))}
      {error ? <Failure takesFocus detailed error={error} /> : null}
      <FormButtons pending={pending} onCancel={onClose} autoFocus={questions.length === 0}>
        Arrêter le texte
      </FormButtons>
    </form>
  );
}

interface AskedProps {
  readonly question: Question;
  readonly value: string | null;
  readonly missing: boolean;
  readonly onChange: (value: string | null) => void;
}

function Asked({ question, value, missing, onChange }: AskedProps) {
  const { libelle, type, lastSignature } = question;
  const field = (
    <TextInput
      label={lastSignature ? 'Jour' : libelle}
      type={type === 'date' ? 'date' : 'text'}
      required
      value={value ?? ''}
      error={missing ? 'Le texte ne peut pas être arrêté sans cette indication.' : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  if (!lastSignature) return field;
  return (
    <Radio.Group
      label={libelle}
      description="Le texte arrêté le dira en toutes lettres."
      value={value === null ? 'derniere' : 'jour'}
      onChange={(chosen) => onChange(chosen === 'derniere' ? null : '')}
    >
      <div className={classes.choices}>
        <Radio value="derniere" label="À la date de la dernière signature" />
        <Radio value="jour" label="Un jour connu d’avance" />
        {value === null ? null : field}
      </div>
    </Radio.Group>
  );
}
