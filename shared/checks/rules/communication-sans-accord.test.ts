import { article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { communicationSansAccord } from './communication-sans-accord.ts';

ruleCases(communicationSansAccord, {
  fires: [
    [{ blocks: [article('Communication', 'Les Parties font connaître la convention.')] }, 'Communication'],
  ],
  silent: [
    {
      blocks: [article('Communication', 'Toute publication est soumise à l’accord préalable du partenaire.')],
    },
    { blocks: [article('Suivi', 'Un bilan est dressé.')] },
  ],
});
