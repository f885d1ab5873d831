import { missing } from '../facts/act.ts';
import { once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Rule } from '../model.ts';
import { isWritten } from '../wanted.ts';

export const dateSignatureAbsente: Rule = {
  id: 'date-signature-absente',
  title: 'Lieu et date de signature absents',
  source: 'Domaine §2 Signature ; produit, scénario 15',
  severity: 'recommande',
  check: (act) => {
    if (!isWritten(act)) return [];
    const closing = act.lines.filter(({ facts }) => facts.block.type === 'cloture');
    const places = [...closing, ...act.lines.filter(({ facts }) => facts.block.type === 'signataire')];
    const dated = places.some(
      ({ facts }) =>
        once(facts, datesOf).length > 0 ||
        /date de (?:la|sa) derniere signature/.test(facts.plain) ||
        facts.atoms.some((atom) => atom.kind === 'variable' && /date/.test(atom.key)),
    );
    // A blank to fill by hand (« le … 2026 ») is told by texte-a-completer.
    if (dated || closing.some(({ facts }) => /…|\.{3}|_{3}|\[/.test(facts.text))) return [];
    const first = closing[0];
    return [
      {
        place: first === undefined ? missing(act) : placeIn(first.facts),
        message:
          'L’acte ne porte pas de date de signature : elle fait courir la durée. Prévoyez « Fait à …, le … » ; la date ne s’invente pas, elle s’écrit le jour venu.',
      },
    ];
  },
};
