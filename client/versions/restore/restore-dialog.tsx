import { Button, Modal, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Failure } from '#client/app/failure.tsx';
import { EDITOR_ORIGIN } from '#client/editor/core/undo.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { Problem } from '#client/ui/problem.tsx';
import { readContent } from '#shared/document/yjs.ts';
import { applyRestore, type Kept, planRestore } from '#shared/versions/restore.ts';
import { SentenceList } from '../compare/sentence-list.tsx';
import { stateName } from '../compare/sides.tsx';
import { sentenceStops } from '../compare/stops.ts';
import { useComparison } from '../comparer.ts';
import { useActState, useBeginRestore } from '../queries.ts';
import classes from './restore.module.css';

/** What putting a state back needs of an act's page. */
export interface RestoreProps {
  readonly mounted: MountedEditor;
  readonly actId: string;
  readonly editable: boolean;
}

/** On an act's page, `?retablir=<state>` asks whether to put that state back, and does it as an edit of one's own. */
export function Restore(props: RestoreProps) {
  const [params, setParams] = useSearchParams();
  const ref = params.get('retablir');
  const close = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('retablir');
        return next;
      },
      { replace: true },
    );
  return (
    <Modal opened={ref !== null} onClose={close} title="Rétablir un texte antérieur" size="xl">
      {ref === null ? null : <RestoreForm {...props} stateRef={ref} onClose={close} />}
    </Modal>
  );
}

interface RestoreFormProps extends RestoreProps {
  readonly stateRef: string;
  readonly onClose: () => void;
}

/** What was left alone, told once it is done. */
function tellDone(kept: readonly Kept[]): void {
  notifications.show({
    autoClose: 12_000,
    title: 'Texte rétabli',
    message:
      kept.length === 0
        ? 'Annulez (Ctrl+Z) pour revenir au texte d’avant\u202f; il reste aussi dans les versions.'
        : `${kept.length === 1 ? 'Un passage que quelqu’un modifiait a été laissé' : `${kept.length} passages que quelqu’un modifiait ont été laissés`} en l’état. Comparez avec la version pour les revoir.`,
  });
}

function RestoreForm({ mounted, actId, editable, stateRef, onClose }: RestoreFormProps) {
  const { doc, makeId, undoManager } = mounted.handle;
  // The plan holds for the text that the person was shown: what others write meanwhile is theirs (rule R2).
  const [seen] = useState(() => readContent(doc));
  const target = useActState({ actId, ref: stateRef });
  const present = seen.ok ? seen.value : undefined;
  const job = useComparison(present, target.data?.content);
  const begin = useBeginRestore(actId);
  const [failed, setFailed] = useState(false);
  const restore = () => {
    const content = target.data?.content;
    if (content === undefined || present === undefined) return;
    begin.mutate(stateRef, {
      onSuccess: () => {
        undoManager.stopCapturing();
        try {
          tellDone(applyRestore(doc, planRestore(present, content), makeId, EDITOR_ORIGIN));
          onClose();
        } catch (error) {
          console.error(error);
          setFailed(true);
        }
        undoManager.stopCapturing();
      },
    });
  };
  if (!editable)
    return (
      <Problem message="Ce texte ne peut pas être modifié ici. Dupliquez plutôt la version dans un nouvel acte." />
    );
  if (target.error) return <Failure error={target.error} onRetry={() => void target.refetch()} />;
  if (!seen.ok || job.kind === 'panne' || failed)
    return (
      <Problem message="Le texte n’a pas pu être rétabli, et rien n’a été changé. Rechargez la page, puis recommencez." />
    );
  if (job.kind === 'attente')
    return (
      <div role="status" aria-label="Lecture de ce qui va changer">
        <Skeleton height={60} mb="sm" />
        <Skeleton height={60} mb="sm" />
      </div>
    );
  const { view, sentences } = job.compared;
  const name = stateName(stateRef, target.data);
  return (
    <div className={classes.form}>
      {sentences.length === 0 ? (
        <p>
          Le texte actuel est déjà celui de «{'\u00a0'}
          {name}
          {'\u00a0'}»{'\u00a0'}: il n’y a rien à rétablir.
        </p>
      ) : (
        <>
          <p>
            «{'\u00a0'}
            {name}
            {'\u00a0'}» sera remis à la place du texte actuel, qui restera dans les versions. Voici ce qui
            changera pour tous{'\u00a0'}:
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
          <section className={classes.told} aria-label="Ce qui changera" tabIndex={0}>
            <SentenceList view={view} sentences={sentences} stops={sentenceStops(sentences)} current={null} />
          </section>
        </>
      )}
      {begin.isError ? <Failure takesFocus error={begin.error} /> : null}
      <div className={classes.buttons}>
        {sentences.length === 0 ? null : (
          <Button onClick={restore} loading={begin.isPending}>
            Rétablir ce texte
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {sentences.length === 0 ? 'Fermer' : 'Annuler'}
        </Button>
      </div>
    </div>
  );
}
