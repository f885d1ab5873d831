import { article, block } from '#shared/document/builders.ts';
import { UDA } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { termeNonDefini } from './terme-non-defini.ts';

ruleCases(termeNonDefini, {
  fires: [
    [
      { blocks: [UDA, article('A', 'Ensuite, les Parties se rencontrent.')] },
      'Parties',
      'ci-après désignées ensemble «\u00a0les Parties\u00a0» et chacune séparément «\u00a0la Partie\u00a0».',
    ],
  ],
  silent: [
    {
      blocks: [
        UDA,
        block('liaison', 'ci-après « les Parties »'),
        article('A', 'Ensuite, les Parties se rencontrent.'),
      ],
    },
    { blocks: [article('A', 'Ensuite, les parties se rencontrent.')] },
    { blocks: [article('A', 'Ensuite, les Parties prenantes.')] },
  ],
});
