import { article } from '#shared/document/builders.ts';
import { entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { sigleNonDeveloppe } from './sigle-non-developpe.ts';

ruleCases(sigleNonDeveloppe, {
  fires: [
    ['Agir avec les ARML.', 'ARML', 'Agir avec les associations régionales des Missions Locales (ARML).'],
    ['Selon le CEREQ, tout va bien.', 'CEREQ', 'sans correction'],
  ],
  silent: [
    'Les associations régionales (ARML) agissent. Les ARML décident.',
    'La TVA est due.',
    'Signé par M. Alain PERROT, à Paris.',
    'Article II et titre XIV.',
    'L’UE et les CAP.',
    'LES PARTIES SIGNENT CE TEXTE',
    { blocks: entre(article('A', 'L’UDA agit.')) },
  ],
});
