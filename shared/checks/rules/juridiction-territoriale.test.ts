import { article } from '#shared/document/builders.ts';
import { avecCommune, entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { juridictionTerritoriale } from './juridiction-territoriale.ts';

ruleCases(juridictionTerritoriale, {
  fires: [
    [
      { blocks: entre(article('Litige', 'Le litige est porté devant le tribunal judiciaire de Paris.')) },
      'tribunal judiciaire de Paris',
    ],
  ],
  silent: [
    { blocks: avecCommune(article('Litige', 'Le litige est porté devant le tribunal judiciaire de Paris.')) },
    { blocks: entre(article('Litige', 'Le différend est porté devant le tribunal judiciaire compétent.')) },
  ],
});
