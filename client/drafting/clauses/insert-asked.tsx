import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Failure } from '#client/app/failure.tsx';
import type { InsertDialogProps } from './insert-dialog.tsx';
import { useWordings } from './queries.ts';

const InsertDialog = lazy(async () => ({ default: (await import('./insert-dialog.tsx')).InsertDialog }));

/** « Insérer une clause » for a feature that found one missing: the clausier is read when it opens. */
export function InsertAskedClause(props: Omit<InsertDialogProps, 'library'>) {
  const wordings = useWordings();
  if (wordings.data !== undefined)
    return (
      <Suspense>
        <InsertDialog {...props} library={wordings.data} />
      </Suspense>
    );
  if (!wordings.isError) return null;
  return (
    <Modal opened onClose={props.onClose} title="Insérer une clause">
      <Failure error={wordings.error} onRetry={() => void wordings.refetch()} />
    </Modal>
  );
}
