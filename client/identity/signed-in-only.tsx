import type { ReactNode } from 'react';
import { Failure } from '#client/app/failure.tsx';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { Me } from '#shared/identity/wire.ts';
import { useMe } from './queries.ts';
import { SignedOut } from './signed-out.tsx';

/** Shows a screen to somebody who is signed in; to anybody else, how to get in. */
export function SignedInOnly({ children }: { readonly children: (me: Me) => ReactNode }) {
  const me = useMe();
  if (me.isPending) return <LoadingScreen />;
  if (me.isError)
    return (
      <Screen title="Clausier" width="narrow">
        <Failure error={me.error} onRetry={() => void me.refetch()} />
      </Screen>
    );
  return me.data === null ? <SignedOut /> : children(me.data);
}
