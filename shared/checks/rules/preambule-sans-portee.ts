import { says } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

const BEARING =
  /fait partie integrante|font partie integrante|valeur contractuelle|(?:ne )?cree(?:nt)? (?:par lui-meme |par eux-memes )?aucune obligation|eclaire|interpret|memes effets|valeur (?:obligatoire|indicative)/;

export const preambuleSansPortee: Rule = {
  id: 'preambule-sans-portee',
  title: 'Portée du préambule non dite',
  source: 'Domaine §2 Préambule',
  severity: 'style',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    const found = act.divisions.find((one) => one.family === 'preambule' && one.own.length > 0);
    if (found === undefined) return [];
    const about = act.body.filter(({ facts }) => facts.plain.includes('preambule'));
    if (says(found.all, BEARING) || says(about, BEARING)) return [];
    return [
      {
        place: placeIn(found.heading),
        message:
          'L’acte ne dit pas si son préambule oblige : précisez s’il fait partie intégrante de l’acte, ou s’il ne sert qu’à l’interpréter.',
      },
    ];
  },
};
