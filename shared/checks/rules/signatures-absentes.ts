import { missing } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';
import { isWritten } from '../wanted.ts';

export const signaturesAbsentes: Rule = {
  id: 'signatures-absentes',
  title: 'Partie sans signataire',
  source: 'Domaine §2 Signature (one signatory per party)',
  severity: 'recommande',
  check: (act): readonly Hit[] => {
    if (!isWritten(act)) return [];
    const { parties, signatories } = act;
    if (signatories.length === 0)
      return [
        {
          place: missing(act),
          message:
            'L’acte n’a pas de bloc de signature : ajoutez-en un par partie, avec le nom et la qualité de chaque signataire.',
        },
      ];
    if (signatories.length >= parties.length) return [];
    const signed = new Set(signatories.map((one) => one.party));
    const absent = parties.filter((party) => !signed.has(party));
    // When names don't tell who signs for whom, the count alone speaks.
    const told = signatories.every((one) => one.party !== null);
    const count = `${signatories.length} bloc${signatories.length > 1 ? 's' : ''} de signature pour ${parties.length} parties`;
    const names = told ? ` (manque ${absent.map((party) => `« ${party.name} »`).join(', ')})` : '';
    const last = signatories.at(-1);
    return [
      {
        place: last === undefined ? missing(act) : placeIn(last.line.facts),
        message: `${count}${names} : prévoyez un signataire par partie.`,
      },
    ];
  },
};
