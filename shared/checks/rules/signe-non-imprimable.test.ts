import { alinea, block, item, texte, variable } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { signeNonImprimable } from './signe-non-imprimable.ts';

const FIELDS = { 'partie.1.nom': { type: 'texte', libelle: 'Nom', valeur: 'Maison 漢' } } as const;

ruleCases(signeNonImprimable, {
  fires: [
    ['Le comité se réunit 🙂 deux fois.', '🙂'],
    ['Une puce \uf0b7 de traitement de texte, encore \uf0b7.', '\uf0b7'],
    [{ blocks: [item('Une action.', { marqueur: '\uf0b7' })] }, 'Une action.'],
    [{ blocks: [block('note', 'Voir 漢.', { noteId: 'n1' })] }, '漢'],
    [{ blocks: [alinea([texte('Pour '), variable('partie.1.nom')])], champs: FIELDS }, '#'],
  ],
  silent: ['L’État, n° 5, « 1 500 € », → Ω Ж ☐ – œuvre ; ½ ². À l’Œuvre\u202f!', 'Ligne\tcoupée\u00ad.'],
});
