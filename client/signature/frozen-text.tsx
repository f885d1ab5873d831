import '#client/editor/page/fonts.ts';
import '#client/editor/page/page.css';
import { Skeleton } from '@mantine/core';
import printed from '#client/versions/compare/printed.module.css';
import { PrintedBlock } from '#client/versions/compare/printed-block.tsx';
import { useComparison } from '#client/versions/comparer.ts';
import type { ActContent } from '#shared/document/model.ts';
import classes from './signature.module.css';

/** A text as it prints, to be read only; it scrolls on its own, and takes the keyboard for that. */
export function FrozenText({ content, label }: { readonly content: ActContent; readonly label: string }) {
  const job = useComparison(content, content);
  if (job.kind === 'panne') return <p>Le texte n’a pas pu être mis en page. Rechargez la page.</p>;
  if (job.kind === 'attente')
    return (
      <div role="status" aria-label="Le texte arrive">
        <Skeleton height="50vh" />
      </div>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={classes.sheet} aria-label={label} tabIndex={0}>
      <div className={`feuille ${printed.sheet}`}>
        <div className="acte">
          {job.compared.view.rows.map((row) => (
            <PrintedBlock key={row.key} row={row} shown="new" />
          ))}
        </div>
      </div>
    </section>
  );
}
