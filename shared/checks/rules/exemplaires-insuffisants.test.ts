import { COMMUNE, cloture, entre, LIGUE, UDA } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { exemplairesInsuffisants } from './exemplaires-insuffisants.ts';

ruleCases(exemplairesInsuffisants, {
  fires: [
    [
      { blocks: [UDA, LIGUE, COMMUNE, cloture('Fait à Paris, en deux exemplaires originaux')] },
      'en deux exemplaires',
      'Fait à Paris, en trois exemplaires originaux',
    ],
    [{ blocks: entre(cloture('Fait en un exemplaire original')) }, 'en un exemplaire'],
  ],
  silent: [
    { blocks: entre(cloture('Fait à Paris, en deux exemplaires originaux')) },
    { blocks: entre(cloture('Fait en autant d’exemplaires que de parties')) },
    { blocks: [cloture('En deux exemplaires')] },
  ],
});
