import { Loader } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Problem } from '#client/ui/problem.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { ERRORS } from '#shared/kernel/errors.ts';
import { EntryDesk, useEntry } from './entry-desk.tsx';
import { useFragmentToken } from './fragment-token.ts';
import classes from './identity.module.css';

/** Why another way in came to nothing, as the address says: one of our own codes, or nothing. */
function useToldFailure(): string | null {
  const [params] = useSearchParams();
  const code = params.get('echec');
  const known = Object.entries(ERRORS).find(([name]) => name === code);
  return known?.[1].message ?? null;
}

/** `/entrer`: every way in; with `#<secret>`, opens the session of that link, then goes to its act. */
export function EnterScreen() {
  const found = useFragmentToken('no');
  const told = useToldFailure();
  const [, navigate] = useLocation();
  const entry = useEntry(({ actId }) => navigate(actId ? `/actes/${actId}` : '/', { replace: true }));
  const { answer, opening, error } = entry;
  // A new object at each render; the effect below must run once for each link.
  const latest = useRef(entry);
  latest.current = entry;
  const { token } = found;
  const enter = useCallback((secret: string) => latest.current.send({ token: secret }), []);
  useEffect(() => {
    // What was said of an earlier link is not about this one.
    if (found.token === null) latest.current.startAgain();
    else enter(found.token);
  }, [found, enter]);

  const waiting = opening || answer?.outcome === 'opened';
  const atStart = answer === null && !waiting;
  return (
    <Screen title="Entrer dans Clausier" width="narrow">
      <div className={classes.card}>
        {waiting ? (
          <div className={classes.waiting} role="status">
            <Loader size="sm" />
            <p>Ouverture de votre session…</p>
          </div>
        ) : null}
        {atStart && told !== null && error === null ? <Problem message={told} /> : null}
        {atStart && error === null && found.given && token === null ? (
          <Problem
            title="Ce lien est incomplet."
            message="Il a sans doute été coupé en route. Copiez-le en entier depuis le message reçu, puis collez-le ci-dessous."
          />
        ) : null}
        {waiting ? null : <EntryDesk entry={entry} onStay={() => navigate('/', { replace: true })} />}
      </div>
    </Screen>
  );
}
