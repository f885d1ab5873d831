import { alinea, block, idOf, table } from '#shared/document/builders.ts';
import { cloture, entre, LIGUE, signataire, UDA } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { signaturesAbsentes } from './signatures-absentes.ts';

ruleCases(signaturesAbsentes, {
  fires: [
    [{ blocks: [UDA, LIGUE, alinea('Texte.', { id: idOf('texte') })] }, 'acte après texte0000000'],
    [
      { blocks: entre(alinea('Texte.'), signataire('Pour l’UDA / La présidente / Léa Roux')) },
      'Pour l’UDA#La présidente#Léa Roux',
    ],
  ],
  silent: [
    {
      blocks: entre(
        alinea('Texte.'),
        signataire('Pour l’UDA / Léa Roux'),
        signataire('Pour la Ligue / Paul Hue'),
      ),
    },
    { blocks: entre(alinea('Texte.'), signataire('Pour l’UDA\tPour la Ligue / Léa Roux\tPaul Hue')) },
    {
      blocks: entre(
        alinea('Texte.'),
        cloture('Fait à Lyon, le 3 mars 2026.'),
        table([
          ['Pour l’UDA', 'Pour la Ligue'],
          ['Léa Roux', 'Paul Hue'],
        ]),
      ),
    },
    { blocks: [block('titre', 'Convention')] },
  ],
});
