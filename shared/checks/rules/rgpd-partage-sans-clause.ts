import { sectionOf } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import { sharedData } from '../facts/data.ts';
import type { Rule } from '../model.ts';

export const rgpdPartageSansClause: Rule = {
  id: 'rgpd-partage-sans-clause',
  title: 'Données partagées sans clause',
  source: 'Règlement (UE) 2016/679, art. 26 et 28 ; domaine §2 RGPD',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant' || sectionOf(act, 'rgpd').length > 0) return [];
    return sharedData(act).map(({ line: { facts }, from, to }) => ({
      place: placeIn(facts, from, to),
      message: `« ${facts.text.slice(from, to)} » : des données à caractère personnel circulent entre les parties et aucune clause ne l’encadre. Ajoutez une clause de responsabilité conjointe (article 26) ou de sous-traitance (article 28).`,
      fix: { kind: 'clause', family: 'rgpd', variant: null, after: act.bodyEnd } as const,
    }));
  },
};
