import type { ReactNode } from 'react';
import { Problem } from '#client/ui/problem.tsx';
import { ApiFailure, sentenceOf } from './api.ts';

interface FailureProps {
  /** What was thrown, of any kind. */
  readonly error: unknown;
  readonly title?: string;
  /** Show the server's details too: where they speak of what the person filled in. */
  readonly detailed?: boolean;
  readonly onRetry?: () => void;
  readonly takesFocus?: boolean;
  readonly children?: ReactNode;
}

/** Refusals that asking once more would not change. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'acces.refuse',
  'acces.reserve',
  'acte.introuvable',
  'organisation.introuvable',
  'adresse.inconnue',
]);

/** A request that failed, told with what the administrator will ask for: the reference of the server's log. */
export function Failure({ error, detailed = false, onRetry, ...problem }: FailureProps) {
  const known = error instanceof ApiFailure ? error : null;
  const mayRetry = onRetry !== undefined && !FOR_GOOD.has(known?.code ?? '');
  return (
    <Problem
      message={sentenceOf(error)}
      details={detailed && known ? known.details : []}
      {...(mayRetry ? { onRetry } : {})}
      {...problem}
    />
  );
}
