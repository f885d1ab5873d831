/**
 * What one word of a number in letters is worth, in small letters without accents; « vingt », « cent » and « mille », which
 * multiply, are read by who reads numbers. Longer words come before those that they begin with.
 */
export const NUMBER_UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  une: 1,
  un: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
};
