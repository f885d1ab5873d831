import { entre, signataire } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { delegationSansActe } from './delegation-sans-acte.ts';

ruleCases(delegationSansActe, {
  fires: [
    [
      { blocks: entre(signataire('P/ le directeur de la Ligue, par délégation / Paul Hue')) },
      'P/ le directeur de la Ligue, par délégation#Paul Hue',
    ],
  ],
  silent: [
    { blocks: entre(signataire('Pour le directeur et par délégation du 3 mars 2025 / Paul Hue')) },
    { blocks: entre(signataire('Pour la Ligue / Paul Hue')) },
  ],
});
