import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md, written as jurists of other houses write. */
export const otherWords: readonly ReadingCase[] = [
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au troisième alinéa de l’article 1er, après le mot : « accueil », sont insérés les mots : « et l’orientation ».',
    says: ['insert-words @ 1° de l’article 1: after accueil → et l’orientation'],
    gives: ['- 1° l’accueil du public ;', '+ 1° l’accueil et l’orientation du public ;'],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au 2° de l’article 1er, après le mot « formation » il est ajouté le mot « continue ».',
    says: ['insert-words @ 2° de l’article 1: after formation → continue'],
    gives: ['- 2° la formation des salariés ;', '+ 2° la formation continue des salariés ;'],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au dernier alinéa de l’article 4, le mot : "annuel" est remplacé, dans ses deux occurrences, par le mot : "semestriel".',
    says: ['replace-words @ cinquième alinéa de l’article 4 [all]: annuel → semestriel'],
    gives: [
      '- Elle remet un rapport annuel à la commune. La commune accuse réception du rapport annuel.',
      '+ Elle remet un rapport semestriel à la commune. La commune accuse réception du rapport semestriel.',
    ],
  },
  {
    rule: 'O2',
    base: 'subvention',
    text: 'Au dernier alinéa de l’article 4, la première occurrence du mot « annuel » est supprimée.',
    says: ['delete-words @ cinquième alinéa de l’article 4 [1]: annuel'],
    gives: [
      '- Elle remet un rapport annuel à la commune. La commune accuse réception du rapport annuel.',
      '+ Elle remet un rapport à la commune. La commune accuse réception du rapport annuel.',
    ],
  },
  {
    rule: 'O2',
    base: 'subvention',
    text: 'À la deuxième occurrence, au premier alinéa de l’article 5, les mots « Le contrôle » sont remplacés par le mot « Il ».',
    says: ['replace-words @ premier alinéa de l’article 5 [2]: Le contrôle → Il'],
    gives: [
      '- Le contrôle est exercé par la commune. Le contrôle porte sur les comptes.',
      '+ Le contrôle est exercé par la commune. Il porte sur les comptes.',
    ],
  },
  {
    rule: 'L8',
    base: 'subvention',
    text: 'Au premier alinéa de l’article 5, les mots « Le contrôle » sont remplacés par le mot « Il ».',
    says: ['! several-hits'],
    gives: [],
  },
  {
    rule: 'O8',
    base: 'subvention',
    text: 'Le second alinéa de l’article 7 est complété in fine par les mots : « dans un délai de dix jours ».',
    says: ['insert-words @ second alinéa de l’article 7: after association → dans un délai de dix jours'],
    gives: [
      '- La commune en informe l’association.',
      '+ La commune en informe l’association dans un délai de dix jours.',
    ],
  },
  {
    rule: 'O8',
    base: 'subvention',
    text: 'À la fin de l’article 8, sont ajoutés les mots : « , sauf urgence ».',
    says: ['insert-words @ premier alinéa de l’article 8: after mois → , sauf urgence'],
    gives: [
      '- La convention peut être résiliée avec un préavis de deux mois.',
      '+ La convention peut être résiliée avec un préavis de deux mois, sauf urgence.',
    ],
  },
  {
    rule: 'O8',
    base: 'subvention',
    text: 'Au début du premier alinéa de l’article 7, sont insérés les mots : « Sans préjudice de l’article 8, ».',
    says: ['insert-words @ premier alinéa de l’article 7: before En → Sans préjudice de l’article 8,'],
    gives: [
      '- En cas de manquement, la commune peut exiger le remboursement de la subvention.',
      '+ Sans préjudice de l’article 8, En cas de manquement, la commune peut exiger le remboursement de la subvention.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au I de l’article 3, le nombre : « 10 000 » est remplacé par le nombre : « 12 500 ».',
    says: ['replace-words @ I de l’article 3: 10 000 → 12 500'],
    gives: [
      '- I. – La commune verse une subvention de 10 000 €. Cette subvention est versée en deux fois.',
      '+ I. – La commune verse une subvention de 12 500 €. Cette subvention est versée en deux fois.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'À l’article 2, la date : « 31 décembre 2022 » est remplacée par la date : « 31 décembre 2023 ».',
    says: ['replace-words @ article 2: 31 décembre 2022 → 31 décembre 2023'],
    gives: [
      '- La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2022.',
      '+ La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2023.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'A l\'article 2, l\'année "2022" est remplacée par l\'année "2024".',
    says: ['replace-words @ article 2: 2022 → 2024'],
    gives: [
      '- La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2022.',
      '+ La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2024.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au III de l’article 3, les mots : « trésorier municipal » sont remplacés par les mots : « comptable public de Valmont ».',
    says: ['replace-words @ III de l’article 3: trésorier municipal → comptable public de Valmont'],
    gives: [
      '- III. – Le comptable assignataire est le trésorier municipal.',
      '+ III. – Le comptable assignataire est le comptable public de Valmont.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Dans la première phrase du second alinéa de l’article 5, le verbe « facilite » est remplacé par le verbe « permet ».',
    says: ['replace-words @ phrase 1 : second alinéa de l’article 5: facilite → permet'],
    gives: [
      '- L’association facilite le contrôle. Elle en supporte le coût.',
      '+ L’association permet le contrôle. Elle en supporte le coût.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Les mots : « de la subvention », au premier alinéa de l’article 7, sont remplacés par les mots : « de tout ou partie de la subvention ».',
    says: [
      'replace-words @ premier alinéa de l’article 7: de la subvention → de tout ou partie de la subvention',
    ],
    gives: [
      '- En cas de manquement, la commune peut exiger le remboursement de la subvention.',
      '+ En cas de manquement, la commune peut exiger le remboursement de tout ou partie de la subvention.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au premier alinéa de l’article 1er, les mots : « soutient le projet » sont remplacés par les mots : « soutient », puis les mots : « le projet ».',
    says: ['! pairs'],
    gives: [],
  },
  {
    rule: 'L9',
    base: 'subvention',
    text: 'Au second alinéa de l’article 2, les mots : « reconduction expresse » sont supprimés.',
    says: ['! words-not-found'],
    gives: [],
  },
  {
    rule: 'O2',
    base: 'service',
    text: 'Dans toute la convention, le mot : « usagers » est remplacé par le mot : « bénéficiaires ».',
    says: ['replace-words @ acte [all]: usagers → bénéficiaires'],
    gives: [
      '- b) site : tout local ouvert aux usagers.',
      '- Le service est ouvert à tous les usagers. Il est gratuit.',
      '+ b) site : tout local ouvert aux bénéficiaires.',
      '+ Le service est ouvert à tous les bénéficiaires. Il est gratuit.',
    ],
  },
  {
    rule: 'O1',
    base: 'service',
    text: 'À l’article 6, les mots : « , le trésorier » sont supprimés.',
    says: ['delete-words @ article 6: , le trésorier'],
    gives: [
      '- Le directeur, le trésorier et le secrétaire sont chargés de l’exécution.',
      '+ Le directeur et le secrétaire sont chargés de l’exécution.',
    ],
  },
  {
    rule: 'O2',
    base: 'service',
    text: 'Au chapitre II, le mot : « tarif » est remplacé, à chaque occurrence, par le mot : « prix ».',
    says: ['replace-words @ chapitre II [all]: tarif → prix'],
    gives: [
      '- Le tarif est fixé par délibération. Le tarif est affiché.',
      '- Le tarif réduit est réservé aux étudiants.',
      '+ Le prix est fixé par délibération. Le prix est affiché.',
      '+ Le prix réduit est réservé aux étudiants.',
    ],
  },
  {
    rule: 'O3',
    base: 'service',
    text: 'À l’article 5, la durée de cinq ans est ramenée à trois ans.',
    says: ['replace-words @ article 5: cinq ans → trois ans'],
    gives: [
      '- Les données sont conservées cinq ans. Elles sont ensuite détruites.',
      '+ Les données sont conservées trois ans. Elles sont ensuite détruites.',
    ],
  },
  {
    rule: 'O2',
    base: 'service',
    text: 'Au premier alinéa de l’article 4, la seconde occurrence des mots : « Le tarif » est remplacée par le mot : « Il ».',
    says: ['replace-words @ premier alinéa de l’article 4 [2]: Le tarif → Il'],
    gives: [
      '- Le tarif est fixé par délibération. Le tarif est affiché.',
      '+ Le tarif est fixé par délibération. Il est affiché.',
    ],
  },
  {
    rule: 'O2',
    base: 'subvention',
    text: 'Aux premier et second alinéas de l’article 5, le mot « contrôle » est remplacé, à chacune de ses occurrences, par le mot « suivi ».',
    says: [
      'replace-words @ premier alinéa de l’article 5 [all]: contrôle → suivi',
      'replace-words @ second alinéa de l’article 5 [all]: contrôle → suivi',
    ],
    gives: [
      '- Le contrôle est exercé par la commune. Le contrôle porte sur les comptes.',
      '- L’association facilite le contrôle. Elle en supporte le coût.',
      '+ Le suivi est exercé par la commune. Le suivi porte sur les comptes.',
      '+ L’association facilite le suivi. Elle en supporte le coût.',
    ],
  },
  {
    rule: 'O2',
    base: 'subvention',
    text: 'Au premier alinéa de l’article 5, les trois occurrences du mot « contrôle » sont remplacées par le mot « suivi ».',
    says: ['! no-occurrence'],
    gives: [],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'À la première phrase du I de l’article 3, les mots : « verse une subvention de » sont remplacés par les mots : « alloue une somme de ».',
    says: ['replace-words @ phrase 1 : I de l’article 3: verse une subvention de → alloue une somme de'],
    gives: [
      '- I. – La commune verse une subvention de 10 000 €. Cette subvention est versée en deux fois.',
      '+ I. – La commune alloue une somme de 10 000 €. Cette subvention est versée en deux fois.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Le chiffre « 10 000 » figurant au I de l’article 3 est remplacé par le chiffre « 11 000 ».',
    says: ['replace-words @ I de l’article 3: 10 000 → 11 000'],
    gives: [
      '- I. – La commune verse une subvention de 10 000 €. Cette subvention est versée en deux fois.',
      '+ I. – La commune verse une subvention de 11 000 €. Cette subvention est versée en deux fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'subvention',
    text: 'La subvention de 10 000 € prévue à l’article 3 est portée à 11 500 €.',
    says: ['replace-words @ article 3: 10 000 € → 11 500 €'],
    gives: [
      '- I. – La commune verse une subvention de 10 000 €. Cette subvention est versée en deux fois.',
      '+ I. – La commune verse une subvention de 11 500 €. Cette subvention est versée en deux fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'subvention',
    text: 'Le délai de préavis prévu à l’article 8 est porté de deux à quatre mois.',
    says: ['replace-words @ article 8: deux → quatre'],
    gives: [
      '- La convention peut être résiliée avec un préavis de deux mois.',
      '+ La convention peut être résiliée avec un préavis de quatre mois.',
    ],
  },
  {
    rule: 'O3',
    base: 'subvention',
    text: 'À l’article 2, la durée de trois ans est portée à cinq ans et la date du 31 décembre 2022 est remplacée par celle du 31 décembre 2024.',
    says: [
      'replace-words @ article 2: trois ans → cinq ans',
      'replace-words @ article 2: 31 décembre 2022 → 31 décembre 2024',
    ],
    gives: [
      '- La convention est conclue pour une durée de trois ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2022.',
      '+ La convention est conclue pour une durée de cinq ans à compter du 1er janvier 2020. Elle expire le 31 décembre 2024.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au second alinéa de l’article 2, les mots « n’est pas » sont remplacés par « est ».',
    says: ['replace-words @ second alinéa de l’article 2: n’est pas → est'],
    gives: [
      '- Elle n’est pas renouvelable par tacite reconduction.',
      '+ Elle est renouvelable par tacite reconduction.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Les mots « par la commune », à la fin de la première phrase du premier alinéa de l’article 5, sont remplacés par les mots « par un tiers ».',
    says: ['replace-words @ phrase 1 : premier alinéa de l’article 5 [last]: par la commune → par un tiers'],
    gives: [
      '- Le contrôle est exercé par la commune. Le contrôle porte sur les comptes.',
      '+ Le contrôle est exercé par un tiers. Le contrôle porte sur les comptes.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'A l’article 6, ajouter les mots "de responsabilité civile" après le mot "assurance".',
    says: ['insert-words @ article 6: after assurance → de responsabilité civile'],
    gives: [
      '- L’association souscrit une assurance.',
      '+ L’association souscrit une assurance de responsabilité civile.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'Au premier alinéa de l’article 7, les mots « , la commune » sont précédés des mots « dûment constaté ».',
    says: ['insert-words @ premier alinéa de l’article 7: before , la commune → dûment constaté'],
    gives: [
      '- En cas de manquement, la commune peut exiger le remboursement de la subvention.',
      '+ En cas de manquement dûment constaté, la commune peut exiger le remboursement de la subvention.',
    ],
  },
  {
    rule: 'O8',
    base: 'subvention',
    text: 'Compléter le second alinéa de l’article 7 par les mots : « et le comptable ».',
    says: ['insert-words @ second alinéa de l’article 7: after association → et le comptable'],
    gives: [
      '- La commune en informe l’association.',
      '+ La commune en informe l’association et le comptable.',
    ],
  },
  {
    rule: 'O1',
    base: 'subvention',
    text: 'À l’article 4, au premier tiret, le mot « comptabilité » est complété par le mot « analytique ».',
    says: ['insert-words @ premier tiret de l’article 4: after comptabilité → analytique'],
    gives: ['- – tenir une comptabilité ;', '+ – tenir une comptabilité analytique ;'],
  },
  {
    rule: 'L9',
    base: 'subvention',
    text: 'À l’article 9, les mots « tribunal judiciaire » sont remplacés par les mots « tribunal administratif ».',
    says: ['! words-not-found'],
    gives: [],
  },
];
