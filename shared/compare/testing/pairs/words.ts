import { art, family, is, li, type Pair, p, says } from './pair.ts';

const words = family('mots');
const facts = family('faits');
const rewriting = family('réécriture');

/** One alinéa whose words change. */
const one = (make: typeof words, title: string, old: string, fresh: string, redline: string): Pair =>
  make(title, [art('a', 'Suivi', p('x', old))], [art('a', 'Suivi', p('x', fresh))], [says('x', redline)]);

export const WORD_PAIRS: readonly Pair[] = [
  one(
    words,
    'un verbe plus faible',
    'Les parties s’engagent à transmettre leurs bilans avant la réunion annuelle.',
    'Les parties s’efforcent de transmettre leurs bilans avant la réunion annuelle.',
    'Les parties [-s’engagent à-]{+s’efforcent de+} transmettre leurs bilans avant la réunion annuelle.',
  ),
  one(
    words,
    'une négation ajoutée',
    'Les données nominatives sont communiquées aux partenaires.',
    'Les données nominatives ne sont pas communiquées aux partenaires.',
    'Les données nominatives{+ ne+} sont{+ pas+} communiquées aux partenaires.',
  ),
  one(
    words,
    'une élision et son mot',
    'Le comité est présidé par un représentant de l’Union.',
    'Le comité est présidé par un représentant de la Fédération.',
    'Le comité est présidé par un représentant de [-l’Union-]{+la Fédération+}.',
  ),
  one(
    words,
    'deux élisions',
    'Il est rendu compte à l’association de l’avancement.',
    'Il est rendu compte à l’organisation de l’avancement.',
    'Il est rendu compte à [-l’association-]{+l’organisation+} de l’avancement.',
  ),
  one(
    words,
    'une condition ajoutée en fin de phrase',
    'Chaque partie peut utiliser le logo de l’autre.',
    'Chaque partie peut utiliser le logo de l’autre, sous réserve de son accord écrit.',
    'Chaque partie peut utiliser le logo de l’autre{+, sous réserve de son accord écrit+}.',
  ),
  one(
    words,
    'une phrase ajoutée au milieu',
    'Le comité se réunit chaque année. Il établit un bilan.',
    'Le comité se réunit chaque année. Son ordre du jour est adressé quinze jours avant. Il établit un bilan.',
    'Le comité se réunit chaque année.{+ Son ordre du jour est adressé quinze jours avant.+} Il établit un bilan.',
  ),
  one(
    words,
    'une phrase supprimée',
    'La convention est signée pour trois ans. Elle est tacitement reconduite. Elle peut être résiliée.',
    'La convention est signée pour trois ans. Elle peut être résiliée.',
    'La convention est signée pour trois ans.[- Elle est tacitement reconduite.-] Elle peut être résiliée.',
  ),
  one(
    words,
    'un terme dans une énumération',
    'Sont concernés le logement, la mobilité et la santé.',
    'Sont concernés le logement, le numérique, la mobilité et la santé.',
    'Sont concernés le logement,{+ le numérique,+} la mobilité et la santé.',
  ),
  one(
    words,
    'une majuscule qui définit',
    'Les parties désignent chacune un référent.',
    'Les Parties désignent chacune un Référent.',
    'Les [-parties-]{+Parties+} désignent chacune un [-référent-]{+Référent+}.',
  ),
  one(
    words,
    'deux passages éloignés',
    'Le réseau désigne un correspondant dans chaque région et informe la direction des difficultés rencontrées.',
    'Le réseau désigne un correspondant dans chaque département et informe la présidence des difficultés rencontrées.',
    'Le réseau désigne un correspondant dans chaque [-région-]{+département+} et informe la [-direction-]{+présidence+} des difficultés rencontrées.',
  ),
  one(
    words,
    'un sigle',
    'Le suivi est confié à l’A.R.M.L. et à ses membres.',
    'Le suivi est confié à l’U.N.M.L. et à ses membres.',
    'Le suivi est confié à [-l’A.R.M.L.-]{+l’U.N.M.L.+} et à ses membres.',
  ),

  one(
    facts,
    'une durée en lettres',
    'Elle peut être dénoncée avec un préavis de deux mois.',
    'Elle peut être dénoncée avec un préavis de trois mois.',
    'Elle peut être dénoncée avec un préavis de [-deux-]{+trois+} mois.',
  ),
  one(
    facts,
    'une durée en lettres et en chiffres',
    'La convention est conclue pour trois (3) ans à compter de sa signature.',
    'La convention est conclue pour cinq (5) ans à compter de sa signature.',
    'La convention est conclue pour [-trois (3)-]{+cinq (5)+} ans à compter de sa signature.',
  ),
  one(
    facts,
    'une unité de durée',
    'Le bilan est remis dans un délai de six semaines.',
    'Le bilan est remis dans un délai de six mois.',
    'Le bilan est remis dans un délai de six [-semaines-]{+mois+}.',
  ),
  one(
    facts,
    'une date',
    'La convention prend fin le 31 décembre 2026.',
    'La convention prend fin le 30 juin 2027.',
    'La convention prend fin le [-31 décembre 2026-]{+30 juin 2027+}.',
  ),
  one(
    facts,
    'l’année d’une date',
    'Les parties ont signé le 1er juillet 2024 un premier accord.',
    'Les parties ont signé le 1er juillet 2025 un premier accord.',
    'Les parties ont signé le [-1er juillet 2024-]{+1er juillet 2025+} un premier accord.',
  ),
  one(
    facts,
    'un montant avec décimales',
    'Une participation de 1\u202f500,50\u00a0€ est versée par structure.',
    'Une participation de 1\u202f850,00\u00a0€ est versée par structure.',
    'Une participation de [-1\u202f500,50\u00a0€-]{+1\u202f850,00\u00a0€+} est versée par structure.',
  ),
  one(
    facts,
    'un montant en lettres et en chiffres',
    'La subvention s’élève à mille cinq cents euros (1\u202f500\u00a0€) par an.',
    'La subvention s’élève à deux mille euros (2\u202f000\u00a0€) par an.',
    'La subvention s’élève à [-mille cinq cents-]{+deux mille+} euros [-(1\u202f500\u00a0€)-]{+(2\u202f000\u00a0€)+} par an.',
  ),
  one(
    facts,
    'un effectif',
    'Le réseau compte 436 structures et 15 000 salariés.',
    'Le réseau compte 440 structures et 15 200 salariés.',
    'Le réseau compte [-436-]{+440+} structures et [-15 000-]{+15 200+} salariés.',
  ),
  one(
    facts,
    'une périodicité',
    'Le comité se réunit au moins une fois par an.',
    'Le comité se réunit au moins deux fois par an.',
    'Le comité se réunit au moins [-une-]{+deux+} fois par an.',
  ),
  one(
    facts,
    'un article de code',
    'Les structures visées à l’article L. 5314-1 du code du travail sont associées.',
    'Les structures visées à l’article L. 5314-2 du code du travail sont associées.',
    'Les structures visées à l’article [-L. 5314-1-]{+L. 5314-2+} du code du travail sont associées.',
  ),
  one(
    facts,
    'un pourcentage',
    'Une avance de 50\u00a0% est versée à la signature.',
    'Une avance de 80\u00a0% est versée à la signature.',
    'Une avance de [-50\u00a0%-]{+80\u00a0%+} est versée à la signature.',
  ),

  one(
    rewriting,
    'un alinéa réécrit en entier',
    'La présente convention peut être résiliée par chacune des parties moyennant un préavis de trois mois adressé par lettre recommandée.',
    'Toute partie qui souhaite se retirer en avertit les autres par écrit au plus tard un semestre avant l’échéance.',
    '[-La présente convention peut être résiliée par chacune des parties moyennant un préavis de trois mois adressé par lettre recommandée-]{+Toute partie qui souhaite se retirer en avertit les autres par écrit au plus tard un semestre avant l’échéance+}.',
  ),
  one(
    rewriting,
    'une phrase réécrite sur deux',
    'Les parties communiquent ensemble sur leurs actions. Chaque support fait l’objet d’une validation préalable.',
    'Les parties communiquent ensemble sur leurs actions. Aucun document ne paraît sans avoir été relu par l’autre signataire.',
    'Les parties communiquent ensemble sur leurs actions. [-Chaque support fait l’objet d’une validation préalable-]{+Aucun document ne paraît sans avoir été relu par l’autre signataire+}.',
  ),
  one(
    rewriting,
    'le début gardé, la suite réécrite',
    'En cas de différend, les parties saisissent le tribunal administratif de Paris.',
    'En cas de différend, une conciliation est recherchée pendant deux mois.',
    'En cas de différend, [-les parties saisissent le tribunal administratif de Paris-]{+une conciliation est recherchée pendant deux mois+}.',
  ),
  rewriting(
    'un alinéa remplacé par un autre, sous un nouvel identifiant',
    [
      art(
        'a',
        'Litiges',
        p('x', 'Tout différend est soumis au tribunal judiciaire de Lyon.'),
        p('y', 'Les parties élisent domicile à leur siège.'),
      ),
    ],
    [
      art(
        'a',
        'Litiges',
        p('n', 'Un médiateur choisi en commun rend son avis sous soixante jours.'),
        p('y', 'Les parties élisent domicile à leur siège.'),
      ),
    ],
    [is('x', 'supprime'), is('n', 'insere')],
  ),
  rewriting(
    'un tiret reformulé',
    [li('i', 'organiser des ateliers collectifs dans chaque bassin d’emploi\u202f;')],
    [li('i', 'animer des ateliers collectifs au plus près des jeunes\u202f;')],
    [
      says(
        'i',
        '[-organiser-]{+animer+} des ateliers collectifs [-dans chaque bassin d’emploi-]{+au plus près des jeunes+}\u202f;',
      ),
    ],
  ),
];
