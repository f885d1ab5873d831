import { block } from '#shared/document/builders.ts';
import { entre, UDA } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { aliasPartage } from './alias-partage.ts';

ruleCases(aliasPartage, {
  fires: [
    [{ blocks: [UDA, block('partie', 'L’Union du Delta, association, ci-après « l’UDA »,')] }, 'l’UDA'],
  ],
  silent: [
    { blocks: entre() },
    {
      blocks: [
        block('partie', 'L’A, association, ci-après « le Partenaire »,'),
        block('partie', 'Le B, société, ci-après « le Partenaire »,'),
      ],
    },
  ],
});
