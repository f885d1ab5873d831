import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const quotations: readonly ReadingCase[] = [
  {
    rule: 'Q1',
    base: 'articles',
    text: 'Au second alinéa de l’article 6, les mots “Les logos” sont remplacés par les mots “Les emblèmes”.',
    says: ['replace-words @ second alinéa de l’article 6: Les logos → Les emblèmes'],
    gives: ['- Les logos sont joints.', '+ Les emblèmes sont joints.'],
  },
  {
    rule: 'Q1',
    base: 'articles',
    text: 'Au second alinéa de l\'article 6, les mots "Les logos" sont remplacés par les mots "Les emblèmes".',
    says: ['replace-words @ second alinéa de l’article 6: Les logos → Les emblèmes'],
    gives: ['- Les logos sont joints.', '+ Les emblèmes sont joints.'],
  },
  {
    rule: 'Q1',
    base: 'articles',
    text: "Au second alinéa de l'article 6, les mots << Les logos >> sont remplacés par les mots << Les emblèmes >>.",
    says: ['replace-words @ second alinéa de l’article 6: Les logos → Les emblèmes'],
    gives: ['- Les logos sont joints.', '+ Les emblèmes sont joints.'],
  },
  {
    rule: 'Q2',
    base: 'articles',
    text: 'L’article 7 est remplacé par les stipulations suivantes :\n« Article 7 – Litiges\n« Un médiateur est désigné.\n« Il est bénévole. »',
    says: [
      'replace-division @ article 7: Article 7 – Litiges // Un médiateur est désigné. // Il est bénévole.',
    ],
    gives: [
      '- Les parties recherchent un accord amiable.',
      '+ Un médiateur est désigné.',
      '+ Il est bénévole.',
    ],
  },
  {
    rule: 'Q3',
    base: 'articles',
    text: 'L’article 7 est remplacé par les stipulations suivantes :\n« Article 7 – Litiges »\n« Un médiateur est désigné. »\n« Il est bénévole. »',
    says: [
      'replace-division @ article 7: Article 7 – Litiges // Un médiateur est désigné. // Il est bénévole.',
    ],
    gives: [
      '- Les parties recherchent un accord amiable.',
      '+ Un médiateur est désigné.',
      '+ Il est bénévole.',
    ],
  },
  {
    rule: 'Q3',
    base: 'articles',
    text: 'L’article 7 est remplacé par les stipulations suivantes :\n« Article 7 – Litiges\nUn médiateur est désigné.\nIl est bénévole. »',
    says: [
      'replace-division @ article 7: Article 7 – Litiges // Un médiateur est désigné. // Il est bénévole.',
    ],
    gives: [
      '- Les parties recherchent un accord amiable.',
      '+ Un médiateur est désigné.',
      '+ Il est bénévole.',
    ],
  },
  {
    rule: 'Q3',
    base: 'articles',
    text: 'L\'article 7 est remplacé par les stipulations suivantes :\n"Article 7 – Litiges\nUn médiateur est désigné."',
    says: ['! guillemets', '(text)'],
    gives: [],
  },
  {
    rule: 'Q4',
    base: 'repeated',
    text: 'Au premier alinéa de l’article 2, les mots : « “le Plan” désigne » sont remplacés par les mots : « “le Programme” désigne ».',
    says: ['replace-words @ premier alinéa de l’article 2: « le Plan » désigne → « le Programme » désigne'],
    gives: [
      '- Au sens des présentes, « le Plan » désigne le programme d’action.',
      '+ Au sens des présentes, « le Programme » désigne le programme d’action.',
    ],
  },
  {
    rule: 'Q4',
    base: 'repeated',
    text: 'Au premier alinéa de l’article 2, les mots : « « le Plan » désigne » sont remplacés par les mots : « « le Programme » désigne ».',
    says: ['replace-words @ premier alinéa de l’article 2: « le Plan » désigne → « le Programme » désigne'],
    gives: [
      '- Au sens des présentes, « le Plan » désigne le programme d’action.',
      '+ Au sens des présentes, « le Programme » désigne le programme d’action.',
    ],
  },
  {
    rule: 'Q5',
    base: 'articles',
    text: 'Le second alinéa de l’article 6 est remplacé par le tableau suivant :\n« | Logo | Usage |\n« | Alpha | Presse |\n« | Bêta | Site | »',
    says: ['replace-alineas @ second alinéa de l’article 6: Logo | Usage // Alpha | Presse // Bêta | Site'],
    gives: ['- Les logos sont joints.', '+ Logo | Usage', '+ Alpha | Presse', '+ Bêta | Site'],
  },
  {
    rule: 'Q6',
    base: 'articles',
    text: 'Au second alinéa de l’article 6, les mots : « Les logos sont remplacés par les mots : « Les emblèmes ».\nL’article 7 est abrogé.',
    says: ['! guillemets', 'delete-division @ article 7'],
    gives: ['- Article 7 – Litiges', '- Les parties recherchent un accord amiable.'],
  },
  {
    rule: 'Q6',
    base: 'articles',
    text: 'Au second alinéa de l’article 6, les mots : Les logos » sont remplacés par les mots : « Les emblèmes ».',
    says: ['! guillemets'],
    gives: [],
  },
  {
    rule: 'Q6',
    base: 'articles',
    text: 'L’article 7 est remplacé par les stipulations suivantes : « Un médiateur est désigné.\nL’annexe 2 est supprimée.',
    says: ['! guillemets', 'delete-division @ annexe 2'],
    gives: ['- Annexe 2 – Modèle de bilan', '- Le bilan compte deux pages.', '- Il est signé.'],
  },
];
