import { type Blocks, block } from '#shared/document/builders.ts';

/** A private party, presented in full. */
export const UDA = block(
  'partie',
  'L’Union des Ateliers, association régie par la loi du 1er juillet 1901, dont le siège est situé 3 rue Haute, 75010 Paris, représentée par sa présidente, Mme Léa Roux, ci-après désignée « l’UDA »,',
);
/** Another one. */
export const LIGUE = block(
  'partie',
  'La Ligue du Fleuve, association reconnue d’utilité publique, dont le siège est situé 8 quai Bas, 44000 Nantes, représentée par son directeur, M. Paul Hue, ci-après désignée « la Ligue »,',
);
/** A public one. */
export const COMMUNE = block(
  'partie',
  'La commune de Valbrune, collectivité territoriale, dont le siège est situé place du Puits, 21000 Valbrune, représentée par son maire, M. Jean Sol, ci-après désignée « la Commune »,',
);

/** @returns a title, two private parties, then the given blocks */
export const entre = (...blocks: readonly Blocks[]): readonly Blocks[] => [
  block('titre', 'Convention de partenariat'),
  UDA,
  LIGUE,
  ...blocks,
];

/** @returns the same with a public party */
export const avecCommune = (...blocks: readonly Blocks[]): readonly Blocks[] => [
  block('titre', 'Convention de partenariat'),
  UDA,
  COMMUNE,
  ...blocks,
];

export const cloture = (text: string) => block('cloture', text);
export const signataire = (text: string) =>
  block(
    'signataire',
    text
      .split(' / ')
      .flatMap((line, i) => [
        ...(i > 0 ? [{ type: 'hardBreak' as const }] : []),
        { type: 'text' as const, text: line },
      ]),
  );
