// @vitest-environment jsdom
import { notificationsStore } from '@mantine/notifications';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiFailure, sentenceOf } from './api.ts';
import { keepFile } from './download.ts';

afterEach(() => vi.unstubAllGlobals());

const BODY = { code: 'serveur.erreur', message: 'Une erreur imprévue.', reference: 'réf-42' } as const;

test('a refused file is said on the screen, and never kept', async () => {
  vi.stubGlobal('fetch', async () => Response.json(BODY, { status: 500 }));
  const kept = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  const link = document.body.appendChild(document.createElement('a'));
  link.href = '/api/acts/x/comparaisons/suivi';
  link.download = '';
  const click = new MouseEvent('click', { cancelable: true, bubbles: true });
  link.addEventListener('click', (event) => keepFile(event as never));
  link.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(true);
  await vi.waitFor(() =>
    expect(notificationsStore.getState().notifications.map(({ message }) => message)).toEqual([
      'Une erreur imprévue. Référence\u00a0: réf-42.',
    ]),
  );
  expect(kept).not.toHaveBeenCalled();
});

test('an error without a reference promises none', () => {
  expect(sentenceOf(new Error('x'))).toMatch(/prévenez l’administrateur\.$/);
  expect(sentenceOf(new ApiFailure('serveur.erreur', BODY))).toMatch(/réf-42\.$/);
});
