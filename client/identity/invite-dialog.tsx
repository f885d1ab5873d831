import { Button, Modal, NativeSelect, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { FormButtons } from '#client/ui/form-buttons.tsx';
import { focusFirstInvalid, looksLikeEmail } from '#client/ui/forms.ts';
import { personWithDe } from '#shared/document/names.ts';
import { DEFAULT_ACCESS_DAYS } from '#shared/identity/access-wire.ts';
import { nameKey } from '#shared/identity/organisation.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import type { InviteRequest, PersonalLink } from '#shared/identity/wire.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import classes from './identity.module.css';
import { useEntryWays, useInvite, useMailInvite } from './queries.ts';

const ROLES: readonly { readonly role: InviteRequest['role']; readonly says: string }[] = [
  { role: 'redacteur', says: 'Écrit dans le texte, en même temps que vous.' },
  { role: 'relecteur', says: 'Lit le texte pour en juger, sans le modifier.' },
  { role: 'lecteur', says: 'Lit le texte, sans plus.' },
  { role: 'signataire', says: 'Lit le texte, et le signera au nom de son organisation.' },
  { role: 'pilote', says: 'Écrit, invite, et conduit l’acte comme vous.' },
];

const TERMS = [7, 30, DEFAULT_ACCESS_DAYS, 365] as const;
/** Stands for no term, which only a link that one hands over may have. */
const FOREVER = 0;

type Fields = Readonly<Record<'name' | 'email' | 'organisation', string>>;
type Errors = Partial<Record<keyof Fields, string>>;

function check(fields: Fields): Errors {
  const errors: Errors = {};
  if (fields.name.trim() === '') errors.name = 'Indiquez le prénom et le nom.';
  if (!looksLikeEmail(fields.email)) errors.email = 'Indiquez une adresse électronique complète.';
  if (fields.organisation.trim() === '') errors.organisation = 'Indiquez l’organisation représentée.';
  return errors;
}

interface InviteDialogProps {
  readonly actId: ActId;
  /** Organisations already around the table, proposed as one types. */
  readonly organisations: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Invites one person to one act: by mail, or by a personal link to hand over where mail does not leave. */
export function InviteDialog({ actId, organisations, opened, onClose }: InviteDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Inviter une personne" size="lg">
      {opened ? <InviteForm actId={actId} organisations={organisations} onClose={onClose} /> : null}
    </Modal>
  );
}

function InviteForm({ actId, organisations, onClose }: Omit<InviteDialogProps, 'opened'>) {
  const form = useRef<HTMLFormElement>(null);
  const ways = useEntryWays();
  const invite = useInvite(actId);
  const mail = useMailInvite(actId);
  const [days, setDays] = useState<number>(DEFAULT_ACCESS_DAYS);
  const [handsOver, setHandsOver] = useState(true);
  const [fields, setFields] = useState<Fields>({ name: '', email: '', organisation: '' });
  const [role, setRole] = useState<InviteRequest['role']>('redacteur');
  const [errors, setErrors] = useState<Errors>({});
  const bind = (key: keyof Fields) => ({
    value: fields[key],
    error: errors[key],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [key]: value }));
      setErrors(({ [key]: _fixed, ...others }) => others);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = check(fields);
    setErrors(found);
    if (Object.keys(found).length > 0) return focusFirstInvalid(form.current);
    const request = {
      person: { name: fields.name.trim(), email: fields.email.trim() },
      organisation: fields.organisation.trim(),
      role,
    };
    if (byMail) mail.mutate({ ...request, days });
    else invite.mutate({ ...request, ...(days === FOREVER ? {} : { days }) });
  };
  // Where mail leaves, the link goes to the person alone (rule E9).
  const mailLeaves = ways.data?.mailLeaves ?? false;
  const byMail = mailLeaves || !handsOver;
  const typed = nameKey(fields.organisation);
  const isNew = typed !== '' && !organisations.some((known) => nameKey(known) === typed);
  const another = () => {
    invite.reset();
    mail.reset();
    setFields((before) => ({ name: '', email: '', organisation: before.organisation }));
  };
  if (mail.data)
    return <Mailed to={fields.email.trim()} left={mail.data.mailed} onClose={onClose} onAnother={another} />;
  if (invite.data) return <Invited link={invite.data} onClose={onClose} onAnother={another} />;
  return (
    <form ref={form} className={classes.group} onSubmit={submit} noValidate>
      <div className={classes.pair}>
        <TextInput label="Prénom et nom" required data-autofocus autoComplete="off" {...bind('name')} />
        <TextInput label="Adresse électronique" required type="email" autoComplete="off" {...bind('email')} />
      </div>
      <TextInput
        label="Organisation représentée"
        required
        description={`L’une de celles proposées, ou une autre, en toutes lettres\u00a0: elle sera ajoutée.`}
        list="organisations-connues"
        autoComplete="off"
        {...bind('organisation')}
        onKeyDown={(event) => {
          // The key that takes a proposal must not send a name that is half typed, which would be added for good.
          if (event.key === 'Enter' && isNew) event.preventDefault();
        }}
      />
      {isNew ? (
        <p className={classes.hint} role="status">
          Personne ne prend encore part à cet acte au nom de «{'\u00a0'}
          {fields.organisation.trim()}
          {'\u00a0'}». Vérifiez ce nom{'\u00a0'}: s’il n’est pas dans l’annuaire, il y sera ajouté.
        </p>
      ) : null}
      <datalist id="organisations-connues">
        {organisations.map((organisation) => (
          <option key={organisation} value={organisation} />
        ))}
      </datalist>
      <Radio.Group
        label="Rôle"
        value={role}
        onChange={(value) => setRole(ROLES.find((known) => known.role === value)?.role ?? 'lecteur')}
      >
        <div className={classes.group}>
          {ROLES.map(({ role: value, says }) => (
            <Radio key={value} value={value} label={ACT_ROLE_NAMES[value]} description={says} />
          ))}
        </div>
      </Radio.Group>
      {ways.data && !mailLeaves ? (
        <Radio.Group
          label="Remise du lien"
          description="Ce serveur n’envoie pas de courriels."
          descriptionProps={{ mb: '0.375rem' }}
          value={handsOver ? 'main' : 'courriel'}
          onChange={(value) => {
            setHandsOver(value === 'main');
            if (value !== 'main' && days === FOREVER) setDays(DEFAULT_ACCESS_DAYS);
          }}
        >
          <div className={classes.ways}>
            <Radio value="main" label="Je le remets moi-même" />
            <Radio value="courriel" label="Par un message, que l’administrateur du serveur transmettra" />
          </div>
        </Radio.Group>
      ) : null}
      <NativeSelect
        label="Accès valable"
        maw="14rem"
        value={String(days)}
        data={(byMail ? TERMS : [...TERMS, FOREVER]).map((term) => ({
          value: String(term),
          label: term === FOREVER ? 'sans terme' : term === 365 ? 'un an' : `${term} jours`,
        }))}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
      />
      {invite.isError ? <Failure takesFocus error={invite.error} /> : null}
      {mail.isError ? <Failure takesFocus error={mail.error} /> : null}
      <FormButtons pending={invite.isPending || mail.isPending} onCancel={onClose}>
        {byMail ? 'Envoyer l’invitation' : 'Créer le lien personnel'}
      </FormButtons>
    </form>
  );
}

