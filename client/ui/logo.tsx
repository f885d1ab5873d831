import classes from './logo.module.css';

/** The mark: a C between guillemets. Decorative; the link around it carries the name. */
export function LogoMark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" className={classes.ground} />
      <g fill="none" strokeLinecap="round" strokeLinejoin="round">
        <path d="M20.6 11.6a6.2 6.2 0 1 0 0 8.8" className={classes.letter} strokeWidth="2.7" />
        <path
          d="M7.2 12.6 4.6 16l2.6 3.4M24.8 12.6l2.6 3.4-2.6 3.4"
          className={classes.quotes}
          strokeWidth="2"
        />
      </g>
    </svg>
  );
}
