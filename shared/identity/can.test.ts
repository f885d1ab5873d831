import { describe, expect, test } from 'vitest';
import type { OrganisationId } from '#shared/kernel/ids.ts';
import { canOnOrganisation, canOnServer } from './can.ts';
import type { Membership } from './roles.ts';

const OWN = 'org_01HZZZZZZZZZZZZZZZZZZZZZZA' as OrganisationId;
const OTHER = 'org_01HZZZZZZZZZZZZZZZZZZZZZZB' as OrganisationId;

/** Answer to `consulter` then `modifier`. */
function answers(
  membership: Membership,
  facts: { own?: boolean; hasMembers?: boolean; sharesAct?: boolean },
): readonly string[] {
  const organisation = {
    id: facts.own ? OWN : OTHER,
    hasMembers: facts.hasMembers ?? true,
    sharesAct: facts.sharesAct ?? false,
  };
  return (['consulter', 'modifier'] as const).map((action) => {
    const decision = canOnOrganisation({ membership, organisationId: OWN }, action, organisation);
    return decision.allowed ? 'oui' : decision.code;
  });
}

describe('a sheet', () => {
  test.each([
    ['administrateur', { own: true }, ['oui', 'oui']],
    ['membre', { own: true }, ['oui', 'oui']],
    ['membre', { hasMembers: false }, ['oui', 'oui']],
    ['membre', {}, ['oui', 'acces.reserve']],
    ['administrateur', {}, ['oui', 'acces.reserve']],
    ['invite', { own: true }, ['oui', 'acces.reserve']],
    ['invite', { own: true, hasMembers: false }, ['oui', 'acces.reserve']],
    ['invite', { sharesAct: true }, ['oui', 'acces.reserve']],
    ['invite', {}, ['organisation.introuvable', 'organisation.introuvable']],
    ['invite', { hasMembers: false }, ['organisation.introuvable', 'organisation.introuvable']],
  ] as const)('[O9] [O10] for a %s, %j: %j', (membership, facts, expected) => {
    expect(answers(membership, facts)).toEqual(expected);
  });
});

describe('the clausier', () => {
  test.each([
    ['administrateur', true, [true, true, true]],
    ['administrateur', false, [true, true, false]],
    ['membre', true, [true, true, false]],
    ['invite', true, [false, false, false]],
    ['invite', false, [false, false, false]],
  ] as const)('[O11] a %s of the house (%s) reads, proposes, decides: %j', (membership, house, expected) => {
    const actor = { signedIn: true, membership, house } as const;
    const actions = ['clausier.lire', 'clausier.proposer', 'clausier.decider'] as const;
    expect(actions.map((action) => canOnServer(actor, action))).toEqual(expected);
  });

  test('[O11] is closed to whoever is not signed in', () => {
    expect(canOnServer({ signedIn: false }, 'clausier.lire')).toBe(false);
  });
});

describe('the members of an organisation', () => {
  test.each([
    ['administrateur', true, false, ['oui', 'oui']],
    ['membre', true, false, ['oui', 'acces.reserve']],
    ['invite', true, false, ['acces.reserve', 'acces.reserve']],
    ['administrateur', false, false, ['acces.reserve', 'acces.reserve']],
    ['administrateur', false, true, ['oui', 'acces.reserve']],
    ['membre', false, true, ['acces.reserve', 'acces.reserve']],
    ['invite', false, true, ['organisation.introuvable', 'organisation.introuvable']],
  ] as const)('[O12] for a %s, own %s, of the house %s: %j', (membership, own, house, expected) => {
    const organisation = { id: own ? OWN : OTHER, hasMembers: true, sharesAct: false };
    const answered = (['membres.lire', 'membres.gerer'] as const).map((action) => {
      const decision = canOnOrganisation({ membership, organisationId: OWN, house }, action, organisation);
      return decision.allowed ? 'oui' : decision.code;
    });
    expect(answered).toEqual(expected);
  });
});

test('[O12] the house names members while an organisation has no administrateur', () => {
  const organisation = { id: OTHER, hasMembers: true, administered: false, sharesAct: false };
  const decide = (membership: Membership, house: boolean) =>
    canOnOrganisation({ membership, organisationId: OWN, house }, 'membres.gerer', organisation).allowed;
  expect(decide('administrateur', true)).toBe(true);
  expect(decide('membre', true)).toBe(false);
  expect(decide('administrateur', false)).toBe(false);
});

describe('the server', () => {
  test.each([
    ['administrateur', true, true],
    ['membre', true, false],
    ['invite', true, false],
    ['administrateur', false, false],
  ] as const)('[M1] is open to a %s of the house (%s): %s', (membership, house, expected) => {
    const actor = { signedIn: true, membership, house } as const;
    for (const action of ['serveur.lire', 'serveur.administrer'] as const)
      expect(canOnServer(actor, action)).toBe(expected);
  });

  test('[D1] what is held on oneself is open to everybody who is signed in, and to nobody else', () => {
    for (const action of ['donnees.lire', 'donnees.effacer'] as const) {
      expect(canOnServer({ signedIn: true, membership: 'invite', house: false }, action)).toBe(true);
      expect(canOnServer({ signedIn: false }, action)).toBe(false);
    }
  });
});
