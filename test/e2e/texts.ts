/** A short convention of our own, with what the specs act on: axes, references, a list, a footnote, a table. */
export const CONVENTION = `# Convention de partenariat entre l’Association des Rives et la Fédération des Ateliers

Entre

L’Association des Rives, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 quai des Tanneurs, 69001 Lyon, représentée par sa présidente, Madame Anne Perrin, ci-après « l’Association »,

D’une part,

Et

La Fédération des Ateliers, association régie par la loi du 1er juillet 1901, dont le siège est situé 12 rue des Forges, 21000 Dijon, représentée par son président, Monsieur Karim Belkacem, ci-après « la Fédération »,

D’autre part,

## Préambule

Les deux organisations accompagnent des jeunes qui cherchent un métier[^1]. Elles souhaitent unir leurs moyens.

Il a été convenu ce qui suit :

## Article 1 – Objet

La présente convention fixe le cadre du partenariat. Le suivi prévu à l’article 3 en mesure les effets.

Elle précise les engagements de chaque partie.

## Article 2 – Axes de travail

### Axe 1 – Accueillir

L’Association ouvre ses ateliers deux jours par mois.

### Axe 2 – Former

La Fédération propose des parcours de découverte, en lien avec l’axe 3.

### Axe 3 – Évaluer

Les parties dressent un bilan commun chaque année :

- nombre de jeunes accueillis ;
- nombre de parcours achevés.

## Article 3 – Suivi

Un comité se réunit au moins deux fois par an.

## Article 4 – Durée

La convention est conclue pour trois ans à compter de sa signature.

Fait à Lyon, le 4 mars 2026, en deux exemplaires originaux.

Pour l’Association des Rives
La présidente
Anne Perrin

Pour la Fédération des Ateliers
Le président
Karim Belkacem

[^1]: Est jeune, ici, toute personne de seize à vingt-cinq ans.
`;
