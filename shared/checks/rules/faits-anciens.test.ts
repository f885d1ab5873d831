import { alinea, rubrique, texte, variable } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { faitsAnciens } from './faits-anciens.ts';

ruleCases(faitsAnciens, {
  fires: [
    [
      {
        blocks: [rubrique('Présentation', 'Selon le rapport d’activité 2022, elle compte 15 000 salariés.')],
      },
      'rapport d’activité 2022',
    ],
    [
      {
        blocks: [alinea([variable('unml.salaries'), texte(' salariés')])],
        champs: {
          'unml.asOf': { type: 'date', libelle: 'Date des faits', valeur: '2024-10-01' },
          'unml.salaries': { type: 'entier', libelle: 'Salariés', valeur: '15000' },
        },
      },
      '# salariés',
      'variable unml.asOf',
    ],
    [
      {
        blocks: [alinea([variable('partie.p1.faits.jeunes')])],
        champs: {
          'partie.p1.faits.jeunes': { type: 'entier', libelle: 'Jeunes', valeur: '1100000' },
          'partie.p1.faits.jeunes.date': { type: 'date', libelle: 'Date', valeur: '2024-10-01' },
        },
      },
      '#',
      'variable partie.p1.faits.jeunes.date',
    ],
  ],
  silent: [
    {
      blocks: [alinea([variable('partie.p1.faits.jeunes')])],
      champs: {
        'partie.p1.faits.jeunes': { type: 'entier', libelle: 'Jeunes', valeur: '1100000' },
        'partie.p1.faits.jeunes.date': { type: 'date', libelle: 'Date', valeur: '2025-12-31' },
      },
    },
    { blocks: [rubrique('Présentation', 'Selon le rapport d’activité 2025.')] },
    'Selon les chiffres 2019.',
    {
      blocks: [alinea([variable('unml.salaries')])],
      champs: {
        'unml.asOf': { type: 'date', libelle: 'Date', valeur: '2026-06-01' },
        'unml.salaries': { type: 'entier', libelle: 'Salariés', valeur: '15000' },
      },
    },
  ],
});
