import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActContent } from '#shared/document/model.ts';
import { buildExample } from '#shared/drafting/example.ts';
import { fillModele } from '#shared/drafting/fill.ts';
import { sampleParties, sampleValue } from '#shared/drafting/samples.ts';
import { modeleSummary } from '#shared/drafting/summary.ts';
import { importText } from '#shared/exchange/import/import.ts';
import type { PrintEdition } from '#shared/exchange/print/model.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { Random } from '../fuzz/random.ts';
import { readShipped, TEMPLATES } from './shipped.ts';

/** An act to print, and what calls it in a test. */
export interface ActToPrint {
  readonly name: string;
  readonly content: ActContent;
  readonly parties: readonly string[];
}

/** A name of 120 characters, as institutions have. */
const LONG_NAME =
  'Fédération nationale interdépartementale des établissements publics de coopération pour l’insertion et le développement';

/** What a header and a title page say of an act printed in a test. */
export const editionOf = (act: Pick<ActToPrint, 'parties'>, title = 'Convention d’essai'): PrintEdition => ({
  title,
  version: 'Texte actuel',
  at: Date.UTC(2026, 10, 21),
  date: '21\u00a0novembre 2026',
  hash: '0123456789abcdef'.repeat(4),
  mention: 'Projet',
  parties: act.parties,
});

const ids = () => {
  const random = new Random(11);
  return blockIdsFrom(() => random.next());
};

/** Every shipped modèle filled with samples, one party having {@link LONG_NAME}; then the acts of the example. */
export function shippedActs(): readonly ActToPrint[] {
  const library = readShipped();
  const modeles = modeleSummary(library).map((modele): ActToPrint => {
    const parties = sampleParties(modele.partiesMin).map((party, rank) =>
      rank === 1 ? { ...party, denomination: LONG_NAME } : party,
    );
    const valeurs = Object.fromEntries(modele.variables.map((one) => [one.chemin, sampleValue(one)]));
    const filled = fillModele(library, modele.id, { titre: 'Titre de l’acte', parties, valeurs }, ids());
    if (!filled.ok) throw new Error(filled.error.map(({ message }) => message).join('\n'));
    return { name: modele.id, content: filled.value, parties: parties.map((one) => one.denomination) };
  });
  const example = buildExample(library, ids());
  if (!example.ok) throw new Error(example.error.map(({ message }) => message).join('\n'));
  const acts = example.value.acts.map(({ title, content }) => ({ name: title, content, parties: [] }));
  return [...modeles, ...acts];
}

const CORPUS = join(TEMPLATES, '../../shared/corpus');

/** Real conventions, imported; none where their texts are not beside the project. */
export function realActs(): readonly ActToPrint[] {
  if (!existsSync(CORPUS)) return [];
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => {
      const imported = importText(readFileSync(join(CORPUS, name), 'utf8'), { makeId: ids() });
      if (!imported.ok) return [];
      const { content, report } = imported.value;
      return [{ name, content, parties: report.parties.map((party) => party.name) }];
    });
}
