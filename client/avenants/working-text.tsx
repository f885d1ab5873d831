import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useRef } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useAct } from '#client/drafting/queries.ts';
import { findBlock } from '#client/editor/core/block-diff.ts';
import { goToBlock } from '#client/editor/core/commands.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { useActState } from '#client/versions/queries.ts';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import { generatedKey, generatedPlugin } from './generated.ts';
import { numberedAfter } from './numbered-after.ts';
import { type PassageNote, passagesKey, passagesPlugin, showNotes } from './passages.ts';
import { BASE, useAvenant } from './queries.ts';

/** In the address of a text: the block to show. */
const PASSAGE = 'passage';

/** @returns the address of a passage of one of the texts of an avenant */
export function passageHref(actId: string, block: string): string {
  return `/actes/${actId}?${new URLSearchParams({ [PASSAGE]: block })}`;
}

/** @returns what is to be settled in one of the two texts, at its passages; what blocks only */
function notesOf(avenant: AvenantDetail, inAvenant: boolean): readonly PassageNote[] {
  return avenant.findings.flatMap(
    ({ block, blocking, message, other, ...finding }): readonly PassageNote[] => {
      if (block === null || finding.inAvenant !== inAvenant || !(blocking || other !== null)) return [];
      const ways =
        other === null
          ? []
          : [
              {
                href: passageHref(other.workingId, block),
                label: `Ouvrir l’avenant n°\u00a0${other.number} à ce passage`,
              },
            ];
      return [{ block, blocking, message, says: other?.says ?? null, ways }];
    },
  );
}

interface WorkingTextProps {
  readonly mounted: MountedEditor;
  readonly actId: string;
}

/**
 * In the texts of an avenant: the passages where another pending avenant, or the text itself, gets in the way; in the
 * consolidated one, numbers as the avenant will give them (4-1 between 4 and 5).
 */
export function WorkingText(props: WorkingTextProps) {
  const { data: act } = useAct(props.actId);
  if (act === undefined || !(act.kind === 'avenant' || act.working)) return null;
  return (
    <>
      <Passages {...props} inAvenant={!act.working} />
      {act.working ? <Numbers {...props} /> : <Generated {...props} />}
    </>
  );
}

function Numbers({ mounted, actId }: WorkingTextProps) {
  const { data: avenant } = useAvenant(actId, true);
  const { data, refetch } = useActState({ actId, ref: BASE });
  const base = data?.content;
  // Another text is amended once the avenant is taken up again, by somebody else too.
  const hash = avenant?.baseHash;
  const known = useRef(hash);
  useEffect(() => {
    if (known.current !== undefined && known.current !== hash) void refetch();
    known.current = hash;
  }, [hash, refetch]);
  useEffect(() => {
    if (base === undefined) return;
    mounted.handle.numberBy(numberedAfter(base));
    return () => mounted.handle.numberBy(null);
  }, [base, mounted]);
  return null;
}

const REFUSED = 'avenant-article-genere';

/** In the avenant: its articles that write themselves are left to the consolidated text. */
function Generated({ mounted }: WorkingTextProps) {
  const { editor } = mounted.handle;
  useEffect(() => {
    const refused = () => {
      notifications.hide(REFUSED);
      notifications.show({
        id: REFUSED,
        message: 'Cet article suit le texte consolidé\u00a0: c’est là qu’il se modifie.',
      });
    };
    editor.registerPlugin(generatedPlugin(refused));
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(generatedKey);
    };
  }, [editor]);
  return null;
}

interface PassagesProps extends WorkingTextProps {
  readonly inAvenant: boolean;
}

function Passages({ mounted, actId, inAvenant }: PassagesProps) {
  const { data: avenant } = useAvenant(actId, true);
  const [, navigate] = useLocation();
  const { editor } = mounted.handle;
  useEffect(() => {
    editor.registerPlugin(passagesPlugin(navigate));
    return () => {
      if (!editor.isDestroyed) editor.unregisterPlugin(passagesKey);
    };
  }, [editor, navigate]);
  const notes = useMemo(
    () => (avenant === undefined ? [] : notesOf(avenant, inAvenant)),
    [avenant, inAvenant],
  );
  useEffect(() => {
    const change = editor.isDestroyed ? null : showNotes(editor.state, notes);
    if (change !== null) editor.view.dispatch(change);
  }, [editor, notes]);
  const [params, setParams] = useSearchParams();
  const passage = params.get(PASSAGE);
  useEffect(() => {
    if (passage === null) return;
    const found = findBlock(editor.state.doc, passage);
    if (found !== null) goToBlock(editor, found.pos, 'start');
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(PASSAGE);
        return next;
      },
      { replace: true },
    );
  }, [passage, editor, setParams]);
  return null;
}
