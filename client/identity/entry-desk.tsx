import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { focusFirstInvalid, looksLikeEmail } from '#client/ui/forms.ts';
import { personWithDe } from '#shared/document/names.ts';
import { CODE_LENGTH, type EntryIdentity, type SessionAnswer } from '#shared/identity/access-wire.ts';
import classes from './identity.module.css';
import { PasteLink } from './paste-link.tsx';
import {
  type EntryDecision,
  type EntrySecret,
  useAskEntry,
  useEntryWays,
  useOpenSession,
} from './queries.ts';

/** What one does with a session that is open: where to go. */
export type WhenEntered = (answer: Extract<SessionAnswer, { outcome: 'opened' }>) => void;

/** The state of coming in, kept by whoever shows it. */
export function useEntry(onEntered: WhenEntered) {
  const open = useOpenSession();
  const [secret, setSecret] = useState<EntrySecret | null>(null);
  const [answer, setAnswer] = useState<SessionAnswer | null>(null);
  const [identity, setIdentity] = useState<EntryDecision['identity']>();
  const send = (given: EntrySecret, decided: EntryDecision = {}) => {
    setSecret(given);
    open.mutate(
      { ...given, ...decided },
      {
        onSuccess: (told) => {
          setAnswer(told);
          if (told.outcome === 'opened') onEntered(told);
        },
      },
    );
  };
  return {
    answer,
    pending: open.isPending,
    /** True while a link is opened, before anything is asked. */
    opening: open.isPending && answer === null && secret !== null && 'token' in secret,
    error: open.error,
    send,
    decide: (decided: EntryDecision) => {
      if (decided.identity !== undefined) setIdentity(decided.identity);
      const chosen = decided.identity ?? identity;
      if (secret !== null)
        send(secret, { ...decided, ...(chosen === undefined ? {} : { identity: chosen }) });
    },
    startAgain: () => {
      open.reset();
      setSecret(null);
      setAnswer(null);
      setIdentity(undefined);
    },
  };
}

type Entry = ReturnType<typeof useEntry>;

/** Everything by which one comes in: an address and its code, a provider, a personal link. */
export function EntryDesk({ entry, onStay }: { readonly entry: Entry; readonly onStay: () => void }) {
  const [asked, setAsked] = useState<{ attempt: string; email: string } | null>(null);
  const { answer } = entry;
  const again = () => {
    entry.startAgain();
    setAsked(null);
  };
  switch (answer?.outcome) {
    case 'choice':
      return <Choice entry={entry} identities={answer.identities} />;
    case 'confirmation':
      return <Confirmation entry={entry} answer={answer} onStay={onStay} />;
    case 'code':
      return (
        <CodeForm entry={entry} attempt={answer.attempt} onAgain={again} toWhom={answer.address} certain />
      );
    case 'opened':
    case undefined:
      return asked === null ? (
        <Ways entry={entry} onAsked={setAsked} />
      ) : (
        <CodeForm entry={entry} attempt={asked.attempt} onAgain={again} toWhom={asked.email} />
      );
  }
}

interface WaysProps {
  readonly entry: Entry;
  readonly onAsked: (asked: { attempt: string; email: string }) => void;
}

function Ways({ entry, onAsked }: WaysProps) {
  const ways = useEntryWays();
  const form = useRef<HTMLFormElement>(null);
  const ask = useAskEntry();
  const [email, setEmail] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = email.trim();
    if (!looksLikeEmail(wanted)) {
      setError('Indiquez une adresse électronique complète.');
      return focusFirstInvalid(form.current);
    }
    ask.mutate(wanted, { onSuccess: ({ attempt }) => onAsked({ attempt, email: wanted }) });
  };
  return (
    <>
      {entry.error ? (
        <Failure
          title="Votre session n’a pas pu être ouverte."
          error={entry.error}
          {...(failedWith(entry.error, 'reseau') ? { onRetry: () => entry.decide({}) } : {})}
        />
      ) : null}
      <form ref={form} className={classes.paste} onSubmit={submit} noValidate>
        <TextInput
          className={classes.grow}
          label="Votre adresse électronique"
          type="email"
          autoComplete="email"
          value={email}
          error={error}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit" loading={ask.isPending}>
          Recevoir un code
        </Button>
      </form>
      {ask.isError ? <Failure takesFocus error={ask.error} /> : null}
      {ways.data?.oidc ? (
        <Button component="a" href="/api/oidc/depart" variant="default">
          Entrer avec {ways.data.oidc}
        </Button>
      ) : null}
      <p className={classes.soft}>
        Sans compte ni mot de passe : un message vous apporte un lien et un code. Si vous avez reçu un{' '}
        <strong>lien personnel</strong>, ouvrez-le, ou collez-le ici.
      </p>
      <PasteLink onToken={(token) => entry.send({ token })} />
    </>
  );
}

