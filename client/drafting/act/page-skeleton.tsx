import { Skeleton, VisuallyHidden } from '@mantine/core';
import classes from './act.module.css';

const LINES = ['96%', '99%', '92%', '97%', '60%', '38%', '98%', '94%', '95%', '71%'];

/** The shape of an act while it opens. */
export function PageSkeleton() {
  return (
    <main>
      <VisuallyHidden component="h1">Ouverture de l’acte</VisuallyHidden>
      <VisuallyHidden role="status">Le texte arrive…</VisuallyHidden>
      <div className={classes.bar}>
        <Skeleton height={22} width="min(24rem, 50%)" />
        <Skeleton height={32} width={120} />
      </div>
      <div className={classes.page}>
        <Skeleton height={30} width="70%" mx="auto" mb="xl" />
        {LINES.map((width) => (
          <Skeleton key={width} height={14} width={width} />
        ))}
      </div>
    </main>
  );
}
