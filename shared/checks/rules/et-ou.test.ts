import { ruleCases } from '../testing/cases.ts';
import { etOu } from './et-ou.ts';

ruleCases(etOu, {
  fires: [['Les Régions et/ou les Départements.', 'et/ou', 'Les Régions ou les Départements.']],
  silent: ['Les Régions et les Départements ou les Villes.'],
});
