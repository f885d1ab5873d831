import { matchesIn, sectionOf } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const REGISTERED = /\blettres? recommandees?\b|\blrar\b|\blre\b|courrier recommande|pli recommande/g;

export const domicileAbsent: Rule = {
  id: 'domicile-absent',
  title: 'Adresse des notifications absente',
  source: 'Domaine §2 Élection de domicile',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant' || sectionOf(act, 'domicile').length > 0) return [];
    if (act.parties.length > 0 && act.parties.every((party) => party.hasSeat)) return [];
    const first = matchesIn(act.body, REGISTERED)[0];
    if (first === undefined) return [];
    return [
      {
        place: first.place,
        message:
          'Une lettre recommandée est exigée, mais l’acte ne donne pas l’adresse de chaque partie : indiquez les sièges, ou une élection de domicile.',
        fix: { kind: 'clause', family: 'domicile', variant: null, after: act.bodyEnd },
      },
    ];
  },
};
