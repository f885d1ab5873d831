import { describe, expect, test } from 'vitest';
import { type ActAction, can } from './can.ts';
import { ACT_ROLES, ACT_STATES, type ActState } from './roles.ts';
import { MOVE_NAMES, MOVES, moveOf, WRITABLE_STATES } from './states.ts';

/** What somebody of a role may ask, state by state. */
const asked = (action: ActAction, role: (typeof ACT_ROLES)[number]) =>
  ACT_STATES.filter((state) => can({ role }, action, { state }).allowed);

describe('the life of an act', () => {
  test.each([
    ['etat.negocier', ['brouillon']],
    ['etat.arreter', ['brouillon', 'negociation']],
    ['etat.signer', ['arrete']],
    ['etat.rouvrir', ['arrete', 'en-signature']],
    ['etat.abandonner', ['brouillon', 'negociation', 'arrete', 'en-signature']],
    ['etat.resilier', ['signe', 'en-vigueur']],
  ] as const)('[E1] %s is asked by the pilote alone, from %j', (action, from) => {
    expect(asked(action, 'pilote')).toEqual(from);
    for (const role of ACT_ROLES) if (role !== 'pilote') expect(asked(action, role)).toEqual([]);
    const elsewhere = can({ role: 'pilote' }, action, { state: 'remplace' });
    expect(elsewhere).toEqual({ allowed: false, code: 'etat.impossible' });
  });

  test('[E2] the text is written in its first two states only, by those who may write', () => {
    for (const role of ACT_ROLES)
      expect(asked('ecrire', role)).toEqual(
        role === 'pilote' || role === 'redacteur' ? [...WRITABLE_STATES] : [],
      );
  });

  test('[E3] nothing leads back to writing once signed, and what is over stays so', () => {
    const reached = (start: ActState): ReadonlySet<ActState> => {
      const seen = new Set<ActState>([start]);
      for (const state of seen)
        for (const name of MOVE_NAMES) if (moveOf(name).from.includes(state)) seen.add(MOVES[name].to);
      return seen;
    };
    for (const state of ['signe', 'en-vigueur', 'echu', 'resilie', 'remplace', 'abandonne'] as const)
      expect([...reached(state)].filter((one) => WRITABLE_STATES.has(one))).toEqual([]);
    for (const state of ['echu', 'resilie', 'remplace', 'abandonne'] as const)
      expect([...reached(state)]).toEqual([state]);
    expect([...reached('brouillon')].sort()).toEqual([...ACT_STATES].sort());
  });
});
