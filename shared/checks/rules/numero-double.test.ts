import { annexe, article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { numeroDouble } from './numero-double.ts';

ruleCases(numeroDouble, {
  fires: [[{ blocks: [article('A', 'a'), article({ text: 'B', attrs: { numFixe: '1' } }, 'b')] }, 'B']],
  silent: [
    { blocks: [article('A', 'a'), article('B', 'b')] },
    { blocks: [article('A', 'a'), annexe('X', 'x'), article({ text: 'B', attrs: { niveau: 2 } }, 'b')] },
  ],
});
