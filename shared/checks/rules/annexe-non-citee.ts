import type { DivisionFacts } from '../facts/act.ts';
import { inAnnexe } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const annexeNonCitee: Rule = {
  id: 'annexe-non-citee',
  title: 'Annexe que rien ne cite',
  source: 'Domaine §2 Annexes (each cited annex attached and vice versa)',
  severity: 'recommande',
  check: (act) => {
    const annexes = act.divisions.filter((one) => one.genre === 'annexe' && one.parent?.genre !== 'annexe');
    const body = act.lines.filter((line) => !inAnnexe(line));
    const targets = new Set(
      body.flatMap(({ facts }) =>
        facts.atoms.flatMap((atom) => (atom.kind === 'renvoi' ? [atom.target] : [])),
      ),
    );
    const speaking = body.map(({ facts }) => facts.plain).filter((plain) => plain.includes('annex'));
    const cited = ({ node, number }: DivisionFacts): boolean => {
      if (targets.has(node.id)) return true;
      if (annexes.length === 1 || number.number === '') return speaking.length > 0;
      const own = number.number.toLowerCase();
      return speaking.some(
        (plain) =>
          new RegExp(`annexes?[^.;]{0,30}\\b${own.replace(/\W/g, '\\$&')}\\b`).test(plain) ||
          /\b(?:les|aux|des|ses|ces) annexes\b(?! \d)/.test(plain),
      );
    };
    return annexes
      .filter((one) => !cited(one))
      .map((one) => ({
        place: placeIn(one.heading),
        message:
          'Aucune clause ne renvoie à cette annexe : dites dans le corps de l’acte ce qu’elle vaut et quand on s’y reporte.',
      }));
  },
};
