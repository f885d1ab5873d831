import { block } from '#shared/document/builders.ts';
import { entre, signataire } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { signataireQualiteDifferente } from './signataire-qualite-differente.ts';

ruleCases(signataireQualiteDifferente, {
  fires: [
    [
      { blocks: entre(signataire('Pour la Ligue / Le trésorier / Paul Hue')) },
      'Pour la Ligue#Le trésorier#Paul Hue',
    ],
  ],
  silent: [
    { blocks: entre(signataire('Pour la Ligue / Le directeur / Paul Hue')) },
    { blocks: entre(signataire('Pour la Ligue / La directrice / Anne Hue')) },
    { blocks: entre(signataire('P/ le directeur de la Ligue, par délégation / Paul Hue, membre du bureau')) },
    { blocks: entre(signataire('Pour la Ligue / Paul Hue')) },
    {
      blocks: [
        block('partie', 'L’Association des maires du Val, association, représentée par son président,'),
        signataire('Pour l’Association des maires du Val / Le président / Luc Bel'),
      ],
    },
  ],
});
