import { article } from '#shared/document/builders.ts';
import { avecCommune, entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { juridictionAdministrative } from './juridiction-administrative.ts';

ruleCases(juridictionAdministrative, {
  fires: [
    [
      { blocks: entre(article('Litige', 'Le litige est porté devant le tribunal administratif de Paris.')) },
      'tribunal administratif',
    ],
  ],
  silent: [
    {
      blocks: avecCommune(
        article('Litige', 'Le litige est porté devant le tribunal administratif de Paris.'),
      ),
    },
    { blocks: entre(article('Litige', 'Le litige est porté devant le tribunal judiciaire de Paris.')) },
    {
      blocks: entre(article('Litige', 'Le litige est porté devant le tribunal administratif de Paris.')),
      context: { parties: [{ partieId: null, name: 'La Ligue du Fleuve', personnePublique: true }] },
    },
  ],
});
