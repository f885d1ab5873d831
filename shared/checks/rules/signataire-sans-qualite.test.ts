import { entre, signataire } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { signataireSansQualite } from './signataire-sans-qualite.ts';

ruleCases(signataireSansQualite, {
  fires: [[{ blocks: entre(signataire('Pour l’UDA / Léa Roux')) }, 'Pour l’UDA#Léa Roux']],
  silent: [
    { blocks: entre(signataire('Pour l’UDA / La présidente / Léa Roux')) },
    { blocks: entre(signataire('Pour l’UDA')) },
  ],
});
