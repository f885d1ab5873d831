import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { focusFirstInvalid, looksLikeEmail } from '#client/ui/forms.ts';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { PersonalLink, SetupRequest } from '#shared/identity/wire.ts';
import { useFragmentToken } from './fragment-token.ts';
import classes from './identity.module.css';
import { LinkCards, OtherBrowserAdvice } from './link-cards.tsx';
import { useSetUp, useSetupState } from './queries.ts';

type Fields = Readonly<Record<'denomination' | 'sigle' | 'name' | 'email', string>>;
type Errors = Partial<Record<keyof Fields, string>>;

function check(fields: Fields): Errors {
  const errors: Errors = {};
  if (fields.denomination.trim() === '')
    errors.denomination = 'Indiquez la dénomination de votre organisation.';
  if (fields.denomination.trim().length > 200) errors.denomination = '200 caractères au plus.';
  if (fields.sigle.trim().length > 40) errors.sigle = '40 caractères au plus.';
  if (fields.name.trim() === '') errors.name = 'Indiquez votre prénom et votre nom.';
  if (!looksLikeEmail(fields.email)) errors.email = 'Indiquez une adresse électronique complète.';
  return errors;
}

/** `/installation#<secret>`: the first organisation and person, with the example if wanted. */
export function SetupScreen() {
  const { token, given } = useFragmentToken('reload');
  const state = useSetupState();
  const setUp = useSetUp();
  const [links, setLinks] = useState<readonly PersonalLink[] | null>(null);

  if (links) return <SetupDone links={links} />;
  if (state.isPending) return <LoadingScreen />;
  if (state.isError)
    return (
      <Screen title="Installer Clausier" width="narrow">
        <Failure error={state.error} onRetry={() => void state.refetch()} />
      </Screen>
    );
  if (!state.data.required)
    return (
      <Screen
        title="Clausier est déjà installé"
        lead="Entrez avec votre lien personnel, ou revenez au portefeuille."
        width="narrow"
      >
        <ButtonLink href="/">Aller au portefeuille</ButtonLink>
      </Screen>
    );
  if (token === null)
    return (
      <Screen title="Installer Clausier" width="narrow">
        <Problem
          title={given ? 'Ce lien d’installation est incomplet.' : 'Il manque le lien d’installation.'}
          message="Reprenez en entier le lien que le serveur affiche à son démarrage, tant qu’aucune organisation n’existe."
        />
      </Screen>
    );
  return (
    <Screen
      title="Bienvenue dans Clausier"
      lead="Deux renseignements, et votre première convention peut commencer. Tout pourra être complété ensuite."
      width="narrow"
    >
      <SetupForm
        pending={setUp.isPending}
        error={setUp.error}
        onSubmit={(request) =>
          setUp.mutate({ token, ...request }, { onSuccess: (answer) => setLinks(answer.links) })
        }
      />
    </Screen>
  );
}

interface SetupFormProps {
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSubmit: (request: Omit<SetupRequest, 'token'>) => void;
}

function SetupForm({ pending, error, onSubmit }: SetupFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState<Fields>({ denomination: '', sigle: '', name: '', email: '' });
  const [withExample, setWithExample] = useState(true);
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
    onSubmit({
      organisation: { denomination: fields.denomination.trim(), sigle: fields.sigle.trim() },
      person: { name: fields.name.trim(), email: fields.email.trim() },
      withExample,
    });
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <fieldset className={classes.group}>
        <legend>Votre organisation</legend>
        <TextInput
          label="Dénomination"
          required
          autoComplete="organization"
          description="En toutes lettres, comme dans une convention."
          {...bind('denomination')}
        />
        <TextInput label="Sigle" description="Facultatif." maw="16rem" {...bind('sigle')} />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Vous</legend>
        <div className={classes.pair}>
          <TextInput label="Prénom et nom" required autoComplete="name" {...bind('name')} />
          <TextInput
            label="Adresse électronique"
            type="email"
            required
            autoComplete="email"
            {...bind('email')}
          />
        </div>
      </fieldset>
      <div className={classes.option}>
        <Checkbox
          label="Commencer avec l’exemple"
          description="Quatre organisations, une convention en négociation, une autre tout juste commencée, et les liens pour les ouvrir de chaque côté de la table."
          checked={withExample}
          onChange={(event) => setWithExample(event.currentTarget.checked)}
        />
      </div>
      {error ? <Failure takesFocus error={error} /> : null}
      <div>
        <Button type="submit" size="md" loading={pending}>
          Installer et commencer
        </Button>
      </div>
    </form>
  );
}

function SetupDone({ links }: { readonly links: readonly PersonalLink[] }) {
  return (
    <Screen
      title="Clausier est prêt"
      lead={
        links.length > 0
          ? 'L’exemple est en place. Voici de quoi l’ouvrir de chaque côté de la table.'
          : 'Votre organisation est créée et votre session ouverte.'
      }
      width="narrow"
    >
      <div className={classes.form}>
        {links.length > 0 ? (
          <>
            <OtherBrowserAdvice />
            <LinkCards links={links} />
          </>
        ) : null}
        <div className={classes.buttons}>
          <ButtonLink href="/" variant={links.length > 0 ? 'default' : 'filled'}>
            Aller au portefeuille
          </ButtonLink>
        </div>
      </div>
    </Screen>
  );
}
