import type { ActId } from '#shared/kernel/ids.ts';

/** @returns the address of a comparison, on the page of the act `own` */
export function compareHref(own: ActId | string, from: string, to: string): string {
  return `/actes/${own}/comparer?${new URLSearchParams({ de: from, a: to })}`;
}
