import { alinea } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { importARelire } from './import-a-relire.ts';

ruleCases(importARelire, {
  fires: [[{ blocks: [alinea('Page 1', { aVerifier: true })] }, 'Page 1', 'relu']],
  silent: ['Texte.'],
});
