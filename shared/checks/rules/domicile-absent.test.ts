import { article } from '#shared/document/builders.ts';
import { entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { domicileAbsent } from './domicile-absent.ts';

ruleCases(domicileAbsent, {
  fires: [['Elle est dénoncée par lettre recommandée avec accusé de réception.', 'lettre recommandée']],
  silent: [
    { blocks: entre(article('Fin', 'La décision est notifiée par lettre recommandée.')) },
    {
      blocks: [article('Fin', 'Par lettre recommandée.'), article('Élection de domicile', 'À leurs sièges.')],
    },
    'Elle est dénoncée par écrit.',
  ],
});
