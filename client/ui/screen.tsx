import { type ReactNode, useEffect, useRef } from 'react';
import classes from './screen.module.css';

/** Name of the product, at the end of every document title. */
const PRODUCT = 'Clausier';

/** Sets the title of the browser's tab while the caller is shown. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === PRODUCT ? PRODUCT : `${title} – ${PRODUCT}`;
  }, [title]);
}

interface ScreenProps {
  /** The one `h1`, also the document's title. */
  readonly title: string;
  /** A sentence under the title. */
  readonly lead?: ReactNode;
  /** Buttons on the title's line. */
  readonly actions?: ReactNode;
  /** `full` for what is read side by side. */
  readonly width?: 'narrow' | 'wide' | 'full';
  readonly children: ReactNode;
}

/**
 * The frame of every screen but the editor: document title, one `h1`, and the focus put on it when the screen
 * opens, so that a screen reader says where one is after a navigation.
 */
export function Screen({ title, lead, actions, width = 'wide', children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <div className={classes.screen} data-width={width}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h1 ref={heading} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
