import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type {
  ActId,
  CeremonyId,
  OrganisationId,
  PersonId,
  SignatoryId,
  SignatureFileId,
  VersionId,
} from '#shared/kernel/ids.ts';
import {
  changeMethod,
  delegationObstacle,
  nextSignatories,
  prolong,
  reassign,
  recordPaper,
  refuseToSign,
  signElectronically,
  signingObstacle,
  voidCeremony,
} from './ceremony.ts';
import type { Ceremony, Delegation, ElectronicSignature, PaperSignature, Signatory } from './model.ts';

const HASH = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const WORDING = 'Je signe.';
const DAY = '2026-11-21';
const TERM = 1000;
const DELEGATION: Delegation = {
  delegant: 'le Président',
  reference: 'décision n° 12',
  date: '2026-01-10',
  du: null,
  au: '2026-12-31',
};
const FILE = {
  id: 'pcs_01HZZZZZZZZZZZZZZZZZZZZZZA' as SignatureFileId,
  kind: 'delegation',
  name: 'acte.pdf',
  type: 'application/pdf',
  size: 10,
  hash: HASH,
  at: 1,
} as const;

const idOf = (n: number) => `sig_${n}` as SignatoryId;
const signatory = (n: number, over: Partial<Signatory> = {}): Signatory => ({
  id: idOf(n),
  rank: n,
  party: { key: `p${n}`, denomination: `Partie ${n}` },
  civilite: '',
  nom: `Personne ${n}`,
  email: `p${n}@essai.example`,
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
const ceremony = (
  order: Ceremony['order'] = 'parallele',
  signatories = [signatory(1), signatory(2)],
): Ceremony => ({
  id: 'cer_1' as CeremonyId,
  actId: 'act_1' as ActId,
  versionId: 'ver_1' as VersionId,
  hash: HASH,
  order,
  status: 'ouverte',
  openedAt: 0,
  openedBy: { personId: 'per_1' as PersonId, organisationId: 'org_1' as OrganisationId },
  expiresAt: TERM,
  closedAt: null,
  motif: null,
  signatories,
});
const signing = (over: Partial<ElectronicSignature> = {}): ElectronicSignature => ({
  method: 'electronique',
  at: 10,
  hash: HASH,
  consent: WORDING,
  shownAt: 5,
  code: true,
  trace: { network: '192.0.2.0/24', agent: 'Firefox' },
  ...over,
});
const paper = (over: Partial<PaperSignature> = {}): PaperSignature => ({
  method: 'papier',
  at: 10,
  signedOn: DAY,
  hash: HASH,
  recordedBy: 'per_1' as PersonId,
  recordedFor: 'org_1' as OrganisationId,
  scan: { ...FILE, kind: 'original' },
  ...over,
});
const sign = (from: Ceremony, n: number, over: Partial<ElectronicSignature> = {}) =>
  signElectronically(from, idOf(n), signing(over), WORDING, DAY);
const value = <T>(outcome: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!outcome.ok) throw new Error(String(outcome.error));
  return outcome.value;
};

describe('signing', () => {
  test('[G9] the last signature completes the ceremony', () => {
    const once = value(sign(ceremony(), 2));
    expect(once.status).toBe('ouverte');
    expect(value(sign(once, 1, { at: 20 }))).toMatchObject({ status: 'complete', closedAt: 20 });
  });

  test.each([
    ['[G3] another text', ceremony(), { hash: OTHER }, 'autre-texte'],
    ['[G4] after the term', ceremony(), { at: TERM }, 'expiree'],
    ['[G8] another sentence', ceremony(), { consent: 'Oui' }, 'autre-formule'],
    ['[G2] no capacity', ceremony('parallele', [signatory(1, { capacite: ' ' })]), {}, 'capacite-absente'],
    ['[G4] not yet their turn', ceremony('successif', [signatory(0), signatory(1)]), {}, 'pas-son-tour'],
    ['[G4] replaced', ceremony('parallele', [signatory(1, { status: 'remplace' })]), {}, 'remplace'],
    [
      '[G7] on paper by decision',
      ceremony('parallele', [signatory(1, { method: 'papier' })]),
      {},
      'autre-moyen',
    ],
    [
      '[G5] no act of delegation joined',
      ceremony('parallele', [signatory(1, { delegation: DELEGATION })]),
      {},
      'delegation-sans-piece',
    ],
    [
      '[G5] a delegation that is over',
      ceremony('parallele', [
        signatory(1, { delegation: { ...DELEGATION, au: '2026-11-20' }, delegationFile: FILE }),
      ]),
      {},
      'delegation-echue',
    ],
    ['nobody of that name', ceremony('parallele', [signatory(2)]), {}, 'inconnu'],
  ] as const)('is refused: %s', (_, from, over, error) => {
    expect(sign(from, 1, over)).toEqual({ ok: false, error });
  });

  test.each([
    ['2026-01-09', 'delegation-a-venir'],
    ['2026-01-10', null],
    ['2026-12-31', null],
    ['2027-01-01', 'delegation-echue'],
  ])('[G5] a delegation on %s: %s', (day, expected) => {
    expect(delegationObstacle(DELEGATION, day)).toBe(expected);
  });

  test('[G5] on paper, the delegation stands on the day written', () => {
    const one = signatory(1, { delegation: DELEGATION, delegationFile: FILE, method: 'papier' });
    const from = ceremony('parallele', [one, signatory(2)]);
    expect(recordPaper(from, idOf(1), paper({ signedOn: '2026-01-09' }))).toEqual({
      ok: false,
      error: 'delegation-a-venir',
    });
    expect(recordPaper(from, idOf(1), paper())).toMatchObject({ ok: true });
  });

  test('[G4] successive signatories sign one after the other, and a refusal stops those who follow', () => {
    const from = ceremony('successif');
    expect(nextSignatories(from).map(({ id }) => id)).toEqual([idOf(1)]);
    const refused = value(refuseToSign(from, idOf(1), { at: 5, motif: 'Non' }));
    expect(nextSignatories(refused)).toEqual([]);
    expect(nextSignatories(value(sign(from, 1))).map(({ id }) => id)).toEqual([idOf(2)]);
  });

  test('[G4] whoever takes a place signs in it, and whoever left it does not', () => {
    const { rank: _r, party: _p, ...who } = signatory(3);
    const from = value(reassign(ceremony('successif'), idOf(1), who));
    expect(nextSignatories(from).map(({ id }) => id)).toEqual([idOf(3)]);
    expect(sign(from, 1)).toEqual({ ok: false, error: 'remplace' });
    expect(value(sign(value(sign(from, 3)), 2)).status).toBe('complete');
  });

  test('[G6] a void ceremony is signed by nobody, and names who must sign again', () => {
    const once = value(sign(ceremony(), 1));
    const { ceremony: gone, again } = value(voidCeremony(once, { at: 20, motif: 'Coquille' }));
    expect(again.map(({ id }) => id)).toEqual([idOf(1)]);
    expect(gone.signatories[0]?.signature).toEqual(signing());
    for (const n of [1, 2]) expect(sign(gone, n).ok).toBe(false);
    expect(voidCeremony(value(sign(once, 2)), { at: 20, motif: 'Trop tard' })).toEqual({
      ok: false,
      error: 'complete',
    });
  });
});

/** One thing that somebody tries. */
type Attempt = (from: Ceremony) => { readonly ok: boolean; readonly value?: Ceremony };
const unwrapped = (outcome: ReturnType<typeof voidCeremony>) =>
  outcome.ok ? { ok: true, value: outcome.value.ceremony } : { ok: false };
const place = fc.integer({ min: 1, max: 5 });
const instant = fc.integer({ min: 0, max: 2 * TERM });
const hash = fc.constantFrom(HASH, HASH, HASH, OTHER);
const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  fc.tuple(place, instant, hash).map(
    ([n, at, h]): Attempt =>
      (from) =>
        sign(from, n, { at, hash: h }),
  ),
  fc.tuple(place, instant, hash).map(
    ([n, at, h]): Attempt =>
      (from) =>
        recordPaper(from, idOf(n), paper({ at, hash: h })),
  ),
  fc.tuple(place, instant).map(
    ([n, at]): Attempt =>
      (from) =>
        refuseToSign(from, idOf(n), { at, motif: 'Non' }),
  ),
  fc.tuple(place, fc.constantFrom('', 'Directrice')).map(
    ([n, capacite]): Attempt =>
      (from) => {
        const { rank: _r, party: _p, ...who } = signatory(from.signatories.length + 1, { capacite });
        return reassign(from, idOf(n), who);
      },
  ),
  fc.tuple(place, fc.constantFrom('papier' as const, 'electronique' as const)).map(
    ([n, method]): Attempt =>
      (from) =>
        changeMethod(from, idOf(n), method),
  ),
  instant.map(
    (at): Attempt =>
      (from) =>
        prolong(from, at),
  ),
  instant.map(
    (at): Attempt =>
      (from) =>
        unwrapped(voidCeremony(from, { at, motif: 'Coquille' })),
  ),
);

