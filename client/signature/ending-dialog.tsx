import { Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid } from '#client/ui/forms.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { addMonths } from '#shared/signature/days.ts';
import classes from './signature.module.css';

/** What is said of an ending. */
interface Ending {
  readonly motif: string;
  readonly effet: string;
  readonly recuLe: string | null;
}

interface EndingDialogProps {
  readonly opened: boolean;
  /** Months of notice that the text asks for; `null` when it says none. */
  readonly notice: number | null;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (ending: Ending) => void;
  readonly onClose: () => void;
}

/** Asks why an act is ended, and from which day: the end of the notice is proposed, the pilote decides. */
export function EndingDialog({ opened, onClose, ...rest }: EndingDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Résilier l’acte" size="lg">
      {opened ? <EndingForm onClose={onClose} {...rest} /> : null}
    </Modal>
  );
}

function EndingForm({ notice, pending, error, onConfirm, onClose }: Omit<EndingDialogProps, 'opened'>) {
  const today = parisDay(Date.now());
  const form = useRef<HTMLFormElement>(null);
  const [motif, setMotif] = useState('');
  const [received, setReceived] = useState('');
  const [effect, setEffect] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const proposed = received !== '' && notice !== null ? addMonths(received, notice) : '';
  const day = effect ?? proposed;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (motif.trim().length < 3 || day === '') return focusFirstInvalid(form.current);
    onConfirm({ motif: motif.trim(), effet: day, recuLe: received === '' ? null : received });
  };
  return (
    <form ref={form} className={classes.stack} onSubmit={submit} noValidate>
      <p>
        L’acte reste en vigueur jusqu’au jour que vous indiquez. Son texte signé ne change pas. Toutes les
        parties voient le motif et la date. Avant ce jour, vous pourrez revenir en arrière.
      </p>
      <TextInput
        label="Lettre de résiliation reçue le"
        description={
          notice === null
            ? 'Facultatif. Lisez la durée du préavis dans le texte en vigueur\u00a0: elle n’a pu être relevée.'
            : `Facultatif. Le texte prévoit un préavis de ${notice} mois à compter de cette date.`
        }
        type="date"
        max={today}
        value={received}
        onChange={(event) => setReceived(event.currentTarget.value)}
      />
      <TextInput
        label="Résilié à compter du"
        description={
          proposed !== '' && effect === null ? 'Proposé d’après le préavis. Corrigez-le au besoin.' : null
        }
        type="date"
        required
        value={day}
        error={tried && day === '' ? 'Indiquez le jour où l’acte prend fin.' : null}
        onChange={(event) => setEffect(event.currentTarget.value)}
      />
      <Textarea
        label="Motif"
        description="Il sera montré à toutes les parties et gardé avec l’acte."
        required
        autosize
        minRows={2}
        maxLength={1000}
        value={motif}
        error={tried && motif.trim().length < 3 ? 'Dites pourquoi, en quelques mots.' : null}
        onChange={(event) => setMotif(event.currentTarget.value)}
      />
      {error ? <Failure takesFocus detailed error={error} /> : null}
      <FormButtons pending={pending} onCancel={onClose} grave>
        {day !== '' && day > today ? 'Annoncer la résiliation' : 'Constater la résiliation'}
      </FormButtons>
    </form>
  );
}
