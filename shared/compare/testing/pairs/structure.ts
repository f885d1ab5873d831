import { alinea, annexe, idOf, item, renvoi, sousArticle, texte } from '#shared/document/builders.ts';
import { art, family, is, li, type Pair, p, says } from './pair.ts';

const moves = family('déplacement');
const splits = family('scission et fusion');
const lists = family('listes');
const numbers = family('renumérotation');
const headings = family('intitulés');

const OBJET = art(
  'a1',
  'Objet',
  p('x1', 'La convention organise la coopération des deux réseaux au bénéfice des jeunes.'),
);
const DUREE = art(
  'a2',
  'Durée',
  p('x2', 'Elle est conclue pour une durée de trois ans à compter de sa signature.'),
);
const SUIVI = art(
  'a3',
  'Suivi',
  p('x3', 'Un comité de suivi se réunit chaque année à l’initiative de la plus diligente des parties.'),
);
const LITIGES = art(
  'a4',
  'Litiges',
  p('x4', 'Les parties recherchent une solution amiable avant toute saisine du juge.'),
);
const COM = art(
  'a5',
  'Communication',
  p('x5', 'Chaque partie relaie les actions menées et mentionne son partenaire sur ses supports.'),
);

const ENGAGEMENTS = p(
  'e',
  'Les parties s’engagent à se rencontrer chaque année. Elles désignent un référent. Elles tiennent un tableau de bord commun.',
);

