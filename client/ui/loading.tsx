import { Skeleton } from '@mantine/core';
import classes from './screen.module.css';

/** The shape of a screen while it comes. */
export function LoadingScreen() {
  return (
    <div className={classes.screen} role="status" aria-label="Chargement en cours">
      <Skeleton height={38} width="min(20rem, 70%)" mb="md" />
      <Skeleton height={18} width="min(34rem, 90%)" mb="xl" />
      <LoadingRows />
    </div>
  );
}

/** The shape of a list of cards while it comes. */
export function LoadingRows({ rows = 3 }: { readonly rows?: number }) {
  return Array.from({ length: rows }, (_, row) => row).map((row) => (
    <Skeleton key={row} height={104} radius="lg" mb="sm" />
  ));
}
