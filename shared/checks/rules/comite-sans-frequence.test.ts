import { article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { comiteSansFrequence } from './comite-sans-frequence.ts';

ruleCases(comiteSansFrequence, {
  fires: [
    [{ blocks: [article('Suivi', 'Un comité de pilotage suit la convention.')] }, 'comité de pilotage'],
  ],
  silent: [
    { blocks: [article('Suivi', 'Un comité de pilotage se réunit deux fois par an.')] },
    { blocks: [article('Suivi', 'Un comité de pilotage est créé.', 'Il dresse un bilan annuel.')] },
    { blocks: [article('Objet', 'Le comité de pilotage existe.')] },
  ],
});