export const STRUCTURE_PAIRS: readonly Pair[] = [
  moves(
    'un article déplacé de deux rangs',
    [OBJET, DUREE, SUIVI, LITIGES, COM],
    [OBJET, SUIVI, LITIGES, DUREE, COM],
    [is('a3', 'renumerote'), is('a4', 'renumerote'), is('a2', 'deplace', 'renumerote')],
  ),
  moves(
    'un article déplacé et modifié',
    [OBJET, DUREE, SUIVI, LITIGES, COM],
    [
      OBJET,
      SUIVI,
      LITIGES,
      art('a2', 'Durée', p('x2', 'Elle est conclue pour une durée de quatre ans à compter de sa signature.')),
      COM,
    ],
    [
      is('a3', 'renumerote'),
      is('a4', 'renumerote'),
      is('a2', 'deplace', 'renumerote'),
      says('x2', 'Elle est conclue pour une durée de [-trois-]{+quatre+} ans à compter de sa signature.'),
    ],
  ),
  moves(
    'un alinéa passé dans un autre article',
    [
      art(
        'a1',
        'Objet',
        p('x', 'La convention organise la coopération des deux réseaux au bénéfice des jeunes.'),
        p('m', 'Un bilan est remis chaque année.'),
      ),
      SUIVI,
    ],
    [
      art(
        'a1',
        'Objet',
        p('x', 'La convention organise la coopération des deux réseaux au bénéfice des jeunes.'),
      ),
      SUIVI,
      p('m', 'Un bilan est remis chaque année.'),
    ],
    [is('m', 'deplace')],
  ),
  moves(
    'deux alinéas intervertis',
    [
      art(
        'a1',
        'Moyens',
        p('x', 'Chaque réseau prend à sa charge les frais de déplacement de ses représentants.'),
        p('y', 'Les locaux sont prêtés.'),
        p('z', 'Aucune contribution financière n’est due.'),
      ),
    ],
    [
      art(
        'a1',
        'Moyens',
        p('y', 'Les locaux sont prêtés.'),
        p('x', 'Chaque réseau prend à sa charge les frais de déplacement de ses représentants.'),
        p('z', 'Aucune contribution financière n’est due.'),
      ),
    ],
    [is('y', 'deplace')],
  ),
  moves(
    'un article coupé puis collé, sans son identifiant',
    [OBJET, DUREE, SUIVI, LITIGES],
    [
      OBJET,
      SUIVI,
      LITIGES,
      art('n2', 'Durée', p('nx2', 'Elle est conclue pour une durée de trois ans à compter de sa signature.')),
    ],
    [is('a3', 'renumerote'), is('a4', 'renumerote'), is('n2', 'deplace', 'renumerote')],
  ),
  moves(
    'un alinéa déplacé et reformulé',
    [
      art(
        'a1',
        'Moyens',
        p('x', 'Chaque réseau prend à sa charge les frais de ses représentants.'),
        p('y', 'Les locaux sont prêtés à titre gratuit par la collectivité qui accueille les réunions.'),
        p('z', 'Aucune contribution financière n’est due.'),
      ),
    ],
    [
      art(
        'a1',
        'Moyens',
        p('y', 'Les locaux sont prêtés à titre gratuit par la collectivité qui accueille les réunions.'),
        p('z', 'Aucune contribution financière n’est due.'),
        p('x', 'Chaque réseau prend à sa charge les frais de ses délégués.'),
      ),
    ],
    [
      says(
        'x',
        'Chaque réseau prend à sa charge les frais de ses [-représentants-]{+délégués+}.',
        'deplace',
        'reformule',
      ),
    ],
  ),

  splits(
    'un alinéa coupé en deux',
    [ENGAGEMENTS],
    [
      p('e', 'Les parties s’engagent à se rencontrer chaque année.'),
      p('n', 'Elles désignent un référent. Elles tiennent un tableau de bord commun.'),
    ],
    [is('e', 'scinde'), is('n', 'scinde')],
  ),
  splits(
    'un alinéa coupé en trois',
    [ENGAGEMENTS],
    [
      p('e', 'Les parties s’engagent à se rencontrer chaque année.'),
      p('n1', 'Elles désignent un référent.'),
      p('n2', 'Elles tiennent un tableau de bord commun.'),
    ],
    [is('e', 'scinde'), is('n1', 'scinde'), is('n2', 'scinde')],
  ),
  splits(
    'un alinéa coupé puis retouché',
    [ENGAGEMENTS],
    [
      p('e', 'Les parties s’engagent à se rencontrer chaque semestre.'),
      p('n', 'Elles désignent un référent. Elles tiennent un tableau de bord commun.'),
    ],
    [
      says(
        'e',
        'Les parties s’engagent à se rencontrer chaque [-année-]{+semestre+}.',
        'scinde',
        'reformule',
      ),
      is('n', 'scinde'),
    ],
  ),
  splits(
    'deux alinéas réunis',
    [p('e', 'Le comité prépare le bilan annuel.'), p('f', 'Il propose des ajustements aux signataires.')],
    [p('e', 'Le comité prépare le bilan annuel. Il propose des ajustements aux signataires.')],
    [is('e', 'fusionne')],
  ),
  splits(
    'un article coupé en deux',
    [
      art(
        'a1',
        'Durée et résiliation',
        p('x', 'La convention dure trois ans.'),
        p('y', 'Elle peut être résiliée avec un préavis de deux mois.'),
      ),
      LITIGES,
    ],
    [
      art('a1', 'Durée', p('x', 'La convention dure trois ans.')),
      art('n', 'Résiliation', p('y', 'Elle peut être résiliée avec un préavis de deux mois.')),
      LITIGES,
    ],
    [says('a1', 'Durée[- et résiliation-]'), is('n', 'insere'), is('a4', 'renumerote')],
  ),
  splits(
    'deux articles réunis',
    [
      art('a1', 'Durée', p('x', 'La convention dure trois ans.')),
      art('a2', 'Résiliation', p('y', 'Elle peut être résiliée avec un préavis de deux mois.')),
      LITIGES,
    ],
    [
      art(
        'a1',
        'Durée et résiliation',
        p('x', 'La convention dure trois ans.'),
        p('y', 'Elle peut être résiliée avec un préavis de deux mois.'),
      ),
      LITIGES,
    ],
    [says('a1', 'Durée{+ et résiliation+}'), is('a2', 'supprime'), is('a4', 'renumerote')],
  ),
  splits(
    'une phrase devenue un tiret',
    [
      p(
        'e',
        'Le comité veille à la bonne exécution de la convention. Il arbitre les difficultés signalées par les correspondants.',
      ),
    ],
    [
      p('e', 'Le comité veille à la bonne exécution de la convention.'),
      li('n', 'Il arbitre les difficultés signalées par les correspondants.'),
    ],
    [is('e', 'scinde'), is('n', 'scinde', 'structure')],
  ),

  lists(
    'un tiret ajouté',
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'les accompagner.')],
    [
      li('i1', 'repérer les jeunes\u202f;'),
      li('n', 'les informer de leurs droits\u202f;'),
      li('i2', 'les accompagner.'),
    ],
    [is('n', 'insere')],
  ),
  lists(
    'un 2° ajouté, la suite renumérotée',
    [
      li('i1', 'les structures\u202f;', '1°'),
      li('i2', 'les collectivités\u202f;', '1°'),
      li('i3', 'les employeurs.', '1°'),
    ],
    [
      li('i1', 'les structures\u202f;', '1°'),
      li('n', 'les associations\u202f;', '1°'),
      li('i2', 'les collectivités\u202f;', '1°'),
      li('i3', 'les employeurs.', '1°'),
    ],
    [is('n', 'insere'), is('i2', 'renumerote'), is('i3', 'renumerote')],
  ),
  lists(
    'un tiret supprimé, la ponctuation suivant',
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'les orienter\u202f;'), li('i3', 'les accompagner.')],
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'les orienter.')],
    [says('i2', 'les orienter[-\u202f;-]{+.+}'), is('i3', 'supprime')],
  ),
  lists(
    'un tiret descendu d’un niveau',
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'tenir une permanence.')],
    [li('i1', 'repérer les jeunes\u202f;'), item('tenir une permanence.', { id: idOf('i2'), niveau: 2 })],
    [is('i2', 'structure')],
  ),
  lists(
    'des tirets devenus des numéros',
    [li('i1', 'repérer les jeunes\u202f;'), li('i2', 'les orienter.')],
    [li('i1', 'repérer les jeunes\u202f;', '1°'), li('i2', 'les orienter.', '1°')],
    [is('i1', 'renumerote'), is('i2', 'renumerote')],
  ),
  lists(
    'un alinéa devenu un tiret',
    [p('i1', 'repérer les jeunes'), p('i2', 'les orienter')],
    [li('i1', 'repérer les jeunes'), p('i2', 'les orienter')],
    [is('i1', 'structure')],
  ),

  numbers(
    'un article inséré',
    [OBJET, DUREE, LITIGES],
    [OBJET, SUIVI, DUREE, LITIGES],
    [is('a3', 'insere'), is('x3', 'insere'), is('a2', 'renumerote'), is('a4', 'renumerote')],
  ),
  numbers(
    'un article inséré, les renvois suivent',
    [
      OBJET,
      DUREE,
      art(
        'a6',
        'Résiliation',
        alinea(
          [
            texte('Le terme prévu à '),
            renvoi(idOf('a2'), 'defini', 'l’article 2'),
            texte(' est alors avancé.'),
          ],
          { id: idOf('x6') },
        ),
      ),
    ],
    [
      OBJET,
      SUIVI,
      DUREE,
      art(
        'a6',
        'Résiliation',
        alinea(
          [
            texte('Le terme prévu à '),
            renvoi(idOf('a2'), 'defini', 'l’article 2'),
            texte(' est alors avancé.'),
          ],
          { id: idOf('x6') },
        ),
      ),
    ],
    [
      is('a3', 'insere'),
      is('x3', 'insere'),
      is('a2', 'renumerote'),
      is('a6', 'renumerote'),
      says('x6', 'Le terme prévu à <renumerote: l’article 2 → l’article 3> est alors avancé.', 'renumerote'),
    ],
  ),
  numbers(
    'un article abrogé',
    [OBJET, SUIVI, DUREE, LITIGES],
    [OBJET, DUREE, LITIGES],
    [is('a3', 'supprime'), is('x3', 'supprime'), is('a2', 'renumerote'), is('a4', 'renumerote')],
  ),
  numbers(
    'un numéro tenu',
    [OBJET, DUREE],
    [
      OBJET,
      art(
        'a2',
        'Durée',
        p('x2', 'Elle est conclue pour une durée de trois ans à compter de sa signature.'),
      ).map((block) =>
        block.type === 'intitule' ? { ...block, attrs: { ...block.attrs, numFixe: '1 bis' } } : block,
      ),
    ],
    [is('a2', 'renumerote')],
  ),
  numbers(
    'une annexe ajoutée avant une autre',
    [OBJET, annexe({ text: 'Indicateurs', attrs: { id: idOf('n1') } })],
    [
      OBJET,
      annexe({ text: 'Calendrier', attrs: { id: idOf('nn') } }),
      annexe({ text: 'Indicateurs', attrs: { id: idOf('n1') } }),
    ],
    [is('nn', 'insere'), is('n1', 'renumerote')],
  ),

  headings(
    'un intitulé renommé',
    [OBJET, DUREE],
    [
      OBJET,
      art(
        'a2',
        'Entrée en vigueur',
        p('x2', 'Elle est conclue pour une durée de trois ans à compter de sa signature.'),
      ),
    ],
    [says('a2', '[-Durée-]{+Entrée en vigueur+}')],
  ),
  headings(
    'un intitulé complété',
    [OBJET, SUIVI],
    [
      OBJET,
      art(
        'a3',
        'Suivi et évaluation',
        p('x3', 'Un comité de suivi se réunit chaque année à l’initiative de la plus diligente des parties.'),
      ),
    ],
    [says('a3', 'Suivi{+ et évaluation+}')],
  ),
  headings(
    'un intitulé en majuscules',
    [OBJET, DUREE],
    [
      OBJET,
      art('a2', 'DURÉE', p('x2', 'Elle est conclue pour une durée de trois ans à compter de sa signature.')),
    ],
    [says('a2', '[-Durée-]{+DURÉE+}')],
  ),
  headings(
    'un sous-article monté d’un niveau',
    [OBJET, sousArticle({ text: 'Moyens', attrs: { id: idOf('s') } })],
    [OBJET, sousArticle({ text: 'Moyens', attrs: { id: idOf('s'), niveau: 3 } })],
    [is('s', 'structure')],
  ),
];
