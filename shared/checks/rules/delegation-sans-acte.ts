import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

const CITED =
  /delegation (?:de signature |de pouvoirs? )?(?:du \d|en date|n°|donnee|consentie|recue)|deliberation|arrete|decision|procuration du|mandat du/;

export const delegationSansActe: Rule = {
  id: 'delegation-sans-acte',
  title: 'Délégation sans acte cité',
  source: 'Domaine §2 Signature et §4 Delegation',
  severity: 'recommande',
  check: (act) =>
    act.signatories
      .filter((one) => one.delegated && !CITED.test(one.plain))
      .map(({ line }) => ({
        place: placeIn(line.facts),
        message:
          'La signature est donnée pour une autre personne, sans citer l’acte de délégation : indiquez sa nature et sa date.',
      })),
};
