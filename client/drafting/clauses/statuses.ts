import { useEffect, useMemo, useState } from 'react';
import { type MountedEditor, useActModel } from '#client/editor/use-act-editor.ts';
import type { ActContent } from '#shared/document/model.ts';
import { outline } from '#shared/document/tree.ts';
import type { Library } from '#shared/drafting/model.ts';
import { type ClauseStatus, clauseStatus } from '#shared/drafting/provenance.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/** A division of the act, with its name as one reads it in the margin. */
export interface ActDivision {
  readonly id: BlockId;
  /** « Article 4 – Durée ». */
  readonly name: string;
  readonly famille: string | null;
}

/** The act as the panel reads it: half a second after the last letter. */
export function useActContent(mounted: MountedEditor): ActContent {
  const { document } = useActModel(mounted.store, 'derived');
  const champs = useActModel(mounted.store, 'fields');
  return useMemo(() => ({ document, champs }), [document, champs]);
}

/** How long the page may be held at once, in ms. */
const SLICE = 8;

/**
 * Where every first-level division comes from, read bit by bit so that typing never waits.
 * @returns `null` until the first reading is whole
 */
export function useClauseStatuses(
  content: ActContent,
  library: Library | undefined,
): ReadonlyMap<BlockId, ClauseStatus> | null {
  const [statuses, setStatuses] = useState<ReadonlyMap<BlockId, ClauseStatus> | null>(null);
  useEffect(() => {
    if (library === undefined) return;
    const left = outline(content.document).map(({ id }) => id);
    const read = new Map<BlockId, ClauseStatus>();
    let timer: ReturnType<typeof setTimeout>;
    const go = () => {
      const until = performance.now() + SLICE;
      while (left.length > 0 && performance.now() < until) {
        const id = left.shift();
        if (id !== undefined) read.set(id, clauseStatus(content, id, library));
      }
      if (left.length > 0) timer = setTimeout(go, 0);
      else setStatuses(read);
    };
    timer = setTimeout(go, 0);
    return () => clearTimeout(timer);
  }, [content, library]);
  return statuses;
}

/** @returns the first-level divisions of an act, in order */
export function useDivisions(mounted: MountedEditor): readonly ActDivision[] {
  const roots = useActModel(mounted.store, 'outline');
  const { numbering } = useActModel(mounted.store, 'derived');
  return useMemo(
    () =>
      roots.map(({ id, heading }) => {
        const words = (heading.content ?? []).map((each) => (each.type === 'text' ? each.text : '')).join('');
        const name = `${numbering.headings.get(id)?.printed ?? ''}${words}`.trim();
        return { id, name: name || 'Division sans intitulé', famille: heading.attrs.famille };
      }),
    [roots, numbering],
  );
}
