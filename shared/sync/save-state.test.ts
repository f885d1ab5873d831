import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ERRORS } from '#shared/kernel/errors.ts';
import {
  initialSaveState,
  nextSaveState,
  pendingChanges,
  refusalOf,
  type SaveEvent,
  type SaveState,
  saveLabel,
  saveView,
} from './save-state.ts';

const opened: SaveEvent = { type: 'opened' };
const lost: SaveEvent = { type: 'lost' };
const retried: SaveEvent = { type: 'retried' };
const changed = (frame: number | null): SaveEvent => ({ type: 'changed', frame });
const stateSent = (frame: number): SaveEvent => ({ type: 'stateSent', frame });
const stored = (count: number): SaveEvent => ({ type: 'stored', count });
const diskRefused: SaveEvent = { type: 'diskRefused', message: 'plein' };
const refused: SaveEvent = {
  type: 'refused',
  refusal: { code: 'acces.refuse', message: ERRORS['acces.refuse'].message },
};

const after = (events: readonly SaveEvent[], unsent = 0): SaveState =>
  events.reduce(nextSaveState, initialSaveState(unsent));
const shown = (events: readonly SaveEvent[], unsent = 0) => saveLabel(saveView(after(events, unsent)));

describe('what is shown', () => {
  test.each<[string, readonly SaveEvent[], string]>([
    ['[E1] nothing is promised before the first connection', [], 'Connexion…'],
    ['[E2] an open socket alone promises nothing', [opened], 'Connexion…'],
    ['[E2] nor does a state that was sent', [opened, stateSent(1)], 'Connexion…'],
    ['[E2] the state on disk is « Enregistré »', [opened, stateSent(1), stored(1)], 'Enregistré'],
    [
      '[E3] a change in flight is not saved',
      [opened, stateSent(1), stored(1), changed(2)],
      'Enregistrement…',
    ],
    ['[E3] until its frame is on disk', [opened, stateSent(1), changed(2), stored(2)], 'Enregistré'],
    [
      '[E3] an earlier frame does not count',
      [opened, stateSent(1), changed(2), stored(1)],
      'Enregistrement…',
    ],
    [
      '[E4] offline with nothing to send',
      [opened, stateSent(1), stored(1), lost],
      'Hors ligne, rien à envoyer',
    ],
    ['[E4] offline counts one', [lost, changed(null)], 'Hors ligne, 1 modification à envoyer'],
    [
      '[E4] offline counts two',
      [lost, changed(null), changed(null)],
      'Hors ligne, 2 modifications à envoyer',
    ],
    [
      '[E5] what was in flight is to send again',
      [opened, stateSent(1), changed(2), lost],
      'Hors ligne, 1 modification à envoyer',
    ],
    [
      '[E5] an old acknowledgement is void after a reconnection',
      [opened, stateSent(1), changed(2), lost, opened, stored(2)],
      'Enregistrement…',
    ],
    [
      '[E6] the step 2 of the next connection carries it',
      [changed(null), lost, opened, stateSent(1), stored(1)],
      'Enregistré',
    ],
    [
      '[E6] an update frame before step 2 does not carry what came before',
      [changed(null), opened, changed(1), stored(1)],
      'Enregistrement…',
    ],
    [
      '[E8] the disk refuses',
      [opened, stateSent(1), changed(2), diskRefused],
      'En attente du disque du serveur',
    ],
    ['[E8] the disk takes again', [opened, stateSent(1), changed(2), diskRefused, stored(2)], 'Enregistré'],
    [
      '[E8] the disk takes again, and this page had nothing waiting',
      [opened, stateSent(1), stored(1), diskRefused, stored(1)],
      'Enregistré',
    ],
    [
      '[E8] nothing is saved because an earlier word is repeated',
      [opened, stateSent(1), stored(1), changed(2), diskRefused, stored(1)],
      'Enregistrement…',
    ],
    ['[E9] refused', [opened, refused], 'Refusé'],
    ['[E9] stays refused, whatever closes or opens', [opened, refused, lost, opened], 'Refusé'],
    ['[E9] until a person tries again', [opened, changed(1), refused, retried], 'Enregistrement…'],
  ])('%s', (_rule, events, label) => {
    expect(shown(events)).toBe(label);
  });

  test('[E7] what an earlier page left counts until a step 2 that carries it is on disk', () => {
    expect(shown([lost], 3)).toBe('Hors ligne, 3 modifications à envoyer');
    expect(pendingChanges(after([opened, stateSent(1)], 3))).toBe(3);
    expect(shown([opened, stateSent(1), stored(1)], 3)).toBe('Enregistré');
  });
});

describe('why a connection closed', () => {
  test.each([1000, 1001, 1006, 1011, 1012, 1013])('[E11] %d is tried again', (code) => {
    expect(refusalOf(code, null, '')).toBeNull();
  });
  test('[E10] a frame too big for the socket is final, so that it is not sent in a loop', () => {
    expect(refusalOf(1009, null, '')?.code).toBe('sync.trop_grand');
  });
  test('[E9] the notice is preferred to the reason, and the reason to the bare code', () => {
    const said = { code: 'acces.refuse', message: 'Votre accès a été retiré.' } as const;
    expect(refusalOf(4403, said, '')).toEqual(said);
    expect(refusalOf(4401, said, 'lien.invalide')?.code).toBe('lien.invalide');
    expect(refusalOf(4401, null, '')?.code).toBe('session.absente');
    expect(refusalOf(4499, null, '')?.code).toBe('serveur.erreur');
  });
});

/** A page, a wire that may break at any point, and a server that says what it stored: the promise is checked. */
test('[E12] « Enregistré » is never shown while the server lacks a change, in any history', () => {
  const step = fc.constantFrom('type', 'open', 'drop', 'state', 'store', 'ack');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state = initialSaveState(0);
      let made = 0;
      const onDisk = new Set<number>();
      let wire: { frames: number[][]; written: number } | null = null;
      const local: number[] = [];
      for (const action of steps) {
        if (action === 'type') {
          made += 1;
          local.push(made);
          if (wire) wire.frames.push([made]);
          state = nextSaveState(state, changed(wire ? wire.frames.length : null));
        } else if (action === 'open' && !wire) {
          wire = { frames: [], written: 0 };
          state = nextSaveState(state, opened);
        } else if (action === 'drop') {
          wire = null;
          state = nextSaveState(state, lost);
        } else if (action === 'state' && wire) {
          wire.frames.push([...local]);
          state = nextSaveState(state, stateSent(wire.frames.length));
        } else if (action === 'store' && wire && wire.written < wire.frames.length) {
          for (const change of wire.frames[wire.written] ?? []) onDisk.add(change);
          wire.written += 1;
        } else if (action === 'ack' && wire) {
          state = nextSaveState(state, stored(wire.written));
        }
        if (saveView(state).kind === 'enregistre')
          expect(local.every((change) => onDisk.has(change))).toBe(true);
        const lacking = local.filter((change) => !onDisk.has(change)).length;
        expect(pendingChanges(state)).toBeGreaterThanOrEqual(lacking);
      }
    }),
    { seed: 20260212, numRuns: 2000 },
  );
});
