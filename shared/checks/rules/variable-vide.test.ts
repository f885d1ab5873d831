import { alinea, texte, variable } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { variableVide } from './variable-vide.ts';

ruleCases(variableVide, {
  fires: [
    [
      {
        blocks: [alinea([variable('duree.mois'), texte(' mois')])],
        champs: { 'duree.mois': { type: 'entier', libelle: 'Durée', valeur: null } },
      },
      '#',
      'variable duree.mois',
    ],
    [{ blocks: [alinea([variable('inconnue')])] }, '#'],
  ],
  silent: [
    {
      blocks: [alinea([variable('duree.mois')])],
      champs: { 'duree.mois': { type: 'entier', libelle: 'Durée', valeur: '36' } },
    },
  ],
});
