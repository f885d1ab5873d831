import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const letters: readonly ReadingCase[] = [
  {
    rule: 'C1',
    base: 'articles',
    text: "A l'article 5, la date du 31 décembre 2008 est remplacee par la date du 31 decembre 2009.",
    says: ['replace-words @ article 5: 31 décembre 2008 → 31 decembre 2009'],
    gives: [
      '- La convention est conclue pour trois ans. Elle prend effet le 1er janvier 2006 et expire le 31 décembre 2008.',
      '+ La convention est conclue pour trois ans. Elle prend effet le 1er janvier 2006 et expire le 31 decembre 2009.',
    ],
  },
  {
    rule: 'C1',
    base: 'articles',
    text: 'À L’ARTICLE 7, LES MOTS « un accord amiable » SONT REMPLACÉS PAR LES MOTS « un accord ».',
    says: ['replace-words @ article 7: un accord amiable → un accord'],
    gives: ['- Les parties recherchent un accord amiable.', '+ Les parties recherchent un accord.'],
  },
  {
    rule: 'C1',
    base: 'articles',
    text: 'L’ARTICLE 7 EST ABROGE.',
    says: ['delete-division @ article 7'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'C2',
    base: 'articles',
    text: 'Au premier alinéa de l’article 1 de la convention susvisée conclue\nentre Alpha et Bêta, les mots : « formation des bénévoles » sont rempla-\ncés par les mots : « formation ».',
    says: ['replace-words @ premier alinéa de l’article 1: formation des bénévoles → formation'],
    gives: [
      '- La convention fixe les relations entre Alpha et Bêta. Elle porte sur la formation des bénévoles. Elle est conclue sans exclusivité.',
      '+ La convention fixe les relations entre Alpha et Bêta. Elle porte sur la formation. Elle est conclue sans exclusivité.',
    ],
  },
  {
    rule: 'C2',
    base: 'articles',
    text: 'L’avant-\ndernier alinéa de l’article 1 est supprimé.',
    says: ['delete-alineas @ deuxième alinéa de l’article 1'],
    gives: ['- Elle s’applique à toute la France.'],
  },
  {
    rule: 'C2',
    base: 'articles',
    text: 'Les mots : « Les logos » figurant au second\nalinéa de l’article 6 sont supprimés.',
    says: ['delete-words @ second alinéa de l’article 6: Les logos'],
    gives: ['- Les logos sont joints.', '+ sont joints.'],
  },
];
