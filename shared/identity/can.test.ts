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