interface CodeFormProps {
  readonly entry: Entry;
  readonly attempt: string;
  readonly toWhom: string;
  /** True when a message has left for sure; an address that somebody typed may stand for nobody here. */
  readonly certain?: boolean;
  readonly onAgain: () => void;
}

function CodeForm({ entry, attempt, toWhom, certain = false, onAgain }: CodeFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const ways = useEntryWays();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.replace(/\s/g, '');
    if (!/^\d+$/.test(digits) || digits.length !== CODE_LENGTH) {
      setError('Recopiez les six chiffres du message.');
      return focusFirstInvalid(form.current);
    }
    entry.send({ attempt, code: digits });
  };
  return (
    <form ref={form} className={classes.group} onSubmit={submit} noValidate>
      <p role="status">
        {certain ? (
          <>
            Ce navigateur n’est pas encore connu. Un code{' '}
            {ways.data?.mailLeaves === false ? 'attend pour' : 'vient d’être envoyé à'}{' '}
            <strong>{toWhom}</strong>
            {'\u00a0'}: recopiez-le ici.
          </>
        ) : (
          <>
            Si l’adresse <strong>{toWhom}</strong> a accès à ce Clausier, un message vient d’y partir : ouvrez
            son lien, ou recopiez ici son code. Pensez aux courriers indésirables.
          </>
        )}
      </p>
      {ways.data && !ways.data.mailLeaves ? (
        <p className={classes.soft}>
          Ce serveur n’envoie pas de courriels : demandez le code à la personne qui l’administre.
        </p>
      ) : null}
      <TextInput
        label="Code à six chiffres"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        maw="14rem"
        data-autofocus
        value={code}
        error={error}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setError(null);
        }}
      />
      {entry.error ? <Failure takesFocus error={entry.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={entry.pending} disabled={failedWith(entry.error, 'code.perime')}>
          Entrer
        </Button>
        <Button variant="default" onClick={onAgain}>
          Recommencer
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly entry: Entry;
  readonly identities: readonly EntryIdentity[];
}

function Choice({ entry, identities }: ChoiceProps) {
  return (
    <fieldset className={classes.group}>
      <legend>Au nom de qui entrez-vous ?</legend>
      <p>Cette adresse est connue ici à plusieurs titres.</p>
      {entry.error ? <Failure takesFocus error={entry.error} /> : null}
      {identities.map((identity) => (
        <Button
          key={`${identity.personId} ${identity.organisationId}`}
          variant="default"
          loading={entry.pending}
          onClick={() =>
            entry.decide({
              identity: { personId: identity.personId, organisationId: identity.organisationId },
            })
          }
        >
          {identity.name}, {identity.organisation}
        </Button>
      ))}
    </fieldset>
  );
}

interface ConfirmationProps {
  readonly entry: Entry;
  readonly answer: Extract<SessionAnswer, { outcome: 'confirmation' }>;
  readonly onStay: () => void;
}

function Confirmation({ entry, answer, onStay }: ConfirmationProps) {
  const { opens, replaces } = answer;
  return (
    <div className={classes.group}>
      <p role="status">
        {replaces === null ? null : (
          <>
            Ce navigateur tient déjà la session <strong>{personWithDe(replaces.name)}</strong> (
            {replaces.organisation}). Entrer la fermera.{' '}
          </>
        )}
        Vous entrez comme <strong>{opens.name}</strong> ({opens.organisation}).
      </p>
      {entry.error ? <Failure takesFocus error={entry.error} /> : null}
      <div className={classes.buttons}>
        <Button loading={entry.pending} onClick={() => entry.decide({ confirmed: true })}>
          Entrer comme {opens.name}
        </Button>
        {replaces === null ? null : (
          <Button variant="default" onClick={onStay}>
            Rester en tant que {replaces.name}
          </Button>
        )}
      </div>
    </div>
  );
}
