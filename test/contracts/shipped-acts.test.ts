import { describe, expect, it } from 'vitest';
import { runChecks } from '#shared/checks/run.ts';
import type { ActContent } from '#shared/document/model.ts';
import { fillModele } from '#shared/drafting/fill.ts';
import type { DraftInput } from '#shared/drafting/model.ts';
import { sampleParties, sampleValue } from '#shared/drafting/samples.ts';
import { modeleSummary } from '#shared/drafting/summary.ts';
import type { ModeleSummary } from '#shared/drafting/wire.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { readShipped } from '#test/support/shipped.ts';

/*
 * What the house writes passes the house's own contrôles. It crosses two features, drafting and checks.
 */

const library = readShipped();

function filled(modele: ModeleSummary, over: Partial<DraftInput> = {}): ActContent {
  let seed = 20261121;
  const makeId = blockIdsFrom(() => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  });
  const parties = sampleParties(modele.partiesMin);
  const asked = modele.etapes.flatMap((etape) => etape.variantes.flatMap((each) => each.variables));
  const valeurs = Object.fromEntries(
    [...asked, ...modele.propres].map((each) => [each.chemin, sampleValue(each)]),
  );
  valeurs['signature.lieu'] = 'Le Havre';
  valeurs['signature.exemplaires'] = String(parties.length);
  const content = fillModele(library, modele.id, { titre: 'Essai', parties, valeurs, ...over }, makeId);
  if (!content.ok) throw new Error(JSON.stringify(content.error));
  return content.value;
}
const findings = (modele: ModeleSummary, over?: Partial<DraftInput>) =>
  runChecks(filled(modele, over), { kind: modele.kind, today: '2026-11-21' });

/** What is right to ask of a sample with a public person among its parties, and of one variant taken by itself. */
const EXPECTED: ReadonlySet<string> = new Set([
  'juridiction-judiciaire',
  'communication-sans-accord',
  'rgpd-partage-sans-clause',
  'annexe-absente',
  'domicile-absent',
]);

describe('shipped acts and the contrôles', () => {
  for (const modele of modeleSummary(library)) {
    it(`${modele.id} fires nothing but questions and style`, () => {
      const found = findings(modele);
      expect(found.filter((each) => each.severity === 'bloquant').map((each) => each.message)).toEqual([]);
      const told = found.filter((each) => each.severity === 'recommande' && !EXPECTED.has(each.rule));
      expect(told.map((each) => `${each.rule} ${each.message}`)).toEqual([]);
    });

    for (const etape of modele.etapes)
      for (const { variante } of etape.variantes)
        it(`${modele.id} with ${etape.cle}/${variante} fires nothing bloquant`, () => {
          const found = findings(modele, { variantes: { [etape.cle]: variante } });
          expect(found.filter((each) => each.severity === 'bloquant').map((each) => each.message)).toEqual(
            [],
          );
        });

    it(`${modele.id} begun with nothing else fires nothing bloquant but what is left to fill in`, () => {
      const required = modele.variables.filter((each) => each.requis);
      const valeurs = Object.fromEntries(required.map((each) => [each.chemin, sampleValue(each)]));
      const found = findings(modele, { valeurs });
      const rules = new Set(found.filter((each) => each.severity === 'bloquant').map((each) => each.rule));
      expect([...rules].filter((rule) => !/^variable/.test(rule))).toEqual([]);
    });
  }
});