test('[G2] [G3] [G4] [G9] whatever is tried, in whatever order, only what the rules allow is signed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('parallele' as const, 'successif' as const),
      fc.array(attempts, { maxLength: 25 }),
      (order, tried) => {
        let now = ceremony(order, [signatory(1), signatory(2), signatory(3, { capacite: '' })]);
        for (const attempt of tried) {
          const outcome = attempt(now);
          if (!outcome.ok || outcome.value === undefined) continue;
          const next = outcome.value;
          for (const one of next.signatories) {
            const before = now.signatories.find(({ id }) => id === one.id);
            // What is signed stays as it was signed.
            if (before?.signature != null) expect(one.signature).toBe(before.signature);
            else if (one.signature !== null) {
              expect(now.status).toBe('ouverte');
              expect(one.capacite.trim()).not.toBe('');
              expect(one.signature.hash).toBe(now.hash);
              expect(one.signature.at).toBeLessThan(now.expiresAt);
              expect(nextSignatories(now).map(({ id }) => id)).toContain(one.id);
              expect(one.signature.method).toBe(before?.method);
            }
          }
          if (next.status === 'complete')
            expect(next.signatories.every(({ status }) => status === 'signe' || status === 'remplace')).toBe(
              true,
            );
          if (now.status !== 'ouverte') expect(next.status).toBe(now.status);
          now = next;
        }
        for (const one of now.signatories)
          if (now.status !== 'ouverte')
            expect(signingObstacle(now, one, { now: 0, day: DAY })).not.toBeNull();
      },
    ),
    { seed: 711, numRuns: 300 },
  );
});
