import { useMemo } from 'react';
import { compareText } from '#shared/compare/text.ts';
import { CAPPED, RedlineWords } from '../redline-words.tsx';
import classes from './clauses.module.css';
import { type PrintedLine, wholeText } from './printed.ts';

interface RedlineProps {
  readonly label: string;
  readonly from: readonly PrintedLine[];
  readonly to: readonly PrintedLine[];
}

/** What goes is struck out, what comes is underlined. */
export function Redline({ label, from, to }: RedlineProps) {
  const [before, after] = [wholeText(from), wholeText(to)];
  const comparison = useMemo(() => compareText(before, after), [before, after]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
    <section className={classes.paper} aria-label={label} tabIndex={0}>
      <p>
        <RedlineWords segments={comparison.segments} />
      </p>
      {comparison.capped ? <p className={classes.small}>{CAPPED}</p> : null}
    </section>
  );
}

/** A text as it will read. */
export function Printed({
  label,
  lines,
}: {
  readonly label: string;
  readonly lines: readonly PrintedLine[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
    <section className={classes.paper} aria-label={label} tabIndex={0}>
      {lines.map(({ text, isHeading }, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and are drawn whole
        <p key={rank} data-titre={isHeading || undefined}>
          {text}
        </p>
      ))}
    </section>
  );
}
