import { art, family, is, li, type Pair, p, says } from './pair.ts';

const clauses = family('clauses négociées');

const one = (title: string, old: string, fresh: string, redline: string): Pair =>
  clauses(
    title,
    [art('a', 'Clause', p('x', old))],
    [art('a', 'Clause', p('x', fresh))],
    [says('x', redline)],
  );

/**
 * Written after the method was settled, to see how it does on wordings that did not shape it. At the first run fifteen
 * of the eighteen were told as judged; the other three (members swapped, an enumeration made a list, an article
 * rewritten) were told in a smaller change than the judge's, and were judged again.
 */
export const NEGOTIATION_PAIRS: readonly Pair[] = [
  one(
    'un préavis et son point de départ',
    'La résiliation prend effet deux mois après l’envoi d’une lettre recommandée avec accusé de réception.',
    'La résiliation prend effet trois mois après la réception d’une lettre recommandée avec accusé de réception.',
    'La résiliation prend effet [-deux-]{+trois+} mois après [-l’envoi-]{+la réception+} d’une lettre recommandée avec accusé de réception.',
  ),
  one(
    'une reconduction plafonnée',
    'Elle est reconduite tacitement par périodes d’un an.',
    'Elle est reconduite tacitement par périodes d’un an, dans la limite de deux reconductions.',
    'Elle est reconduite tacitement par périodes d’un an{+, dans la limite de deux reconductions+}.',
  ),
  one(
    'une reconduction devenue expresse',
    'Elle est reconduite tacitement pour la même durée.',
    'Elle est reconduite par avenant pour la même durée.',
    'Elle est reconduite [-tacitement-]{+par avenant+} pour la même durée.',
  ),
  one(
    'un tribunal',
    'Le litige est porté devant le tribunal administratif de Paris.',
    'Le litige est porté devant le tribunal judiciaire de Paris.',
    'Le litige est porté devant le tribunal [-administratif-]{+judiciaire+} de Paris.',
  ),
  one(
    'une exception',
    'Les informations échangées sont confidentielles.',
    'Les informations échangées, à l’exception de celles qui sont publiques, sont confidentielles.',
    'Les informations échangées{+, à l’exception de celles qui sont publiques,+} sont confidentielles.',
  ),
  one(
    'une incise retirée',
    'Le référent, désigné par la direction, anime le réseau.',
    'Le référent anime le réseau.',
    'Le référent[-, désigné par la direction,-] anime le réseau.',
  ),
  one(
    'deux membres intervertis',
    'Le comité comprend des représentants de l’Union et de la Région.',
    'Le comité comprend des représentants de la Région et de l’Union.',
    'Le comité comprend des représentants de[- l’Union et de-] la Région{+ et de l’Union+}.',
  ),
  one(
    'un verbe et son sujet au pluriel',
    'La partie concernée transmet le bilan au comité.',
    'Les parties concernées transmettent le bilan au comité.',
    '[-La partie concernée transmet-]{+Les parties concernées transmettent+} le bilan au comité.',
  ),
  one(
    'une date sans année, puis avec',
    'Le bilan est remis chaque année avant le 31 mars.',
    'Le bilan est remis au plus tard le 31 mars 2027.',
    'Le bilan est remis [-chaque année avant le 31 mars-]{+au plus tard le 31 mars 2027+}.',
  ),
  one(
    'un plafond chiffré ajouté',
    'Les frais de déplacement sont remboursés sur justificatifs.',
    'Les frais de déplacement sont remboursés sur justificatifs, dans la limite de 3\u202f000\u00a0€ par an.',
    'Les frais de déplacement sont remboursés sur justificatifs{+, dans la limite de 3\u202f000\u00a0€ par an+}.',
  ),
  one(
    'une faculté au lieu d’une obligation',
    'Le comité propose chaque année un programme d’actions.',
    'Le comité peut proposer chaque année un programme d’actions.',
    'Le comité [-propose-]{+peut proposer+} chaque année un programme d’actions.',
  ),
  one(
    'un texte cité',
    'Conformément au règlement (UE) 2016/679, chaque partie tient un registre.',
    'Conformément au règlement (UE) 2016/679 et à la loi n° 78-17, chaque partie tient un registre.',
    'Conformément au règlement (UE) 2016/679{+ et à la loi n° 78-17+}, chaque partie tient un registre.',
  ),
  one(
    'une dernière phrase remplacée',
    'Les parties se concertent avant toute communication publique. Elles peuvent utiliser leurs logos respectifs.',
    'Les parties se concertent avant toute communication publique. Toute reproduction d’un logo est interdite.',
    'Les parties se concertent avant toute communication publique. [-Elles peuvent utiliser leurs logos respectifs-]{+Toute reproduction d’un logo est interdite+}.',
  ),
  one(
    'trois petites retouches',
    'Le réseau accompagne 1 200 jeunes par an dans 12 communes, avec l’appui de 30 conseillers.',
    'Le réseau accompagne 1 500 jeunes par an dans 14 communes, avec l’appui de 35 conseillers.',
    'Le réseau accompagne [-1 200-]{+1 500+} jeunes par an dans [-12-]{+14+} communes, avec l’appui de [-30-]{+35+} conseillers.',
  ),
  one(
    'une parenthèse ajoutée',
    'Les missions locales et les partenaires se réunissent.',
    'Les missions locales (ci-après «\u00a0les Structures\u00a0») et les partenaires se réunissent.',
    'Les missions locales{+ (ci-après «\u00a0les Structures\u00a0»)+} et les partenaires se réunissent.',
  ),
  one(
    'un féminin',
    'La convention est signée par le président de l’association.',
    'La convention est signée par la présidente de l’association.',
    'La convention est signée par [-le président-]{+la présidente+} de l’association.',
  ),
  clauses(
    'une énumération mise en liste',
    [p('x', 'Le réseau accueille les jeunes, les oriente et les accompagne vers l’emploi.')],
    [
      p('x', 'Le réseau\u00a0:'),
      li('i', 'accueille les jeunes\u202f;'),
      li('j', 'les oriente\u202f;'),
      li('k', 'les accompagne vers l’emploi.'),
    ],
    [
      says('x', 'Le réseau{+\u00a0:+}', 'scinde', 'reformule'),
      says('i', '[- -]accueille les jeunes[-,-]{+\u202f;+}', 'scinde', 'reformule', 'structure'),
      says('j', '[- -]les oriente[- et-]{+\u202f;+}', 'scinde', 'reformule', 'structure'),
      is('k', 'scinde', 'structure'),
    ],
  ),
  clauses(
    'un article réécrit, un autre inchangé',
    [
      art(
        'a',
        'Suivi',
        p('x', 'Un comité se réunit deux fois par an pour faire le point.'),
        p('y', 'Le secrétariat est assuré par l’Union.'),
      ),
      art('b', 'Frais', p('z', 'Chacun supporte ses frais.')),
    ],
    [
      art(
        'a',
        'Gouvernance',
        p('x', 'Un comité de pilotage se réunit au moins une fois par an.'),
        p('y', 'Le secrétariat est assuré par la Région.'),
      ),
      art('b', 'Frais', p('z', 'Chacun supporte ses frais.')),
    ],
    [
      says('a', '[-Suivi-]{+Gouvernance+}'),
      says(
        'x',
        'Un comité{+ de pilotage+} se réunit [-deux-]{+au moins une+} fois par an[- pour faire le point-].',
      ),
      says('y', 'Le secrétariat est assuré par [-l’Union-]{+la Région+}.'),
    ],
  ),
];
