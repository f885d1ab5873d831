import { Fragment, type ReactNode } from 'react';
import type { FactChange, Piece, Segment } from '#shared/compare/inline/model.ts';
import { sideOf } from '#shared/compare/view.ts';
import type { MarkJson } from '#shared/document/model.ts';
import { printsBold } from '#shared/document/variables.ts';
import classes from './printed.module.css';

/** Which text is shown: one side, or both at once with what was struck and added. */
export type Shown = 'old' | 'new' | 'both';

/** What words that stay are marked with, in the words of the labels. */
const WHY: Readonly<Record<string, string>> = {
  valeur: 'valeur',
  renumerote: 'numéro',
  typographie: 'typographie',
  'mise-en-forme': 'mise en forme',
  propriete: 'rattachement',
};

function marked(inside: ReactNode, { type }: MarkJson): ReactNode {
  switch (type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'underline':
      return <u>{inside}</u>;
    case 'strike':
      return <s>{inside}</s>;
    case 'superscript':
      return <sup>{inside}</sup>;
    case 'terme':
      return <dfn>{inside}</dfn>;
    // A link of a text that is only read would be a stop of the keyboard for nothing: it keeps its looks.
    case 'link':
      return <span className={classes.link}>{inside}</span>;
    default:
      return inside;
  }
}

/** Splits a text around the facts it holds, which are then drawn in bold. */
function withFacts(text: string, facts: readonly string[]): ReactNode {
  const found = facts.find((fact) => fact !== '' && text.includes(fact));
  if (found === undefined) return text;
  const at = text.indexOf(found);
  return (
    <>
      {text.slice(0, at)}
      <b className={classes.fact}>{found}</b>
      {withFacts(text.slice(at + found.length), facts)}
    </>
  );
}

function printed({ inline, text }: Piece, facts: readonly string[]): ReactNode {
  switch (inline.type) {
    case 'text':
      return withFacts(text, facts);
    case 'hardBreak':
      return <br />;
    case 'variable':
      return (
        <span data-inline="variable" data-gras={printsBold(inline.attrs.format) ? 'true' : undefined}>
          {text}
        </span>
      );
    case 'renvoi':
      return <span data-inline="renvoi">{text}</span>;
    case 'appelNote':
      return <span className={classes.call}>{text}</span>;
  }
}

const NO_FACTS: readonly string[] = [];

/** Some pieces of a text as they print. */
export function Pieces({
  pieces,
  facts = NO_FACTS,
}: {
  readonly pieces: readonly Piece[];
  readonly facts?: readonly string[];
}) {
  return pieces.map((piece, rank) => {
    const inside = printed(piece, facts);
    const marks = piece.inline.marks ?? [];
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity, and are drawn whole
    return <Fragment key={rank}>{marks.reduce<ReactNode>(marked, inside)}</Fragment>;
  });
}

/** The line end that goes or comes would not show: its sign stands for it. */
function Breaks({ pieces }: { readonly pieces: readonly Piece[] }) {
  const breaks = pieces.some(({ inline }) => inline.type === 'hardBreak');
  return breaks ? <span className={classes.sign}>↵</span> : null;
}

interface RunProps {
  readonly segment: Segment;
  readonly shown: Shown;
  readonly facts: { readonly old: readonly string[]; readonly new: readonly string[] };
}

function Run({ segment, shown, facts }: RunProps) {
  switch (segment.kind) {
    case 'kept':
      return <Pieces pieces={segment.pieces} />;
    case 'deleted':
      return (
        <del>
          <Breaks pieces={segment.pieces} />
          <Pieces pieces={segment.pieces} facts={facts.old} />
        </del>
      );
    case 'inserted':
      return (
        <ins>
          <Breaks pieces={segment.pieces} />
          <Pieces pieces={segment.pieces} facts={facts.new} />
        </ins>
      );
    case 'altered':
      return <Altered segment={segment} shown={shown} facts={facts} />;
  }
}

interface AlteredProps extends Omit<RunProps, 'segment'> {
  readonly segment: Extract<Segment, { kind: 'altered' }>;
}

/** Words that stay: what prints otherwise is struck and replaced; what only looks otherwise is underlined. */
function Altered({ segment, shown, facts }: AlteredProps) {
  const why = segment.why.flatMap((one) => WHY[one] ?? []);
  if (why.length === 0) return <Pieces pieces={segment.new} />;
  if (shown === 'both' && segment.why.some((one) => one === 'valeur' || one === 'renumerote'))
    return (
      <>
        <del>
          <Pieces pieces={segment.old} facts={facts.old} />
        </del>
        <ins>
          <Pieces pieces={segment.new} facts={facts.new} />
        </ins>
      </>
    );
  return (
    <mark className={classes.altered} title={why.join(', ')}>
      <Pieces pieces={shown === 'old' ? segment.old : segment.new} />
    </mark>
  );
}

interface WordsProps {
  readonly segments: readonly Segment[];
  readonly shown: Shown;
  readonly facts: readonly FactChange[];
}

/** A run of words as one side reads, or both at once. */
export function Words({ segments, shown, facts }: WordsProps) {
  const sides = {
    old: facts.flatMap((fact) => fact.old ?? []),
    new: facts.flatMap((fact) => fact.new ?? []),
  };
  const seen = shown === 'both' ? segments : sideOf(segments, shown);
  return seen.map((segment, rank) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity, and are drawn whole
    <Run key={rank} segment={segment} shown={shown} facts={sides} />
  ));
}
