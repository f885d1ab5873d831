import { describe, expect, test } from 'vitest';
import { ceremonySchema, consentWording } from './model.ts';

const HASH = 'ab'.repeat(32);
const ID = '01HZZZZZZZZZZZZZZZZZZZZZZA';
const signatory = (over: object = {}) => ({
  id: `sig_${ID}`,
  rank: 1,
  party: { key: '1', denomination: 'Association des Rives' },
  civilite: 'Madame',
  nom: 'Ève Essai',
  email: 'eve@essai.example',
  personId: null,
  capacite: 'Présidente',
  delegation: null,
  delegationFile: null,
  method: 'electronique',
  status: 'a-signer',
  signature: null,
  refusal: null,
  replaces: null,
  ...over,
});
const ceremony = (over: object = {}) => ({
  id: `cer_${ID}`,
  actId: `act_${ID}`,
  versionId: `ver_${ID}`,
  hash: HASH,
  order: 'parallele',
  status: 'ouverte',
  openedAt: 1,
  openedBy: { personId: `per_${ID}`, organisationId: `org_${ID}` },
  expiresAt: 2,
  closedAt: null,
  motif: null,
  signatories: [signatory(over)],
});
const reads = (over?: object) => ceremonySchema.safeParse(ceremony(over)).success;

describe('a ceremony on record', () => {
  test('[G2] names a capacity for each signatory', () => {
    expect(reads()).toBe(true);
    expect(reads({ capacite: ' ' })).toBe(false);
  });

  test('[G5] holds a delegation whole', () => {
    const delegation = {
      delegant: 'le Président',
      reference: 'n° 12',
      date: '2026-01-10',
      du: null,
      au: null,
    };
    expect(reads({ delegation })).toBe(true);
    expect(reads({ delegation: { ...delegation, reference: '' } })).toBe(false);
  });
});

test('[G8] the consent names the text, its hash, the capacity, and for whom one signs', () => {
  const facts = { title: 'Convention', hash: HASH, capacite: 'Présidente', party: 'ADR', delegant: null };
  expect(consentWording(facts)).toBe(
    `J’ai lu le texte «\u00a0Convention\u00a0», dont l’empreinte SHA-256 est ${HASH}. J’en accepte les termes et je le signe en qualité de Présidente de l’ADR.`,
  );
  expect(consentWording({ ...facts, delegant: 'le Président' })).toContain(
    'en qualité de Présidente de l’ADR, pour le Président et par délégation.',
  );
});
