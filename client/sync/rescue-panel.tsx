import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { exactDate } from '#client/ui/moment.tsx';
import { reinsertPassage } from '#shared/document/operations/index.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import type { Passage } from '#shared/sync/rescue.ts';
import { type ActConnection, RESCUE_ORIGIN } from './connection.ts';
import classes from './sync.module.css';
import { copyText } from './sync-banner.tsx';
import { useConnectionPart } from './use-connection.ts';

const makeBlockId = blockIdsFrom(() => {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word / 2 ** 32;
});

interface RescuePanelProps {
  readonly connection: ActConnection;
  readonly writable: boolean;
}

/** « Passages repris »: words of mine whose place a colleague deleted, until I copy, put back or dismiss them. */
export function RescuePanel({ connection, writable }: RescuePanelProps) {
  const passages = useConnectionPart(connection, (snapshot) => snapshot.passages);
  if (passages.length === 0) return null;
  const putBack = (passage: Passage) => {
    const done = reinsertPassage(connection.doc, { text: passage.myText }, null, makeBlockId, RESCUE_ORIGIN);
    if (done.ok) connection.dismissPassage(passage);
    notifications.show(
      done.ok
        ? { message: 'Le passage est remis à la fin du texte : déplacez-le où il convient.' }
        : {
            color: 'red',
            message: 'Le passage n’a pas pu être remis. Copiez-le, puis collez-le dans le texte.',
          },
    );
  };
  return (
    <section className={classes.rescue} aria-labelledby="passages-repris">
      <h2 id="passages-repris">Passages repris</h2>
      <p>
        Pendant que vous écriviez ces mots, une autre personne a supprimé le passage qui les portait. Rien
        n’est perdu : remettez-les dans le texte, copiez-les, ou écartez-les.
      </p>
      <ul className={classes.passages}>
        {passages.map((passage) => (
          <li key={`${passage.at}:${passage.blockId}:${passage.myText}`} className={classes.passage}>
            <p className={classes.quote}>{passage.myText}</p>
            <small>
              {passage.heading ? `Sous « ${passage.heading} », le ` : 'Le '}
              {exactDate(passage.at)}
            </small>
            <div className={classes.bannerButtons}>
              {writable ? (
                <Button size="xs" onClick={() => putBack(passage)}>
                  Remettre à la fin du texte
                </Button>
              ) : null}
              <Button size="xs" variant="default" onClick={() => void copyText(passage.myText)}>
                Copier
              </Button>
              <Button size="xs" variant="subtle" onClick={() => connection.dismissPassage(passage)}>
                Écarter
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
