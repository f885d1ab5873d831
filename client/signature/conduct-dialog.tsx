import { FileInput, Modal, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { partyWords, personWithDe } from '#shared/document/names.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { MAX_FILE_BYTES } from '#shared/signature/model.ts';
import type { SignatoryView } from '#shared/signature/wire.ts';
import { draftErrors, replacing, requestOf } from './draft.ts';
import type { Conducting } from './queries.ts';
import { SignatoryFields } from './signatory-fields.tsx';
import classes from './signature.module.css';

/** What is asked of the pilote before it is done. */
export type Asked =
  | { readonly kind: 'terme'; readonly signatory: null }
  | {
      readonly kind: 'remplacement' | 'moyen' | 'delegation' | 'original';
      readonly signatory: SignatoryView;
    };

const TITLES: Readonly<Record<Asked['kind'], string>> = {
  terme: 'Prolonger le délai',
  remplacement: 'Nommer une autre personne',
  moyen: 'Changer de moyen de signature',
  delegation: 'Joindre l’acte de délégation',
  original: 'Joindre l’original signé',
};

interface ConductDialogProps {
  readonly asked: Asked | null;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: (asking: Conducting) => void;
  readonly onClose: () => void;
}

/** One dialog for whatever the pilote does with a place in the ceremony. */
export function ConductDialog({ asked, ...rest }: ConductDialogProps) {
  return (
    <Modal
      opened={asked !== null}
      onClose={rest.onClose}
      title={asked === null ? '' : TITLES[asked.kind]}
      size="lg"
    >
      {asked === null ? null : <Form key={asked.kind} asked={asked} {...rest} />}
    </Modal>
  );
}

function Form({ asked, ...rest }: Omit<ConductDialogProps, 'asked'> & { readonly asked: Asked }) {
  switch (asked.kind) {
    case 'terme':
      return <Term {...rest} />;
    case 'remplacement':
      return <Replacing one={asked.signatory} {...rest} />;
    case 'moyen':
      return <Means one={asked.signatory} {...rest} />;
    case 'delegation':
    case 'original':
      return <Joining kind={asked.kind} one={asked.signatory} {...rest} />;
  }
}

type FormProps = Omit<ConductDialogProps, 'asked'>;

interface FrameProps extends Pick<FormProps, 'pending' | 'error' | 'onClose'> {
  readonly confirm: string;
  readonly onSubmit: () => void;
  readonly children: React.ReactNode;
}

function Frame({ confirm, pending, error, onSubmit, onClose, children }: FrameProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={classes.stack} onSubmit={submit} noValidate>
      {children}
      {error ? <Failure takesFocus detailed error={error} /> : null}
      <FormButtons pending={pending} onCancel={onClose}>
        {confirm}
      </FormButtons>
    </form>
  );
}

function Term({ onConfirm, ...rest }: FormProps) {
  const [days, setDays] = useState<number | string>(30);
  return (
    <Frame
      confirm="Prolonger"
      onSubmit={() => onConfirm({ kind: 'terme', days: Number(days) || 30 })}
      {...rest}
    >
      <NumberInput
        label="Jours à partir d’aujourd’hui"
        min={1}
        max={365}
        allowDecimal={false}
        value={days}
        onChange={setDays}
        data-autofocus
      />
    </Frame>
  );
}

function Replacing({ one, onConfirm, ...rest }: FormProps & { readonly one: SignatoryView }) {
  const [draft, setDraft] = useState(() => replacing(one));
  const [tried, setTried] = useState(false);
  const errors = draftErrors(draft);
  const submit = () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    const { party: _, ...named } = requestOf(draft);
    onConfirm({ kind: 'remplacement', signatory: one.id, named });
  };
  return (
    <Frame confirm="Nommer cette personne" onSubmit={submit} {...rest}>
      <p>
        Elle signera pour {partyWords(one.party, 'le')} à la place {personWithDe(one.nom)}, dont le lien ne
        permettra plus de signer.
      </p>
      <SignatoryFields draft={draft} errors={tried ? errors : {}} asksParty={false} onChange={setDraft} />
    </Frame>
  );
}

function Means({ one, onConfirm, ...rest }: FormProps & { readonly one: SignatoryView }) {
  const method = one.method === 'papier' ? 'electronique' : 'papier';
  return (
    <Frame
      confirm={method === 'papier' ? 'Passer au papier' : 'Passer au lien'}
      onSubmit={() => onConfirm({ kind: 'moyen', signatory: one.id, method })}
      {...rest}
    >
      <p>
        {method === 'papier'
          ? `${one.nom} signera le texte imprimé, dont vous joindrez ici l’original numérisé. Son lien ne permettra plus de signer.`
          : `${one.nom} recevra un lien personnel pour signer.`}
      </p>
    </Frame>
  );
}

const today = () => parisDay(Date.now());

interface JoiningProps extends FormProps {
  readonly kind: 'delegation' | 'original';
  readonly one: SignatoryView;
}

function Joining({ kind, one, onConfirm, ...rest }: JoiningProps) {
  const [file, setFile] = useState<File | null>(null);
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (file === null) setProblem('Choisissez un fichier.');
    else if (file.size > MAX_FILE_BYTES) setProblem('Ce fichier dépasse 40 Mo. Numérisez-le plus léger.');
    else if (kind === 'delegation') onConfirm({ kind, signatory: one.id, file });
    else onConfirm({ kind, signatory: one.id, file, day });
  };
  return (
    <Frame
      confirm={kind === 'original' ? 'Joindre l’original' : 'Joindre l’acte'}
      onSubmit={submit}
      {...rest}
    >
      <p>
        {kind === 'original'
          ? `L’exemplaire imprimé et signé à la main par ${one.nom}, pour ${partyWords(one.party, 'le')}. Il devient la signature de cette partie.`
          : `L’acte par lequel ${one.nom} signe pour ${one.delegation?.delegant ?? 'une autre personne'}.`}
      </p>
      <FileInput
        label="Fichier"
        description="PDF sans mot de passe, JPEG ou PNG, 40 Mo au plus."
        placeholder="Choisir un fichier"
        accept="application/pdf,image/jpeg,image/png"
        required
        value={file}
        error={problem}
        onChange={(chosen) => {
          setFile(chosen);
          setProblem(null);
        }}
      />
      {kind === 'original' ? (
        <TextInput
          label="Date portée à côté de la signature"
          type="date"
          required
          max={today()}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      ) : null}
    </Frame>
  );
}
