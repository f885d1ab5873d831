import type { BlockJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { art, family, is, li, type Pair, p, says } from './pair.ts';

const imports = family('imports');

/** The same blocks under ids of another act. */
const foreign = (...blocks: readonly BlockJson[]): readonly BlockJson[] =>
  blocks.map(
    (one) =>
      ({ ...one, attrs: { ...one.attrs, id: `q${one.attrs.id.slice(0, 11)}` as BlockId } }) as BlockJson,
  );

const CLAUSE = [
  ...art(
    'a1',
    'Objet',
    p('x1', 'La convention organise la coopération des deux réseaux au bénéfice des jeunes.'),
  ),
  ...art(
    'a2',
    'Confidentialité',
    p(
      'x2',
      'Chaque partie garde confidentielles les informations reçues de l’autre pendant toute la durée de la convention.',
    ),
  ),
  ...art(
    'a3',
    'Litiges',
    p('x3', 'Les parties recherchent une solution amiable avant toute saisine du juge.'),
  ),
];

/** Texts without an id in common: imported ones, those of another partner. */
export const IMPORT_PAIRS: readonly Pair[] = [
  imports('le même texte sous d’autres identifiants', CLAUSE, foreign(...CLAUSE), []),
  imports(
    'un mot changé dans un texte importé',
    CLAUSE,
    foreign(
      ...CLAUSE.slice(0, 3),
      p(
        'x2',
        'Chaque partie garde confidentielles les informations reçues de l’autre pendant cinq ans après la fin de la convention.',
      ),
      ...CLAUSE.slice(4),
    ),
    [
      says(
        'qx2',
        'Chaque partie garde confidentielles les informations reçues de l’autre pendant [-toute la durée-]{+cinq ans après la fin+} de la convention.',
      ),
    ],
  ),
  imports(
    'un article de plus dans un texte importé',
    CLAUSE,
    foreign(
      ...CLAUSE.slice(0, 2),
      ...art('n', 'Moyens', p('nx', 'Chaque partie supporte ses propres frais.')),
      ...CLAUSE.slice(2),
    ),
    [is('qn', 'insere'), is('qnx', 'insere'), is('qa2', 'renumerote'), is('qa3', 'renumerote')],
  ),
  imports(
    'une clause maison contre celle du partenaire',
    [
      p(
        'x',
        'La convention est conclue pour une durée de trois ans. Elle entre en vigueur à la date de sa signature.',
      ),
    ],
    foreign(
      p(
        'x',
        'La présente convention est conclue pour une durée de deux ans. Elle entre en vigueur à la date de sa dernière signature.',
      ),
    ),
    [
      says(
        'qx',
        'La{+ présente+} convention est conclue pour une durée de [-trois-]{+deux+} ans. Elle entre en vigueur à la date de sa{+ dernière+} signature.',
      ),
    ],
  ),
  imports(
    'un tiret de plus dans un texte importé',
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'les accompagner.')],
    foreign(
      li('i1', 'repérer les jeunes\u202f;'),
      li('i3', 'les former\u202f;'),
      li('i2', 'les accompagner.'),
    ),
    [is('qi3', 'insere')],
  ),
  imports(
    'la présentation d’un partenaire à la place de celle d’un autre',
    [
      ...art(
        'a1',
        'Présentation de la Fédération des Maires',
        p('x1', 'Fondée en 1907, elle réunit trente mille communes.'),
      ),
      ...art(
        'a2',
        'Axes',
        li('i1', 'Informer les élus sur leur rôle.'),
        li('i2', 'Plaider ensemble auprès de l’État.'),
      ),
    ],
    foreign(
      ...art(
        'a1',
        'Présentation de la Conférence des Régions',
        p('x3', 'Les conseils régionaux y siègent tous.'),
      ),
      ...art(
        'a2',
        'Axes',
        li('i3', 'Ouvrir des formations aux jeunes.'),
        li('i2', 'Plaider ensemble auprès de l’État.'),
      ),
    ),
    [
      says('qa1', 'Présentation de la [-Fédération des Maires-]{+Conférence des Régions+}'),
      is('x1', 'supprime'),
      is('qx3', 'insere'),
      is('i1', 'supprime'),
      is('qi3', 'insere'),
    ],
  ),
  imports(
    'le préambule d’un modèle récrit, la rubrique suivante ôtée',
    [
      ...art('a1', 'Contexte', p('x1', 'Le Réseau accueille les jeunes depuis quarante ans.')),
      ...art('a2', 'Objectifs', p('x2', 'La convention poursuit trois buts que voici.')),
    ],
    foreign(...art('a1', 'Contexte', p('x3', 'Une première convention liait déjà les parties.'))),
    [is('x1', 'supprime'), is('qx3', 'insere'), is('a2', 'supprime'), is('x2', 'supprime')],
  ),
];
