/** @returns the id of the element that stands for a field of the draft */
export const fieldId = (champ: string): string => `champ-${champ}`;

/** Brings a field into view and focuses it, opening what hides it; false when it is not on the page. */
function reveal(champ: string): boolean {
  const found = document.getElementById(fieldId(champ));
  if (found === null) return false;
  for (
    let fold = found.closest('details');
    fold !== null;
    fold = fold.parentElement?.closest('details') ?? null
  )
    fold.open = true;
  const target = found.matches('input, textarea, select, button, summary, [tabindex]')
    ? found
    : found.querySelector<HTMLElement>('input, textarea, select, button, summary');
  (target ?? found).focus({ preventScroll: true });
  (target ?? found).scrollIntoView({ block: 'center' });
  return true;
}

/** As `reveal`, for the closest thing that stands for a field: `partie.p2.siege`, else `partie.p2`, else `parties`. */
export function revealNearest(champ: string): void {
  const parts = champ.split('.');
  for (let count = parts.length; count > 0; count -= 1) if (reveal(parts.slice(0, count).join('.'))) return;
  reveal('parties');
}
