import '#client/editor/page/page.css';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import type { ActContent, BlockJson, InlineJson, MarkJson } from '#shared/document/model.ts';
import { computeNumbers, type Numbering } from '#shared/document/numbering.ts';
import { printReference } from '#shared/document/references.ts';
import { printsBold, printVariable } from '#shared/document/variables.ts';
import classes from './clausier.module.css';

interface Printing extends ActContent {
  readonly numbering: Numbering;
}

function mark(inside: ReactNode, type: MarkJson['type']): ReactNode {
  switch (type) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'superscript':
      return <sup>{inside}</sup>;
    case 'terme':
      return <dfn>{inside}</dfn>;
    default:
      return inside;
  }
}

function marked(text: string, marks: readonly MarkJson[] | undefined): ReactNode {
  let inside: ReactNode = text;
  for (const { type } of marks ?? []) inside = mark(inside, type);
  return inside;
}

function printed(inline: InlineJson, act: Printing): ReactNode {
  switch (inline.type) {
    case 'text':
      return marked(inline.text, inline.marks);
    case 'hardBreak':
      return <br />;
    case 'variable': {
      const { chemin, format } = inline.attrs;
      const field = act.champs[chemin];
      return (
        <span
          data-inline="variable"
          data-vide={field?.valeur ? undefined : 'true'}
          data-gras={printsBold(format) ? 'true' : undefined}
          title={field?.libelle ?? chemin}
        >
          {printVariable(act.champs, chemin, format)}
        </span>
      );
    }
    case 'renvoi': {
      const { cible, format, libelle } = inline.attrs;
      return (
        <span data-inline="renvoi">
          {printReference(act.document, act.numbering, cible, format, libelle).text}
        </span>
      );
    }
    case 'appelNote': {
      const { noteId } = inline.attrs;
      return <sup>{noteId === null ? '*' : act.numbering.notes.get(noteId)}</sup>;
    }
  }
}

/** Runs have no identity of their own, and a preview is drawn whole: their rank is their key. */
function inlines(content: readonly InlineJson[] | undefined, act: Printing): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return (content ?? []).map((inline, rank) => <Fragment key={rank}>{printed(inline, act)}</Fragment>);
}

function block(each: BlockJson, act: Printing): ReactNode {
  const key = each.attrs.id;
  switch (each.type) {
    case 'sautPage':
      return null;
    case 'image':
      return <img key={key} src={each.attrs.src} alt={each.attrs.alt} />;
    case 'table':
      return (
        <table key={key}>
          <tbody>
            {each.content.map((row, rank) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
              <tr key={rank}>
                {row.content.map((cell, column) =>
                  createElement(
                    cell.type === 'tableHeader' ? 'th' : 'td',
                    { key: column, colSpan: cell.attrs.colspan, rowSpan: cell.attrs.rowspan },
                    cell.content.map((inner) => block(inner, act)),
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'intitule':
      return createElement(
        `h${Math.min(6, each.attrs.niveau + 1)}`,
        {
          key,
          'data-bloc': 'intitule',
          'data-niveau': each.attrs.niveau,
          'data-numero': act.numbering.headings.get(key)?.printed ?? '',
        },
        inlines(each.content, act),
      );
    case 'item':
      return (
        <p
          key={key}
          data-bloc="item"
          data-niveau={each.attrs.niveau}
          data-numero={act.numbering.items.get(key) ?? each.attrs.marqueur}
        >
          {inlines(each.content, act)}
        </p>
      );
    case 'note': {
      const number = each.attrs.noteId === null ? null : act.numbering.notes.get(each.attrs.noteId);
      return (
        <p key={key} data-bloc="note" data-numero={number ?? '*'}>
          {inlines(each.content, act)}
        </p>
      );
    }
    default:
      return (
        <p
          key={key}
          data-bloc={each.type}
          {...('role' in each.attrs ? { 'data-role': each.attrs.role } : {})}
        >
          {inlines(each.content, act)}
        </p>
      );
  }
}

/** A text as the act's page prints it, to be read only; what a variable prints is tinted, its name on hover. */
export function PagePreview({ content }: { readonly content: ActContent }) {
  const act = useMemo(
    () => ({ ...content, numbering: computeNumbers(content.document, content.champs) }),
    [content],
  );
  return (
    <div className={`feuille ${classes.previewSheet}`}>
      <div className={`acte ${classes.previewText}`}>
        {act.document.content.map((each) => block(each, act))}
      </div>
    </div>
  );
}
