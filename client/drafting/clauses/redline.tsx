import { useMemo } from 'react';
import type { Segment } from '#shared/compare/inline/model.ts';
import { compareText } from '#shared/compare/text.ts';
import classes from './clauses.module.css';
import { type PrintedLine, wholeText } from './printed.ts';

const wordsOf = (pieces: readonly { readonly text: string }[]) => pieces.map(({ text }) => text).join('');

function Run({ segment }: { readonly segment: Segment }) {
  switch (segment.kind) {
    case 'kept':
      return wordsOf(segment.pieces);
    case 'deleted':
      return <del>{wordsOf(segment.pieces)}</del>;
    case 'inserted':
      return <ins>{wordsOf(segment.pieces)}</ins>;
    case 'altered':
      return (
        <>
          <del>{wordsOf(segment.old)}</del>
          <ins>{wordsOf(segment.new)}</ins>
        </>
      );
  }
}

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
        {comparison.segments.map((segment, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity, and are drawn whole
          <Run key={rank} segment={segment} />
        ))}
      </p>
      {comparison.capped ? (
        <p className={classes.small}>
          Ces textes sont très différents{'\u00a0'}: la comparaison est donnée à grands traits.
        </p>
      ) : null}
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
