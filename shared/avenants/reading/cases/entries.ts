import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const entries: readonly ReadingCase[] = [
  {
    rule: 'U1',
    base: 'articles',
    text: 'Article 2 – Modification de l’article 6\nLe second alinéa est supprimé.',
    says: ['(heading)', 'delete-alineas @ second alinéa de l’article 6'],
    gives: ['- Les logos sont joints.'],
  },
  {
    rule: 'U1',
    base: 'articles',
    text: 'Article 1\nL’article 7 de la convention est abrogé.\nArticle 2\nLe présent avenant prend effet le 1er janvier 2009.\nArticle 3 : Les autres stipulations de la convention demeurent inchangées.',
    says: ['(heading)', 'delete-division @ article 7', '(heading)', '(text)', '(heading)', '(text)'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'U1',
    base: 'articles',
    text: 'ARTICLE 1ER - L’article 7 de la convention est abrogé.',
    says: ['(heading)', 'delete-division @ article 7'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'L’article 5 est ainsi modifié : 1° au premier alinéa, les mots : « trois ans » sont remplacés par les mots : « quatre ans » ; 2° le second alinéa est abrogé.',
    says: [
      '(announcement)',
      'replace-words @ premier alinéa de l’article 5: trois ans → quatre ans',
      'delete-alineas @ second alinéa de l’article 5',
    ],
    gives: [
      '- La convention est conclue pour trois ans. Elle prend effet le 1er janvier 2006 et expire le 31 décembre 2008.',
      '- Elle peut être dénoncée avec un préavis de deux mois.',
      '+ La convention est conclue pour quatre ans. Elle prend effet le 1er janvier 2006 et expire le 31 décembre 2008.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'I. – Au premier alinéa de l’article 1 :\na) les mots : « Alpha et Bêta » sont remplacés par les mots : « les parties » ;\nb) la deuxième phrase est supprimée.\nII. – L’article 7 est abrogé.',
    says: [
      '(announcement)',
      'replace-words @ premier alinéa de l’article 1: Alpha et Bêta → les parties',
      'delete-phrase @ premier alinéa de l’article 1 [2]',
      'delete-division @ article 7',
    ],
    gives: [
      '- La convention fixe les relations entre Alpha et Bêta. Elle porte sur la formation des bénévoles. Elle est conclue sans exclusivité.',
      '- Article 7 – Litiges',
      '- Les parties recherchent un accord amiable.',
      '+ La convention fixe les relations entre les parties. Elle est conclue sans exclusivité.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'L’article 1er est ainsi modifié :\na) Le premier alinéa est ainsi modifié :\n- les mots : « Alpha et » sont supprimés ;\n- la dernière phrase est supprimée ;\nb) Le dernier alinéa est supprimé.',
    says: [
      '(announcement)',
      '(announcement)',
      'delete-words @ premier alinéa de l’article 1: Alpha et',
      'delete-phrase @ premier alinéa de l’article 1 [3]',
      'delete-alineas @ troisième alinéa de l’article 1',
    ],
    gives: [
      '- La convention fixe les relations entre Alpha et Bêta. Elle porte sur la formation des bénévoles. Elle est conclue sans exclusivité.',
      '- Elle ne crée aucune société.',
      '+ La convention fixe les relations entre Bêta. Elle porte sur la formation des bénévoles.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'L’article 2 est ainsi modifié :\n1° Le 2° est ainsi modifié :\na) Au a, le mot : « printemps » est remplacé par le mot : « mai » ;\nb) Le b est supprimé ;\n2° Il est complété par un alinéa ainsi rédigé : « Alpha publie son rapport. »',
    says: [
      '(announcement)',
      '(announcement)',
      'replace-words @ a du 2° de l’article 2: printemps → mai',
      'delete-alineas @ b du 2° de l’article 2',
      'insert-alineas @ end article 2: Alpha publie son rapport.',
    ],
    gives: [
      '- a) une session au printemps ;',
      '- b) une session à l’automne ;',
      '+ a) une session au mai ;',
      '+ Alpha publie son rapport.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'L’article 6 est ainsi modifié :\nLe premier alinéa est supprimé.\nLe second alinéa est complété par les mots : « en annexe ».',
    says: [
      '(announcement)',
      'delete-alineas @ premier alinéa de l’article 6',
      'insert-words @ second alinéa de l’article 6: after joints → en annexe',
    ],
    gives: [
      '- Chaque partie mentionne le soutien de l’autre.',
      '- Les logos sont joints.',
      '+ Les logos sont joints en annexe.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'À l’article 6 :\n– le premier alinéa est supprimé ;\n– au second alinéa, le mot : « joints » est remplacé par le mot : « annexés ».',
    says: [
      '(announcement)',
      'delete-alineas @ premier alinéa de l’article 6',
      'replace-words @ second alinéa de l’article 6: joints → annexés',
    ],
    gives: [
      '- Chaque partie mentionne le soutien de l’autre.',
      '- Les logos sont joints.',
      '+ Les logos sont annexés.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: '1) L’article 6 est abrogé.\n2) L’article 7 est abrogé.',
    says: ['delete-division @ article 6', 'delete-division @ article 7'],
    gives: [
      '- Article 6 – Communication',
      '- Chaque partie mentionne le soutien de l’autre.',
      '- Les logos sont joints.',
      '- Article 7 – Litiges',
      '- Les parties recherchent un accord amiable.',
    ],
  },
  {
    rule: 'U3',
    base: 'articles',
    text: '6° Après l’article 7, il est inséré un article 7-1 ainsi rédigé : « Article 7-1 – Presse\n« Un communiqué est diffusé. »',
    says: [
      'insert-divisions @ after article 7: article 7-1 = Article 7-1 – Presse // Un communiqué est diffusé.',
    ],
    gives: ['+ Article 7-1 – Presse', '+ Un communiqué est diffusé.'],
  },
  {
    rule: 'U3',
    base: 'articles',
    text: '3° Le 2° de l’article 2 est abrogé.',
    says: ['delete-alineas @ 2° de l’article 2'],
    gives: [
      '- 2° organiser les sessions suivantes :',
      '- a) une session au printemps ;',
      '- b) une session à l’automne ;',
    ],
  },
  {
    rule: 'U3',
    base: 'articles',
    text: '2. L’article 7 est abrogé.',
    says: ['delete-division @ article 7'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'U4',
    base: 'articles',
    text: 'L’article 7 est abrogé. Le second alinéa de l’article 6 est supprimé.',
    says: ['delete-division @ article 7', 'delete-alineas @ second alinéa de l’article 6'],
    gives: [
      '- Les logos sont joints.',
      '- Article 7 – Litiges',
      '- Les parties recherchent un accord amiable.',
    ],
  },
  {
    rule: 'U4',
    base: 'articles',
    text: 'Le second alinéa de l’art. 6 est supprimé. Les Parties en informent leurs adhérents.',
    says: ['delete-alineas @ second alinéa de l’article 6', '(text)'],
    gives: ['- Les logos sont joints.'],
  },
  {
    rule: 'U4',
    base: 'articles',
    text: 'L’article 7 est abrogé. Cette abrogation est sans effet sur les différends en cours.',
    says: ['delete-division @ article 7', '(text)'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'L’article 6 est ainsi modifié : – au premier alinéa, le mot « soutien » est remplacé par le mot « concours » ; – le second alinéa est supprimé.',
    says: [
      '(announcement)',
      'replace-words @ premier alinéa de l’article 6: soutien → concours',
      'delete-alineas @ second alinéa de l’article 6',
    ],
    gives: [
      '- Chaque partie mentionne le soutien de l’autre.',
      '- Les logos sont joints.',
      '+ Chaque partie mentionne le concours de l’autre.',
    ],
  },
  {
    rule: 'U2',
    base: 'articles',
    text: 'Article 1 – L’article 6 est modifié ainsi qu’il suit :\n1°) Au premier alinéa, le mot « soutien » est remplacé par le mot « concours » ;\n2°) Le second alinéa est supprimé.',
    says: [
      '(heading)',
      '(announcement)',
      'replace-words @ premier alinéa de l’article 6: soutien → concours',
      'delete-alineas @ second alinéa de l’article 6',
    ],
    gives: [
      '- Chaque partie mentionne le soutien de l’autre.',
      '- Les logos sont joints.',
      '+ Chaque partie mentionne le concours de l’autre.',
    ],
  },
];
