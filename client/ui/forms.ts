/** Moves to the first field in error once React has marked it, so that the keyboard lands where the work is. */
export function focusFirstInvalid(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}

/** @returns whether `text` has the shape of an address; only the server's word counts */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/u.test(text.trim());
}
