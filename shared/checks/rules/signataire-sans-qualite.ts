import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const signataireSansQualite: Rule = {
  id: 'signataire-sans-qualite',
  title: 'Qualité du signataire absente',
  source: 'Domaine §2 Signature',
  severity: 'recommande',
  check: (act) =>
    act.signatories
      .filter((one) => one.named && one.capacity === null && !/\[/.test(one.plain))
      .map(({ line }) => ({
        place: placeIn(line.facts),
        message:
          'Ce bloc de signature ne dit pas à quel titre la personne signe : ajoutez sa qualité (président, directrice…).',
      })),
};
