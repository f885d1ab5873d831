import { article } from '#shared/document/builders.ts';
import { avecCommune, entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { juridictionJudiciaire } from './juridiction-judiciaire.ts';

ruleCases(juridictionJudiciaire, {
  fires: [
    [
      {
        blocks: avecCommune(article('Litige', 'Le litige est porté devant le tribunal judiciaire de Paris.')),
      },
      'tribunal judiciaire',
    ],
  ],
  silent: [
    { blocks: entre(article('Litige', 'Le litige est porté devant le tribunal judiciaire de Paris.')) },
    {
      blocks: avecCommune(
        article('Litige', 'Le litige est porté devant le tribunal administratif de Paris.'),
      ),
    },
  ],
});
