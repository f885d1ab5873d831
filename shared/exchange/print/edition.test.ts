import { describe, expect, it } from 'vitest';
import type { Version } from '#shared/versions/wire.ts';
import { editionOf } from './edition.ts';

const ACT = { title: 'Convention', state: 'brouillon', parties: ['UNML', 'AMF'] } as const;
const HASH = 'a'.repeat(64);
const version = (label: string | null) => ({ rank: 12, label }) as Version;

describe('the edition', () => {
  it('[P7] names a version by rank and name, another state by the instant in Paris', () => {
    const at = Date.UTC(2026, 11, 31, 23, 5);
    expect(editionOf(ACT, { version: version('Proposée'), at, hash: HASH }, HASH)).toMatchObject({
      version: 'Version 12 – Proposée',
      date: '1er\u00a0janvier 2027',
    });
    expect(editionOf(ACT, { version: version(null), at, hash: HASH }, HASH).version).toBe('Version 12');
    expect(editionOf(ACT, { version: null, at, hash: HASH }, HASH)).toMatchObject({
      version: 'Texte du 1er\u00a0janvier 2027 à 0\u00a0h\u00a005',
      date: '',
    });
  });

  it('[P7] says of a text consolidated from signed ones that it is one', () => {
    const printed = { version: null, name: 'Texte en vigueur au 1er janvier 2027', at: 0, hash: HASH };
    expect(editionOf({ ...ACT, state: 'en-vigueur' }, printed, 'other')).toMatchObject({
      version: 'Texte en vigueur au 1er janvier 2027',
      mention: 'Version consolidée, à titre d’information',
    });
    expect(editionOf(ACT, printed, 'other').mention).toBe('Projet');
  });

  it.each([
    ['brouillon', HASH, 'Projet'],
    ['negociation', HASH, 'Projet'],
    ['arrete', HASH, 'Texte arrêté, non signé'],
    ['arrete', 'other', 'Projet'],
    ['en-signature', HASH, 'Texte arrêté, non signé'],
    ['signe', HASH, null],
    ['signe', 'other', 'Projet'],
    ['en-vigueur', HASH, null],
    ['abandonne', HASH, 'Projet abandonné'],
  ] as const)('[P7] says of the text of an act %s whose last hash is %s: %s', (state, last, mention) => {
    expect(editionOf({ ...ACT, state }, { version: null, at: 0, hash: HASH }, last).mention).toBe(mention);
  });
});
