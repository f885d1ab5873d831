import { useEffect } from 'react';
import { useSearchParams } from 'wouter';
import { useAct } from '#client/drafting/queries.ts';
import { findBlock } from '#client/editor/core/block-diff.ts';
import { goToBlock } from '#client/editor/core/commands.ts';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import { useActState } from '#client/versions/queries.ts';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import { numberedAfter } from './numbered-after.ts';
import { BASE, useAvenant } from './queries.ts';

/** In the address of a consolidated text: the block to show. */
const PASSAGE = 'passage';

/** @returns the address of a passage of a consolidated text */
export function passageHref(workingId: string, block: string): string {
  return `/actes/${workingId}?${new URLSearchParams({ [PASSAGE]: block })}`;
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\s*\n\s*/g, ' ')}"`;

/**
 * Styles that mark blocks of the text with what is to be settled there. Ids are of `[0-9a-z]`, so that they need no
 * escape; words are shown as generated content, which is no part of the text and can't be edited or copied with it.
 */
function marksOf(findings: AvenantDetail['findings']): string {
  const byBlock = new Map<string, string[]>();
  for (const { block, blocking, message } of findings)
    if (block !== null && blocking) byBlock.set(block, [...(byBlock.get(block) ?? []), message]);
  return [...byBlock]
    .map(([id, messages]) => {
      const block = `.acte [data-id="${id}"]`;
      const words = quoted(`À régler\u00a0: ${messages.join(' ')}`);
      return `${block}{outline:2px solid var(--page-alert);outline-offset:4px}${block}::after{content:${words};display:block;margin-top:.25rem;color:var(--page-alert);font:500 .8125rem/1.4 var(--sans,sans-serif);text-indent:0}`;
    })
    .join('\n');
}

interface WorkingTextProps {
  readonly mounted: MountedEditor;
  readonly actId: string;
}

/**
 * In a consolidated text: numbers as the avenant will give them (4-1 between 4 and 5), and the passages where another
 * pending avenant, or the text itself, gets in the way.
 */
export function WorkingText(props: WorkingTextProps) {
  const { data: act } = useAct(props.actId);
  return act?.working === true ? <Following {...props} /> : null;
}

function Following({ mounted, actId }: WorkingTextProps) {
  const { data: avenant } = useAvenant(actId, true);
  const base = useActState({ actId, ref: BASE }).data?.content;
  useEffect(() => {
    if (base === undefined) return;
    mounted.handle.numberBy(numberedAfter(base));
    return () => mounted.handle.numberBy(null);
  }, [base, mounted]);
  const [params, setParams] = useSearchParams();
  const passage = params.get(PASSAGE);
  useEffect(() => {
    if (passage === null) return;
    const { editor } = mounted.handle;
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
  }, [passage, mounted, setParams]);
  return <style>{marksOf(avenant?.findings ?? [])}</style>;
}
