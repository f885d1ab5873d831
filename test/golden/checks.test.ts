import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runChecks } from '../../shared/checks/run.ts';
import type { Finding } from '../../shared/checks/model.ts';
import type { ActContent } from '../../shared/document/model.ts';
import { buildExample } from '../../shared/drafting/example.ts';
import { loadLibrary } from '../../shared/drafting/library.ts';
import { importText } from '../../shared/exchange/import/import.ts';
import { blockIdsFrom } from '../../shared/kernel/ids.ts';
import { Random } from '../fuzz/random.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const CORPUS = resolve(ROOT, '..', 'shared', 'corpus');
const OWN = join(import.meta.dirname, 'checks');
const FIXTURES = join(ROOT, 'shared', 'exchange', 'import', 'fixtures');
const random = new Random(7);
const makeId = blockIdsFrom(() => random.next());

const checksOf = (content: ActContent, kind: 'convention' | 'avenant' = 'convention') =>
  runChecks(content, { kind, today: '2026-11-21' });

function imported(path: string): readonly Finding[] {
  const read = importText(readFileSync(path, 'utf8'), { makeId });
  if (!read.ok) throw new Error(read.error.code);
  return checksOf(read.value.content, read.value.report.qualification === 'avenant' ? 'avenant' : 'convention');
}

/** Rules and how often each fires. */
function tally(found: readonly Finding[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { rule } of found) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

const blocking = (found: readonly Finding[]) =>
  found.filter((one) => one.severity === 'bloquant').map((one) => `${one.rule}: ${one.message}`);

/** The findings on the three real texts, reviewed one by one. */
const REVIEWED: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // Undated, no RGPD, no litige, parties on the cover only, convention and protocole d'accord.
  'amf.txt': {
    'litige-absent': 1,
    'rgpd-absente': 1,
    'finances-absentes': 1,
    'domicile-absent': 1,
    'communication-sans-accord': 1,
    'parties-non-designees': 1,
    'date-signature-absente': 1,
    'qualification-variable': 2,
    'preambule-sans-portee': 1,
    'sigle-non-developpe': 1,
    futur: 2,
  },
  // Contacts of the public exchanged under a clause that only recalls the RGPD; signed P/ without an act of
  // delegation; tacit renewal without end; convention and accord; stray closing guillemet; règlement without (UE).
  'cma-france.txt': {
    'reconduction-sans-limite': 1,
    'rgpd-simple-insuffisante': 3,
    'finances-absentes': 1,
    'delegation-sans-acte': 1,
    'qualification-variable': 2,
    'preambule-sans-portee': 1,
    'sigle-non-developpe': 7,
    'reglement-ue': 1,
    futur: 9,
    guillemets: 1,
  },
  // No durée, suivi, résiliation nor litige; data of the public shared without any clause; ARML never expanded;
  // considérants inside the objectifs; two laws by their date alone.
  'regions-de-france.txt': {
    'duree-absente': 1,
    'modification-absente': 1,
    'resiliation-absente': 1,
    'litige-absent': 1,
    'rgpd-partage-sans-clause': 2,
    'finances-absentes': 1,
    'date-signature-absente': 1,
    'preambule-sans-portee': 1,
    'sigle-non-developpe': 1,
    'considerant-place': 1,
    'loi-sans-numero': 2,
    'et-ou': 1,
  },
};

describe('checks on the real texts', () => {
  for (const [name, expected] of Object.entries(REVIEWED)) {
    const path = join(CORPUS, name);
    const here = existsSync(path);
    it.skipIf(!here)(`${name}: as reviewed${here ? '' : ' (skipped: the corpus is not beside the repository)'}`, () => {
      expect(tally(imported(path))).toEqual(expected);
      expect(blocking(imported(path))).toEqual([]);
    });
  }
});

describe('checks on texts of our own', () => {
  it.each(readdirSync(OWN))('%s: nothing falsely bloquant', (name) => {
    expect(blocking(imported(join(OWN, name)))).toEqual([]);
  });

  // One fixture is a form with blanks to fill in: those do block.
  it.each(readdirSync(FIXTURES).filter((name) => !/a-completer/.test(name)))(
    'import fixture %s: nothing falsely bloquant',
    (name) => {
      expect(blocking(imported(join(FIXTURES, name)))).toEqual([]);
    },
  );
});

describe('checks on the shipped example', () => {
  const folder = join(ROOT, 'templates');
  const library = loadLibrary(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:md|yaml)$/.test(path))
      .map((path) => ({
        path: path.split(sep).join('/'),
        source: readFileSync(join(folder, path), 'utf8'),
      })),
  );
  if (!library.ok) throw new Error(library.error.map((one) => one.message).join('\n'));
  const example = buildExample(library.value, makeId);
  if (!example.ok) throw new Error(example.error.map((one) => one.message).join('\n'));

  it.each(example.value.acts)('$title: only what is left to fill in', ({ content }) => {
    expect(Object.keys(tally(checksOf(content)))).toEqual(['variable-vide']);
  });
});
