import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { memo, useMemo, useState } from 'react';
import type { ComparisonView, ViewRow } from '#shared/compare/view.ts';
import type { Authors } from '#shared/versions/wire.ts';
import printed from '../compare/printed.module.css';
import { PrintedBlock } from '../compare/printed-block.tsx';
import { useStops } from '../compare/use-stops.ts';
import { Pieces } from '../compare/words.tsx';
import { momentName } from '../labels.ts';
import classes from './authored.module.css';
import { type Authored, authoredOf, type Passage, turnsOf, type Writer } from './authored.ts';

interface AuthoredTextProps {
  /** The text, compared with itself. */
  readonly view: ComparisonView;
  /** Who wrote it. */
  readonly authors: Authors;
}

/** A text as it prints, where one sees and hears who wrote each passage; the way from one writer to the next. */
export function AuthoredText({ view, authors }: AuthoredTextProps) {
  const authored = useMemo(() => authoredOf(view, authors), [view, authors]);
  const [chosen, setChosen] = useState<string | null>(null);
  const writer = authored.writers.some(({ key }) => key === chosen) ? chosen : null;
  const turns = useMemo(() => turnsOf(authored, writer), [authored, writer]);
  const walk = useStops(turns);
  const at = turns[walk.rank];
  return (
    <>
      <section className={classes.legend} aria-label="Qui a écrit ce texte">
        <ul className={classes.writers}>
          {authored.writers.map((one) => (
            <li key={one.key}>
              <button
                type="button"
                className={classes.writer}
                data-couleur={one.colour}
                data-trait={one.line}
                aria-pressed={writer === one.key}
                onClick={() => setChosen(writer === one.key ? null : one.key)}
              >
                <span className={classes.sigle}>{one.sigle}</span>
                <span className={classes.name}>{one.name}</span>
                <span className={classes.share}>{shareOf(one, authored)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <div className={classes.walk}>
        <Tooltip label="Passage précédent (touche p)">
          <ActionIcon variant="default" size="lg" aria-label="Passage précédent" onClick={walk.previous}>
            <IconChevronUp size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Passage suivant (touche n)">
          <ActionIcon variant="default" size="lg" aria-label="Passage suivant" onClick={walk.next}>
            <IconChevronDown size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
        <p role="status" className={classes.at}>
          {at === undefined
            ? `${turns.length} passage${turns.length > 1 ? 's' : ''}`
            : `${walk.rank + 1} sur ${turns.length}\u00a0: ${told(at)}`}
        </p>
      </div>
      <div className={`feuille ${printed.sheet}`}>
        <div className="acte">
          {view.rows.map((row) => (
            <Line
              key={row.key}
              row={row}
              authored={authored}
              chosen={writer}
              current={
                walk.current !== null && holds(row, authored.passages, walk.current) ? walk.current : null
              }
            />
          ))}
        </div>
      </div>
    </>
  );
}

function shareOf({ characters }: Writer, { writers }: Authored): string {
  const all = writers.reduce((sum, one) => sum + one.characters, 0);
  const percent = Math.round((100 * characters) / Math.max(1, all));
  return percent === 0 ? 'moins de 1\u00a0%' : `${percent}\u00a0%`;
}

/** « Inès Moreau (Ateliers), 12 mars 2026, 10:12 » */
function told({ writer, since, until, sender }: Passage): string {
  const [from, to] = [momentName(since), momentName(until)];
  const when = from === to ? from : `du ${from} au ${to}`;
  return `${writer?.name ?? ''}, ${when}${sender === null ? '' : `, transmis par ${sender}`}`;
}

/** Most lines are not drawn again when one goes from passage to passage. */
function holds(row: ViewRow, passages: Authored['passages'], key: string): boolean {
  if (row.content.kind === 'table')
    return row.content.rows.some(({ cells }) =>
      cells.some(({ lines }) => lines.some((line) => holds(line, passages, key))),
    );
  return passages.get(row.new?.block.attrs.id ?? '')?.some((passage) => passage.key === key) ?? false;
}

interface LineProps {
  readonly row: ViewRow;
  readonly authored: Authored;
  /** The only writer who is shown, if one is. */
  readonly chosen: string | null;
  readonly current: string | null;
}

const Line = memo(function Line({ row, authored, chosen, current }: LineProps) {
  const words = (line: ViewRow) =>
    authored.passages
      .get(line.new?.block.attrs.id ?? '')
      ?.map((passage) => (
        <Written key={passage.key} passage={passage} chosen={chosen} current={passage.key === current} />
      ));
  return <PrintedBlock row={row} shown="new" words={words} />;
});

interface WrittenProps {
  readonly passage: Passage;
  readonly chosen: string | null;
  readonly current: boolean;
}

function Written({ passage, chosen, current }: WrittenProps) {
  const { writer, turn, pieces, key } = passage;
  const place = turn ? { 'data-arret': key, 'data-courant': current ? 'true' : undefined } : {};
  if (writer === null || (chosen !== null && writer.key !== chosen))
    return (
      <span {...place}>
        <Pieces pieces={pieces} />
      </span>
    );
  return (
    <span
      {...place}
      className={classes.written}
      data-plus={writer.most}
      data-couleur={writer.colour}
      data-trait={writer.line}
      title={told(passage)}
    >
      {turn ? (
        <>
          <span className={classes.tag} data-sigle={writer.sigle} aria-hidden="true" />
          <span className={classes.hidden}>[{writer.name}] </span>
        </>
      ) : null}
      <Pieces pieces={pieces} />
    </span>
  );
}
