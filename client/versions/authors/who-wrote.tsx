import { Button, Modal, Skeleton } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useState } from 'react';
import { Failure } from '#client/app/failure.tsx';
import type { MountedEditor } from '#client/editor/use-act-editor.ts';
import type { Authors } from '#shared/versions/wire.ts';
import { authorsName, momentName } from '../labels.ts';
import { useAuthors } from '../queries.ts';
import classes from './who-wrote.module.css';

/** A selection, by the permanent ids of its first and last blocks and the characters where it starts and ends. */
interface Passage {
  readonly debut: string;
  readonly fin: string;
  readonly from: number;
  readonly to: number;
  /** The text of each block between them, in the order of the text. */
  readonly blocks: ReadonlyMap<string, Node>;
}

function passageOf({ handle: { editor } }: MountedEditor): Passage | null {
  const { empty, $from, $to } = editor.state.selection;
  if (empty || !$from.parent.isTextblock || !$to.parent.isTextblock) return null;
  const [debut, fin] = [$from.parent.attrs.id, $to.parent.attrs.id].map(String);
  if (debut === undefined || fin === undefined) return null;
  const blocks = new Map<string, Node>();
  editor.state.doc.nodesBetween($from.pos, $to.pos, (node) => {
    if (node.isTextblock) blocks.set(String(node.attrs.id), node);
  });
  return { debut, fin, from: $from.parentOffset, to: $to.parentOffset, blocks };
}

interface WhoWroteProps {
  readonly mounted: MountedEditor;
  readonly actId: string;
}

/** While a passage is selected, a button that tells who wrote it, from the server's own record. */
export function WhoWrote({ mounted, actId }: WhoWroteProps) {
  const [selected, setSelected] = useState(false);
  const [asked, setAsked] = useState<Passage | null>(null);
  useEffect(() => {
    const { editor } = mounted.handle;
    const follow = () => setSelected(!editor.state.selection.empty);
    follow();
    editor.on('selectionUpdate', follow);
    return () => {
      editor.off('selectionUpdate', follow);
    };
  }, [mounted]);
  return (
    <>
      {selected ? (
        <Button
          className={classes.ask}
          size="compact-md"
          variant="default"
          leftSection={<IconUserQuestion size={17} aria-hidden="true" />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setAsked(passageOf(mounted))}
        >
          Qui a écrit ceci{'\u202f'}?
        </Button>
      ) : null}
      <Modal
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={'Qui a écrit ceci\u202f?'}
        size="lg"
      >
        {asked === null ? null : <Answer actId={actId} passage={asked} />}
      </Modal>
    </>
  );
}

interface Told {
  readonly key: string;
  readonly words: string;
  readonly author: string;
  readonly sender: string | null;
  readonly when: string;
}

/** The parts of a passage, each of one author. What the record does not know is left out. */
function toldOf({ blocks, people }: Authors, passage: Passage): readonly Told[] {
  const nameOf = (rank: number) => authorsName(people.slice(rank, rank + 1));
  return blocks.flatMap((block) => {
    const node = passage.blocks.get(block.id);
    if (node === undefined) return [];
    const start = block.id === passage.debut ? passage.from : 0;
    const end = block.id === passage.fin ? passage.to : node.content.size;
    return block.spans.flatMap((span): Told | readonly [] => {
      const [from, to] = [Math.max(start, span.from), Math.min(end, span.to, node.content.size)];
      if (from >= to) return [];
      const words = node.textBetween(from, to, ' ', '…').trim();
      if (words === '') return [];
      const since = momentName(span.since);
      const until = momentName(span.until);
      return {
        key: `${block.id}:${from}`,
        words,
        author: nameOf(span.author),
        sender: span.sender === null ? null : nameOf(span.sender),
        when: since === until ? since : `du ${since} au ${until}`,
      };
    });
  });
}

function Answer({ actId, passage }: { readonly actId: string; readonly passage: Passage }) {
  const { debut, fin } = passage;
  const authors = useAuthors(actId, { debut, fin });
  if (authors.error) return <Failure error={authors.error} onRetry={() => void authors.refetch()} />;
  if (!authors.data)
    return (
      <div role="status" aria-label="Recherche des auteurs">
        <Skeleton height={54} mb="sm" />
      </div>
    );
  const told = toldOf(authors.data, passage);
  if (told.length === 0)
    return <p className={classes.none}>Le journal de l’acte ne dit pas encore qui a écrit ce passage.</p>;
  return (
    <ul className={classes.list}>
      {told.map(({ key, words, author, sender, when }) => (
        <li key={key}>
          <blockquote className={classes.words}>{words}</blockquote>
          <p className={classes.who}>
            <strong>{author}</strong>, {when}
            {sender === null ? '' : `, transmis par ${sender}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
