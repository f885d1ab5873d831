import { useEffect, useState } from 'react';
import { linkTokenSchema } from '#shared/identity/wire.ts';

/**
 * The secret in a pasted link or in a fragment.
 * @param text an address with a fragment, a fragment, or the bare secret
 * @returns the secret, or `null` when there is none of the right shape
 */
export function tokenIn(text: string): string | null {
  const candidate = text
    .trim()
    .slice(text.trim().lastIndexOf('#') + 1)
    .trim();
  return linkTokenSchema.safeParse(candidate).data ?? null;
}

interface FragmentToken {
  /** `null` when the address carried nothing of the right shape. */
  readonly token: string | null;
  /** True when the address carried something, even of the wrong shape (a link cut by a mail reader). */
  readonly given: boolean;
}

function read(keep: string | null): FragmentToken {
  const fragment = window.location.hash.slice(1);
  if (fragment === '') return { token: keep, given: keep !== null };
  return { token: tokenIn(fragment), given: true };
}

/**
 * The secret that the address's fragment carries, taken out of the address bar and of the history at once.
 * It is read again when another link is opened in the same tab, even one cut short: the answer is then a new object.
 * @param kept where a reload finds it again: `reload` keeps it in the history entry's state (never in the
 *   address), `no` forgets it
 */
export function useFragmentToken(kept: 'reload' | 'no'): FragmentToken {
  const [found, setFound] = useState(() => {
    const state: unknown = window.history.state;
    const before =
      typeof state === 'object' && state !== null && 'jeton' in state && typeof state.jeton === 'string'
        ? state.jeton
        : null;
    return read(kept === 'reload' ? before : null);
  });
  useEffect(() => {
    const clean = (token: string | null) => {
      if (window.location.hash !== '')
        window.history.replaceState(
          kept === 'reload' ? { jeton: token } : null,
          '',
          window.location.pathname + window.location.search,
        );
    };
    clean(found.token);
    const again = () => {
      // Our own cleaning, or a person who went back.
      if (window.location.hash === '') return;
      const next = read(null);
      clean(next.token);
      setFound(next);
    };
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, [found.token, kept]);
  return found;
}
