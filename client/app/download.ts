import { notifications } from '@mantine/notifications';
import type { MouseEvent } from 'react';
import { ApiFailure, askFile, sentenceOf } from './api.ts';

/** How long the browser may take to begin to keep a file, in milliseconds. */
const KEPT_MS = 60_000;

/**
 * Asks for the file of a link, then keeps it; what the server refuses is said on the screen, never kept as a file.
 * To be the `onClick` of every link to a file of the server. A click that opens a tab is left to the browser.
 */
export function keepFile(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
  event.preventDefault();
  const { href, download } = event.currentTarget;
  const told = notifications.show({ loading: true, autoClose: false, message: 'Préparation du fichier…' });
  void askFile(href, new AbortController().signal).then(
    ({ blob, name }) => {
      notifications.hide(told);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name ?? (download || 'clausier');
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
    },
    (error: unknown) => {
      const details = error instanceof ApiFailure ? error.details : [];
      notifications.update({
        id: told,
        loading: false,
        autoClose: false,
        color: 'red',
        title: 'Le fichier n’a pas pu être préparé.',
        message: [sentenceOf(error), ...details].join(' '),
      });
    },
  );
}
