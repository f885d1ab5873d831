import {
  alinea,
  annexe,
  article,
  block,
  contentOf,
  intitule,
  item,
  renvoi,
  sousArticle,
  table,
  texte,
  variable,
} from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { type BlockId, blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';

/** @returns a source of ids that gives the same ones for the same seed */
export function seededIds(seed: number): MakeBlockId {
  let state = seed;
  return blockIdsFrom(() => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  });
}

/** The id that `contentOf` gives to the block of a rank, from 0. */
const idAt = (rank: number): BlockId => `b${String(rank + 1).padStart(11, '0')}` as BlockId;

/**
 * A signed convention such as avenants amend: parties, articles with phrases, levels, a table, an unnumbered subhead,
 * a variable, a cross-reference, an annexe.
 */
export const CONVENTION: ActContent = contentOf(
  [
    block('titre', 'Convention de coopération'),
    block('liaison', 'ENTRE'),
    block(
      'partie',
      'L’Union des maisons de l’emploi, association, dont le siège est 3 rue des Lilas à Paris,',
      {
        partieId: 'p1',
      },
    ),
    block('liaison', 'ET'),
    block('partie', 'L’Agence régionale de l’orientation, établissement public, dont le siège est à Lyon,', {
      partieId: 'p2',
    }),
    block('visa', 'Vu la délibération du 4 mars 2024\u202f;'),
    block('formule', 'Il est convenu ce qui suit\u00a0:'),
    intitule('Préambule', { genre: 'preambule' }),
    'Les parties coopèrent depuis 2018. Elles souhaitent étendre leur action aux zones rurales.',
    article(
      'Objet',
      'La présente convention organise la coopération des parties. Elle ne comporte pas de contrepartie financière.',
      'Elle s’applique sur le territoire de la région.',
    ),
    article(
      'Engagements',
      'Les parties s’engagent à\u00a0:',
      item('informer leurs réseaux\u202f;', { marqueur: '1°' }),
      item('désigner un référent par département, chargé\u00a0:', { marqueur: '1°' }),
      item('de recueillir les besoins\u202f;', { marqueur: 'a)', niveau: 2 }),
      item('de préparer les réunions du comité\u202f;', { marqueur: 'a)', niveau: 2 }),
      item('dresser un bilan annuel.', { marqueur: '1°' }),
      'Chaque partie supporte ses propres frais.',
    ),
    article(
      'Gouvernance',
      sousArticle('Comité de pilotage', 'Le comité se réunit une fois par an. Il est présidé par l’Union.'),
      sousArticle(
        'Secrétariat',
        'Le secrétariat est assuré par l’Agence.',
        alinea([texte('Il prépare le bilan prévu à l’'), renvoi(idAt(12), 'nom', 'article 2'), texte('.')]),
      ),
    ),
    article(
      'Moyens',
      'Les moyens engagés sont les suivants\u00a0:',
      table([
        ['Poste', 'Montant annuel'],
        ['Animation', '12\u202f000 €'],
        ['Communication', '3\u202f500 €'],
      ]),
      'L’Agence verse une contribution de 15\u202f500 € au plus tard le 31 mars de chaque année.',
    ),
    article(
      'Suivi',
      'Un bilan est transmis à l’Agence avant le 31 janvier, puis publié par l’Agence.',
      intitule('Indicateurs', { niveau: 2 }),
      item('nombre de jeunes accueillis\u202f;'),
      item('nombre d’entreprises partenaires\u202f;'),
      item('part des jeunes en emploi.'),
    ),
    article(
      'Durée',
      alinea([
        texte('La convention est conclue pour '),
        variable('duree.mois', 'lettres-chiffres'),
        texte(' mois à compter du 1er janvier 2025. Elle expire le 31 décembre 2027.'),
      ]),
      'Elle peut être résiliée par l’Union ou par l’Agence, avec un préavis de trois mois.',
    ),
    annexe('Fiche de suivi', 'La fiche est remplie chaque trimestre.', 'Elle est transmise à l’Agence.'),
    block('cloture', 'Fait à Lyon, le 12 décembre 2024, en deux exemplaires.'),
    block('signataire', 'Pour l’Union, la présidente', { partieId: 'p1' }),
    block('signataire', 'Pour l’Agence, le directeur', { partieId: 'p2' }),
  ].map((one) => (typeof one === 'string' ? alinea(one) : one)),
  { 'duree.mois': { type: 'entier', libelle: 'Durée en mois', valeur: '36' } },
);
