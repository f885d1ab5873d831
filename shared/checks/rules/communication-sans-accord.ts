import { says } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

const AGREED =
  /\baccord\b[^.]{0,60}\b(?:prealable|ecrit)|prealable|\bvalid(?:e|ee|es|ees|ation|er)\b|\bautoris|\bsoumis|apres accord|avec l'accord|d'un commun accord|concert/;

export const communicationSansAccord: Rule = {
  id: 'communication-sans-accord',
  title: 'Communication sans accord préalable',
  source: 'Domaine §2 Communication',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    return act.divisions.flatMap((division) => {
      if (division.family !== 'communication' || division.parent?.family === 'communication') return [];
      if (division.genre === 'axe' || division.own.length === 0 || says(division.all, AGREED)) return [];
      return [
        {
          place: placeIn(division.heading),
          message:
            'La clause de communication ne prévoit pas l’accord préalable du partenaire avant de citer son nom ou d’utiliser son logotype.',
        },
      ];
    });
  },
};
