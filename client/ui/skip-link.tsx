import classes from './skip-link.module.css';

interface SkipLinkProps {
  readonly label: string;
  /** Where the focus goes; asked for when the person does. */
  readonly target: () => HTMLElement | null;
}

/** First stop of the keyboard: past the bars, to what the page is about. */
export function SkipLink({ label, target }: SkipLinkProps) {
  return (
    <button type="button" className={classes.skip} onClick={() => target()?.focus()}>
      {label}
    </button>
  );
}
