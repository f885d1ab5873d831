import { Loader } from '@mantine/core';
import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import { failedWith } from '#client/app/api.ts';
import { Failure } from '#client/app/failure.tsx';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { useFragmentToken } from './fragment-token.ts';
import classes from './identity.module.css';
import { PasteLink } from './paste-link.tsx';
import { useOpenSession } from './queries.ts';

/** `/entrer#<secret>`: opens a session from a personal link, then goes to its act or to the portfolio. */
export function EnterScreen() {
  const found = useFragmentToken('no');
  const { token, given } = found;
  const { mutate, reset, isPending, isIdle, error, isError } = useOpenSession();
  const [, navigate] = useLocation();
  const enter = useCallback(
    (secret: string) =>
      mutate(secret, {
        onSuccess: ({ actId }) => navigate(actId ? `/actes/${actId}` : '/', { replace: true }),
      }),
    [mutate, navigate],
  );
  useEffect(() => {
    // What was said of an earlier link is not about this one.
    if (found.token === null) reset();
    else enter(found.token);
  }, [found, enter, reset]);

  const waiting = isPending || (isIdle && token !== null);
  return (
    <Screen title="Entrer dans Clausier" width="narrow">
      <div className={classes.card}>
        {waiting ? (
          <div className={classes.waiting} role="status">
            <Loader size="sm" />
            <p>Ouverture de votre session…</p>
          </div>
        ) : null}
        {isError ? (
          <Failure
            title="Votre session n’a pas pu être ouverte."
            error={error}
            {...(failedWith(error, 'reseau') && token !== null ? { onRetry: () => enter(token) } : {})}
          />
        ) : null}
        {!waiting && !isError && given ? (
          <Problem
            title="Ce lien est incomplet."
            message="Il a sans doute été coupé en route. Copiez-le en entier depuis le message reçu, puis collez-le ci-dessous."
          />
        ) : null}
        {waiting ? null : (
          <>
            <p className={classes.soft}>
              On entre dans Clausier par un lien personnel, sans compte ni mot de passe. La personne qui
              pilote la convention vous l’a envoyé ; elle peut vous en donner un nouveau.
            </p>
            <PasteLink onToken={enter} />
          </>
        )}
      </div>
    </Screen>
  );
}