interface InvitedProps {
  readonly link: PersonalLink;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

function Invited({ link, onAnother, onClose }: InvitedProps) {
  return (
    <div className={classes.group} role="status">
      <p>
        Envoyez ce lien à <strong>{link.person}</strong> ({link.organisation}). Il ne vaut que pour cette
        personne et ne sera plus affiché.
      </p>
      <CopyField label={`Lien personnel ${personWithDe(link.person)}`} value={link.url} />
      <div className={classes.buttons}>
        <Button onClick={onClose}>Terminer</Button>
        <Button variant="default" onClick={onAnother}>
          Inviter une autre personne
        </Button>
      </div>
    </div>
  );
}

interface MailedProps {
  readonly to: string;
  /** False when the message waits on the server. */
  readonly left: boolean;
  readonly onAnother: () => void;
  readonly onClose: () => void;
}

function Mailed({ to, left, onAnother, onClose }: MailedProps) {
  return (
    <div className={classes.group} role="status">
      <p>
        {left ? (
          <>
            L’invitation est partie à <strong>{to}</strong>. La première fois, un code envoyé à cette adresse
            sera demandé.
          </>
        ) : (
          <>
            L’invitation pour <strong>{to}</strong> attend sur le serveur, dans ses courriels non envoyés et
            dans son terminal.
          </>
        )}
      </p>
      <div className={classes.buttons}>
        <Button onClick={onClose}>Terminer</Button>
        <Button variant="default" onClick={onAnother}>
          Inviter une autre personne
        </Button>
      </div>
    </div>
  );
}
