import { describe, expect, it } from 'vitest';
import { chainEvent, type JournalEntry } from '#shared/identity/journal.ts';
import type {
  ActId,
  CeremonyId,
  OrganisationId,
  PersonId,
  SignatoryId,
  VersionId,
} from '#shared/kernel/ids.ts';
import { buildEvidence, type EvidenceFacts, evidenceSchema } from './evidence.ts';
import type { Ceremony, Signatory } from './model.ts';
import { dossierPages, signaturePage } from './printing.ts';
import { levelSentence, SEAL_IS_NO_CONSENT, sealLevel } from './seal.ts';
import { VERDICT_TEXTS, verdictExitCode } from './verify.ts';

const ulid = (n: number) => `01HZZZZZZZZZZZZZZZZZZZZZZ${n}`;
const ACT = `act_${ulid(1)}` as ActId;
const PILOTE = `per_${ulid(2)}` as PersonId;
const HOUSE = `org_${ulid(3)}` as OrganisationId;
const HASH = 'a'.repeat(64);
const AT = Date.parse('2026-11-21T09:00:00.000Z');

const signatory = (rank: number, over: Partial<Signatory> = {}): Signatory => ({
  id: `sig_${ulid(rank)}` as SignatoryId,
  rank,
  party: { key: String(rank), denomination: `Partie ${rank}` },
  civilite: 'Madame',
  nom: `Nom ${rank}`,
  email: 'eve.martin@rives.example',
  personId: null,
  capacite: 'Présidente',
  delegation: null,
  delegationFile: null,
  method: 'electronique',
  status: 'signe',
  signature: {
    method: 'electronique',
    at: AT,
    hash: HASH,
    consent: 'Je signe.',
    shownAt: AT - 1000,
    code: true,
    trace: { network: '203.0.113.0/24', agent: 'Firefox' },
  },
  refusal: null,
  replaces: null,
  ...over,
});
const ceremony = (signatories: readonly Signatory[], over: Partial<Ceremony> = {}): Ceremony => ({
  id: `cer_${ulid(4)}` as CeremonyId,
  actId: ACT,
  versionId: `ver_${ulid(5)}` as VersionId,
  hash: HASH,
  order: 'parallele',
  status: 'complete',
  openedAt: AT,
  openedBy: { personId: PILOTE, organisationId: HOUSE },
  expiresAt: AT + 1,
  closedAt: AT,
  motif: null,
  signatories,
  ...over,
});
const journal = (...kinds: readonly JournalEntry['kind'][]): readonly JournalEntry[] => {
  const entries: JournalEntry[] = [];
  for (const kind of kinds)
    entries.push(
      chainEvent(entries.at(-1) ?? null, {
        act: ACT,
        at: AT,
        person: PILOTE,
        organisation: HOUSE,
        kind,
        facts: {},
      }),
    );
  return entries;
};
const facts = (over: Partial<EvidenceFacts> = {}): EvidenceFacts => ({
  act: { title: 'Convention', kind: 'convention' },
  ceremony: ceremony([signatory(2), signatory(1)]),
  journal: journal('acte.cree', 'texte.arrete', 'texte.rouvert', 'texte.arrete', 'signature.faite'),
  names: new Map([[PILOTE, 'Camille']]),
  extent: 'scelle',
  ...over,
});

describe('the evidence', () => {
  it('[P1] is given of a complete ceremony only, where everybody signed the frozen text', () => {
    const given =
      (signatories: readonly Signatory[], over: Partial<Ceremony> = {}) =>
      () =>
        buildEvidence(facts({ ceremony: ceremony(signatories, over) }));
    expect(given([signatory(1)], { status: 'ouverte', closedAt: null })).toThrow('non-close');
    expect(given([signatory(1), signatory(2, { status: 'a-signer', signature: null })])).toThrow('non-signe');
    expect(given([signatory(1)], { hash: 'b'.repeat(64) })).toThrow('autre-texte');
    const replaced = signatory(1, { status: 'remplace', signature: null });
    expect(given([replaced, signatory(2)])().signataires.map(({ rang }) => rang)).toEqual([2]);
  });

  it('is read back by its own schema, signatories in their order', () => {
    const evidence = buildEvidence(facts());
    expect(evidenceSchema.parse(JSON.parse(JSON.stringify(evidence)))).toEqual(evidence);
    expect(evidence.signataires.map(({ rang }) => rang)).toEqual([1, 2]);
  });

  it('[P2] masks addresses and leaves traces out of what circulates, not of the dossier', () => {
    const text = (extent: EvidenceFacts['extent']) => JSON.stringify(buildEvidence(facts({ extent })));
    expect(text('scelle')).not.toMatch(/eve\.martin|203\.0|Firefox/);
    expect(text('scelle')).toContain('e…@rives.example');
    expect(text('complet')).toMatch(/eve\.martin@rives\.example.*203\.0\.113\.0\/24.*Firefox/);
  });

  it('[P3] extracts the journal from the last freezing on, tied to the event before it', () => {
    const { avant, evenements, tete } = buildEvidence(facts()).journal;
    expect(evenements.map(({ seq }) => seq)).toEqual([4, 5]);
    expect(evenements[0]?.previous).toBe(avant?.empreinte);
    expect(tete).toEqual({ rang: 5, empreinte: evenements[1]?.hash });
  });
});

describe('the words', () => {
  const evidence = buildEvidence(facts({ extent: 'complet' }));
  const sceau = {
    par: 'UNML',
    le: '2026-11-21T09:00:00.000Z',
    niveau: 'B-B',
    horodatage: null,
    certificat: {
      empreinte: HASH,
      developpement: true,
      du: '2026-01-01T00:00:00.000Z',
      au: '2027-01-01T00:00:00.000Z',
    },
    fichier: { octets: 82_697, empreinte: HASH },
  } as const;
  const dossier = dossierPages({ format: 'clausier-dossier-1', preuve: evidence, sceau, lecture: '' });
  const page = signaturePage(evidence, {
    name: 'UNML',
    development: false,
    fingerprint: HASH,
    at: AT,
    verifyUrl: 'https://clausier.example.org/verifier',
  });

  it('tell who seals and never claim what a seal does not prove', () => {
    const levels = (['B-B', 'B-T', 'B-LT'] as const).map((level) => levelSentence(level, false));
    expect(levelSentence('B-B', true)).not.toContain('l’origine et');
    const all = JSON.stringify([VERDICT_TEXTS, levels, SEAL_IS_NO_CONSENT, dossier, page]);
    expect(all).not.toMatch(/certifié|valeur légale|valeur probante/i);
    expect(page.seal.title).toBe('Scellé par UNML');
    expect(page.seal.warning).toBeNull();
    expect(dossier.warning).toContain('certificat de développement');
    expect(JSON.stringify(dossier)).toContain('82\u202f697 octets');
  });

  it('[P4] give the level of what was checked; [P6] each answer has its exit code', () => {
    expect([
      sealLevel({ timestamped: false, longTerm: true }),
      sealLevel({ timestamped: true, longTerm: false }),
    ]).toEqual(['B-B', 'B-T']);
    expect(verdictExitCode('intact')).toBe(0);
    expect((['complete', 'altere', 'reenregistre'] as const).map(verdictExitCode)).toEqual([2, 2, 2]);
    expect((['autre', 'sans-sceau', 'pas-pdf', 'hors-registre'] as const).map(verdictExitCode)).toEqual([
      3, 3, 3, 3,
    ]);
  });
});
