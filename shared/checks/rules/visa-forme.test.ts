import { block } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { visaForme } from './visa-forme.ts';

ruleCases(visaForme, {
  fires: [
    [{ blocks: [block('visa', 'Vu la loi du 5 septembre 2018 ;')] }, 'Vu la loi du 5 septembre 2018 ;'],
    [{ blocks: [block('visa', 'Vu la délibération du conseil ;')] }, 'Vu la délibération du conseil ;'],
  ],
  silent: [
    { blocks: [block('visa', 'Vu la loi n° 2018-771 du 5 septembre 2018 ;')] },
    { blocks: [block('visa', 'Vu le code du travail ;')] },
    { blocks: [block('visa', 'Vu la loi du 1er juillet 1901 ;')] },
    { blocks: [block('visa', 'Vu la délibération n° 12 du 3 mars 2025 ;')] },
  ],
});
