import { block } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { considerantObligation } from './considerant-obligation.ts';

ruleCases(considerantObligation, {
  fires: [
    [{ blocks: [block('considerant', 'Considérant que la Région s’engage à financer ;')] }, 's’engage'],
  ],
  silent: [
    { blocks: [block('considerant', 'Considérant que les besoins sont grands ;')] },
    'La Région s’engage à financer.',
  ],
});
