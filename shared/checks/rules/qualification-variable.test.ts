import { alinea, block } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { qualificationVariable } from './qualification-variable.ts';

ruleCases(qualificationVariable, {
  fires: [
    [
      {
        blocks: [
          block('titre', 'Convention de partenariat'),
          alinea('La modification du présent protocole d’accord fait l’objet d’un avenant.'),
        ],
      },
      'du présent protocole d’accord',
      'La modification de la présente convention fait l’objet d’un avenant.',
    ],
    [
      { blocks: [block('titre', 'Convention de partenariat'), alinea('Ce protocole d’accord est résilié.')] },
      'Ce protocole d’accord',
      'Cette convention est résilié.',
    ],
    [
      {
        blocks: [
          block('titre', 'Convention de partenariat'),
          alinea('En application du présent accord national, elles agissent.'),
        ],
      },
      'du présent accord',
      'sans correction',
    ],
    [
      {
        blocks: [block('titre', 'Accord-cadre national'), alinea('Il est annexé à la présente convention.')],
      },
      'à la présente convention',
      'Il est annexé au présent accord.',
    ],
  ],
  silent: [
    {
      blocks: [
        block('titre', 'Convention de partenariat'),
        alinea('La présente convention est signée d’un commun accord.'),
      ],
    },
    { blocks: [block('titre', 'Accord-cadre'), alinea('Le présent accord est signé.')] },
    { blocks: [block('titre', 'Convention de partenariat'), alinea('Cet accord local est conclu.')] },
    'Le présent protocole.',
  ],
});
