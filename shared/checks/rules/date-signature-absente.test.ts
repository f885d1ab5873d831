import { alinea, block, idOf, variable } from '#shared/document/builders.ts';
import { cloture } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { dateSignatureAbsente } from './date-signature-absente.ts';

ruleCases(dateSignatureAbsente, {
  fires: [
    [{ blocks: [alinea('Texte.', { id: idOf('texte') })] }, 'acte après texte0000000'],
    [{ blocks: [alinea('Texte.'), cloture('Fait à Paris')] }, 'Fait à Paris'],
  ],
  silent: [
    { blocks: [alinea('Texte.'), cloture('Fait à Paris, le 24 mai 2023')] },
    { blocks: [alinea('Texte.'), cloture('Fait à Paris, le …')] },
    { blocks: [alinea('Texte.'), block('cloture', [variable('signature.date', 'date')])] },
    { blocks: [alinea('Texte.'), block('cloture', 'Fait à Lyon, à la date de la dernière signature.')] },
    { blocks: [block('titre', 'Convention')] },
  ],
});
